"""Tables that run over several pages: what the head of the first page says holds for the next ones.

Must never hand a head on to a table whose columns do not stand where those of the earlier one stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.document.pages.table import Column, ColumnKind, Table
from muniment.document.text.date_text import years_in
from muniment.document.text.scale_text import find_scale
from muniment.reading.tables.shared_heads import is_unit

NEAR_TOP = 150.0  # points from the top of the page: a table that begins lower has something of its own above it
SHIFT = 40.0  # points by which left and right pages may differ
EDGE = 6.0  # points by which the right edges of a column may differ after that: a closing bracket and a little more
LEAST_COLUMNS = 2
_CONTINUED = re.compile(r"\bcontinued\b|\bcont[’']?d\b|\bconcluded\b|\bfortsetzung\b|\bsuite\b", re.IGNORECASE)
_INTRODUCED = re.compile(r"\bfollow(?:s|ing)\b|\bbelow\b|\bending\b", re.IGNORECASE)  # a table of its own
_REFERENCE = re.compile(r"^\(?\d{1,2}\)?$")
_WORD = re.compile(r"[^\W\d_]{4,}")


def link(previous: Sequence[Table], current: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of a page, the first with the head of the table that it continues.

    Args:
        previous: Tables of the page before, already linked.
        current: Tables of the page.

    Returns:
        The tables of the page; all but the first as they were.
    """
    if not previous or not current:
        return tuple(current)
    return (_continue(previous[-1], current[0]), *current[1:])


def _continue(before: Table, table: Table) -> Table:
    same = _same_title(before.title, table.title)
    if not all(is_unit(column.head) for column in table.columns):
        own = _CONTINUED.search(table.title) and (same or _same_heads(before, table))
        return _completed(before, table) if own else table
    sources = _pair(before.columns, table.columns) or _with_references(before, table)
    if len(table.columns) < LEAST_COLUMNS and not _CONTINUED.search(table.title):
        return table  # one column of numbers stands anywhere
    plain = not _WORD.search(_without_scale(table.title))
    if sources is None or table.top > NEAR_TOP or not (same or plain or _CONTINUED.search(table.title)):
        return table
    columns = tuple(
        replace(column, head=s.head, kind=s.kind, period=s.period, evidence=s.evidence, note=s.note)
        for column, s in zip(table.columns, sources, strict=True)
    )
    title = table.title if _WORD.search(table.title) else before.title
    return _with_units(before, replace(table, columns=columns, title=title, continued_from=before.page))


def _same_heads(before: Table, table: Table) -> bool:
    """Whether every column has the years of that of the earlier table at its place."""
    sources = _pair(before.columns, table.columns)
    return sources is not None and all(
        {year for year, _, _ in years_in(column.head)} <= {year for year, _, _ in years_in(source.head)}
        for column, source in zip(table.columns, sources, strict=True)
    )


def _completed(before: Table, table: Table) -> Table:
    """A table whose repeated head says less than the first one: "2023" under no "Years ended December 31"."""
    sources = _pair(before.columns, table.columns)
    columns = table.columns
    if sources is not None:
        columns = tuple(_dated(column, source) for column, source in zip(table.columns, sources, strict=True))
    return _with_units(before, replace(table, columns=columns, continued_from=before.page))


def _dated(column: Column, source: Column) -> Column:
    """A column of a year with the period that the first page gives that year."""
    years = {year for year, _, _ in years_in(column.head)}
    if (
        column.period
        or column.kind is not source.kind
        or not years
        or years != {y for y, _, _ in years_in(source.head)}
    ):
        return column
    return replace(column, period=source.period, evidence=source.evidence, note=column.note or source.note)


def _with_units(before: Table, table: Table) -> Table:
    scaled = table if table.scale is not None else before
    named = table if table.currency is not None else before
    return replace(
        table,
        scale=scaled.scale,
        scale_evidence=scaled.scale_evidence,
        unscaled=scaled.unscaled,
        currency=named.currency,
        currency_evidence=named.currency_evidence,
    )


def _with_references(before: Table, table: Table) -> list[Column] | None:
    """The earlier columns where only the later table's first column is new and refers to notes."""
    first = [cell.raw for row in table.rows for cell in row.cells if cell.column == 0]
    rest = _pair(before.columns, table.columns[1:])
    if rest is None or len(rest) != len(before.columns) or not all(_REFERENCE.match(raw) for raw in first):
        return None
    return [replace(table.columns[0], kind=ColumnKind.NOTE), *rest]


def _without_scale(title: str) -> str:
    scale = find_scale(title)
    return title if scale is None else title[: scale.start] + title[scale.end :]


def _same_title(before: str, after: str) -> bool:
    """Whether all but a few words of the later title stand in the earlier one."""
    words = {word.lower() for word in _WORD.findall(_CONTINUED.sub("", _without_scale(after)))}
    earlier = {word.lower() for word in _WORD.findall(before)}
    if _INTRODUCED.search(after):
        return False
    share = 0.4 if _CONTINUED.search(after) else 0.6  # what says that it goes on may name its next part as well
    return len(words) > 1 and len(words & earlier) > share * len(words)


def _pair(before: Sequence[Column], after: Sequence[Column]) -> list[Column] | None:
    """For each column the earlier one at its place, the page's margins aside; None unless all have one."""
    if not before or not after or len(before) < len(after):
        return None
    shift = after[-1].x1 - before[-1].x1
    found: list[Column] = []
    for column in after:
        source = min(before, key=lambda c: abs(c.x1 + shift - column.x1))
        if abs(source.x1 + shift - column.x1) > EDGE or source in found:
            return None
        found.append(source)
    return found if abs(shift) < SHIFT else None
