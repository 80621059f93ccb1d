"""A table of a web page as rows of cells in logical columns.

Pages print "$", "(1,234", ")" and "%" in cells of their own, and part columns by empty ones. Must never place a cell by
its order: its column is where the grid of spans puts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from muniment.reading.flow.text_lines import CellText, LineMark, TextLine
from muniment.reading.layout.page_rows import SegmentKind, look

MAX_COLUMNS = 1_000  # of a grid; what would stand further right stands there
_TAILS = frozenset((")", "%", ")%", "%)"))
_FOOTNOTE = re.compile(r"^(?:\([a-z]{1,2}\)|[*†‡§]{1,3})$")
_BULLET = re.compile(
    r"^(?:[•●○◦▪■□·➢✓✔☐☑☒–—-]|o|\(?[\divxa-z]{1,4}[.)]|(?:item|note|part)\s\w{1,4}\.?(?:\s?[a-z]\.?)?)$", re.IGNORECASE
)
_AMOUNTS = (SegmentKind.NUMBER, SegmentKind.NONE)
_NEXT = 2  # columns of the grid that may be empty between a number and its sign or bracket


@dataclass(slots=True)
class WebCell:
    """A cell with text.

    Attributes:
        text: Its words.
        column: Of the grid, from 0.
        span: Columns of the grid that it covers.
        indent: In points.
        raised: All of it is superscript.
        marks: In its text.
        kind: What it looks like.
    """

    text: str
    column: int
    span: int = 1
    indent: float = 0.0
    raised: bool = False
    marks: tuple[LineMark, ...] = ()
    kind: SegmentKind = field(init=False)

    def __post_init__(self) -> None:
        self.kind = look(self.text)[0]

    @property
    def end(self) -> int:
        """Column of the grid after it."""
        return self.column + self.span


def table_lines(rows: Sequence[Sequence[WebCell]], table: int) -> Iterator[TextLine]:
    """The rows of a table as lines; lists that are set as tables become paragraphs.

    Args:
        rows: Cells as they are written, with how many columns each spans.
        table: Its number in the document.
    """
    joined = [_joined(row) for row in rows if row]
    if all(_is_item(row) for row in joined):
        for row in joined:
            yield _line([(cell, 0, 1) for cell in row], 0, " ")
        return
    slots = _slots(joined)
    for row in joined:
        placed = [(cell, *_place(cell, slots)) for cell in row]
        placed.sort(key=lambda each: each[1])
        yield _line(placed, table, "\t")


def _is_item(row: Sequence[WebCell]) -> bool:
    """Whether a row is running text, alone or after a bullet."""
    if len(row) == 1:
        return row[0].kind == SegmentKind.WORDS
    return len(row) == 2 and bool(_BULLET.match(row[0].text)) and row[1].kind == SegmentKind.WORDS


def _joined(row: Sequence[WebCell]) -> list[WebCell]:
    """The row with signs, brackets and footnote marks put to their numbers."""
    found: list[WebCell] = []
    for cell in row:
        last = found[-1] if found else None
        if last is None or cell.column - last.end > _NEXT:
            found.append(cell)
        elif last.kind == SegmentKind.SIGN and cell.kind in (SegmentKind.NUMBER, SegmentKind.NONE, SegmentKind.YEAR):
            found[-1] = _pair(last, cell, "" if last.text.endswith("(") else " ")
        elif last.kind == SegmentKind.NUMBER and cell.text in _TAILS:
            found[-1] = _pair(last, cell, "")
        elif last.kind == SegmentKind.NUMBER and (_FOOTNOTE.match(cell.text) or (cell.raised and len(cell.text) < 6)):
            found[-1] = _pair(last, cell, " ")
        else:
            found.append(cell)
    return found


def _pair(left: WebCell, right: WebCell, glue: str) -> WebCell:
    at = len(left.text) + len(glue)
    moved = tuple(LineMark(mark.start + at, mark.end + at, mark.key) for mark in right.marks)
    return WebCell(
        left.text + glue + right.text,
        left.column,
        right.end - left.column,
        left.indent,
        marks=(*left.marks, *moved),
    )


def _slots(rows: Sequence[Sequence[WebCell]]) -> list[tuple[int, int]]:
    """The logical columns as intervals of the grid: those of numbers, then those of words beside them."""
    cells = [cell for row in rows for cell in row]
    amounts = [(c.column, c.end) for c in cells if c.kind in _AMOUNTS]
    numbers = sorted(_components(amounts, []))
    if any(_collide(row, numbers) for row in rows):  # a grid that does not fit itself: right edges are the best it has
        numbers = sorted(_components([(end - 1, end) for _, end in amounts], []))
    words = _components([(c.column, c.end) for c in cells if not _hits(c.column, c.end, numbers)], numbers)
    return sorted([*numbers, *words])


def _collide(row: Sequence[WebCell], numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether two amounts of a row would stand in one column."""
    places = [_hits(c.column, c.end, numbers)[-1:] for c in row if c.kind in _AMOUNTS]
    return len(set(map(tuple, places))) < len(places)


def _components(cells: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Connected intervals of cells; narrow ones decide, and a wide one joins no two."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(cells), key=lambda each: (each[1] - each[0], each)):
        hits = _hits(start, end, found)
        if not hits:
            found.append((start, end))
        elif len(hits) == 1:
            a, b = found[hits[0]]
            wider = min(a, start), max(b, end)
            if not _hits(*wider, taken):
                found[hits[0]] = wider
    return found


def _hits(start: int, end: int, intervals: Sequence[tuple[int, int]]) -> list[int]:
    return [i for i, (a, b) in enumerate(intervals) if start < b and a < end]


def _place(cell: WebCell, slots: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Column and span of a cell; a number stands at the right edge of what it covers."""
    hits = _hits(cell.column, cell.end, slots)
    if cell.kind in _AMOUNTS:
        return hits[-1], 1
    return hits[0], len(hits)


def _line(row: Sequence[tuple[WebCell, int, int]], table: int, glue: str) -> TextLine:
    texts: list[str] = []
    cells: list[CellText] = []
    marks: list[LineMark] = []
    at = 0
    for cell, column, span in row:
        cells.append(CellText(at, at + len(cell.text), column, span, cell.indent))
        marks += [LineMark(mark.start + at, mark.end + at, mark.key) for mark in cell.marks]
        texts.append(cell.text)
        at += len(cell.text) + len(glue)
    return TextLine(glue.join(texts), None, table, tuple(cells) if table else (), tuple(marks))
