"""Tables that run over several pages: what the head of the first page says holds for the next ones.

Must never hand a head on to a table whose columns do not stand where those of the earlier one stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.document.table import Column, Table

_CONTINUED = re.compile(r"continued|cont[’']d|concluded|fortsetzung|suite", re.IGNORECASE)


def link(previous: Sequence[Table], current: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of a page, the first with the head of the table that it continues.

    Args:
        previous: Tables of the page before, already linked.
        current: Tables of the page.
    """
    if not previous or not current:
        return tuple(current)
    return (_continue(previous[-1], current[0]), *current[1:])


def _continue(before: Table, table: Table) -> Table:
    if any(column.period for column in table.columns) or any(column.head for column in table.columns):
        return table
    pairs = _pair(before.columns, table.columns)
    if pairs is None:
        return table
    columns = tuple(
        replace(
            column, head=source.head, kind=source.kind, period=source.period, evidence=source.evidence, note=source.note
        )
        for column, source in zip(table.columns, pairs, strict=True)
    )
    return replace(
        table,
        columns=columns,
        title=table.title or before.title,
        scale=before.scale if table.scale is None else table.scale,
        scale_evidence=before.scale_evidence if table.scale is None else table.scale_evidence,
        unscaled=before.unscaled if table.scale is None else table.unscaled,
        currency=table.currency or before.currency,
        currency_evidence=table.currency_evidence or before.currency_evidence,
        continued_from=before.page,
    )


def _pair(before: Sequence[Column], after: Sequence[Column]) -> list[Column] | None:
    """For each column the earlier one that it goes on with: by place, else by order where they are as many."""
    found: list[Column] = []
    for column in after:
        over = [c for c in before if min(c.x1, column.x1) - max(c.x0, column.x0) > 0 or abs(c.x1 - column.x1) < 6]
        if len(over) != 1:
            return list(before) if len(before) == len(after) else None
        found.append(over[0])
    return found if len({id(c) for c in found}) == len(found) else None
