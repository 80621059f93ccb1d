"""The last days of fiscal years that a document's own tables print, for the columns that only name a year.

Must never shift a day that is printed: what the tables say of another year comes before the calendar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from muniment.analysis.statements.statement_periods import WEEK, Calendar
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import ColumnKind, Period, Table
from muniment.document.text import date_text

_COLUMNS = 2  # of a balance sheet or a statement of a year: a day of one column alone may be any day
_TABLES = 2  # that agree on the day with which the year ends
_SHARE = 0.6  # of the tables with days


def with_days(document: Document, calendar: Calendar) -> Calendar:
    """The calendar with the days that the tables print, and with the end of the year that most of them show if the cover says none.

    Args:
        document: As read.
        calendar: What its first pages say.
    """
    if not any(_is_bare(table) for table in document.tables):
        return calendar  # nothing is to be completed
    shown = [ends for table in document.tables if len(ends := _ends(table)) >= _COLUMNS]
    days = calendar.days | {day for ends in shown for day in ends}
    end = calendar.end
    if end is None and calendar.months == 12:
        end = _closing(shown)
    return replace(calendar, end=end, days=frozenset(days))


def _is_bare(table: Table) -> bool:
    """Whether a column of amounts names a year and has no period."""
    return any(
        column.period is None and column.kind is ColumnKind.VALUE and date_text.years_in(column.head)
        for column in table.columns
    )


def _ends(table: Table) -> frozenset[date]:
    """The last days of a table that stands for a day or a year."""
    return frozenset(period.end for period in _periods(table) if period.months in (0, 12))


def _periods(table: Table) -> Iterator[Period]:
    return (c.period for c in table.columns if c.period is not None and c.kind is ColumnKind.VALUE and not c.aside)


def _closing(shown: Iterable[frozenset[date]]) -> date | None:
    """The newest day of most tables, where its day of the year is that of most."""
    newest = Counter(max(ends) for ends in shown)
    for day, count in newest.most_common(1):
        alike = sum(n for other, n in newest.items() if abs((_in(other, day.year) - day).days) < WEEK)
        if count >= _TABLES and alike >= _SHARE * newest.total():
            return day
    return None


def _in(day: date, year: int) -> date:
    """The same day of another year; the last of February where it has no 29th."""
    return date_text.on(year, day.month, day.day) or day
