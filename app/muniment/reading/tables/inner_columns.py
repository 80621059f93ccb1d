"""Amounts of one year in two columns: the parts in an inner one, what they come to in an outer one, as British accounts print them.

Must never join columns that a row fills both of: those are two figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.document.pages.table import Column, ColumnKind, Row
from muniment.document.text.date_text import years_in

_ALIKE = 0.6  # the share of rows that two inner columns, or two outer ones, have in common at least
_SIGN = re.compile(r"(?:^|\s)[£€$]\S{0,4}$")


def with_one_year(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns; an inner and an outer one of the same year have one heading and one period.

    Args:
        columns: Of a table, from left to right.
        rows: Of the same table.
    """
    values = [i for i, column in enumerate(columns) if column.kind is ColumnKind.VALUE]
    years = {i: _years(columns[i]) for i in values}
    if len(values) < 2 or len(values) % 2 or all(years.values()):
        return tuple(columns)
    pairs = list(zip(values[::2], values[1::2], strict=True))
    told = [years[a] | years[b] for a, b in pairs]
    if any(len(each) != 1 for each in told) or len(set().union(*told)) < len(pairs):
        return tuple(columns)
    filled = {i: {n for n, row in enumerate(rows) if any(cell.column == i for cell in row.cells)} for i in values}
    if not _are_inner(pairs, filled) or (len(pairs) == 1 and not all(_SIGN.search(columns[i].head) for i in values)):
        return tuple(columns)
    found = list(columns)
    for a, b in pairs:
        named, bare = (a, b) if years[a] else (b, a)
        own = columns[named]
        found[bare] = replace(found[bare], head=own.head, period=own.period, evidence=own.evidence, note=own.note)
    return tuple(found)


def _years(column: Column) -> set[int]:
    return {year for year, _, _ in years_in(column.head)}


def _are_inner(pairs: Sequence[tuple[int, int]], filled: dict[int, set[int]]) -> bool:
    """Whether no row fills both columns of a pair, and the pairs are filled in the same rows."""
    if any(not filled[a] or not filled[b] or filled[a] & filled[b] for a, b in pairs):
        return False
    first = pairs[0]
    return all(_alike(filled[own], filled[other]) for pair in pairs[1:] for own, other in zip(first, pair, strict=True))


def _alike(own: set[int], other: set[int]) -> bool:
    return len(own & other) >= _ALIKE * len(own | other)
