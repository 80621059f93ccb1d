"""How periods are called.

Must never guess a quarter's number: the fiscal year is not known, its printed year and the exact dates are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.document.facts.fact import StretchKind
from muniment.document.pages.table import Period
from muniment.texts import dates, units
from muniment.texts.finding_words.measure_words import stretch_title
from muniment.texts.text import Text

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDER = (12, 3, 6, 9)  # a filing prints the quarter before the year to date


_BLOCKS = {
    0: Text("Balance"),
    3: Text("Three months"),
    6: Text("Six months"),
    9: Text("Nine months"),
    12: Text("Year"),
}
_LAST_TWELVE = "last twelve months"
_STRETCHES = {_LAST_TWELVE: Text("Last twelve months"), "fourth quarter": Text("Fourth quarter")}


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading.

    Attributes:
        name: "FY2024", "9M 2024" or a date.
        under: The exact end ("28 Sep 2024"); empty for dates.
    """

    name: str
    under: str = ""

    def spoken(self) -> str:
        """In one line, for screen readers, tooltips and the clipboard."""
        return Text("{period} to {end}")(period=self.name, end=self.under) if self.under else self.name


def head(period: Period, printed: Iterable[str] = ()) -> Head:
    """The heading of a period's column.

    Args:
        period: Of the column.
        printed: Headings of the document over figures of this column; they settle which year a fiscal year is named after.
    """
    if period.months == 0:
        return Head(dates.short_day(period.end))
    year = _year(period.end, printed)
    name = Text("FY{year}") if period.months == 12 else Text("{months}M {year}")
    return Head(name(year=year, months=period.months), dates.short_day(period.end))


class Shown(StrEnum):
    """Which periods the sheet shows."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"
    TO_DATE = "to_date"
    BALANCE = "balance"


def kind_of(months: int, lengths: Iterable[int], stretch: StretchKind = StretchKind.PLAIN) -> frozenset[Shown]:
    """What a length of time is called where a document has these; the first quarter is a year to date as well.

    What was summed over several stretches of time is shown with those that it was summed from.

    Args:
        months: Length of the period; 0 for a day.
        lengths: Of all periods of the document, in months.
        stretch: How it was summed; ``PLAIN`` where it was not.
    """
    if stretch:
        return frozenset({Shown.YEAR, Shown.TO_DATE if months == 12 else Shown.QUARTER})
    if months in (0, 12):
        return frozenset({Shown.YEAR if months else Shown.BALANCE})
    if months > 3:
        return frozenset({Shown.TO_DATE} if months < 12 else {Shown.YEAR})
    longer = any(3 < other < 12 for other in lengths)
    return frozenset({Shown.QUARTER} if longer else {Shown.QUARTER, Shown.TO_DATE})


def head_of_sum(period: Period, stretch: StretchKind) -> Head:
    """The heading of what was summed over several stretches of time."""
    name = Text("Last 12M")() if stretch is StretchKind.LAST_TWELVE_MONTHS else "Q4"
    return Head(name, dates.short_day(period.end))


def block_name(months: int, stretch: StretchKind = StretchKind.PLAIN) -> str:
    """What a group of periods of one length is called; what was summed over several stretches goes by that.

    Args:
        months: Length of the periods; 0 for days.
        stretch: How they were summed; ``PLAIN`` where they were not.
    """
    if stretch:
        return stretch_title(stretch)
    return _BLOCKS[months]() if months in _BLOCKS else units.months(months)


def block_order(months: int, stretch: StretchKind = StretchKind.PLAIN) -> int:
    """Years first, then shorter stretches, then dates, then what was summed over several stretches.

    Args:
        months: Length of the periods; 0 for days.
        stretch: How they were summed; ``PLAIN`` where they were not.
    """
    if stretch:
        return 2_000 - months
    if months == 0:
        return 1_000
    return _ORDER.index(months) if months in _ORDER else len(_ORDER) + months


def _year(end: date, printed: Iterable[str]) -> int:
    for text in printed:
        years = {int(found) for found in _YEAR.findall(text)} & {end.year, end.year - 1}
        if len(years) == 1:
            return years.pop()
    # Years of 52 or 53 weeks end up to a week into January.
    return end.year - 1 if end.month == 1 and end.day <= 7 else end.year
