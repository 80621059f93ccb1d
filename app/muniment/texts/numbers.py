"""Numbers and days as the current language writes them: 1,234.5 is 1.234,5 in German.

Must never touch a figure as a document prints it, nor what a program reads: those keep the form that they have. Must never round
unasked.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from muniment.texts import language

_TURNED = {"de": str.maketrans(",.", ".,")}
"""What stands for the comma and the point of English, by language."""


def written(number: str) -> str:
    """A number that is written as in English, with the marks of the current language.

    Args:
        number: With a point before the decimals and commas between thousands.
    """
    return number.translate(_TURNED.get(language.current(), {}))


def formatted(value: object, spec: str = "") -> str:
    """A value with a format of Python's, as the current language writes it.

    Args:
        value: Numbers and days change with the language; all else is as Python writes it.
        spec: As behind the colon in braces: ``,`` ``,.1f``.
    """
    if isinstance(value, date) and not spec:
        return day(value)
    text = format(value, spec)
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return written(text) if is_number else text


def number(value: Decimal | float, decimals: int = 0) -> str:
    """A number with its thousands apart.

    Args:
        value: Of any size.
        decimals: Digits behind the decimal mark.
    """
    return written(f"{value:,.{decimals}f}")


def whole(value: Decimal | int) -> str:
    """A number with its thousands apart and all decimals that it has."""
    return written(f"{value:,}" if isinstance(value, int) else f"{value:,f}")


def percent(share: Decimal | float, decimals: int = 0) -> str:
    """A share as a percentage.

    Args:
        share: 1 is all.
        decimals: Digits behind the decimal mark.
    """
    return f"{number(share * 100, decimals)} %"


def size(count: int) -> str:
    """A number of bytes for the eye; empty where it is not known.

    Args:
        count: Bytes; 0 where it is not known.
    """
    if not count:
        return ""
    return f"{number(count / 1e9, 1)} GB" if count >= 100_000_000 else f"{number(count / 1e6, 1)} MB"


def day(when: date) -> str:
    """A day in digits: 2024-09-28, in German 28.09.2024."""
    return f"{when:%d.%m.%Y}" if language.current() == "de" else when.isoformat()[:10]
