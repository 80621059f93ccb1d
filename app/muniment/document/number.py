"""Read a printed number: sign, brackets, separators, dashes.

Must never guess: what is not wholly a number is None, and so is one whose separators can be read in two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MINUS = "-–−‐‑"
_CURRENCY = r"(?:(?:[A-Z]{0,3}[$€£¥]|EUR|USD|CHF|GBP)\s*)?"
_DASH = re.compile(r"^[($€£¥]*\s*[—–‒―−‐‑-]+\s*[%)]*$")
_MARK = r"(?:\s?(?:\((?:\d{1,2}|[a-zA-Z]{1,2})\)|\[\d{1,2}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+)){0,3}"
# One form a line: 1,234.5 | 12,34,567.8 (lakh) | 1.234.567 and 1.234,5 | 1'234.5 | 1234.5 and .5 | 1234,5 (no three digits)
_FORMS = (
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), ",", "."),
    (re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"), ",", "."),
    (re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"), ".", ","),
    (re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?"), "'’", "."),
    (re.compile(r"\d+(?:\.\d+)?|\.\d+"), "", "."),
    (re.compile(r"\d+,(?:\d{1,2}|\d{4,})"), "", ","),
)
_TOKEN = re.compile(
    rf"""^(?P<open>[(\[])?\s*(?P<sign>[{_MINUS}+])?\s*{_CURRENCY}(?P<open2>\()?\s*(?P<sign2>[{_MINUS}])?\s*
    (?P<body>[\d.][\d.,'’]*)
    \s*(?P<trailing>[{_MINUS}])?\s*(?P<percent>%)?\s*(?P<close>[)\]])?\s*(?P<percent2>%)?{_MARK}\s*€?$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
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


def parse_number(text: str) -> Number | None:
    """Read a number token.

    Args:
        text: One token; white space at its ends and inside brackets is allowed, footnote marks after it are not
            part of the number. "1.234" and "1,234" follow English use: a point and a thousands comma.

    Returns:
        The number, or None if the text is not wholly a number or a dash, or closes a bracket that it does not open.
    """
    text = text.replace("\xa0", " ").strip()
    if _DASH.match(text):
        return Number(Decimal(0), dash=True, percent="%" in text)
    match = _TOKEN.match(text)
    if match is None:
        return None
    opened = bool(match["open"] or match["open2"])
    plain = _plain(match["body"])
    if plain is None or (match["close"] and not opened):
        return None
    negative = opened or match["sign"] in tuple(_MINUS) or bool(match["sign2"] or match["trailing"])
    value = Decimal(plain)
    percent = bool(match["percent"] or match["percent2"])
    return Number(-value if negative else value, len(plain.partition(".")[2]), percent)


def _plain(body: str) -> str | None:
    """Digits with a decimal point and nothing else; None if the separators follow no known form."""
    for form, thousands, decimal in _FORMS:
        if form.fullmatch(body):
            for mark in thousands:
                body = body.replace(mark, "")
            return body.replace(decimal, ".")
    return None
