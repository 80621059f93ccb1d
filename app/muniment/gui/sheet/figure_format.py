"""How values are written on the screen and on the clipboard.

Knows nothing of Qt. What is shown follows the language; what is copied does not: digits with a point, or as the document prints
it. A spreadsheet reads a pasted number by the system's region, not by our language, so a comma of ours would be right by luck
only, and whoever pastes by a macro or a script relies on one form. Must never round: a figure has as many decimals as it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from muniment.document.facts.fact import Fact, Measure, Value
from muniment.texts import dates, numbers, units
from muniment.texts.text import Text

_MOST_DECIMALS = 6  # more are not printed in statements; a ratio would have no end
_PER_SHARE_DECIMALS = 2


class CopyMode(StrEnum):
    """In what a copied amount is counted."""

    PRINTED = "printed"
    UNITS = "units"
    THOUSANDS = "thousands"
    MILLIONS = "millions"

    def power(self) -> int:
        """The power of ten that amounts are divided by."""
        return {CopyMode.THOUSANDS: 3, CopyMode.MILLIONS: 6}.get(self, 0)


def is_money(unit: str | None) -> bool:
    """Whether the unit is a currency (ISO 4217: three capital letters), or empty: one that the document does not name.

    Args:
        unit: None for no unit at all, which is not a currency.
    """
    return unit == "" or (unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper())


def unit_of(fact: Fact) -> str | None:
    """The unit of a fact; empty for an amount in thousands or millions of a currency that the document does not name."""
    if fact.unit is None and isinstance(fact.value, Decimal) and fact.scale > 1:
        return ""
    return fact.unit


def scales(unit: str | None) -> bool:
    """Whether values of this unit are shown in the sheet's thousands or millions; per-share figures and ratios are not.

    Args:
        unit: None for no unit at all, which is not scaled.
    """
    return is_money(unit) or unit == "shares"


def row_note(unit: str | None, currency: str, scale: int) -> str:
    """The unit of a row where it is not the sheet's; else empty.

    Args:
        unit: Of the row; None for none.
        currency: Of the sheet.
        scale: Of the sheet, a power of ten.
    """
    if not unit or unit in {"pure", currency}:
        return ""
    if unit.endswith("/shares"):
        return unit.partition("/")[0]
    return units.scale_word(scale) if unit == "shares" else units.scaled_unit(unit, scale) if scales(unit) else unit


def decimals_for(values: Iterable[Value], unit: str | None, scale: int) -> int:
    """Digits after the point that a row needs so that none of its values is rounded.

    Args:
        values: Of the row.
        unit: Of the row; None for none.
        scale: Of the sheet, a power of ten.
    """
    least = _PER_SHARE_DECIMALS if unit is not None and unit.endswith("/shares") else 0
    needed = [_decimals(_scaled(value, unit, scale)) for value in values if isinstance(value, Decimal)]
    return min(_MOST_DECIMALS, max([least, *needed]))


def shown(value: Value, unit: str | None, scale: int, decimals: int) -> str:
    """A value as on the screen: thousands separated, negative in brackets.

    Args:
        value: In absolute units.
        unit: Money and shares are scaled; None for days and texts.
        scale: Of the sheet, a power of ten.
        decimals: Digits after the point.
    """
    if isinstance(value, Decimal):
        return bracketed(_scaled(value, unit, scale), decimals)
    return dates.short_day(value) if isinstance(value, date) else value


def bracketed(value: Decimal, decimals: int) -> str:
    """A number with separators, negative in brackets.

    Args:
        value: As it is to be written, scaled already.
        decimals: Digits after the point.
    """
    text = numbers.number(abs(value), decimals)
    return f"({text})" if value < 0 else text


def measure_shown(measure: Measure, scale: int) -> str:
    """A computed value; rounded, since it is not printed anywhere: amounts to one decimal, ratios to a tenth of a percent.

    Args:
        measure: In absolute units.
        scale: Of the sheet, a power of ten; for amounts of money alone.
    """
    match measure.shown or ("money" if is_money(measure.unit) else "percent" if is_percentage(measure) else "times"):
        case "money":
            amount = _scaled(measure.value, measure.unit, scale)
            return bracketed(amount, min(1, _decimals(amount)))
        case "percent":
            return f"{bracketed((measure.value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP), 1)} %"  # as the summary rounds
        case "days":
            return bracketed(measure.value, 0)
        case "times":
            return f"{bracketed(measure.value, 2)} x"
        case _:
            return bracketed(measure.value, 2)


def measure_full(measure: Measure, scale: int) -> str:
    """A computed value with its unit: USD 900.0 million, 41 days, USD 12.30 a share.

    Args:
        measure: In absolute units.
        scale: Of the sheet, a power of ten; for amounts of money alone.
    """
    text = measure_shown(measure, scale)
    if measure.shown == "days":
        return Text("{days} days")(days=text)
    if measure.unit.endswith("/shares"):
        return units.per_share(text, measure.unit.partition("/")[0])
    return units.amount(text, measure.unit, scale) if is_money(measure.unit) else text


def is_percentage(measure: Measure) -> bool:
    """Whether a ratio of an older vault, which does not say how it is shown, is read as a percentage."""
    return any(word in measure.measure for word in ("margin", "growth", "rate", "share", "return", "yield", "payout"))


def full(value: Value, unit: str | None, scale: int) -> str:
    """A value with its unit, as in a sentence: USD 394,328 million.

    Args:
        value: In absolute units.
        unit: Of the value; None for none.
        scale: Of the sheet, a power of ten.
    """
    text = shown(value, unit, scale, decimals_for([value], unit, scale))
    if unit is None or unit == "pure":
        return text
    if unit.endswith("/shares"):
        return units.per_share(text, unit.partition("/")[0])
    return units.amount(text, unit, scale)


def copied(value: Value, unit: str | None, quote: str, mode: CopyMode) -> str:
    """A value for a spreadsheet: plain digits with a point, or as printed.

    Args:
        value: In absolute units.
        unit: None for no unit at all.
        quote: As the page prints it.
        mode: In units, thousands or millions, or as printed.
    """
    if not isinstance(value, Decimal):
        return value.isoformat() if isinstance(value, date) else value
    if mode is CopyMode.PRINTED:
        return quote
    power = mode.power() if scales(unit) else 0
    return plain(value.scaleb(-power))


def plain(value: Decimal) -> str:
    """All digits, no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(value: Decimal, unit: str | None, scale: int) -> Decimal:
    return value / scale if scales(unit) and scale != 1 else value


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
