"""Tables that come as a grid of cells, from formats without geometry.

Must never read an order into cells that the grid does not give: a column is a column of the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from muniment.document.pages.page import PackedWords
from muniment.document.pages.table import Table
from muniment.reading.layout.page_rows import Layout, PageRow, Segment, SegmentKind, look
from muniment.reading.tables.page_tables import page_tables

PITCH = 100.0  # from one column of the grid to the next, in points as the geometry takes them
ROW = 10.0
MARGIN = 16.0  # so far apart that no number is near enough to count for the column beside its own


class GridCell(NamedTuple):
    """A cell with text.

    Attributes:
        start: Of its text in the page's text.
        end: Half-open.
        column: First column of the grid that it covers, from 0.
        span: Columns that it covers.
        indent: Of its words in points; only that of the first column counts.
    """

    start: int
    end: int
    column: int
    span: int = 1
    indent: float = 0.0


def grid_tables(
    page: int, text: str, rows: Sequence[Sequence[GridCell]], above: Sequence[tuple[int, int]] = ()
) -> tuple[Table, ...]:
    """Read a grid of cells as tables.

    Args:
        page: Page number, from 1.
        text: Of the page.
        rows: The cells of each row from left to right; empty cells may be left out.
        above: Intervals of the lines above the grid that name it, from top to bottom.

    Returns:
        Most often one; none if no two rows hold amounts, several where new heads or prose stand between the rows.
    """
    columns = max((cell.column + cell.span for cells in rows for cell in cells), default=1)
    names = [[GridCell(start, end, 0)] for start, end in above]
    lines = [_line(text, cells, n, columns) for n, cells in enumerate([*names, *rows], -len(names)) if cells]
    return page_tables(Layout(2 * columns * PITCH, len(lines) * ROW, text, PackedWords(), tuple(lines)), page)


def _line(text: str, cells: Sequence[GridCell], place: int, columns: int) -> PageRow:
    segments = [_segment(text, cell, columns) for cell in cells]
    return PageRow(place * ROW, (place + 1) * ROW - 1, cells[0].start, cells[-1].end, segments)


def _segment(text: str, cell: GridCell, columns: int) -> Segment:
    words = text[cell.start : cell.end]
    kind, number = look(words)
    place = (cell.start + number[0], cell.start + number[1]) if number else (0, 0)
    # The first column is as wide as all others together, as on paper: a head over all of them is not as wide as prose.
    first = columns * PITCH if cell.column else min(cell.indent, PITCH - 3 * MARGIN)
    x0, x1 = first + cell.column * PITCH + MARGIN, first + (cell.column + cell.span) * PITCH - MARGIN
    if kind == SegmentKind.WORDS and cell.column == 0:
        x1 = x0 + 4.0  # a label must not look as wide as prose
    return Segment(kind, x0, x1, x0, cell.start, cell.end, words, place, ())
