"""Lines of text without pages: what the readers of flows (DOCX, HTML) hand on to be cut into pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class CellText(NamedTuple):
    """A cell with text.

    Attributes:
        start: Into the line's text.
        end: Half-open.
        column: First column of the grid that it covers, from 0.
        span: Columns that it covers.
        indent: Of its words in points; only that of the first column counts.
    """

    start: int
    end: int
    column: int
    span: int
    indent: float = 0.0


class LineMark(NamedTuple):
    """A piece of a line that somebody will ask for again.

    Attributes:
        start: Into the line's text.
        end: Half-open.
        key: Whose it is.
    """

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph (or a line of it), or a row of a table.

    Attributes:
        text: Words joined by space, cells by tab; never empty.
        level: Of a heading, from 0; None for other text.
        table: Which table it is a row of, from 1; 0 for none.
        cells: Of a row, from left to right.
        marks: In the order of their starts.
    """

    text: str
    level: int | None = None
    table: int = 0
    cells: tuple[CellText, ...] = ()
    marks: tuple[LineMark, ...] = ()
