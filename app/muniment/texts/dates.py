"""Days and moments with the names of their months, in the current language; ``numbers.day`` has them in digits."""

from __future__ import annotations

from datetime import date, datetime

from muniment.texts import language, numbers
from muniment.texts.text import Text

_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = (
    Text("January"), Text("February"), Text("March"), Text("April"), Text("May", context="month"), Text("June"),
    Text("July"), Text("August"), Text("September"), Text("October"), Text("November"), Text("December"),
)  # fmt: skip
_LONG_DAY = Text("{month} {day}, {year}", context="date")


def short_day(when: date) -> str:
    """A day over a column: 28 Sep 2024; German heads have digits, 28.09.2024."""
    if language.current() != language.SOURCE:
        return numbers.day(when)
    return f"{when.day} {_SHORT[when.month - 1]} {when.year}"


def long_day(when: date) -> str:
    """A day in a sentence, with the name of its month: September 28, 2024."""
    return _LONG_DAY(month=_MONTHS[when.month - 1](), day=when.day, year=when.year)


def moment(when: datetime) -> str:
    """A day and a time of day, to the minute: 2024-09-28 14:05, in German 28.09.2024 14:05."""
    return f"{numbers.day(when)} {when:%H:%M}"
