"""When a value, a date, a name or a place is the one that gold means: the rules of the corpus's own score.py.

Must never be kinder than score.py: a headline of ours that it would not give is worth nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

Record = dict[str, Any]

CONCEPTS = frozenset({
    "revenue", "cost_of_revenue", "gross_profit", "operating_income", "net_income", "net_income_total", "eps_diluted",
    "total_assets", "total_liabilities", "total_equity", "equity_parent", "cash", "long_term_debt",
    "operating_cash_flow", "capex", "dividends_paid",
})  # fmt: skip
"""The concepts that gold holds; facts of others are not graded."""
TWINS = {"equity_parent": "total_equity", "net_income_total": "net_income"}
DAYS = 7
"""By how much two period ends may differ: 52-week years end on other days than the tags say."""
GROWN = 3.0
"""Points by which a gold box is grown before the centre of a found box must lie in it."""
CENT = Decimal("0.005")
_FORMS = frozenset({
    "the", "inc", "incorporated", "corp", "corporation", "company", "companies", "co", "plc", "ltd", "limited", "ag",
    "sa", "nv", "se", "group", "holdings", "llc", "lp",
})  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def number(value: object) -> Decimal | None:
    """A decimal; currency marks and thousands commas of printed amounts are dropped."""
    try:
        found = Decimal(re.sub(r"^(RM|USD|EUR|[$€£])\s*|,", "", str(value).strip()))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def months(record: Record) -> int | None:
    """The length of a record's period; 0 where it has none."""
    value = record.get("months")
    return int(value) if isinstance(value, int | float) else 0 if value is None else None


def close_in_time(a: object, b: object) -> bool:
    """Whether two ISO dates mean the same period end."""
    try:
        return abs((date.fromisoformat(str(a)) - date.fromisoformat(str(b))).days) <= DAYS
    except ValueError:
        return False


def same_value(gold: Record, fact: Record) -> bool:
    """Whether a fact's value is gold's, to the cent for amounts a share."""
    want, got = number(gold["value"]), number(fact.get("value"))
    if want is None or got is None:
        return False
    return abs(want - got) <= CENT if "eps" in str(gold["figure"]) else want == got


def same_period(gold: Record, fact: Record) -> bool:
    """Whether a fact is of the period that gold means."""
    return months(fact) == int(gold["months"]) and close_in_time(fact.get("period_end"), gold["period_end"])


def inside(box: Sequence[float], boxes: Iterable[Sequence[float]]) -> bool:
    """Whether the centre of one of the boxes lies in the grown gold box."""
    x0, top, x1, bottom = box
    return any(
        x0 - GROWN <= (b[0] + b[2]) / 2 <= x1 + GROWN and top - GROWN <= (b[1] + b[3]) / 2 <= bottom + GROWN
        for b in boxes
        if len(b) == 4
    )


def without_repeats(records: Sequence[Record], name: str) -> list[Record]:
    """Without those of ``equity_parent`` and ``net_income_total`` that repeat the figure they could differ from."""
    values = {_key(record, record[name]) for record in records}
    return [r for r in records if r[name] not in TWINS or _key(r, TWINS[r[name]]) not in values]


def _key(record: Record, concept: str) -> tuple[str, str, int, Decimal | None]:
    return concept, str(record.get("period_end")), months(record) or 0, number(record.get("value"))


def plain(text: object) -> str:
    """Lower-case letters and digits with single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", str(text or "").lower()))


def alike(a: object, b: object, ratio: float = 0.8) -> bool:
    """Whether two names mean the same: all words of one in the other (legal forms aside), or nearly equal."""
    left, right = plain(a), plain(b)
    if not left or not right:
        return False
    left_words, right_words = set(left.split()) - _FORMS, set(right.split()) - _FORMS
    if left_words and right_words and (left_words <= right_words or right_words <= left_words):
        return True
    return difflib.SequenceMatcher(None, left, right).ratio() >= ratio


def alike_letter_by_letter(a: object, b: object) -> bool:
    """Whether two names are nearly equal; a part of a name is not enough."""
    return difflib.SequenceMatcher(None, plain(a), plain(b)).ratio() >= 0.8


def iso(value: object) -> str:
    """A date as ISO text. Numbers are day, month, year unless the year stands first; months may be words."""
    text = str(value or "").strip().lower()
    parts = re.findall(r"\d+|[a-z]+", text)
    if len(parts) < 3:
        return text
    first, second, third = parts[:3]
    if second[:3] in _MONTHS:
        day, month, year = first, str(_MONTHS.index(second[:3]) + 1), third
    elif first[:3] in _MONTHS:
        day, month, year = second, str(_MONTHS.index(first[:3]) + 1), third
    elif len(first) == 4:
        day, month, year = third, second, first
    else:
        day, month, year = first, second, third
    if not (day.isdigit() and month.isdigit() and year.isdigit()):
        return text
    return f"{int(year) + (2000 if len(year) == 2 else 0):04}-{int(month):02}-{int(day):02}"
