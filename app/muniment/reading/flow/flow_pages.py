"""Text without pages, cut into pages that have no geometry; its tables, read by the cells that the document gives.

Must never cut a line, unless it alone is longer than a page, nor a table that a page holds. A table over several pages is
read as the one table that it is: its heads, scale and sections hold on all of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.document.pages.table import Placed, Row, Table
from muniment.reading.flow.cell_grid import GridCell, grid_tables
from muniment.reading.flow.text_lines import LineMark, TextLine

PAGE_LENGTH = 3_000  # characters; a page is what a model reads at once and what a window shows at once
ABOVE = 4  # lines above a table in which its name, scale and currency are looked for
LONGEST_NAME = 200  # characters of a line that names a table; longer ones are prose, and may stay behind
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page.

    Attributes:
        lines: In order; at least one.
    """

    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        """The lines joined by newline."""
        return "\n".join(line.text for line in self.lines)

    def size(self) -> tuple[float, float]:
        """Longest line and number of lines, in characters."""
        return float(max(len(line.text) for line in self.lines)), float(len(self.lines))

    def placed(self) -> Iterator[tuple[int, TextLine]]:
        """Every line and where it begins in the page's text."""
        at = 0
        for line in self.lines:
            yield at, line
            at += len(line.text) + 1


def cut(lines: Iterable[TextLine]) -> list[PageLines]:
    """Fill pages with lines, none longer than ``PAGE_LENGTH``.

    A table that does not fit on the rest of a page begins the next one, with the lines that name it: what a page says of
    its columns then stands above its rows.
    """
    pages: list[PageLines] = []
    page: list[TextLine] = []
    left = PAGE_LENGTH
    for block in _blocks(chain.from_iterable(map(_shortened, lines))):
        fits = _length(block) <= left
        for number, line in enumerate(block):
            if page and (len(line.text) > left or (number == 0 and not fits)):
                pages.append(PageLines(tuple(page)))
                page, left = [], PAGE_LENGTH
            page.append(line)
            left -= len(line.text) + 1
    if page:
        pages.append(PageLines(tuple(page)))
    return pages


def _length(block: Sequence[TextLine]) -> int:
    """Of the text of some lines, in characters."""
    return sum(len(line.text) + 1 for line in block) - 1


