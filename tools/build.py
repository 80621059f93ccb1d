"""Build the frozen program for this system and run its self-test.

    dev.py build

The program lands in dist/muniment. The self-test starts the frozen worker, reads the sample and checks known facts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Build, then test what was built, away from the checkout and with an empty home."""
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        str(ROOT / "dist"),
    ]
    command += ["--workpath", str(ROOT / "build"), str(ROOT / "installer" / "muniment.spec")]
    if subprocess.run(command, check=False).returncode:
        return 1
    program = ROOT / "dist" / "muniment" / ("muniment.exe" if os.name == "nt" else "muniment")
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file())
    print(f"{program.parent}: {size / 1e6:.0f} MB", file=sys.stderr)
    with tempfile.TemporaryDirectory() as home:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
        return subprocess.run([str(program), "self-test"], check=False, cwd=home, env={**kept, "HOME": home}).returncode


if __name__ == "__main__":
    sys.exit(main())
