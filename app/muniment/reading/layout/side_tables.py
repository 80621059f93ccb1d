"""Tables that stand side by side, put one after the other.

Must never part a row whose words all stand left of its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from muniment.reading.layout.page_rows import PageRow, Segment, SegmentKind

LEAST = 3  # rows with labels on both sides
HEAD = 8  # rows above them that may be their heads


def part_sides(lines: Sequence[PageRow]) -> Sequence[PageRow]:
    """The lines of a page, the left half of tables side by side before the right half.

    Lines that reach over both halves stand in each.
    """
    mixed = [(i, right) for i, line in enumerate(lines) if (right := _right_label(line)) is not None]
    if len(mixed) < LEAST:
        return lines
    runs: list[list[tuple[int, Segment]]] = [[mixed[0]]]
    for before, now in pairwise(mixed):
        if now[0] - before[0] > HEAD:
            runs.append([])
        runs[-1].append(now)
    parted: list[PageRow] = []
    at = 0
    for run in runs:
        gutter = _gutter(lines, run)
        if gutter is None:
            continue
        first = _first(lines, max(at, run[0][0] - HEAD), run[0][0], gutter)
        last = run[-1][0] + 1
        while last < len(lines) and not _crosses(lines[last], gutter) and len(lines[last].segments) > 1:
            last += 1
        parted.extend(lines[at:first])
        one, other = (
            [half for line in lines[first:last] if (half := _half(line, gutter, left=side)) is not None]
            for side in (True, False)
        )
        parted += [*one, *part_sides(other)]
        at = last
    return [*parted, *lines[at:]]


def _right_label(line: PageRow) -> Segment | None:
    """The words between two numbers of a row: the label of a second table."""
    seen = False
    for here, after in pairwise(line.segments):
        seen = seen or here.kind == SegmentKind.NUMBER
        if (
            seen
            and here.kind == SegmentKind.WORDS
            and len(here.text) > 3
            and after.kind in (SegmentKind.NUMBER, SegmentKind.SIGN)
        ):
            return here
    return None


def _gutter(lines: Sequence[PageRow], run: Sequence[tuple[int, Segment]]) -> float | None:
    """Where the left numbers end and the right labels begin, if that is one place for all rows of a run."""
    if len(run) < LEAST:
        return None
    begins = min(segment.x0 for _, segment in run)
    ends = max(s.x1 for i, right in run for s in lines[i].segments if s.x0 < right.x0)
    return (begins + ends) / 2 if ends < begins else None


def _first(lines: Sequence[PageRow], floor: int, start: int, gutter: float) -> int:
    """Up to which line above the rows the heads of both sides reach."""
    first = start
    while first > floor and not _crosses(lines[first - 1], gutter):
        first -= 1
    return first


def _crosses(line: PageRow, gutter: float) -> bool:
    return any(s.sign < gutter < s.x1 for s in line.segments)


def _half(line: PageRow, gutter: float, *, left: bool) -> PageRow | None:
    kept = (
        [s for s in line.segments if (s.x0 + s.x1) / 2 < gutter or s.sign < gutter < s.x1]
        if left
        else [s for s in line.segments if (s.x0 + s.x1) / 2 >= gutter or s.sign < gutter < s.x1]
    )
    return PageRow(line.top, line.bottom, kept[0].start, kept[-1].end, kept) if kept else None
