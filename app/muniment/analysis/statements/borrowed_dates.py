"""The dates of a statement whose own were not read: those of the statements that it stands among.

The statements of one company print the same days in the same order. Must never borrow from a statement of another scope, nor
where the columns could be read in two ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Column, ColumnKind, Period, Table
from muniment.document.text import date_text

_OF_A_DAY = 2  # columns of a balance sheet


@dataclass(frozen=True, slots=True)
class DatedNeighbour:
    """A statement whose dates are known.

    Attributes:
        kind: Which one.
        page: That it begins on.
        columns: Its periods in the order of its columns, each with the evidence.
    """

    kind: StatementKind
    page: int
    columns: tuple[tuple[Period, tuple[Evidence, ...]], ...]


def dated(table: Table, kind: StatementKind, neighbour: DatedNeighbour, months: int) -> Table | None:
    """The table with the neighbour's dates over its columns; None where they do not fit.

    Args:
        table: Without any date.
        kind: The statement that its title names.
        neighbour: That it stands beside.
        months: Of the periods that the document reports on, where they are all alike; else 0.
    """
    places = [i for i, c in enumerate(table.columns) if c.kind is ColumnKind.VALUE and not c.note and not c.aside]
    if any(c.period is not None or date_text.years_in(c.head) for c in table.columns):
        return None
    periods = _fitting(kind, neighbour, len(places), months)
    if periods is None:
        return None
    columns: list[Column] = list(table.columns)
    for at, (period, evidence) in zip(places, periods, strict=True):
        columns[at] = replace(columns[at], period=period, evidence=evidence)
    return replace(table, columns=tuple(columns))


def _fitting(
    kind: StatementKind, neighbour: DatedNeighbour, count: int, months: int
) -> Sequence[tuple[Period, tuple[Evidence, ...]]] | None:
    theirs = neighbour.columns
    if kind is not StatementKind.BALANCE and neighbour.kind is not StatementKind.BALANCE:
        return theirs if count == len(theirs) else None
    if len({period.months for period, _ in theirs}) > 1 or count < _OF_A_DAY:
        return None
    if kind is StatementKind.BALANCE:
        days = [(_day(period.end), evidence) for period, evidence in theirs]
        return _newest(days, count) if count == _OF_A_DAY else None
    if months and count == len(theirs):
        return [(date_text.period(period.end, months), evidence) for period, evidence in theirs]
    return None


def _day(end: date) -> Period:
    return Period(start=None, end=end, months=0)


def _newest(
    days: Sequence[tuple[Period, tuple[Evidence, ...]]], count: int
) -> Sequence[tuple[Period, tuple[Evidence, ...]]] | None:
    """The newest of them in their order; None where they are in none."""
    ends = [period.end for period, _ in days]
    if len(ends) < count or len(set(ends)) < len(ends):
        return None
    if ends == sorted(ends, reverse=True):
        return days[:count]
    return days[-count:] if ends == sorted(ends) else None
