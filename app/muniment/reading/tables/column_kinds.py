"""What a numeric column holds: amounts of a period, or changes, percentages, references to notes; and what sets it apart.

Must never take a column for amounts of the period because it could be one: what its heading sets apart is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from muniment.document.pages.table import ColumnKind, Period
from muniment.document.text.currency_text import find_currency
from muniment.document.text.date_text import years_in
from muniment.reading.tables.column_periods import Note

_CHANGE = re.compile(
    r"""\bchanges?\b|\bchg\b|\bvariances?\b|\bvar\b|\bvariations?\b|\bvs\.?(?=\s|$)|\bversus\b|\bB/\(?W\)?|\b(?:un)?favou?rable
    |\bdifference\b|\by[/-]?o[/-]?y\b|\bq[/-]?o[/-]?q\b|\bgrowth\b|Δ|\+/[-–]|%\s*chg
    |\bveränderung|\babweichung|\bévolution\b|\bécart\b|\bvariación\b|\bvar\.""",
    re.IGNORECASE | re.VERBOSE,
)
_DIFFERENCE = re.compile(r"\bincrease|\bdecrease|\bincr\.|\bdecr\.", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpercent|\bmargin\b|\bin v\.\s?h\.|\bprozent|\bpourcentage", re.IGNORECASE)
_PLAIN_PERCENT = re.compile(r"^\(?[-–−]?\d{1,3}[.,]\d{1,2}\)?%?$|^\(?[-–−]?\d{1,3}%\)?$|^[—–-]+%?$")
_NOTE_HEAD = re.compile(
    r"^\(?(?:foot)?(?:notes?(?:\s+(?:no|number|ref(?:erence)?)s?\.?)?|ref(?:erence)?s?\.?|anhang(?:sangaben?)?|anm(?:erkung(?:en)?)?\.?"
    r"|ziffer|erläuterungen|annexes?|nota|notas)\)?$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^\(?\[?[A-Z]?\d{1,2}(?:\.\d{1,2})?(?:\(?[a-z]{1,3}\))?\]?\)?$")
_PLAIN_REFERENCE = re.compile(r"^[1-9]\d?(?:\.\d{1,2})?(?:\([a-z]{1,3}\)|[a-z])?$")
_AMOUNT = re.compile(r"\d{3}|\d\.\d")
_LONG_NUMBER = re.compile(r"\d{3}")
REFERENCES = re.compile(r"^[\s\d(),.;&/–-]*(?:[A-Z]?\d+(?:\.\d+)*\s?\(?[a-z]{0,3}\)?[\s,;&/–-]*(?:and|und|et|y)?\s*)+$")
_REMARKS = (
    (re.compile(r"\badjustments?\b|\badj\.|reclassification|\beliminations?\b|umgliederung", re.IGNORECASE), "adjustments"),
    (re.compile(r"(?:previously|originally|initially|formerly)\s+(?:reported|presented|stated)", re.IGNORECASE),
     "as previously reported"),
    (re.compile(r"restated|revised|\brecast|re-?presented\b|\bangepasst|\bretraité|\breexpresad", re.IGNORECASE),
     "as restated"),
    (re.compile(r"pro[\s-]?forma", re.IGNORECASE), "pro forma"),
    (re.compile(r"\badjust|\bnon-gaap\b|\bunderlying\b|\bbereinigt", re.IGNORECASE), "adjusted"),
    (re.compile(r"\bas\s+(?:reported|presented|published)\b", re.IGNORECASE), "as reported"),
    (re.compile(r"\bconvenience\s+translation", re.IGNORECASE), "convenience translation"),
)  # fmt: skip
_HINTS = (
    "adj", "report", "present", "stated", "revis", "recast", "forma", "gaap", "underl", "berein", "transl", "elimin", "classif",
    "umgl", "angep", "retrait", "reexp", "publish",
)  # fmt: skip
_NET = re.compile(r"\bnett?(?:o|e|s|es)?\b|\bneto\b", re.IGNORECASE)
_GROSS_AMOUNT = re.compile(r"\bbrut(?:e|es|s|to)?\b|\bgross\b|\bcost\b|anschaffungskosten", re.IGNORECASE)
_GROSS = re.compile(
    rf"{_GROSS_AMOUNT.pattern}|\bamort|\bdépréc|\bdeprec|\bprov(?:\.|isions?\b)|\bkumuliert|\baccum|\ballowances?\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\bconsolidated\b|\btotals?\b|\bgroup\b|\bgesamt|\bkonzern|\bgroupe\b|\bensemble\b|\bconsolidado", re.IGNORECASE
)
_TIMES = re.compile(
    r"[\d.,'’()\[\]/–—-]+|\b(?:un)?audited\b|\bin\b|\b(?:mio|mln|tsd|teur|eur|usd|gbp|chf|us|m)\b|[$€£¥]", re.IGNORECASE
)


def is_note_head(text: str) -> bool:
    """Whether a heading says that references to notes stand below it."""
    return len(text) < 24 and _NOTE_HEAD.match(text) is not None


def kind_of(head: str, pieces: Sequence[Note], cells: Sequence[str]) -> ColumnKind:
    """What a column holds.

    Args:
        head: Its heading.
        pieces: The same, line by line.
        cells: Its numbers as printed.
    """
    if any(is_note_head(piece.text) for piece in pieces) and _are_references(cells):
        return ColumnKind.NOTE
    if _CHANGE.search(head) or (_DIFFERENCE.search(head) and len({year for year, _, _ in years_in(head)}) != 1):
        return ColumnKind.CHANGE
    percents = sum(cell.endswith(("%", "%)")) for cell in cells)
    if percents > 0.5 * len(cells) or (_PERCENT.search(head) and not any("," in cell for cell in cells)):
        return ColumnKind.PERCENT
    if percents > 1 and percents >= 0.25 * len(cells) and all(_PLAIN_PERCENT.match(cell) for cell in cells):
        return ColumnKind.PERCENT  # the sign stands in some rows only
    return ColumnKind.VALUE


def _are_references(cells: Sequence[str]) -> bool:
    """Whether the cells below a heading that says so refer to notes: most plainly, and none is an amount."""
    plain = sum(_REFERENCE.match(cell) is not None for cell in cells)
    return plain == len(cells) or (
        plain >= 0.6 * len(cells) and not any(_LONG_NUMBER.search(cell.replace(",", " ")) for cell in cells)
    )


def refers(cells: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether a first column without a heading refers to notes: whole numbers of two digits beside amounts.

    Args:
        cells: Its own, as printed.
        others: Those of the columns to its right.
    """
    if not cells or not others or not all(_PLAIN_REFERENCE.match(cell) for cell in cells):
        return False
    beside = [cell for column in others for cell in column]
    long = sum(_AMOUNT.search(cell.replace(",", "")) is not None for cell in beside)
    return any(map(str.isalnum, "".join(cells))) and long > 0.5 * len(beside)


