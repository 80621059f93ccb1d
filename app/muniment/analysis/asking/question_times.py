"""The times that a question names: years, quarters, halves, days and months, in every usual spelling.

Must never guess a time that is not named, nor read one of two possible days ("06/05/2022").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_YEAR = r"(?:(?:fy|cy|fye|(?:fiscal|financial|business|calendar) year|fiscal|calendar|year|the)\s?)*((?:19|20)\d\d|(?<=fy)\s?\d\d)"
_LINK = r"\s?(?:of |in |for )?(?:the )?"
_TIMES = re.compile(
    rf"(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) (?:fiscal )?quarter|h([12])|(first|second) half|(?:first )?(nine) months){_LINK}{_YEAR}"
    rf"|{_YEAR}\s?(?:q([1-4])|h([12]))"
    rf"|{_YEAR}"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "(" + "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in _MONTHS) + ")"
_LENGTHS = {
    "year": 12, "twelve": 12, "12": 12, "52": 12, "53": 12, "fy": 12, "quarter": 3, "three": 3, "3": 3, "13": 3, "14": 3,
    "half": 6, "six": 6, "6": 6, "26": 6, "27": 6, "nine": 9, "9": 9, "39": 9, "40": 9,
}  # fmt: skip
_LENGTH = (
    r"(?:((?:half )?(?:fiscal |financial |business )?year|fye?|quarter|(?:twelve|12|three|3|six|6|nine|9) months?|"
    r"(?:52|53|13|14|26|27|39|40) weeks?)(?: period)? (?:(?:ended|ending|to|end|that ended) )?(?:on )?(?:the )?)?"
)
_DAY = re.compile(
    rf"{_LENGTH}(?:as of |on |at |the )*"
    rf"(?:{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)? ((?:19|20)\d\d)|(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH} ((?:19|20)\d\d))(?!\d)"
)
_MONTH_YEAR = re.compile(
    rf"(?<!in )(?<!during )(?<!for )(?:(?:as of|at|by|to|until) )?(?:the )?(?:end of )?{_LENGTH}(?:in )?{_MONTH} ((?:19|20)\d\d)(?!\d)"
)
_NUMBER = re.compile(r"\b(?:\d{1,2} (?:years?|decimals?|k|q)|10k|10q|8k|20f|40f|round(?:ed)? to \w+)\b")
_RANGE = re.compile(r"((?:19|20)\d\d)\s?(?:to|through|until|-)\s?(?:the )?(?:fy\s?|fiscal (?:year )?)?((?:19|20)\d\d)")
_BETWEEN = re.compile(r"\bbetween (?:fy\s?|fiscal )?((?:19|20)\d\d) and (?:fy\s?|fiscal )?((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)\b")
_COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_LAST_YEARS = re.compile(
    r"\b(?:last|past|latest|previous|most recent) (\d{1,2}|two|three|four|five|ten) (?:full )?(?:fiscal |financial )?(?:years|fy)\b"
)
_SHORT_YEARS = re.compile(
    r"\b(?:fy|fiscal year|financial year|fiscal)?\s?((?:19|20)\d\d) (?:to )?(\d\d)\b(?! (?:months?|weeks?|days?|years?|percent))"
)
_SHORTEST_YEARS = re.compile(r"\bfy\s?(\d\d) (\d\d)\b")
_BEFORE = re.compile(
    r"\b(?:than|versus|vs|compar\w+ (?:to|with)|from|over|against|on)(?: in)?(?: the| its| their)? (?:prior|previous|preceding|last) (?:fiscal |financial )?(?:year|period)\b"
)
_SPELLINGS = (
    (re.compile(r"\b([1-4])q\s?(?=(?:fy|\d|of|in))"), r"q\1 "),
    (re.compile(r"\b([12])h\s?(?=(?:fy|\d|of|in))"), r"h\1 "),
    (re.compile(r"\b(q[1-4]|h[12])\s?(?:of |in )?(?:fy|cy)?\s?(\d\d)\b(?!\d)"), r"\1 20\2"),
    (re.compile(r"\b(q[1-4]|h[12])\s?(?:fy|cy)\s?(?=\d{4})"), r"\1 "),
    (re.compile(r"\b(?:first )?(?:six|6) months (?:of |in )?(?=(?:fy ?|fiscal )?\d{4})"), "h1 "),
    (re.compile(r"\b(?:first )?(?:three|3) months (?:of |in )?(?=(?:fy ?|fiscal )?\d{4})"), "q1 "),
    (re.compile(r"\b(?:first )?9 months (?:of |in )?(?=(?:fy ?|fiscal )?\d{4})"), "nine months "),
    (re.compile(r"\b(?:twelve|12) months (?:of |in )?(?=(?:fy ?|fiscal )?\d{4})"), ""),
    (re.compile(r"\b9m\s?(?:fy|cy)?\s?((?:19|20)?\d\d)\b"), r"nine months \1"),
    (re.compile(r"\bnine months (\d\d)\b"), r"nine months 20\1"),
    (re.compile(r"\b(?:half year|first half year|hy)\s?1?\s(?=(?:19|20)\d\d\b)"), "h1 "),
    (re.compile(r"\b((?:19|20)\d\d)[ae]\b"), r"\1"),
    (re.compile(r"\b(?:cy|fye?)\s?(?=(?:19|20)\d\d\b)"), "fy"),
)
"""Spellings of one time, each with the one that is read."""


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A stretch of a fiscal year.

    Attributes:
        year: Of the fiscal year: the calendar year in which it ends.
        quarter: The quarter that it ends with: 4 for a year.
        months: Its length; 0 where the question leaves it open, and for a balance.
        day: On which it ends, where the question names a day; then year and quarter are the calendar's.
        of_month: Only the month of that day is named; weeks around its end are meant as well.
    """

    year: int
    quarter: int
    months: int
    day: date | None = field(default=None, compare=False)
    of_month: bool = field(default=False, compare=False)


