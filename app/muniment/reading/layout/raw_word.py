"""A word as a page gives it, before it is known in which row it stands."""

from __future__ import annotations

RawWord = tuple[float, float, float, float, str]
"""x0, top, x1, bottom in points as displayed, origin top-left; then its text."""
