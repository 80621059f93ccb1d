"""How wide the columns of a table are, and in which size it is set, so that amounts stay on one line.

Measures are points at zoom 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from muniment.gui.flow.flow_grid import Grid
from muniment.gui.kit.theme import sized

SIZES = (11, 10, 9, 8, 7, 6)  # pixels of the font, from what is easy to read to what still can be
PAD = 9.0  # between columns
LEAST_WORDS = 0.26  # of the width, for the columns of words together
_WIDEST_WORD = 96.0  # of a head; longer ones are broken
_AIR = 22.0  # more between columns of amounts, where there is room


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table as they are set.

    Attributes:
        font: Of the table.
        lefts: Left edge of each column; one more at the end.
        bracket: Width that a closing bracket hangs out over, by column; 0 where none has one.
    """

    font: QFont
    lefts: tuple[float, ...]
    bracket: tuple[float, ...]


def fit(grid: Grid, text: str, font: QFont, width: float) -> Columns:
    """The widest setting in which amounts and words have room.

    Args:
        grid: The table.
        text: Of the page; the cells are places in it.
        font: Of the page; its size is not looked at.
        width: That the table may take, in points.
    """
    for size in SIZES:
        at = sized(font, size)
        found = _widths(grid, text, QFontMetricsF(at), width)
        if found is not None or size == SIZES[-1]:
            break
    if found is None:
        found = [width / grid.columns] * grid.columns
    lefts = [0.0]
    for each in found:
        lefts.append(lefts[-1] + each)
    return Columns(at, tuple(lefts), _brackets(grid, text, QFontMetricsF(at)))


def _widths(grid: Grid, text: str, metrics: QFontMetricsF, width: float) -> list[float] | None:
    """Amounts as wide as they are, words in what is left; None where that is too little."""
    least = [0.0] * grid.columns
    wish = [0.0] * grid.columns
    for row in grid.rows:
        for cell in row:
            if cell.span != 1:
                continue
            words = text[cell.start : cell.end]
            whole = metrics.horizontalAdvance(words) + cell.indent + PAD
            longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0.0) + PAD
            need = whole if cell.is_number else min(longest, _WIDEST_WORD)
            least[cell.column] = max(least[cell.column], need)
            wish[cell.column] = max(wish[cell.column], whole)
    words_of = [column for column in range(grid.columns) if column not in grid.numeric]
    left = width - sum(least[column] for column in grid.numeric)
    if left < (LEAST_WORDS * width if words_of else 0) or left < sum(least[column] for column in words_of):
        return None
    wished = sum(wish[column] for column in words_of)
    found = list(least)
    if not words_of:
        return [each + left / grid.columns for each in found]
    if wished <= left:  # all have room: amounts get some air, and the first column takes what is left over
        for column in words_of:
            found[column] = wish[column]
        air = min((left - wished) / (len(grid.numeric) + 1), _AIR)
        for column in grid.numeric:
            found[column] += air
        found[words_of[0]] += left - wished - air * len(grid.numeric)
        return found
    spare = left - sum(least[column] for column in words_of)
    over = sum(wish[column] - least[column] for column in words_of)
    for column in words_of:
        found[column] += spare * (wish[column] - least[column]) / over
    return found


def _brackets(grid: Grid, text: str, metrics: QFontMetricsF) -> tuple[float, ...]:
    widths = [0.0] * grid.columns
    hang = metrics.horizontalAdvance(")")
    for row in grid.rows:
        for cell in row:
            if cell.is_number and text[cell.end - 1] == ")":
                widths[cell.column] = hang
    return tuple(widths)
