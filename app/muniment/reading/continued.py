"""Tables that run over several pages: what the head of the first page says holds for the next ones.

Must never hand a head on to a table whose columns do not stand where those of the earlier one stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.document.table import Column, Table
from muniment.reading.scale import find_scale

NEAR_TOP = 150.0  # points from the top of the page: a table that begins lower has something of its own above it
SHIFT = 40.0  # points by which left and right pages may differ
EDGE = 6.0  # points by which the right edges of a column may differ after that: a closing bracket and a little more
LEAST_COLUMNS = 2
_CONTINUED = re.compile(r"\bcontinued\b|\bcont[’']?d\b|\bconcluded\b|\bfortsetzung\b|\bsuite\b", re.IGNORECASE)
_INTRODUCED = re.compile(r"\bfollow(?:s|ing)\b|\bbelow\b|\bending\b", re.IGNORECASE)  # a table of its own
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
    if any(column.head for column in table.columns):
        own = same and _CONTINUED.search(table.title)
        return replace(table, continued_from=before.page) if own else table
    sources = _pair(before.columns, table.columns)
    if len(table.columns) < LEAST_COLUMNS and not _CONTINUED.search(table.title):
        return table  # one column of numbers stands anywhere
    plain = not _WORD.search(_without_scale(table.title))
    if sources is None or table.top > NEAR_TOP or not (same or plain):
        return table
    columns = tuple(
        replace(column, head=s.head, kind=s.kind, period=s.period, evidence=s.evidence, note=s.note)
        for column, s in zip(table.columns, sources, strict=True)
    )
    scaled = table if table.scale is not None else before
    return replace(
        table,
        columns=columns,
        title=table.title if _WORD.search(table.title) else before.title,
        scale=scaled.scale,
        scale_evidence=scaled.scale_evidence,
        unscaled=scaled.unscaled,
        currency=table.currency or before.currency,
        currency_evidence=table.currency_evidence or before.currency_evidence,
        continued_from=before.page,
    )


def _without_scale(title: str) -> str:
    scale = find_scale(title)
    return title if scale is None else title[: scale.start] + title[scale.end :]


def _same_title(before: str, after: str) -> bool:
    """Whether all but a few words of the later title stand in the earlier one."""
    words = {word.lower() for word in _WORD.findall(_CONTINUED.sub("", _without_scale(after)))}
    earlier = {word.lower() for word in _WORD.findall(before)}
    if _INTRODUCED.search(after):
        return False
    return len(words) > 1 and len(words & earlier) > 0.6 * len(words)


def _pair(before: Sequence[Column], after: Sequence[Column]) -> list[Column] | None:
    """For each column the earlier one at its place, the page's margins aside; None unless all have one."""
    if not before or len(before) < len(after):
        return None
    shift = after[-1].x1 - before[-1].x1
    found: list[Column] = []
    for column in after:
        source = min(before, key=lambda c: abs(c.x1 + shift - column.x1))
        if abs(source.x1 + shift - column.x1) > EDGE or source in found:
            return None
        found.append(source)
    return found if abs(shift) < SHIFT else None
