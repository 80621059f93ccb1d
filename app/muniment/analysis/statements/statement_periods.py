"""The period of a column as its statement needs it, where the heading says less than a whole date.

Must never invent a period: a bare year is completed only from a fiscal year end that is printed in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Column, Period
from muniment.document.text import date_text

WEEK = 8  # days: fiscal years of 52 and 53 weeks end within a week of the same day


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the document says of its fiscal year.

    Attributes:
        end: The last day of the period that the document reports on; None if it does not say.
        evidence: Where it says so.
        months: Of the periods that its statements cover: 12 in an annual report; 0 where they may be several.
        year_end: The last day of the last full fiscal year before ``end``, where known.
        days: Other last days of fiscal years that are printed.
    """

    end: date | None = None
    evidence: Evidence | None = None
    months: int = 0
    year_end: date | None = None
    days: frozenset[date] = frozenset()


def complete(columns: Sequence[Column], kind: StatementKind, calendar: Calendar) -> list[Period | None]:
    """The period of each column as the statement's kind needs it: an instant or a duration; None if it cannot be told."""
    parts = [_part_of_year(column.head) if column.period is None else None for column in columns]
    if any(part is not None for part in parts):
        return _quarters(columns, parts, kind, calendar)
    bare = [year for column in columns if column.period is None for year, _, _ in date_text.years_in(column.head)]
    ends = _year_ends(max(bare), calendar) if bare else {}
    return [_complete(column, kind, calendar, ends) for column in columns]


def _complete(column: Column, kind: StatementKind, calendar: Calendar, ends: dict[int, date]) -> Period | None:
    found = column.period or date_text.complete(column.head, ends, 0)
    if found is None:
        return None
    if kind is StatementKind.BALANCE:
        return Period(start=None, end=found.end, months=0)
    if found.months:
        return found
    said = {d.months for d in date_text.durations_in(column.head)} if column.period is None else set()
    months = said.pop() if len(said) == 1 else _months_to(found.end, calendar, kind, column.head)
    return date_text.period(found.end, months) if months else None


@dataclass(frozen=True, slots=True)
class _Part:
    """What "Q3 2023" or "FY23" says: its year, how far into it the period ends and how long it is, in months."""

    year: int
    closed: int
    months: int


def _part_of_year(head: str) -> _Part | None:
    """The quarter or half of a year that a heading names, with nothing of a day; None where it names none."""
    closed = date_text.closed_months(head)
    years = {year for year, _, _ in date_text.years_in(head)}
    lengths = [d.months for d in date_text.durations_in(head)]
    if closed is None or len(years) != 1 or not lengths or next(date_text.dates_in(head), None) is not None:
        return None
    return _Part(years.pop(), closed, min(lengths))


def _quarters(
    columns: Sequence[Column], parts: Sequence[_Part | None], kind: StatementKind, calendar: Calendar
) -> list[Period | None]:
    """Columns of quarters and years: the newest of them ends with what the document reports on."""
    whole = [
        part
        or (
            _Part(years.pop(), 12, 12)
            if len(years := {y for y, _, _ in date_text.years_in(column.head)}) == 1
            else None
        )
        for column, part in zip(columns, parts, strict=True)
    ]
    last = max((part.year, part.closed) for part in parts if part is not None)
    if calendar.months == 12:
        last = (max(part.year for part in whole if part is not None), 12)
    return [
        _complete(column, kind, calendar, {}) if column.period else _quarter(part, last, kind, calendar)
        for column, part in zip(columns, whole, strict=True)
    ]


def _quarter(part: _Part | None, last: tuple[int, int], kind: StatementKind, calendar: Calendar) -> Period | None:
    end = calendar.end
    if part is None or end is None or not -1 <= end.year - last[0] <= 1:
        return None
    shift = 12 * (part.year - last[0]) + part.closed - last[1]
    if shift and (end + timedelta(days=1)).day != 1:
        return None  # fiscal quarters that end on a weekday: none but the printed one is known
    year, month = divmod(12 * end.year + end.month - 1 + shift, 12)
    day = date_text.last_of(year, month + 1) if shift else end
    return date_text.period(day, 0 if kind is StatementKind.BALANCE else part.months)


def _year_ends(newest: int, calendar: Calendar) -> dict[int, date]:
    """Last days of fiscal years by the year that heads a column: the newest one is what the document reports on."""
    last = calendar.end
    if last is None or not -1 <= last.year - newest <= 1:
        return {}
    shifted = {
        year: date_text.on(last.year + year - newest, last.month, last.day) for year in range(newest - 11, newest + 1)
    }
    return {year: _printed(day, calendar) for year, day in shifted.items() if day is not None}


def _printed(day: date, calendar: Calendar) -> date:
    """The day itself, or the printed one within a week of it: years of 52 and 53 weeks end on a day of the week."""
    near = [printed for printed in calendar.days if abs((printed - day).days) < WEEK]
    return near[0] if len(near) == 1 and day != calendar.end else day


def _months_to(end: date, calendar: Calendar, kind: StatementKind, head: str) -> int:
    """Months of a column that only names its last day; 0 where they cannot be told."""
    if calendar.months == 12:
        return 12
    if (kind is StatementKind.CASH_FLOW or date_text.names_to_date(head)) and calendar.year_end is not None:
        return round(((end - calendar.year_end).days % 365) / 30.4) or 12
    return 0
