"""Text without pages, cut into pages that have no geometry; its tables, read by the cells that the document gives.

Must never cut a line, unless it alone is longer than a page, nor a table that a page holds.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from muniment.document.page import Page, Source, Unit, Words
from muniment.document.table import Table
from muniment.reading.grid import GridCell, grid_table
from muniment.reading.story import TextLine

PAGE_LENGTH = 3_000  # characters; a page is what a model reads at once and what a window shows at once
ABOVE = 4  # lines above a table in which its name, scale and currency are looked for
LONGEST_NAME = 200  # characters of a line that names a table; longer ones are prose, and may stay behind
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class FlowPage:
    """The lines of one page.

    Attributes:
        lines: In order; at least one.
    """

    lines: tuple[TextLine, ...]

    def size(self) -> tuple[float, float]:
        """Longest line and number of lines, in characters."""
        return float(max(len(line.text) for line in self.lines)), float(len(self.lines))


def cut(lines: Iterable[TextLine]) -> list[FlowPage]:
    """Fill pages with lines, none longer than ``PAGE_LENGTH``.

    A table that does not fit on the rest of a page begins the next one, with the lines that name it: what a page says of
    its columns then stands above its rows.
    """
    pages: list[FlowPage] = []
    page: list[TextLine] = []
    left = PAGE_LENGTH
    for block in _blocks(chain.from_iterable(map(_shortened, lines))):
        fits = _length(block) <= left
        for number, line in enumerate(block):
            if page and (len(line.text) > left or (number == 0 and not fits)):
                pages.append(FlowPage(tuple(page)))
                page, left = [], PAGE_LENGTH
            page.append(line)
            left -= len(line.text) + 1
    if page:
        pages.append(FlowPage(tuple(page)))
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
    text = line.text
    while len(text) > PAGE_LENGTH:
        end = text.rfind(". ", PAGE_LENGTH // 2, PAGE_LENGTH) + 1 or text.rfind(" ", 1, PAGE_LENGTH)
        end = end if end > 0 else PAGE_LENGTH
        yield TextLine(text[:end])
        text = text[end:].lstrip()
        line = TextLine(text)
    if text:
        yield line


def read_page(page: FlowPage, number: int) -> tuple[Page, tuple[Table, ...]]:
    """The text of a page, its words and its tables."""
    text = "\n".join(line.text for line in page.lines)
    offsets = array("I", [place for match in _WORD.finditer(text) for place in match.span()])
    width, height = page.size()
    return Page(number, width, height, Unit.CHAR, Source.FLOW, text, Words(offsets)), _tables(page, number, text)


def _tables(page: FlowPage, number: int, text: str) -> tuple[Table, ...]:
    tables: list[Table] = []
    above: list[tuple[int, int]] = []
    at = 0
    for table, group in groupby(page.lines, key=lambda line: line.table):
        rows: list[list[GridCell]] = []
        for line in group:
            rows.append([GridCell(at + cell.start, at + cell.end, cell.column, cell.span) for cell in line.cells])
            if not table:
                above.append((at, at + len(line.text)))
            at += len(line.text) + 1
        if table:
            found = grid_table(number, text, rows, above[-ABOVE:])
            above = []
            if found is not None:
                tables.append(found)
    return tuple(tables)


def headings(pages: Iterable[FlowPage]) -> Iterator[tuple[str, int, int]]:
    """Title, level and page of every heading."""
    for number, page in enumerate(pages, 1):
        for line in page.lines:
            if line.level is not None:
                yield line.text, line.level, number
