"""Read a printed number: sign, brackets, separators, dashes.

Must never guess: what is not wholly a number is None, and so is one whose separators can be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

TRIANGLES = "△▲▵▴∆Δ"
"""What Japanese companies print in place of a minus sign."""
_UPWARD = "▲▴"  # before a percentage these may as well say that it rose
_MINUS = f"-–−‐‑{TRIANGLES}"
_SIGNS = "$€£¥₹₩₪₱₽₺₫₦฿"
_CODES = "EUR|USD|GBP|CHF|CAD|AUD|NZD|HKD|SGD|TWD|JPY|CNY|RMB|KRW|INR|MXN|BRL|ZAR|SEK|NOK|DKK|PLN|ILS|NIS"
_CURRENCY = rf"(?:(?:[A-Z][A-Za-z]{{0,2}}[{_SIGNS}]|[{_SIGNS}]|(?:{_CODES})|Rs\.?|RM|Rp\.?|[RP](?=\s?\(?\d{{1,3}}[ ,]\d{{3}}))\s*)?"
_DASH = re.compile(rf"^[({_SIGNS}]*\s*[—–‒―−‐‑-]+\s*[%)]*$")
_MARK = r"(?:\s?(?:\((?:\d{1,2}|[a-zA-Z]{1,2})\)|\[\d{1,2}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+)){0,3}"
# One form a line: 1,234.5 | 12,34,567.8 (lakh) | 1.234.567 and 1.234,5 | 1'234.5 | 1 234,5 | 1234.5 and .5 | 1234,5 (no
# three digits). The first one that fits counts.
_POINT = (
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ",", "."),
    (re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"), ",", "."),
    (re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"), ".", ","),
    (re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?"), "'’", "."),
    (re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?"), " ", "."),
    (re.compile(r"\d{1,3}(?: \d{3})+,\d+"), " ", ","),
    (re.compile(r"\d+(?:\.\d+)?|\.\d+"), "", "."),
    (re.compile(r"\d+,(?:\d{1,2}|\d{4,})|0,\d+"), "", ","),
)
# Where the comma is known to be the decimal mark: 1.234 and 1.234,5 | 1234,567 | and what can only be meant otherwise
_COMMA = (
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"), ".", ","),
    (re.compile(r"\d+,\d+"), "", ","),
    *_POINT,
)
_SPACES = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f", " "))
# A body whose decimal mark cannot be mistaken, and one that tells nothing of English and continental use.
_SAYS_COMMA = re.compile(r"\d,\d{1,2}$|^0,\d|\d,\d{4,}$|\.\d{3}[.,]\d")
_SAYS_POINT = re.compile(r"[^.]\.\d{1,2}$|^\.|^0\.\d|\.\d{4,}$|,\d{3}[.,]\d|['’]\d{3}")
_EITHER = re.compile(r"^\d{1,3}([.,])\d{3}$")
# What a table without a continental number has none of: decimal commas, and points before three digits.
_UNSURE = re.compile(r"\d\.\d{3}(?!\d)|\d,\d{1,2}(?!\d)|(?<!\d)0,\d")
_OUTWEIGHS = 4  # times as many numbers say so as say the opposite
_TOKEN = re.compile(
    rf"""^(?P<open>[(\[])?\s*(?P<sign>[{_MINUS}+])?\s*{_CURRENCY}(?P<open2>\()?\s*(?P<sign2>[{_MINUS}])?\s*
    (?P<body>[\d.][\d.,'’]*(?:[ ]\d{{3}}(?![\d'’])(?:[.,]\d+)?)*)
    \s*(?P<trailing>[{_MINUS}])?\s*(?P<percent>%)?\s*(?P<close>[)\]])?\s*(?P<percent2>%)?{_MARK}\s*€?$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A printed number.

    Attributes:
        value: With its sign (brackets are minus); not scaled. A dash is 0.
        decimals: Printed digits after the decimal mark.
        percent: It ends in a percent sign.
        dash: It is printed as a dash.
    """

    value: Decimal
    decimals: int = 0
    percent: bool = False
    dash: bool = False


def parse_number(text: str, mark: str = ".") -> PrintedNumber | None:
    """Read a number token.

    Args:
        text: One token; white space at its ends and inside brackets is allowed, footnote marks after it are not
            part of the number.
        mark: The decimal mark of the table, which decides what "1.234" and "1,234" are: "." (English use), "," or
            empty where nothing tells; then such a number is not read.

    Returns:
        The number, or None if the text is not wholly a number or a dash, or closes a bracket that it does not open.
    """
    text = text.translate(_SPACES).strip()
    if _DASH.match(text):
        return PrintedNumber(Decimal(0), dash=True, percent="%" in text)
    match = _TOKEN.match(text)
    if match is None:
        return None
    opened = bool(match["open"] or match["open2"])
    plain = _plain(match["body"], mark)
    if plain is None or (match["close"] and not opened):
        return None
    negative = opened or match["sign"] in tuple(_MINUS) or bool(match["sign2"] or match["trailing"])
    value = Decimal(plain)
    percent = bool(match["percent"] or match["percent2"])
    if percent and any(sign in text for sign in _UPWARD):
        return None
    return PrintedNumber(-value if negative else value, len(plain.partition(".")[2]), percent)


def may_be_continental(texts: Iterable[str]) -> bool:
    """Whether any of a table's number tokens could be one with a decimal comma; quick."""
    return _UNSURE.search("\n".join(texts)) is not None


def decimal_mark(texts: Iterable[str], *, continental: bool = False) -> str:
    """What the numbers of a table use as decimal mark.

    Args:
        texts: Its number tokens.
        continental: Its words are of a language that sets a decimal comma.

    Returns:
        "." or ","; empty where some of the numbers can be read in two ways and nothing tells which is meant.
    """
    says = {".": 0, ",": 0}
    either: set[str] = set()
    for text in texts:
        body = _body(text)
        if _SAYS_COMMA.search(body):
            says[","] += 1
        elif _SAYS_POINT.search(body):
            says["."] += 1
        elif found := _EITHER.match(body):
            either.add(found[1])
    for mark, other in ((".", ","), (",", ".")):
        if says[mark] > _OUTWEIGHS * says[other]:
            return mark
    if "." not in either and not says[","]:
        return "."  # thousands commas, or whole numbers alone
    if any(says.values()):
        return ""
    return "," if continental else "." if "," in either else ""


def _body(text: str) -> str:
    """The digits of a token with their separators; empty where it is no number."""
    match = _TOKEN.match(text.translate(_SPACES).strip())
    return match["body"] if match else ""


def _plain(body: str, mark: str) -> str | None:
    """Digits with a decimal point and nothing else; None if the separators follow no known form, or two."""
    if not mark:
        return None if _EITHER.match(body) else _plain(body, ".")
    for form, thousands, decimal in _COMMA if mark == "," else _POINT:
        if form.fullmatch(body):
            for separator in thousands:
                body = body.replace(separator, "")
            return body.replace(decimal, ".")
    return None