def remark_of(head: str) -> str:
    """What sets a column apart from the figures as they are: "as restated", "pro forma"; empty if nothing.

    Args:
        head: All words over the column.
    """
    lower = head.lower()
    if not any(hint in lower for hint in _HINTS):
        return ""
    return next((name for pattern, name in _REMARKS if pattern.search(head)), "")


def gross_of(heads: Sequence[str]) -> list[bool]:
    """Which columns of a balance sheet are of gross amounts and what is deducted, beside a column of net ones.

    Args:
        heads: Of the columns of amounts.
    """
    net = [_NET.search(head) is not None for head in heads]
    gross = [_GROSS.search(head) is not None and not is_net for head, is_net in zip(heads, net, strict=True)]
    if not any(net) or not any(_GROSS_AMOUNT.search(head) for head in heads):
        return [False] * len(heads)
    return gross


def currencies_of(heads: Sequence[str]) -> list[str]:
    """For each column the currency that its heading names where others name another, or none at all; else empty.

    Args:
        heads: All words over each column.
    """
    named = [find_currency(head) for head in heads]
    found = [each[0] if each else "" for each in named]
    codes = Counter(code for code in found if code).most_common()
    if len(codes) == 1 and "" in found:  # a bare sign beside columns that have none says nothing of these
        found = [
            code if each and len(head[each[1] : each[2]]) > 1 else ""
            for head, code, each in zip(heads, found, named, strict=True)
        ]
    if len(set(found)) < 2:
        return [""] * len(found)
    main = codes[0][0] if len(codes) > 1 and codes[0][1] > codes[1][1] else found[0]
    return [code if code and code != main else "" for code in found]


def parts_of(heads: Sequence[str], periods: Sequence[Period | None]) -> list[bool]:
    """Which columns are of parts of the company: several of one period, told apart by names, beside a total or not.

    Args:
        heads: Of the columns of amounts.
        periods: Of the same columns.
    """
    names = [_name_of(head) for head in heads]
    groups: dict[Period, list[int]] = {}
    for i, period in enumerate(periods):
        if period is not None:
            groups.setdefault(period, []).append(i)
    parts = [False] * len(heads)
    for members in groups.values():
        if len(members) > 1 and len({names[i] for i in members}) == len(members):
            for i in members:
                parts[i] = bool(names[i]) and not _WHOLE.search(names[i])
    return parts


def _name_of(head: str) -> str:
    return " ".join(_TIMES.sub(" ", head).lower().split())
