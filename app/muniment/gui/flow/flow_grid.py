"""What a page without geometry holds, for its layout: paragraphs, and tables whose cells know their columns.

Must never place a cell by its order where the document's own grid says its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from muniment.document.pages.table import Placed
from muniment.document.text.number_text import parse_number

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridText:
    """A cell.

    Attributes:
        start: Into the page's text.
        end: Half-open.
        column: From 0.
        span: Columns that it covers.
        indent: Of its words, in points.
        is_number: It reads as an amount, or stands where one would.
    """

    start: int
    end: int
    column: int
    span: int
    indent: float
    is_number: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        rows: From top to bottom, their cells from left to right.
        columns: How many there are.
        numeric: Which of them hold amounts.
    """

    rows: tuple[tuple[GridText, ...], ...]
    columns: int
    numeric: frozenset[int]


def grids(text: str, cells: Sequence[Placed] = ()) -> Iterator[Interval | Grid]:
    """The paragraphs and tables of a page, in order; rows whose places are not known have theirs by their order."""
    by_start = {cell.start: cell for cell in cells}

    def kind(line: Interval) -> int:
        if line[0] in by_start:
            return by_start[line[0]].table
        return -1 if "\t" in text[line[0] : line[1]].strip("\t") else 0

    for table, found in groupby(_lines(text), key=kind):
        if not table:
            yield from found
        elif table > 0:
            yield _grid([[_placed(text, by_start, cell) for cell in _cells(text, line)] for line in found])
        else:
            yield _grid(_by_order(text, list(found)))


def _grid(rows: Sequence[Sequence[GridText]]) -> Grid:
    cells = [cell for row in rows for cell in row]
    columns = max(cell.column + cell.span for cell in cells)
    numeric = set()
    for column in range(columns):
        own = [cell for cell in cells if cell.column == column and cell.span == 1]
        if sum(cell.is_number for cell in own) * 2 > len(own):
            numeric.add(column)
    return Grid(tuple(tuple(row) for row in rows), columns, frozenset(numeric))


def _placed(text: str, by_start: dict[int, Placed], cell: Interval) -> GridText:
    start, end = cell
    known = by_start.get(start)
    if known is None:
        return GridText(start, end, 0, 1, 0.0, is_number=False)
    return GridText(start, end, known.column, known.span, known.indent, _is_number(text[start:end]))


def _by_order(text: str, lines: Sequence[Interval]) -> list[list[GridText]]:
    """Rows without known columns; the heads of a table often leave the label's column empty."""
    rows = [list(_cells(text, line)) for line in lines]
    columns = max(len(row) for row in rows)
    return [
        [
            GridText(start, end, column, 1, 0.0, _is_number(text[start:end]))
            for column, (start, end) in enumerate(row, columns - len(row) if number == 0 and columns > 2 else 0)
        ]
        for number, row in enumerate(rows)
    ]


def _is_number(text: str) -> bool:
    return parse_number(text.strip(" $€£¥")) is not None


def _lines(text: str) -> Iterator[Interval]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _cells(text: str, line: Interval) -> Iterator[Interval]:
    start, end = line
    for cell in text[start:end].split("\t"):
        if cell:
            yield start, start + len(cell)
        start += len(cell) + 1
