"""Numbers with what they count: scales, units, lengths of time, in the order of the current language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from muniment.texts.numbers import number, whole
from muniment.texts.text import Text

_PLACES = 4  # of an estimate: a question costs less than a cent
_SCALES = {
    1_000: Text("thousand"),
    100_000: Text("lakh"),
    1_000_000: Text("million"),
    10_000_000: Text("crore"),
    1_000_000_000: Text("billion"),
}


def scale_word(scale: int) -> str:
    """The word for 1,000, 1,000,000 ...; empty for 1.

    Args:
        scale: A power of ten.
    """
    if scale == 1:
        return ""
    return _SCALES[scale]() if scale in _SCALES else f"x {whole(scale)}"


def scaled_unit(unit: str, scale: int) -> str:
    """A unit with its scale, as over a column: USD million.

    Args:
        unit: Currency or "shares"; may be empty.
        scale: A power of ten.
    """
    word = scale_word(scale)
    if not unit or not word:
        return unit or word
    return Text("{unit} {scale}", context="unit over a column: USD million")(unit=unit, scale=word)


def amount(text: str, unit: str, scale: int) -> str:
    """A written number with its unit, as in a sentence: USD 394,328 million, 1,387 million shares.

    Args:
        text: The number, counted in ``scale``.
        unit: A currency, or shares; empty for none.
        scale: 1, 1,000, 1,000,000 ...
    """
    word = scale_word(scale)
    if unit == "shares":
        return Text("{amount} shares")(amount=f"{text} {word}".strip())
    if not unit:
        return f"{text} {word}".strip()
    if not word:
        return Text("{unit} {amount}", context="USD 12")(unit=unit, amount=text)
    return Text("{unit} {amount} {scale}", context="USD 12 million")(unit=unit, amount=text, scale=word)


def per_share(text: str, currency: str) -> str:
    """A written amount for a share: USD 12.30 a share."""
    if not currency:
        return Text("{amount} a share")(amount=text)
    return Text("{currency} {amount} a share")(currency=currency, amount=text)


def months(count: int) -> str:
    """A length of time in months.

    Args:
        count: How many months.
    """
    return Text("{n} month", "{n} months")(n=count)


def estimate(value: Decimal, currency: str) -> str:
    """An estimate of costs: USD 0.3001; whoever shows it says that it is one.

    Args:
        value: In the currency; what is less than can be shown is said to be so.
        currency: ISO code.
    """
    least = Decimal(1).scaleb(-_PLACES)
    if 0 < value < least:
        return Text("under {amount}")(amount=amount(number(least, _PLACES), currency, 1))
    return amount(number(value.quantize(least, ROUND_HALF_UP), _PLACES), currency, 1)
