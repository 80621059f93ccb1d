"""What the printed numbers of a table are multiplied by, and in which currency they are.

Must never guess: nothing printed near the table means None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000
_WORDS = {
    "thousand": _THOUSAND, "thousands": _THOUSAND, "tausend": _THOUSAND, "tsd": _THOUSAND, "milliers": _THOUSAND,
    "miles": _THOUSAND, "000s": _THOUSAND, "000": _THOUSAND, "000's": _THOUSAND, "000’s": _THOUSAND, "t": _THOUSAND,
    "k": _THOUSAND, "1'000": _THOUSAND, "1’000": _THOUSAND, "1.000": _THOUSAND, "1 000": _THOUSAND,
    "million": _MILLION, "millions": _MILLION, "mio": _MILLION, "mln": _MILLION, "mm": _MILLION, "mn": _MILLION,
    "millionen": _MILLION, "m": _MILLION, "millones": _MILLION, "mill": _MILLION,
    "billion": _BILLION, "billions": _BILLION, "mrd": _BILLION, "bn": _BILLION, "milliarden": _BILLION,
    "milliards": _BILLION,
}  # fmt: skip
_LONG = r"thousands?|tausend|tsd|milliers|millions?|millionen|millones|mio|mln|billions?|mrd|milliarden|milliards|miles(?=\s+(?:de\b|€|EUR))"
_SIGNS = r"(?:US|CA?|AU?|HK|S|NZ|R|MX)?\$|[€£¥]"
_MONEY = (
    r"(?:u\.?\s?s\.?\s*|united\s+states\s+|canadian\s+|australian\s+|hong\s+kong\s+|singapore\s+|new\s+zealand\s+|mexican\s+)?"
    r"(?:dollars?|euros?|pounds?|yen|pesos)|(?:swiss\s+)?francs?|schweizer\s+franken|renminbi|"
    rf"{_SIGNS}|\b(?:USD|EUR|GBP|CHF|CAD|AUD|HKD|SGD|NZD|MXN|JPY|RMB|CNY|SEK|NOK|DKK)\b"
)
_SCALE = re.compile(
    rf"""(?:{_MONEY}|\bdollars?)\s+and\s+\w+\s+(?:amounts\s+)?in\s+(?P<g>{_LONG})\b
    |\b(?:in|of|are|en|expressed\s+in|stated\s+in|amounts|figures|rounded\s+to)\s+(?:the\s+nearest\s+)?
        (?:(?:{_MONEY})\s*)?(?:in\s+|of\s+)?(?P<a>{_LONG})\b\.?(?:\s+(?:of\s+|de\s+|d[’'])?(?:{_MONEY}))?
    |[(\[]\s*(?:(?:{_MONEY})\s*(?:in\s+|and\s+\w+\s+in\s+)?)?(?P<b>{_LONG})\b\.?
    |(?:{_MONEY})\s*(?:in\s+)?(?P<c>{_LONG}|MM|mn|bn|m)\b
    |[(\[]?\s*(?:in\s+)?(?:{_MONEY})?\s*(?<![\d.,’'])(?P<d>000[’']?s?)\s*(?:omitted)?\s*[)\]]
    |(?:\bin\s+)?(?:{_MONEY})\s*[’']?(?P<h>000)[’']?s?(?![\d,.’'])
    |\bin\s+(?:(?:{_MONEY})\s*)?(?P<i>1[’'. ]000)\b(?!\S*\d)(?=\s*(?:{_MONEY}|[)\]]|$))
    |\b(?:(?:{_MONEY})\s*)?(?P<e>{_LONG})\.?\s+(?:of\s+|de\s+|d[’'])?(?:{_MONEY})
    |(?:\b|(?<=\s))(?P<f>[Tk])(?:[€£]|EUR\b|CHF\b|USD\b|US\$|RMB\b)
    |(?:^|(?<=[\s(]))(?P<j>M)(?:€|EUR\b|CHF\b|USD\b)""",
    re.VERBOSE | re.IGNORECASE,
)
PROSE = 100  # characters of a line that is likelier prose, which tells of "$34 million" without stating a scale
_PROSE_HINTS = (
    "in mill", "in thou", "in bill", "in tau", "in mio", "in tsd", "in mrd", "in tho", "en mil", "(mill", "(thou", "ons of ",
    "nds of ", "in $", "in €", "in £", "in us", "in u.s", "in eur", "in gbp", "in chf", "in can", "nearest", "000)", "000s",
    "'000", "’000",
)  # fmt: skip
_HINTS = ("illi", "millon", "thousand", "000", "tausend", "tsd", "mio", "miles", "mln", "mrd")
_SHORT = re.compile(
    r"(?:[$€£¥]|[A-Za-z]{3}) ?(?:mm?|mn|bn)\b|\b[TkM](?:[€£]|(?:EUR|CHF|USD|RMB)\b|US\$)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:shares?|number|units|reflected|tonnes|barrels|aktien|stück|actions|acciones)\s*(?:\w+\s+){0,3}$", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?|other\s+than|unless|but\s+not|au(?:ß|ss)er|ausgenommen|sofern|sauf|salvo|excepto)\b[\s,]*(?:for\s+|as\s+)?(?P<what>[^)\n]*)",
    re.IGNORECASE,
)
_CURRENCIES = (
    (re.compile(r"\bC\$|\bCA\$|\bCDN\$|\bCAD\b|Canadian\s+dollar", re.IGNORECASE), "CAD"),
    (re.compile(r"\bA\$|\bAU\$|\bAUD\b|Australian\s+dollar", re.IGNORECASE), "AUD"),
    (re.compile(r"\bHK\$|\bHKD\b|Hong\s+Kong\s+dollar", re.IGNORECASE), "HKD"),
    (re.compile(r"\bS\$|\bSGD\b|Singapore\s+dollar", re.IGNORECASE), "SGD"),
    (re.compile(r"\bNZ\$|\bNZD\b|New\s+Zealand\s+dollar", re.IGNORECASE), "NZD"),
    (re.compile(r"\bMX\$|\bMXN\b|Mexican\s+pesos?|pesos\s+mexicanos", re.IGNORECASE), "MXN"),
    (re.compile(r"\bR\$|\bBRL\b|Brazilian\s+rea(?:l|is)", re.IGNORECASE), "BRL"),
    (re.compile(r"\bRMB\b|\bCNY\b|\bRenminbi\b", re.IGNORECASE), "CNY"),
    (re.compile(r"€|\b[Tk]?EUR\b|\beuros?\b", re.IGNORECASE), "EUR"),
    (re.compile(r"£|\bGBP\b|pounds?\s+sterling", re.IGNORECASE), "GBP"),
    (re.compile(r"\b[Tk]?CHF\b|Swiss\s+francs?|Schweizer\s+Franken|francs?\s+suisses", re.IGNORECASE), "CHF"),
    (re.compile(r"¥|\bJPY\b|\byen\b", re.IGNORECASE), "JPY"),
    (re.compile(r"\bSEK\b|Swedish\s+kron", re.IGNORECASE), "SEK"),
    (re.compile(r"\bNOK\b|Norwegian\s+kron", re.IGNORECASE), "NOK"),
    (re.compile(r"\bDKK\b|Danish\s+kron", re.IGNORECASE), "DKK"),
    (re.compile(r"US\$|\$|\bUSD\b|\b(?:U\.?S\.?|United\s+States)\s+dollars?\b|\bdollars?\b", re.IGNORECASE), "USD"),
)
_MONEY_HINTS = (
    "$", "€", "£", "¥", "dollar", "eur", "gbp", "chf", "usd", "pound", "franc", "yen", "jpy", "cad", "aud", "hkd", "sgd", "nzd",
    "mxn", "peso", "brl", "brazil", "rmb", "cny", "renminbi", "sek", "nok", "dkk", "kron", "franken",
)  # fmt: skip


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
    lower = text.lower()
    if len(text) > PROSE:
        if not any(hint in lower for hint in _PROSE_HINTS):
            return None
    elif not any(hint in lower for hint in _HINTS) and not _SHORT.search(text):
        return None  # nearly all text ends here
    for match in _SCALE.finditer(text):
        word = next((value for value in match.groupdict().values() if value), "")
        factor = _WORDS.get(word.lower().rstrip("."), 0)
        if factor and not _COUNTED.search(text[: match.start()][-40:]):
            rest = _EXCEPT.search(text, match.end())
            unscaled = " ".join(rest["what"].lower().split()) if rest else ""
            return Scale(factor, match.start(), match.end(), unscaled)
    return None


def find_currency(text: str) -> tuple[str, int, int] | None:
    """The first currency that a text names, as (ISO 4217 code, start, end)."""
    found: tuple[str, int, int] | None = None
    lower = text.lower()
    if not any(hint in lower for hint in _MONEY_HINTS):
        return None  # nearly all text ends here
    for pattern, code in _CURRENCIES:
        match = pattern.search(text)
        if match and (found is None or match.start() < found[1]):
            found = (code, match.start(), match.end())
    return found
