"""What the printed numbers of a table are multiplied by, and in which currency they are.

Must never guess: nothing printed near the table means None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000
_WORDS = {
    "thousand": _THOUSAND, "thousands": _THOUSAND, "tausend": _THOUSAND, "tsd": _THOUSAND, "milliers": _THOUSAND,
    "000s": _THOUSAND, "000": _THOUSAND, "000's": _THOUSAND, "000’s": _THOUSAND, "t": _THOUSAND, "k": _THOUSAND,
    "million": _MILLION, "millions": _MILLION, "mio": _MILLION, "mln": _MILLION, "mm": _MILLION, "mn": _MILLION,
    "millionen": _MILLION, "m": _MILLION,
    "billion": _BILLION, "billions": _BILLION, "mrd": _BILLION, "bn": _BILLION, "milliarden": _BILLION,
    "milliards": _BILLION,
}  # fmt: skip
_LONG = r"thousands?|tausend|tsd|milliers|millions?|millionen|mio|mln|billions?|mrd|milliarden|milliards"
_MONEY = r"(?:u\.?\s?s\.?\s*|canadian\s+|australian\s+)?(?:dollars?|euros?|pounds?|yen)|US\$|C\$|A\$|[$€£¥]|USD|EUR|GBP|CHF|CAD|AUD|JPY"
_SCALE = re.compile(
    rf"""(?:{_MONEY}|\bdollars?)\s+and\s+\w+\s+(?:amounts\s+)?in\s+(?P<g>{_LONG})\b
    |\b(?:in|of|are|expressed\s+in|stated\s+in|amounts|figures|rounded\s+to)\s+(?:the\s+nearest\s+)?
        (?:(?:{_MONEY})\s*)?(?:in\s+|of\s+)?(?P<a>{_LONG})\b\.?(?:\s+(?:of\s+)?(?:{_MONEY}))?
    |[(\[]\s*(?:(?:{_MONEY})\s*(?:in\s+|and\s+\w+\s+in\s+)?)?(?P<b>{_LONG})\b\.?
    |(?:{_MONEY})\s*(?:in\s+)?(?P<c>{_LONG}|MM|mn|bn|m)\b
    |[(\[]?\s*(?:in\s+)?(?:{_MONEY})?\s*(?P<d>000[’']?s?)\s*(?:omitted)?\s*[)\]]
    |\b(?:(?:{_MONEY})\s*)?(?P<e>{_LONG})\.?\s+(?:of\s+)?(?:{_MONEY})
    |\b(?:T|k)(?P<f>€|EUR|CHF|USD)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ALONE = re.compile(rf"^\(?(?P<a>{_LONG})\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?:shares?|number|units|reflected|tonnes|barrels)\s*(?:\w+\s+){0,3}$", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?|other\s+than|unless|but\s+not)\b[\s,]*(?:for\s+|as\s+)?(?P<what>[^)\n]*)", re.IGNORECASE
)
_CURRENCIES = (
    (re.compile(r"C\$|CA\$|CAD\b|Canadian\s+dollar", re.IGNORECASE), "CAD"),
    (re.compile(r"A\$|AU\$|AUD\b|Australian\s+dollar", re.IGNORECASE), "AUD"),
    (re.compile(r"HK\$|HKD\b"), "HKD"),
    (re.compile(r"S\$|SGD\b"), "SGD"),
    (re.compile(r"NZ\$|NZD\b"), "NZD"),
    (re.compile(r"R\$|BRL\b"), "BRL"),
    (re.compile(r"€|\bEUR\b|\beuros?\b", re.IGNORECASE), "EUR"),
    (re.compile(r"£|\bGBP\b|pounds?\s+sterling", re.IGNORECASE), "GBP"),
    (re.compile(r"\bCHF\b|Swiss\s+francs?", re.IGNORECASE), "CHF"),
    (re.compile(r"¥|\bJPY\b|\byen\b", re.IGNORECASE), "JPY"),
    (re.compile(r"US\$|\$|\bUSD\b|\bU\.?S\.?\s+dollars?\b|\bdollars?\b", re.IGNORECASE), "USD"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a line says of the numbers below it.

    Attributes:
        factor: 1_000, 1_000_000 or 1_000_000_000.
        start: Into the text that was searched.
        end: Half-open.
        unscaled: What is exempt, lower case; empty if nothing.
    """

    factor: int
    start: int
    end: int
    unscaled: str


def find_scale(text: str) -> Scale | None:
    """The first scale that a text states of amounts (not of shares)."""
    for match in _SCALE.finditer(text):
        word = next((value for value in match.groupdict().values() if value), "")
        factor = _WORDS.get(word.lower().rstrip("."), _THOUSAND if match["f"] else 0)
        if factor and not _COUNTED.search(text[: match.start()][-40:]):
            rest = _EXCEPT.search(text, match.end())
            unscaled = " ".join(rest["what"].lower().split()) if rest else ""
            return Scale(factor, match.start(), match.end(), unscaled)
    return None


def find_currency(text: str) -> tuple[str, int, int] | None:
    """The first currency that a text names, as (ISO 4217 code, start, end)."""
    found: tuple[str, int, int] | None = None
    for pattern, code in _CURRENCIES:
        match = pattern.search(text)
        if match and (found is None or match.start() < found[1]):
            found = (code, match.start(), match.end())
    return found


def first_scale(texts: Iterable[tuple[int, str]]) -> tuple[int, Scale] | None:
    """The scale of the first of some (offset, text) lines that states one."""
    for offset, text in texts:
        scale = find_scale(text)
        if scale:
            return offset, scale
    return None
