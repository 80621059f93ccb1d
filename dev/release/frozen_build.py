"""Build the frozen programs for this system and try what was built.

    dev.py build

The program lands in dist/muniment, the fetcher, which an installer may leave out, in dist/muniment-fetch. The self-test starts the
frozen workers, reads the sample and checks known facts; the fetcher is asked for a model where nobody answers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
PROGRAM, FETCHER = DIST / "muniment", DIST / "muniment-fetch"
NOT_SHIPPED = ("QtNetwork", "libQt6Network", "Qt6Network", "WebEngine")
"""Parts of names; no network code of Qt may come along."""
NOBODY = "https://localhost:9/"  # the discard port; the answer is a refusal, at once


def main() -> int:
    """Build, then try what was built, away from the checkout and with an empty home."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(DIST)]
    command += ["--workpath", str(ROOT / "build"), str(ROOT / "installer" / "muniment.spec")]
    if subprocess.run(command, check=False).returncode:
        return 1
    for folder in (PROGRAM, FETCHER):
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        print(f"{folder}: {size / 1e6:.0f} MB", file=sys.stderr)
    wrong = [*carried(PROGRAM), *_tested(), *_fetched()]
    print(*(f"FAIL  {one}" for one in wrong), sep="\n", file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


def carried(folder: Path) -> list[str]:
    """What lies in the program's folder and must not."""
    found = [path for path in folder.rglob("*") if any(name in path.name for name in (*NOT_SHIPPED, "muniment-fetch"))]
    return [f"{path.relative_to(folder)} is shipped" for path in found]


def not_told(told: dict[str, Any], installed: dict[str, str]) -> list[str]:
    """Versions that the inventory of the frozen program lacks or has otherwise.

    Args:
        told: What its self-test says.
        installed: Versions by package, as built from.
    """
    versions = told.get("versions", {})
    return [
        f"the inventory says {versions.get(name, 'nothing')} of {name} {version}"
        for name, version in installed.items()
        if versions.get(name) != version
    ]


def _tested() -> Iterator[str]:
    """The self-test, with its findings shown."""
    sys.path.insert(0, str(ROOT / "app"))
    from muniment.cli.inventory import inventory

    done = _run(PROGRAM / "muniment", "self-test", "--json")
    try:
        told = json.loads(done.stdout)
    except ValueError:
        yield f"the self-test ended with {done.returncode}: {done.stderr[-600:]}"
        return
    for finding in told["findings"]:
        print(f"{'ok  ' if finding['passed'] else 'FAIL'}  {finding['name']}: {finding['detail']}", file=sys.stderr)
    if done.returncode or not told["passed"]:
        yield "the self-test"
    yield from not_told(told, inventory())


def _fetched() -> Iterator[str]:
    """The fetcher tells its version, and ends with a sentence where nobody answers; on Linux it was bound by then."""
    if _run(FETCHER / "muniment-fetch", "--version").returncode:
        yield "the fetcher does not start"
    asked = ("any.gguf", "--from", NOBODY, "--size", "1", "--sha256", "0" * 64)
    done = _run(FETCHER / "muniment-fetch", *asked)
    print(f"fetcher: {done.stderr.strip()}", file=sys.stderr)
    if done.returncode != 1 or "Traceback" in done.stderr or not done.stderr.strip():
        yield f"the fetcher ended with {done.returncode}"


def _run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = program.with_suffix(".exe") if os.name == "nt" else program
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    with tempfile.TemporaryDirectory() as home:
        return subprocess.run(
            [str(path), *arguments], check=False, cwd=home, env={**kept, "HOME": home}, capture_output=True, text=True
        )


if __name__ == "__main__":
    sys.exit(main())
