"""Which rows of a page are rows of a table, and where one table ends and the next begins.

Must never join rows of two tables: a new head, prose or other columns begin a new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.document.text.date_text import dates_in, durations_in
from muniment.document.text.scale_text import find_scale
from muniment.reading.layout.page_rows import PageRow, Segment, SegmentKind
from muniment.reading.tables.table_columns import find_columns, is_heading

PROSE_WIDTH = 0.62  # of the page: a row of words wider than that is prose
STUB_WIDTH = 0.3  # of the page: further left stand labels, not amounts
PATIENCE = 5  # rows of words (prose counts three) after which a table has ended
LONGEST_GAP = 10  # rows of words between two runs of rows that are one table
LONGEST_TIME = 70  # characters of a line that says from when the rows below it are
_NEW_TABLE = re.compile(r"\bstatements?\s+of\b|\bbalance\s+sheets?\b|\bfollow(?:s|ing)\b|\bnote\s+\d", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\(?[a-zA-Z0-9]{1,2}\)$|^\[\d{1,2}\]$|^[*†‡]+$")
_MARK = re.compile(r"^\(\d\)$")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line is for a table.

    Attributes:
        numbers: Its amounts from left to right; empty if it is no row of amounts.
        heading: It looks like the head of columns.
        prose: It looks like running text.
    """

    numbers: list[Segment]
    heading: bool
    prose: bool


def shape_of(line: PageRow, width: float) -> Shape:
    """What a line is; ``width``: of the page in points."""
    numbers = [
        s for s in line.segments if s.kind in (SegmentKind.NUMBER, SegmentKind.NONE) and not _marks_year(s, line)
    ]
    years = [s for s in line.segments if s.kind == SegmentKind.YEAR]
    if numbers:
        label_year = years and years[0].x0 < STUB_WIDTH * width and years[0].start == line.segments[0].start
        numbers = sorted([*numbers, *(years[1:] if label_year else years)], key=lambda s: s.x0)
        words = [s for s in line.segments if s not in numbers and s.kind != SegmentKind.SIGN]
        words = words[:-1] if len(words) > 1 and words[-1].text == "." else words  # where a change would stand
        late = any(s.x0 > numbers[0].x0 and not _FOOTNOTE.match(s.text) for s in words)
        if not late and (len(numbers) > 1 or words) and any(s.kind == SegmentKind.NUMBER for s in numbers):
            return Shape(numbers, heading=False, prose=False)
    segments = line.segments
    heading = (bool(years) and len(segments) > 1) or is_heading(line, STUB_WIDTH * width)
    wide = sum(s.x1 - s.x0 for s in segments) > PROSE_WIDTH * width and len(segments) <= 2
    return Shape([], heading=heading, prose=wide and not heading)


def _marks_year(segment: Segment, line: PageRow) -> bool:
    """Whether it is the mark of a footnote that follows a year: "2024 (1)"."""
    at = line.segments.index(segment)
    return at > 0 and line.segments[at - 1].kind == SegmentKind.YEAR and bool(_MARK.match(segment.text))


def find_blocks(lines: Sequence[PageRow], shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """First and last index of each run of rows that are one table."""
    blocks: list[tuple[int, int]] = []
    first = last = -1
    missed = 0
    left = 0.0  # edge of the amounts
    for i, shape in enumerate(shapes):
        if shape.numbers:
            edge = shape.numbers[0].sign
            left = edge if first < 0 else min(left, edge)
            first, last, missed = (i if first < 0 else first), i, 0
        elif first >= 0:
            missed += 3 if shape.prose and lines[i].segments[-1].x1 > left else 1
            if missed > PATIENCE or lines[i].top < lines[last].top or _begins_table(lines[i], shape, left):
                blocks.append((first, last))
                first, missed = -1, 0
    if first >= 0:
        blocks.append((first, last))
    return [(a, b) for a, b in _joined(lines, shapes, blocks) if b > a or _is_short(shapes, a)]


def _is_short(shapes: Sequence[Shape], row: int) -> bool:
    """Whether a single row of amounts is a table: several columns with times above them."""
    return len(shapes[row].numbers) > 1 and any(shape.heading for shape in shapes[max(row - 2, 0) : row])


def _begins_table(line: PageRow, shape: Shape, left: float) -> bool:
    """Whether a line of words is the head of another table, or says from when the rows below it are."""
    return shape.heading or _heads_columns(line, left) or says_time(line)


def _heads_columns(line: PageRow, left: float) -> bool:
    return sum(s.kind == SegmentKind.WORDS and s.x0 > left and len(s.text) > 3 for s in line.segments) > 1


def says_time(line: PageRow) -> bool:
    """Whether a line is nothing but a day or a stretch of time: "Six months ended June 30, 2023"."""
    text = line.text
    if len(line.segments) > 1 or len(text) > LONGEST_TIME or not any(m.year for m in dates_in(text)):
        return False
    spans = [(m.start, m.end) for m in dates_in(text)] + [(d.start, d.end) for d in durations_in(text)]
    rest = "".join(" " if any(a <= i < b for a, b in spans) else c for i, c in enumerate(text))
    return not re.sub(r"\b(?:for|the|and|as|of|at|ended|ending|end|period|fiscal|years?)\b|[\W\d_]", "", rest.lower())


def _joined(
    lines: Sequence[PageRow], shapes: Sequence[Shape], blocks: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Runs that only long labels or headings of rows part, with the same columns, as one."""
    joined: list[tuple[int, int]] = []
    for first, last in blocks:
        if joined and _goes_on(lines, shapes, joined[-1], (first, last)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _goes_on(lines: Sequence[PageRow], shapes: Sequence[Shape], above: tuple[int, int], below: tuple[int, int]) -> bool:
    between = range(above[1] + 1, below[0])
    if len(between) > LONGEST_GAP or lines[below[0]].top < lines[above[1]].top:
        return False
    extents = [
        find_columns([shapes[i].numbers for i in range(a, b + 1) if shapes[i].numbers], lines[a].height)
        for a, b in (above, below)
    ]
    if len(extents[0]) != len(extents[1]):
        return False
    if any(min(c.x1, d.x1) < max(c.x0, d.x0) for c, d in zip(*extents, strict=True)):
        return False
    left = extents[0][0].reach
    return not any(
        _begins_table(lines[i], shapes[i], left)
        or any(find_scale(s.text) or _NEW_TABLE.search(s.text) for s in lines[i].segments)
        for i in between
    )
