"""Numbers as the current language writes them: decimal mark, thousands, percent, sizes.

Must never touch a figure as a document prints it, nor what a program reads: those keep the form that they have.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from muniment.texts import dates, language

_SWAPPED = {"de": str.maketrans(",.", ".,")}
"""What stands for Python's comma and point, by language; English writes them as Python does."""


def written(value: object, spec: str = "") -> str:
    """A value with a format of Python's, as the current language writes it.

    Args:
        value: Numbers and dates change with the language; all else is as Python writes it.
        spec: As behind the colon in braces: ``,`` ``,.1f``.
    """
    if isinstance(value, date) and not spec:
        return dates.numeric(value)
    text = format(value, spec)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return text
    return text.translate(_SWAPPED.get(language.current(), {}))


def number(value: Decimal | float, decimals: int = 0) -> str:
    """A number with its thousands apart.

    Args:
        value: Of any size.
        decimals: Digits behind the decimal mark.
    """
    return written(value, f",.{decimals}f")


def whole(value: Decimal | int) -> str:
    """A number with its thousands apart and all decimals that it has."""
    return written(value, "," if isinstance(value, int) else ",f")


def percent(share: Decimal | float, decimals: int = 0) -> str:
    """A share as a percentage.

    Args:
        share: 1 is all.
        decimals: Digits behind the decimal mark.
    """
    return f"{number(share * 100, decimals)} %"


def size(count: int) -> str:
    """A number of bytes for the eye; empty where it is not known."""
    if not count:
        return ""
    return f"{number(count / 1e9, 1)} GB" if count >= 100_000_000 else f"{number(count / 1e6, 1)} MB"
