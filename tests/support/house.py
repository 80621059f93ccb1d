"""The program's modules, for the tests that hold the house's rules."""

from __future__ import annotations

from pathlib import Path

PROGRAM = Path(__file__).parents[2] / "app" / "muniment"
MODULES = sorted(PROGRAM.rglob("*.py"))
"""All modules of the program, without the fetcher's."""


def place_of(path: Path) -> str:
    """Where a module lies in the program, as ``vault/store.py``."""
    return path.relative_to(PROGRAM).as_posix()