def _blocks(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """What should stay on one page: each table with the lines that name it, and every other line alone."""
    names: list[TextLine] = []
    for table, group in groupby(lines, key=lambda line: line.table):
        run = list(group)
        if table:
            yield [*names, *run]
            names = []
            continue
        start = len(run)
        while start > max(0, len(run) - ABOVE) and len(run[start - 1].text) <= LONGEST_NAME:
            start -= 1
        yield from ([line] for line in run[:start])
        names = run[start:]
    yield from ([line] for line in names)


def _shortened(line: TextLine) -> Iterator[TextLine]:
    """The line; or pieces of it, cut after a sentence or at least between words, if it is longer than a page."""
    if len(line.text) <= PAGE_LENGTH:
        if line.text:
            yield line
        return
    text, at = line.text, 0
    while text:
        end = len(text)
        if end > PAGE_LENGTH:
            end = text.rfind(". ", PAGE_LENGTH // 2, PAGE_LENGTH) + 1 or text.rfind(" ", 1, PAGE_LENGTH)
            end = end if end > 0 else PAGE_LENGTH
        inside = (m for m in line.marks if at <= m.start and m.end <= at + end)
        yield TextLine(text[:end], marks=tuple(LineMark(m.start - at, m.end - at, m.key) for m in inside))
        rest = text[end:].lstrip()
        at += len(text) - len(rest)
        text = rest


def read_page(page: PageLines, number: int) -> Page:
    """The text of a page and its words.

    Args:
        page: Its lines.
        number: From 1.
    """
    text = page.text
    offsets = array("I", [place for match in _WORD.finditer(text) for place in match.span()])
    width, height = page.size()
    return Page(number, width, height, Unit.CHAR, Source.FLOW, text, PackedWords(offsets))


def cells_of(page: PageLines) -> tuple[Placed, ...]:
    """The cells of the tables of a page, as their grids place them."""
    return tuple(
        Placed(at + cell.start, at + cell.end, cell.column, cell.span, line.table, round(cell.indent, 1))
        for at, line in page.placed()
        for cell in line.cells
    )


class FlowTables:
    """The tables of a document, each read when the first page that it stands on is asked for."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        self._runs = _runs(pages)
        self._on_page: dict[int, list[_Run]] = {}
        for run in self._runs:
            for number in dict.fromkeys(place.page for place in run.rows):
                self._on_page.setdefault(number, []).append(run)
        self._read: dict[int, dict[int, list[Table]]] = {}  # of tables that stand on several pages, by their first row

    def of(self, number: int) -> tuple[Table, ...]:
        """The tables of a page, from 1, from top to bottom."""
        return tuple(table for run in self._on_page.get(number, ()) for table in self._of(run).get(number, ()))

    def _of(self, run: _Run) -> dict[int, list[Table]]:
        if run.rows[0].page == run.rows[-1].page:
            return run.read()
        if id(run) not in self._read:
            self._read[id(run)] = run.read()
        return self._read[id(run)]


@dataclass(frozen=True, slots=True)
class _Place:
    """A line on its page."""

    page: int
    start: int
    line: TextLine


@dataclass(frozen=True, slots=True)
class _Run:
    """The rows of one table, wherever they stand, and the lines that name it."""

    above: tuple[_Place, ...]
    rows: tuple[_Place, ...]

    def read(self) -> dict[int, list[Table]]:
        """The tables by page, read as if all their lines stood under each other, then put back in their places."""
        places = [*self.above, *self.rows]
        starts: list[int] = []
        at = 0
        for place in places:
            starts.append(at)
            at += len(place.line.text) + 1
        text = "\n".join(place.line.text for place in places)
        names = [(start, start + len(place.line.text)) for start, place in zip(starts, self.above, strict=False)]
        rows = [
            [GridCell(at + c.start, at + c.end, c.column, c.span, c.indent) for c in place.line.cells]
            or [GridCell(at, at + len(place.line.text), 0)]
            for at, place in zip(starts[len(names) :], self.rows, strict=True)
        ]
        put = _PutBack(places, starts)
        found: dict[int, list[Table]] = {}
        for table in grid_tables(1, text, rows, names):
            for number, part in put.table(table):
                found.setdefault(number, []).append(part)
        return found


class _PutBack:
    """From places in the text of one table to places on the pages."""

    def __init__(self, places: Sequence[_Place], starts: Sequence[int]) -> None:
        self._places, self._starts = places, starts

    def table(self, table: Table) -> Iterator[tuple[int, Table]]:
        """The parts of a table, page by page."""
        columns = tuple(
            replace(column, evidence=tuple(self._evidence(each) for each in column.evidence))
            for column in table.columns
        )
        whole = replace(
            table,
            columns=columns,
            scale_evidence=self._evidence(table.scale_evidence) if table.scale_evidence else None,
            currency_evidence=self._evidence(table.currency_evidence) if table.currency_evidence else None,
        )
        before: int | None = None
        for number, rows in groupby(table.rows, key=lambda row: self._at(row.start).page):
            moved = tuple(self._row(row) for row in rows)
            yield number, replace(whole, page=number, rows=moved, continued_from=before)
            before = number

    def _row(self, row: Row) -> Row:
        by = self._shift(row.start)
        cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in row.cells)
        return replace(row, start=row.start + by, end=row.end + by, cells=cells)

    def _evidence(self, evidence: Evidence) -> Evidence:
        span = evidence.span
        by = self._shift(span.start)
        return Evidence(Span(self._at(span.start).page, span.start + by, span.end + by), evidence.quote)

    def _at(self, start: int) -> _Place:
        return self._places[bisect_right(self._starts, start) - 1]

    def _shift(self, start: int) -> int:
        number = bisect_right(self._starts, start) - 1
        return self._places[number].start - self._starts[number]


def _runs(pages: Sequence[PageLines]) -> list[_Run]:
    runs: list[_Run] = []
    above: list[_Place] = []
    places = (_Place(n, at, line) for n, page in enumerate(pages, 1) for at, line in page.placed())
    for table, group in groupby(places, key=lambda place: place.line.table):
        if table:
            runs.append(_Run(tuple(above[-ABOVE:]), tuple(group)))
            above = []
        else:
            above.extend(group)
    return runs


def headings(pages: Iterable[PageLines]) -> Iterator[tuple[str, int, int]]:
    """Title, level and page of every heading."""
    for number, page in enumerate(pages, 1):
        for line in page.lines:
            if line.level is not None:
                yield line.text, line.level, number
