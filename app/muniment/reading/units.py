"""Scale and currency of a table, from the lines around its head.

Must never guess: what no line near the table or above it on the page says stays None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from muniment.document.evidence import Evidence, Span
from muniment.document.table import Table
from muniment.reading.rows import Line
from muniment.reading.scale import Scale, find_currency, find_scale

ABOVE = 14  # lines above the first amounts that count as near, at most
BEFORE_HEAD = 3  # lines above the head that count as near


def with_units(table: Table, lines: Sequence[Line], bounds: tuple[int, int, int]) -> Table:
    """The table with its scale and currency: from the head, nearest first, then from what stands above it.

    Args:
        table: Without them.
        lines: Of the page.
        bounds: Indices of the first line of its head, of its first and of its last row of amounts.
    """
    head, first, last = bounds
    near = [lines[i] for i in range(min(first + 1, last), max(head - BEFORE_HEAD, first - ABOVE, 0) - 1, -1)]
    far = lines[max(head - BEFORE_HEAD, 0) :: -1] if head > BEFORE_HEAD else []
    scale = _scale_on(near) or _scale_on(far)
    if scale is not None:
        found, evidence = scale
        table = replace(table, scale=found.factor, unscaled=found.unscaled, scale_evidence=_on(table.page, evidence))
    currency = _currency_on(lines[head : last + 1]) or _currency_on(near)
    if currency is not None:
        code, evidence = currency
        table = replace(table, currency=code, currency_evidence=_on(table.page, evidence))
    return table


def _on(page: int, piece: tuple[int, str]) -> Evidence:
    start, quote = piece
    return Evidence(Span(page, start, start + len(quote)), quote)


def _scale_on(lines: Sequence[Line]) -> tuple[Scale, tuple[int, str]] | None:
    for line in lines:
        for segment in line.segments:
            scale = find_scale(segment.text)
            if scale is not None:
                return scale, (segment.start + scale.start, segment.text[scale.start : scale.end])
    return None


def _currency_on(lines: Sequence[Line]) -> tuple[str, tuple[int, str]] | None:
    for line in lines:
        for segment in line.segments:
            found = find_currency(segment.text)
            if found is not None:
                code, start, end = found
                return code, (segment.start + start, segment.text[start:end])
    return None
