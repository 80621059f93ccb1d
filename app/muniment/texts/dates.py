"""Dates as the current language writes them."""

from __future__ import annotations

from datetime import date, datetime

from muniment.texts import language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """A date for the eye: 28 Sep 2024, 28.09.2024."""
    if language.current() == "de":
        return f"{value:%d.%m.%Y}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def numeric(value: date) -> str:
    """A date in digits, for tables of the command line and in sentences: 2024-09-28, 28.09.2024."""
    return f"{value:%d.%m.%Y}" if language.current() == "de" else value.isoformat()[:10]


def moment(value: datetime) -> str:
    """A date and a time of day, to the minute: 2024-09-28 14:05, 28.09.2024 14:05."""
    return f"{numeric(value)} {value:%H:%M}"