def spelled(text: str) -> str:
    """A text with days of numbers written in words ("31.12.2022" as "31 december 2022"), where only one day can be meant."""
    return _NUMERIC.sub(_numeric, _ISO.sub(lambda m: _written(int(m[3]), int(m[2]), m[1]) or m[0], text))


def _numeric(match: re.Match[str]) -> str:
    first, second = int(match[1]), int(match[3])
    if match[2] == "." or first > 12 or first == second:
        return _written(first, second, match[4]) or match[0]
    return _written(second, first, match[4]) or match[0] if second > 12 else match[0]


def _written(day: int, month: int, year: str) -> str:
    return f"{day} {_MONTHS[month - 1]} {year}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def normal(words: str) -> str:
    """Plain words with one spelling for each time.

    Args:
        words: Plain, of the question.
    """
    for pattern, one in _SPELLINGS:
        words = pattern.sub(one, words)
    words = _SHORT_YEARS.sub(lambda m: _two_years(m, int(m[1]), int(m[2])), words)
    words = _SHORTEST_YEARS.sub(lambda m: _two_years(m, 2000 + int(m[1]), int(m[2])), words)
    return _BEFORE.sub("compared year over year", words)


def _two_years(match: re.Match[str], first: int, second: int) -> str:
    """A fiscal year that bears two ("2022/23"), by the one in which it ends."""
    return f" fy{first + 1}" if (first + 1) % 100 == second else match[0]


def last_years(words: str) -> int:
    """How many of the newest years are asked for ("the last three years"); 0 where the words do not say it.

    Args:
        words: Plain, of the question.
    """
    found = _LAST_YEARS.search(words)
    return (_COUNTED.get(found[1]) or int(found[1])) if found else 0


def without_times(words: str) -> str:
    """Plain words without the times that they name."""
    bare = _LAST_YEARS.sub(" ", words)
    for pattern in (_DAY, _MONTH_YEAR, _TIMES, _NUMBER):
        bare = pattern.sub(" ", bare)
    return " ".join(bare.split())


def times_of(words: str) -> tuple[tuple[Time, ...], bool]:
    """The times that plain words name, oldest first, and whether they are those of a range of years."""
    found = set(_days(words))
    rest = _MONTH_YEAR.sub(" ", _DAY.sub(" ", words))
    found |= {_stretch(match) for match in _TIMES.finditer(rest)}
    times = sorted(found)
    ranged = _RANGE.search(rest) or (_BETWEEN.search(rest) if "average" in words.split() else None)
    if ranged and all(time.months == 12 for time in times):
        first, last = int(ranged[1]), int(ranged[2])
        if 0 < last - first <= 10:
            return tuple(Time(year, 4, 12) for year in range(first, last + 1)), True
    return tuple(times), False


def _days(words: str) -> Iterator[Time]:
    for match in _DAY.finditer(words):
        length, month, day, year, other_day, other_month, other_year = match.groups()
        time = _of_day(length, month or other_month, int(day or other_day), int(year or other_year))
        if time is not None:
            yield time
    for match in _MONTH_YEAR.finditer(_DAY.sub(" ", words)):
        length, month, year = match.groups()
        number = _month(month)
        ends = date(int(year) + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        yield Time(int(year), (number + 2) // 3, _length(length), ends, of_month=True)


def _stretch(match: re.Match[str]) -> Time:
    quarter, nth, half, nth_half, nine, year, late_year, late_quarter, late_half, alone = match.groups()
    number = int(year or late_year or alone)
    number += 2000 if number < 100 else 0
    part = int(quarter or late_quarter or 0) or (_PARTS[nth] if nth else 0)
    whole_half = int(half or late_half or 0) or (_PARTS[nth_half] if nth_half else 0)
    if part:
        return Time(number, part, 3)
    if whole_half:
        return Time(number, 2 * whole_half, 6)
    return Time(number, 3, 9) if nine else Time(number, 4, 12)


def _of_day(length: str | None, month: str, day: int, year: int) -> Time | None:
    number = _month(month)
    try:
        ends = date(year, number, day)
    except ValueError:
        return None
    return Time(year, (number + 2) // 3, _length(length), ends)


def _month(name: str) -> int:
    return next(n for n, whole in enumerate(_MONTHS, 1) if whole.startswith(name[:3]))


def _length(said: str | None) -> int:
    if not said:
        return 0
    first = said.split()[0]
    return _LENGTHS.get("half" if first == "half" else "fy" if first.startswith("fy") else first, 12)
