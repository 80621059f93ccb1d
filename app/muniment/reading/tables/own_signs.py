"""Minus signs that stand in a column of their own beside the figures, as sheets print them that were set for accountants.

Must never take the dash of a nil figure for the sign of its neighbour: a column of signs holds nothing else, is empty where
the figure is positive, and has no heading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.document.text.number_text import TRIANGLES
from muniment.reading.layout.page_rows import PageRow, Segment, SegmentKind

_LONE = re.compile(rf"^(?:[$€£¥]\s)?[-–−‐‑{TRIANGLES}]$")
_ON_PAGE = re.compile(rf"(?:^|\t|[$€£¥] )[-–−‐‑{TRIANGLES}](?:\t|$)", re.MULTILINE)
_NEAR = 3.0  # points between edges that are one edge
_LEAST = 2  # signs of a column
_HEAD = 6  # rows above the amounts in which a heading of the signs would stand


@dataclass(frozen=True, slots=True)
class _Sign:
    """A lone minus: its row, its place in the row, and whether a figure stands right after and right before it."""

    row: int
    at: int
    segment: Segment
    after: Segment | None
    before: Segment | None


def may_have(text: str) -> bool:
    """Whether any minus of a page's text stands alone; quick."""
    return _ON_PAGE.search(text) is not None


def joined(lines: Sequence[PageRow], text: str, block: tuple[int, int]) -> dict[int, PageRow]:
    """The rows of a table whose signs belong to figures, each with the sign put to its figure.

    Args:
        lines: Of the page.
        text: Of the page.
        block: First and last row of the table.

    Returns:
        By index into the lines; empty where no column holds signs alone.
    """
    rows = range(block[0], block[1] + 1)
    signs = [sign for i in rows for sign in _signs(i, lines[i])]
    heads = lines[max(0, block[0] - _HEAD) : block[0]]
    pairs: dict[int, list[tuple[Segment, Segment]]] = {}
    for column in _columns(signs):
        figures = _figures_of(column, [lines[i] for i in rows], heads)
        if figures is not None:
            for sign, figure in zip(column, figures, strict=True):
                pairs.setdefault(sign.row, []).append((sign.segment, figure))
    return {i: _with(lines[i], found, text) for i, found in pairs.items()}


def _signs(row: int, line: PageRow) -> list[_Sign]:
    found: list[_Sign] = []
    for at, segment in enumerate(line.segments):
        if segment.kind == SegmentKind.SIGN and segment.text[-1] not in TRIANGLES:
            continue
        if _LONE.match(segment.text):
            after = line.segments[at + 1] if at + 1 < len(line.segments) else None
            before = line.segments[at - 1] if at else None
            found.append(_Sign(row, at, segment, _figure(after), _figure(before)))
    return found


def _figure(segment: Segment | None) -> Segment | None:
    """A segment that is a number without a sign."""
    if segment is None or segment.kind not in (SegmentKind.NUMBER, SegmentKind.YEAR):
        return None
    return segment if any(c.isdigit() for c in segment.text) and segment.text[0] not in "(-–−" else None


def _columns(signs: Sequence[_Sign]) -> list[list[_Sign]]:
    """The signs that stand under each other."""
    columns: list[list[_Sign]] = []
    for sign in sorted(signs, key=lambda one: one.segment.x1):
        if columns and abs(sign.segment.x1 - columns[-1][-1].segment.x1) <= _NEAR:
            columns[-1].append(sign)
        else:
            columns.append([sign])
    return [sorted(column, key=lambda one: one.row) for column in columns if len(column) >= _LEAST]


def _figures_of(column: Sequence[_Sign], rows: Sequence[PageRow], heads: Sequence[PageRow]) -> list[Segment] | None:
    """The figures that the signs of a column belong to; None if they are the dashes of nil figures."""
    after = [sign.after for sign in column]
    before = [sign.before for sign in column]
    for figures in (after, before):
        told = [figure for figure in figures if figure is not None]
        if len(told) == len(figures) and _are_signs(column, told, rows, heads):
            return told
    return None


def _are_signs(
    column: Sequence[_Sign], figures: Sequence[Segment], rows: Sequence[PageRow], heads: Sequence[PageRow]
) -> bool:
    left, right = min(s.segment.x0 for s in column), max(s.segment.x1 for s in column)
    edge = figures[0].x1
    if any(abs(figure.x1 - edge) > _NEAR for figure in figures):
        return False  # they stand beside figures of several columns
    if any(
        _is_over(s, left, right) and s.text not in {x.segment.text for x in column}
        for r in rows
        for s in r.segments[1:]
    ):
        return False
    signed = {sign.segment.start for sign in column}
    bare = [row for row in rows if any(abs(s.x1 - edge) <= _NEAR for s in row.segments if _figure(s))]
    if not any(all(s.start not in signed for s in row.segments) for row in bare):
        return False  # no figure without a sign: a column of nil figures looks alike
    x0 = min(figure.x0 for figure in figures)
    own = [s for row in heads for s in row.segments if _is_over(s, left, right)]
    return all(_is_over(s, x0, edge) for s in own)


def _is_over(segment: Segment, left: float, right: float) -> bool:
    return min(segment.x1, right) - max(segment.sign, left) > 0


def _with(line: PageRow, pairs: Sequence[tuple[Segment, Segment]], text: str) -> PageRow:
    """The row with each pair as one figure, which stands where its digits do."""
    gone = {sign.start for sign, _ in pairs}
    made = {figure.start: _pair(sign, figure, text) for sign, figure in pairs}
    segments = [made.get(s.start, s) for s in line.segments if s.start not in gone]
    return line._replace(segments=segments)


def _pair(sign: Segment, figure: Segment, text: str) -> Segment:
    minus = (sign.end - 1, sign.end)
    number = figure.number if figure.kind == SegmentKind.NUMBER else (figure.start, figure.end)
    start, end = min(minus[0], number[0]), max(minus[1], number[1])
    return figure._replace(kind=SegmentKind.NUMBER, start=start, end=end, text=text[start:end], number=(start, end))
