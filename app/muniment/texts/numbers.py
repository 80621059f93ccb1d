"""Numbers and dates as the current language writes them: 1,234.5 is 1.234,5 in German.

Must never round: that is for who asks.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from muniment.texts import language
from muniment.texts.text import Text

_TURNED = str.maketrans(",.", ".,")
_MONTHS = (
    Text("January"), Text("February"), Text("March"), Text("April"), Text("May", context="month"), Text("June"),
    Text("July"), Text("August"), Text("September"), Text("October"), Text("November"), Text("December"),
)  # fmt: skip


def written(number: str) -> str:
    """A number that is written as in English, with the marks of the current language."""
    return number if language.current() == language.SOURCE else number.translate(_TURNED)


class Whole(int):
    """A whole number that stands in a text as the language writes it."""

    def __format__(self, spec: str) -> str:
        return written(int.__format__(self, spec))


class Amount(Decimal):
    """A decimal that stands in a text as the language writes it."""

    def __format__(self, spec: str, _: Context | None = None, /) -> str:
        return written(Decimal.__format__(self, spec))


def day(when: date) -> str:
    """A day in figures: 2023-09-30, in German 30.09.2023."""
    return when.isoformat() if language.current() == language.SOURCE else f"{when:%d.%m.%Y}"


def long_day(when: date) -> str:
    """A day with the name of its month."""
    return _LONG_DAY(month=_MONTHS[when.month - 1](), day=when.day, year=when.year)


_LONG_DAY = Text("{month} {day}, {year}", context="date")
