"""Scale and currency of a table, from the lines around its head.

Must never guess: what no line near the table or above it on the page says stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.table import Column, ColumnKind, Table
from muniment.document.text.currency_text import find_currency
from muniment.document.text.scale_text import Scale, find_scale
from muniment.reading.layout.page_rows import PageRow, SegmentKind

ABOVE = 14  # lines above the first amounts that count as near, at most
SLACK = 15.0  # points by which the middle of a heading may miss the numbers of its column
BEFORE_HEAD = 3  # lines above the head that count as near
_POUNDS = re.compile(r"(?:^|\s)£$")


def with_units(table: Table, lines: Sequence[PageRow], bounds: tuple[int, int, int]) -> Table:
    """The table with its scale and currency: from the head, nearest first, then from what stands above it.

    Args:
        table: Without them.
        lines: Of the page.
        bounds: Indices of the first line of its head, of its first and of its last row of amounts.
    """
    head, first, last = bounds
    near = [lines[i] for i in range(min(first + 1, last), max(head - BEFORE_HEAD, first - ABOVE, 0) - 1, -1)]
    far = lines[max(head - BEFORE_HEAD, 0) :: -1] if head > BEFORE_HEAD else []
    foreign = [column for column in table.columns if column.note.startswith("in ")]
    if foreign:
        near = [_without(line, foreign) for line in near]
    scale = _scale_on([line for line in near if not _is_row(line, lines[first])]) or _scale_on(far)
    if scale is not None:
        found, evidence = scale
        table = replace(table, scale=found.factor, unscaled=found.unscaled, scale_evidence=_on(table.page, evidence))
    elif _heads_say_pounds(table):
        table = replace(table, scale=1)
    body = lines[head : last + 1]
    currency = _currency_on([_without(line, foreign) for line in body] if foreign else body) or _currency_on(near)
    if currency is None and foreign:  # no other one is named: it is that of all columns
        own = tuple(replace(column, note="") if column in foreign else column for column in table.columns)
        return with_units(replace(table, columns=own), lines, bounds)
    if currency is not None:
        code, evidence = currency
        table = replace(table, currency=code, currency_evidence=_on(table.page, evidence))
    return table


def _heads_say_pounds(table: Table) -> bool:
    """Whether a bare pound sign heads every column of amounts: British accounts in thousands print "£'000" there."""
    values = [column.head for column in table.columns if column.kind is ColumnKind.VALUE]
    return bool(values) and all(_POUNDS.search(head) for head in values)


def _without(line: PageRow, columns: Sequence[Column]) -> PageRow:
    """A line without what stands over or in columns of another currency."""
    kept = [s for s in line.segments if not any(_stands_at((s.sign + s.x1) / 2, column) for column in columns)]
    return line._replace(segments=kept)


def _is_row(line: PageRow, first: PageRow) -> bool:
    """Whether a line holds amounts below its label: what the label says of scales holds for this row alone."""
    if line.start < first.start or line.segments[0].kind != SegmentKind.WORDS:
        return False
    return any(segment.kind == SegmentKind.NUMBER for segment in line.segments[1:])


def _stands_at(middle: float, column: Column) -> bool:
    return column.x0 - SLACK < middle < column.x1 + SLACK


def _on(page: int, piece: tuple[int, str]) -> Evidence:
    start, quote = piece
    return Evidence(Span(page, start, start + len(quote)), quote)


def _scale_on(lines: Sequence[PageRow]) -> tuple[Scale, tuple[int, str]] | None:
    for line in lines:
        for segment in line.segments:
            scale = find_scale(segment.text)
            if scale is not None:
                return scale, (segment.start + scale.start, segment.text[scale.start : scale.end])
    return None


def _currency_on(lines: Sequence[PageRow]) -> tuple[str, tuple[int, str]] | None:
    for line in lines:
        for segment in line.segments:
            found = find_currency(segment.text)
            if found is not None:
                code, start, end = found
                return code, (segment.start + start, segment.text[start:end])
    return None
