"""Columns of prose, read one after the other.

Must never tear a table: only rows with running words on both sides of a clear gutter are parted.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.reading.layout.bands import Band, WordRun

LEAST = 8  # rows of words on both sides of a gutter
STEP = 4.0  # points in which gutters are counted
MIDDLE = (0.25, 0.75)  # of the page's width, in which a gutter may stand
FILLED = 0.7  # of a column's width that running text fills, in half of its rows
AMOUNTS = 0.4  # of the rows of running text end in a number, at most
WORDS = 5  # on each side of the gutter
TOGETHER = 0.6  # of the rows have words on both sides: texts that are set side by side leave more gaps


def reading_order(bands: list[Band], width: float) -> list[Band]:
    """Rows from top to bottom, columns of prose one after the other.

    Args:
        bands: From top to bottom, the pieces of each from left to right.
        width: Of the page in points.
    """
    gutter = _gutter(bands, width)
    if gutter is None:
        return bands
    ordered: list[Band] = []
    stretch: list[Band] = []
    for band in bands:
        if _clear(band, gutter):
            stretch.append(band)
        else:
            ordered += _by_columns(stretch, gutter)
            stretch = []
            ordered.append(band)
    return ordered + _by_columns(stretch, gutter)


def _gutter(bands: list[Band], width: float) -> float | None:
    """The place that most rows of words leave free, if there are enough of them."""
    places: Counter[int] = Counter()
    for band in bands:
        for left, right in zip(band.pieces, band.pieces[1:], strict=False):
            if len(left.words) >= WORDS and len(right.words) >= WORDS:
                first, last = max(left.x1, MIDDLE[0] * width), min(right.x0, MIDDLE[1] * width)
                places.update(range(int(first / STEP) + 1, ceil(last / STEP)))
    if not places:
        return None
    place, count = max(places.items(), key=lambda item: (item[1], item[0]))
    return place * STEP if count >= LEAST else None


def _clear(band: Band, gutter: float) -> bool:
    """Whether nothing of a row stands on the gutter, and it is no row of amounts right of it."""
    if any(piece.x0 < gutter < piece.x1 for piece in band.pieces):
        return False
    right = [piece for piece in band.pieces if piece.x0 > gutter]
    amounts = all(not any(c.isalpha() for word in piece.words for c in word[4]) for piece in right)
    return not (right and amounts)


def _by_columns(stretch: list[Band], gutter: float) -> list[Band]:
    sides = [
        [piece for band in stretch for piece in band.pieces if (piece.x0 < gutter) is left] for left in (True, False)
    ]
    both = sum(band.pieces[0].x0 < gutter < band.pieces[-1].x0 for band in stretch)
    if both < max(LEAST, TOGETHER * len(stretch)) or not all(_running(side) for side in sides):
        return stretch
    return [half for left in (True, False) for band in stretch if (half := band.half(gutter, left=left)) is not None]


def _running(side: list[WordRun]) -> bool:
    """Whether most rows fill their column and few end in a number: running text, not labels, cells or amounts."""
    widths = sorted(piece.x1 - piece.x0 for piece in side)
    amounts = sum(piece.words[-1][4].strip("()%$")[-1:].isdigit() for piece in side)
    return widths[len(widths) // 2] > FILLED * widths[-1] and amounts < AMOUNTS * len(side)
