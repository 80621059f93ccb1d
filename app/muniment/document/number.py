"""Read a printed number: sign, brackets, separators, dashes.

Must never guess: what is not wholly a number is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DASH = re.compile(r"^[($€£¥]*\s*[—–‒―−-]+\s*[%)]*$")
_BODY = re.compile(
    r"""^(?P<open>[(\[])?\s*(?P<sign>[-–−+])?\s*(?:[A-Z]{0,3}[$€£¥])?\s*(?P<open2>\()?\s*(?P<sign2>[-–−])?\s*
    (?P<body>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    \s*(?P<close>[)\]])?\s*(?P<percent>%)?\s*[)\]]?$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number.

    Attributes:
        value: With its sign (brackets are minus); not scaled. A dash is 0.
        decimals: Printed digits after the decimal point.
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
        text: One token; white space at its ends and inside brackets is allowed.

    Returns:
        The number, or None if the text is not wholly a number or a dash.
    """
    text = text.replace("\xa0", " ").strip()
    if _DASH.match(text):
        return Number(Decimal(0), dash=True, percent=text.endswith("%"))
    match = _BODY.match(text)
    if match is None:
        return None
    body = match["body"].replace(",", "")
    negative = bool(match["open"] or match["open2"] or match["sign"] in ("-", "–", "−") or match["sign2"])
    value = Decimal(body)
    return Number(-value if negative else value, len(body.partition(".")[2]), bool(match["percent"]))
