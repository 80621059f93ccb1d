"""Text whose columns are aligned by spaces, as old filings print their statements.

Must never join words across a gap of two spaces: there a column may end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.reading.common.characters import clean
from muniment.reading.common.element import Element
from muniment.reading.flow.text_lines import TextLine
from muniment.reading.layout.page_rows import SegmentKind
from muniment.reading.web.web_table import WebCell, table_lines

_TAB = 8
_CELL = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"^[\s=_.-]*(?:-{2,}|={2,}|_{2,})[\s=_.-]*$")
_MARKUP = re.compile(r"<[/\w][^>]*>")  # <S>, <C> and the like, which align nothing that is seen
_PATIENCE = 4  # lines of words between two rows of amounts of one table
_NAMES = 8  # lines of cells above the first amounts
_WIDE = 6.0  # points that one character of indent counts


def preformatted_lines(element: Element, numbers: Iterator[int]) -> Iterator[TextLine]:
    """The lines of preformatted text; runs of rows with aligned amounts are tables, which take the next numbers.

    Args:
        element: A ``pre``, as lxml parsed it.
        numbers: Of tables, from 1 on through the whole document.
    """
    lines = [_cells(line) for line in "".join(element.itertext()).split("\n")]
    at = 0
    for first, last in _runs(lines):
        yield from _prose(lines[at:first])
        yield from table_lines([line for line in lines[first:last] if line], next(numbers))
        at = last
    yield from _prose(lines[at:])


def _cells(line: str) -> list[WebCell]:
    text = clean(line.expandtabs(_TAB).replace("\xa0", " "))
    if _RULE.match(text):
        return []
    return [
        WebCell(match[0], match.start(), match.end() - match.start(), _WIDE * match.start() if number == 0 else 0.0)
        for number, match in enumerate(_CELL.finditer(_MARKUP.sub(lambda m: " " * len(m[0]), text)))
    ]


def _runs(lines: Sequence[Sequence[WebCell]]) -> Iterator[tuple[int, int]]:
    """First line and the line after the last of each run of rows with amounts, with the heads above it."""
    amounts = [len(line) > 1 and line[-1].kind in (SegmentKind.NUMBER, SegmentKind.NONE) for line in lines]
    first = last = -1
    floor = missed = 0
    for i, is_row in enumerate(amounts):
        if is_row:
            first, last, missed = (i if first < 0 else first), i, 0
        elif first >= 0 and lines[i]:
            missed += 1
            if missed > _PATIENCE:
                yield _head(lines, floor, first), last + 1
                floor, first, missed = last + 1, -1, 0
    if first >= 0:
        yield _head(lines, floor, first), last + 1


def _head(lines: Sequence[Sequence[WebCell]], floor: int, first: int) -> int:
    """The first line of the heads: back over lines that stand right of the labels or are in several pieces."""
    start = first
    while start > max(floor, first - _NAMES) and (not lines[start - 1] or _may_head(lines[start - 1])):
        start -= 1
    while start < first and not lines[start]:
        start += 1
    return start


def _may_head(line: Sequence[WebCell]) -> bool:
    return len(line) > 1 or line[0].column > 20 or line[0].span < 45


def _prose(lines: Sequence[Sequence[WebCell]]) -> Iterator[TextLine]:
    """Other lines; those of one paragraph joined."""
    words: list[str] = []
    for line in [*lines, []]:
        text = " ".join(cell.text for cell in line)
        if not text or (words and len(words[-1]) < 45):
            if words:
                yield TextLine(" ".join(words))
            words = []
        if text:
            words.append(text)
