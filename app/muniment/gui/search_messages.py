"""Words of the search."""

from __future__ import annotations

from muniment.gui import messages


def place(name: str, page: int, *, by_meaning: bool) -> str:
    """Where a hit stands, and whether it holds none of the words."""
    line = messages.hit_line(name, page)
    return f"{line}, by meaning" if by_meaning else line
