"""Displayed text to the value that a tag means: the transformations of inline XBRL.

Source: Transformation Rules Registry 1 to 5 of XBRL International, by the local names of their formats. Must never guess: a
text that its format does not read is None.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from muniment.document.text.date_text import dates_in, on

MOST_DIGITS = 40
LARGEST_SCALE = 20  # either way; amounts of states are below 10^17
_DASHES = re.compile(r"^[\s—–‒―−‐‑-]+$")
_SPACES = " \xa0\u202f\u2009\t\n\r"
_WORDS = {"no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
          "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
# What parts thousands and what marks decimals, by the words of a format's name.
_MARKS = {
    "numdotdecimal": (",", "."), "numcommadecimal": (".", ","), "numcommadot": (",", "."), "numdotcomma": (".", ","),
    "numcomma": ("", ","), "numspacedot": ("", "."), "numspacecomma": ("", ","), "numdotdecimalapos": ("'’,", "."),
    "numcommadecimalapos": ("'’.", ","), "numdotdecimalin": (",", "."), "": (",", "."),
}  # fmt: skip
_ZERO = frozenset(("zerodash", "fixedzero", "numdash"))
_UNIT = re.compile(r"^\s*(\d[\d,. ]*?)\s*\D+?\s*(\d{1,2})\s*\D*$")  # "1,234 dollars 56 cents"
_DAY_FIRST = re.compile(r"^\s*(\d{1,2})\D+(\d{1,2})\D+(\d{2,4})\s*$")
_YEAR_FIRST = re.compile(r"^\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\s*$")


def plain_format(name: str) -> str:
    """The local name of a format without hyphens: "ixt:num-dot-decimal" and "ixt1:numdotdecimal" are one."""
    return name.rpartition(":")[2].replace("-", "").lower()


def read_amount(text: str, form: str, scale: int, *, negative: bool) -> Decimal | None:
    """The value of a tagged amount.

    Args:
        text: As displayed, without what is excluded.
        form: Of the tag, as ``plain_format`` gives it; empty for none.
        scale: Power of ten.
        negative: The tag turns the sign.

    Returns:
        The value; None if the text is not of the form.
    """
    if not -LARGEST_SCALE <= scale <= LARGEST_SCALE:
        return None
    plain = _digits(text, form)
    if plain is None:
        return None
    value = plain.scaleb(scale)
    return -value if negative else value


def _digits(text: str, form: str) -> Decimal | None:
    if form in _ZERO or (form == "" and _DASHES.match(text)):
        return Decimal(0)
    if form in ("numwordsen", "numwordsde"):
        count = _WORDS.get(text.strip().lower())
        return None if count is None else Decimal(count)
    if form.startswith("numunit"):
        match = _UNIT.match(text)
        whole = match[1].replace(",", "").replace(".", "").replace(" ", "") if match else ""
        return Decimal(f"{whole}.{match[2].zfill(2)}") if match and whole.isdecimal() else None
    marks = _MARKS.get(form)
    if marks is None:
        return None
    if any(mark in text.partition(marks[1])[2] for mark in marks[0]):
        return None  # what parts thousands stands after the decimal mark
    kept = "".join(c for c in text if c not in _SPACES and c not in marks[0])
    kept = kept.replace(marks[1], ".") if marks[1] != "." else kept
    if not re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", kept, re.ASCII) or len(kept) > MOST_DIGITS:
        return None
    return Decimal(kept)


def read_text(text: str, form: str) -> str | None:
    """The value of a tagged text: a day as ISO, true and false as words, else the words themselves.

    Args:
        text: As displayed.
        form: Of the tag, as ``plain_format`` gives it; empty for none.

    Returns:
        None for a day that cannot be read.
    """
    words = " ".join(text.split())
    if form.startswith("date") and words:
        day = _day(words, form)
        return day.isoformat() if day else (words if not _is_whole(form) else None)
    fixed = {"fixedtrue": "true", "booleantrue": "true", "fixedfalse": "false", "booleanfalse": "false"}
    if form in ("fixedempty", "nocontent"):
        return ""
    return fixed.get(form, words)


def _is_whole(form: str) -> bool:
    """Whether a format of days has a day, a month and a year."""
    return ("day" in form and "month" in form and "year" in form) or form.startswith(
        ("datelong", "dateshort", "dateslash", "datedot")
    )


def _day(words: str, form: str) -> date | None:
    mention = next((m for m in dates_in(words) if m.date), None) if re.search(r"[^\W\d_]{3}", words) else None
    if mention is not None:
        return mention.date
    match = _YEAR_FIRST.match(words)
    if match:
        return on(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.match(words)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    month_first = "monthday" in form or form.endswith("us")
    return on(year, first, second) if month_first else on(year, second, first)
