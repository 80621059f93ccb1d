"""The currency and the scale in which a question wants its answer ("in USD millions", "in billions of yen").

Must never take a sum of one currency for another's: what is asked for in a currency that is not reported has no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODES = [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "HKD",
    "SGD",
    "TWD",
    "CNY",
    "RMB",
    "INR",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "TRY",
    "RUB",
    "UAH",
    "ILS",
    "NIS",
    "ZAR",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "KRW",
    "THB",
    "MYR",
    "IDR",
    "PHP",
    "VND",
    "AED",
    "SAR",
    "QAR",
    "KWD",
    "EGP",
    "NGN",
    "KES",
    "PKR",
    "LKR",
    "BDT",
]
_SAME = {"RMB": "CNY", "NIS": "ILS"}
_SIGNS = {
    r"US\s?\$|\$\s?US": "USD", r"A\s?\$|AU\s?\$": "AUD", r"C\s?\$|CA\s?\$|CDN\s?\$": "CAD", r"HK\s?\$": "HKD", r"S\s?\$|SG\s?\$": "SGD",
    r"NZ\s?\$": "NZD", r"NT\s?\$": "TWD", r"R\s?\$": "BRL", r"MX\s?\$|Mex\s?\$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "₩": "KRW", "₪": "ILS", r"(?<!\w)\$": "$",
}  # fmt: skip
_NAMES = {
    r"(?:us|u\.s\.|american) dollars?": "USD", r"(?:australian|aussie) dollars?": "AUD", r"canadian dollars?": "CAD",
    r"hong kong dollars?": "HKD", r"singapore(?:an)? dollars?": "SGD", r"new zealand dollars?": "NZD", r"(?:new )?taiwan(?:ese)? dollars?": "TWD",
    r"dollars?": "$", r"euros?": "EUR", r"(?:british |uk )?pounds?(?: sterling)?": "GBP", "sterling": "GBP", r"(?:japanese )?yen": "JPY",
    r"(?:swiss )?francs?": "CHF", r"(?:chinese )?(?:yuan|renminbi)": "CNY", r"(?:indian )?rupees?": "INR", r"(?:korean|south korean) won": "KRW",
    r"swedish (?:kronor|kronas?|crowns?)": "SEK", r"norwegian (?:kroner|krones?|crowns?)": "NOK", r"danish (?:kroner|krones?|crowns?)": "DKK",
    r"(?:new )?(?:israeli )?shekels?": "ILS", r"(?:south african )?rands?": "ZAR", r"(?:polish )?zlot(?:y|ys|ies)": "PLN",
}  # fmt: skip
_SCALES = {
    r"thousands?|'000s?|000s|k": 1_000, r"millions?|mn|mm|mio|mil|m": 1_000_000, r"billions?|bn|bio|b": 1_000_000_000,
    r"trillions?|tn|trn": 1_000_000_000_000, r"crores?": 10_000_000, r"lakhs?|lacs?": 100_000,
}  # fmt: skip
_NO_SUM = r"(?!\s*(?:[-\s]denominated|exchange|exposure|hedg\w*|rates?\b|impact|index|terms|appreciat\w*|depreciat\w*|loans?|notes?|bonds?|borrowing|debt|swaps?))"
_SCALE = "(?:" + "|".join(_SCALES) + ")"
_MONEY = "(?:" + "|".join([*_SIGNS, rf"\b(?:{'|'.join(_CODES)})\b", rf"\b(?i:{'|'.join(_NAMES)})\b"]) + ")"
_MENTION = re.compile(
    rf"(?:(?:,?\s*\b(?:reported |stated |expressed |shown |given |denominated |measured )?in(?:to)?|\()\s*(?:units of )?)?"
    rf"(?:\b(?i:{_SCALE})\s+(?:of\s+)?)?(?P<money>{_MONEY})(?:\s*(?i:{_SCALE})(?!\w))?\)?{_NO_SUM}"
)
_BARE_SCALE = re.compile(
    r"(?:,?\s*\b(?:in|to)\s+(?:the\s+)?(?:nearest\s+)?|\(\s*(?:in\s+)?)(?P<scale>thousands?|millions?|billions?|trillions?|crores?|lakhs?|mn|bn)\b\)?",
    re.IGNORECASE,
)
_WHOLE = {re.compile(f"(?i:{expression})"): unit for expression, unit in (*_SIGNS.items(), *_NAMES.items())}
_IN_WORDS = re.compile(rf"(?<![A-Za-z])(?i:{_SCALE})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """What a question says of the unit of its answer.

    Attributes:
        currency: ISO code; "$" for any dollar; empty where none is named.
        scale: 1,000, 1,000,000 ...; 0 where none is named.
        is_clear: Not more than one currency is named.
    """

    currency: str = ""
    scale: int = 0
    is_clear: bool = True

    def fits(self, unit: str) -> bool:
        """Whether a value of this unit is of the currency that is asked for.

        Args:
            unit: Of a value: a currency, a currency by shares, or what is no money.
        """
        currency = unit.partition("/")[0]
        if not self.currency or currency in ("pure", "shares", "days"):
            return True
        return currency[2:] == "D" and len(currency) == 3 if self.currency == "$" else currency == self.currency


NO_UNIT = AskedUnit()


def asked_unit(text: str) -> tuple[AskedUnit, str]:
    """What a question says of the unit of its answer, and the question without it.

    Args:
        text: As typed.
    """
    found = list(_MENTION.finditer(text))
    currencies = {_currency(match["money"]) for match in found}
    scales = {scale for match in found for scale in _scales(match[0].replace(match["money"], " "))}
    bare = _MENTION.sub(" ", text) if found else text
    scales |= {scale for match in _BARE_SCALE.finditer(bare) for scale in _scales(match["scale"])}
    bare = _BARE_SCALE.sub(" ", bare)
    unit = AskedUnit(min(currencies, default=""), scales.pop() if len(scales) == 1 else 0, len(currencies) < 2)
    return (unit, " ".join(bare.split())) if found or scales or unit.scale else (NO_UNIT, text)


def _currency(printed: str) -> str:
    """A currency by its code, sign or name."""
    if printed.upper() in _CODES:
        return _SAME.get(printed.upper(), printed.upper())
    return next(unit for pattern, unit in _WHOLE.items() if pattern.fullmatch(printed))


def _scales(words: str) -> set[int]:
    """The scales that words name."""
    named = [match[0].casefold() for match in _IN_WORDS.finditer(words)]
    return {scale for name in named for expression, scale in _SCALES.items() if re.fullmatch(expression, name)}
