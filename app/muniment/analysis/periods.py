"""The period of a column as its statement needs it, where the heading says less than a whole date.

Must never invent a period: a bare year is completed only from a fiscal year end that is printed in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muniment.analysis.concepts import StatementKind
from muniment.document import dates
from muniment.document.evidence import Evidence
from muniment.document.table import Column, Period


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the document says of its fiscal year.

    Attributes:
        end: The last day of the period that the document reports on; None if it does not say.
        evidence: Where it says so.
        months: Of the periods that its statements cover: 12 in an annual report; 0 where they may be several.
        year_end: The last day of the last full fiscal year before ``end``, where known.
    """

    end: date | None = None
    evidence: Evidence | None = None
    months: int = 0
    year_end: date | None = None


def complete(columns: Sequence[Column], kind: StatementKind, calendar: Calendar) -> list[Period | None]:
    """The period of each column as the statement's kind needs it: an instant or a duration; None if it cannot be told."""
    bare = [year for column in columns if column.period is None for year, _, _ in dates.years_in(column.head)]
    ends = _year_ends(max(bare), calendar) if bare else {}
    return [_complete(column, kind, calendar, ends) for column in columns]


def _complete(column: Column, kind: StatementKind, calendar: Calendar, ends: dict[int, date]) -> Period | None:
    found = column.period or dates.complete(column.head, ends, 0)
    if found is None:
        return None
    if kind is StatementKind.BALANCE:
        return Period(start=None, end=found.end, months=0)
    if found.months:
        return found
    months = _months_to(found.end, calendar, kind)
    return dates.period(found.end, months) if months else None


def _year_ends(newest: int, calendar: Calendar) -> dict[int, date]:
    """Last days of fiscal years by the year that heads a column: the newest one is what the document reports on."""
    last = calendar.end
    if last is None or not -1 <= last.year - newest <= 1:
        return {}
    shifted = {
        year: dates.on(last.year + year - newest, last.month, last.day) for year in range(newest - 11, newest + 1)
    }
    return {year: day for year, day in shifted.items() if day is not None}


def _months_to(end: date, calendar: Calendar, kind: StatementKind) -> int:
    """Months of a column that only names its last day; 0 where they cannot be told."""
    if calendar.months == 12:
        return 12
    if kind is StatementKind.CASH_FLOW and calendar.year_end is not None:
        return round(((end - calendar.year_end).days % 365) / 30.4) or 12
    return 0
