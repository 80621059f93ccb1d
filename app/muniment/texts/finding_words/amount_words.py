"""Amounts, shares and days as a sentence says them: "$86.4 billion", in German "86,4 Mrd. $"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from muniment.message import Message
from muniment.texts import language
from muniment.texts.dates import long_day
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.numbers import written
from muniment.texts.text import Text

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "C$", "AUD": "A$"}
_SIZES = ((Decimal(10**9), Text("{number} billion")), (Decimal(10**6), Text("{number} million")))


def money(value: Decimal, currency: str) -> str:
    """An amount, rounded as people say it.

    Args:
        value: Absolute.
        currency: ISO code, or what the unit of a fact says; empty where it is not known.
    """
    for size, words in _SIZES:
        if value >= size:
            amount = value / size
            step = Decimal("0.01") if amount < 10 else Decimal("0.1") if amount < 100 else Decimal(1)
            return _with_currency(f"{amount.quantize(step, ROUND_HALF_UP):,f}", currency, words)
    return _with_currency(f"{value:,f}", currency)


def _with_currency(number: str, currency: str, size: Text | None = None) -> str:
    """A number with its size and currency, which stands in front in English and behind elsewhere."""
    sign = _SIGNS.get(currency, currency)
    if language.current() == language.SOURCE:
        number = f"{sign}{number}" if currency in _SIGNS else f"{sign} {number}".lstrip()
        return size(number=number) if size is not None else number
    number = written(number)
    return f"{size(number=number) if size is not None else number} {sign}".rstrip()


def _decimal(what: Message, name: str) -> Decimal:
    value = what.get(name)
    return value if isinstance(value, Decimal) else Decimal(0)


def _day(what: Message) -> str:
    when = what.get("of")
    return long_day(when) if isinstance(when, date) else ""


def _percent(what: Message) -> str:
    return written(f"{(_decimal(what, 'ratio') * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)} %")


AMOUNTS: Mapping[str, Words] = {
    "money": lambda what: money(_decimal(what, "value"), str(what.get("unit") or "")),
    "exact-money": lambda what: _with_currency(str(_decimal(what, "value")), str(what.get("unit") or "")),
    "percent": _percent,
    "day": _day,
}
"""The words of each code."""
