"""What a question says: its plain words, the times it names, and its sentences without instructions on the form of the answer.

Must never guess a time that is not named.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

_LETTERS = str.maketrans(
    {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "’": "'", "‘": "'", "ä": "ae", "ö": "oe", "ü": "ue"}
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z¿])")
_INSTRUCTION = re.compile(
    r"^(?:if|answer|give|respond|assume|please|you are|round|use|calculate|base|provide|state|express|report)\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"^(?:based|basing|using|taking|looking|referring|relying|considering|drawing|assuming|according|by|from|with|in|given)\b[^?]*?,\s+"
    r"(?=(?:what|how|which|who|is|are|does|do|did|has|have|was|were)\b)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"\b(?:is|are) (?:defined|calculated|computed) as\b|^define\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"(?:(?:details |information |data |line items )?(?:that (?:is|are) )?(?:shown |outlined |found |clearly |presented |provided )*(?:in|within|from|on) )?"
    r"(?:the |its )?(?:(?:statements? of )?(?:cash flows?|income|financial position|p and l|operations)(?: statements?)|"
    r"statements? of (?:consolidated )?(?:cash flows?|income|financial position|operations|earnings)|balance sheets?|p and l statements?|pnl)"
)
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_YEAR = r"(?:(?:fy|fiscal year|fiscal|year|the)\s?)*((?:19|20)\d\d|(?<=fy)\s?\d\d)"
_LINK = r"\s?(?:of |in |for )?(?:the )?"
_TIMES = re.compile(
    rf"(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter|h([12])|(first|second) half|(?:first )?(nine) months){_LINK}{_YEAR}"
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
_MONTH = "(" + "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + ")"
_DAY = re.compile(
    r"(?:(year|quarter|(?:twelve|12|three|3|six|6|nine|9) months) (?:ended|ending|to) )?(?:as of |on |at |the )*"
    rf"(?:{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)? ((?:19|20)\d\d)|(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH} ((?:19|20)\d\d))(?!\d)"
)
_LENGTHS = {"year": 12, "twelve": 12, "12": 12, "quarter": 3, "three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9}
_NUMBER = re.compile(r"\b(?:\d{1,2} (?:years?|decimals?|months?|k|q)|10k|10q|8k|round(?:ed)? to \w+)\b")
_RANGE = re.compile(r"((?:19|20)\d\d)\s?(?:to|through|until|-)\s?(?:fy\s?|fiscal )?((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A stretch of a fiscal year.

    Attributes:
        year: Of the fiscal year: the calendar year in which it ends.
        quarter: The quarter that it ends with: 4 for a year.
        months: Its length; 0 where the question leaves it open, and for a balance.
        day: On which it ends, where the question names a day; then year and quarter are the calendar's.
    """

    year: int
    quarter: int
    months: int
    day: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    Attributes:
        text: As asked.
        plain: Its words, without those that only say how to answer or where to look.
        definitions: Its sentences that say how to compute something.
        times: That it names, oldest first.
        is_range: The times are the ends of a range of years.
    """

    text: str
    plain: str
    definitions: tuple[str, ...]
    times: tuple[Time, ...]
    is_range: bool


def read(text: str) -> Question:
    """Read a question."""
    text = " ".join(text.split())
    sentences = [_bare(each) for each in _SENTENCE.split(text)]
    asked = [each for each in sentences if "?" in each and not _DEFINITION.search(each)] or [
        each for each in sentences if not _INSTRUCTION.search(each) and not _DEFINITION.search(each)
    ]
    words = plain(" ".join(asked) or text)
    times, is_range = _times(words)
    definitions = tuple(each for each in sentences if _DEFINITION.search(each))
    return Question(text, _STATEMENT.sub(" ", words), definitions, times, is_range)


def plain(text: str) -> str:
    """Lower case, no accents, possessives or punctuation; "%" as "percent", "&" as "and", "-" between years kept."""
    text = text.casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)", "", text)
    text = text.replace("%", " percent ").replace("&", " and ").replace("u.s.", "us").replace("'", " ")
    text = re.sub(r"(?<=\d)\s*[-–—]\s*(?=(?:fy\s?)?\d{4})", " to ", text)
    text = re.sub(r"[^a-z0-9.$]+", " ", text)
    text = re.sub(r"\.(?!\d)|(?<!\d)\.|\$", " ", text)
    return " ".join(text.split())


def times_of(words: str) -> tuple[Time, ...]:
    """The times that plain words name, oldest first."""
    return _times(words)[0]


def without_times(words: str) -> str:
    """Plain words without the times that they name."""
    return " ".join(_NUMBER.sub(" ", _TIMES.sub(" ", _DAY.sub(" ", words))).split())


def _bare(sentence: str) -> str:
    """The question behind "answer the following:" or "using the balance sheet, "; what is before it is kept if it names a time."""
    before, colon, after = sentence.rpartition(": ")
    if colon and "?" in after and _INSTRUCTION.search(before):
        return after
    led = _LED_BY.match(sentence)
    return sentence[led.end() :] if led and not _times(plain(led[0]))[0] else sentence


def _times(words: str) -> tuple[tuple[Time, ...], bool]:
    found: set[Time] = set()
    for match in _DAY.finditer(words):
        length, month, day, year, other_day, other_month, other_year = match.groups()
        time = _of_day(length, month or other_month, int(day or other_day), int(year or other_year))
        if time is not None:
            found.add(time)
    for match in _TIMES.finditer(_DAY.sub(" ", words)):
        quarter, nth, half, nth_half, nine, year, late_year, late_quarter, late_half, alone = match.groups()
        number = _number(year or late_year or alone)
        part = int(quarter or late_quarter or 0) or (_PARTS[nth] if nth else 0)
        whole_half = int(half or late_half or 0) or (_PARTS[nth_half] if nth_half else 0)
        if part:
            found.add(Time(number, part, 3))
        elif whole_half:
            found.add(Time(number, 2 * whole_half, 6))
        elif nine:
            found.add(Time(number, 3, 9))
        else:
            found.add(Time(number, 4, 12))
    years = sorted(found)
    ranged = _RANGE.search(words)
    if ranged and all(time.months == 12 for time in years):
        first, last = int(ranged[1]), int(ranged[2])
        if 0 < last - first <= 10:
            return tuple(Time(year, 4, 12) for year in range(first, last + 1)), True
    return tuple(years), False


def _of_day(length: str | None, month: str, day: int, year: int) -> Time | None:
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3]))
    try:
        ends = date(year, number, day)
    except ValueError:
        return None
    return Time(year, (number + 2) // 3, _LENGTHS[length.split()[0]] if length else 0, ends)


def _number(year: str) -> int:
    number = int(year)
    return number + 2000 if number < 100 else number
