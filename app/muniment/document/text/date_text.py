"""Dates and stretches of time as words: "December 31, 2022", "13 weeks ended", "Years ended December 31".

Must never guess: a day that is not printed is not made up; what stays open is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from muniment.document.pages.table import Period

_NAMES = (
    ("january", "jan", "januar", "jänner", "jaenner", "janvier", "janv", "enero", "ene"),
    ("february", "feb", "februar", "février", "fevrier", "févr", "fév", "febrero"),
    ("march", "mar", "märz", "maerz", "mars", "mrz", "mär", "marzo"),
    ("april", "apr", "avril", "avr", "abril", "abr"),
    ("may", "mai", "mayo"),
    ("june", "jun", "juni", "juin", "junio"),
    ("july", "jul", "juli", "juillet", "juil", "julio"),
    ("august", "aug", "août", "aout", "agosto"),
    ("september", "sept", "sep", "septembre", "septiembre", "setiembre"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_COUNTS = {
    word: number
    for number, words in {
        1: "one", 2: "two", 3: "three drei trois tres", 4: "four vier", 5: "five", 6: "six sechs seis", 7: "seven",
        8: "eight", 9: "nine neun neuf nueve", 10: "ten", 11: "eleven", 12: "twelve zwölf douze doce", 13: "thirteen",
        14: "fourteen", 16: "sixteen", 17: "seventeen", 24: "twenty-four", 26: "twenty-six", 27: "twenty-seven",
        28: "twenty-eight", 36: "thirty-six", 39: "thirty-nine", 40: "forty", 52: "fifty-two", 53: "fifty-three",
    }.items()
    for word in words.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_COUNT = "(?:" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r"|\d{1,2})"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(
    rf"""(?P<m1>{_MONTH})\s*(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:\s*,?\s*(?P<y1>{_YEAR})(?!\d)|(?!\d))
    |(?<![\d.,])(?P<d2>{_DAY})(?:st|nd|rd|th|\.|er)?[\s-]*(?:of\s+|de\s+)?(?P<m2>{_MONTH})
        (?:[\s-]*,?\s*(?:del?\s+)?(?P<y2>{_YEAR})(?!\d)|(?:-|\s?[’'])(?P<y6>\d\d)(?!\d)|[ ](?P<yb>\d\d)(?=\s*(?:$|[)|])))?
    |(?<![\d/.-])(?P<y3>{_YEAR})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>{_DAY})(?!\d)
    |(?<![\d/.-])(?P<y9>{_YEAR})(?P<sep>[/.])(?P<m9>0?[1-9]|1[0-2])(?P=sep)(?P<d9>{_DAY})(?![\d/])
    |(?<!\d)(?P<ya>{_YEAR})\s+(?P<ma>{_MONTH})\s*(?P<da>{_DAY})(?!\d|\s*,?\s*{_YEAR})
    |(?<![\d/.])(?P<m4>0?[1-9]|1[0-2])/(?P<d4>{_DAY})/(?P<y4>{_YEAR}|\d\d)(?![\d/])
    |(?<![\d/.])(?P<d7>1[3-9]|2\d|3[01])/(?P<m7>0?[1-9]|1[0-2])/(?P<y7>{_YEAR}|\d\d)(?![\d/])
    |(?<![\d/.])(?P<d5>{_DAY})\.\s?(?P<m5>0?[1-9]|1[0-2])\.\s?(?P<y5>{_YEAR})(?![\d.])
    |(?<![\d/.])(?P<dc>{_DAY})\.(?P<mc>0?[1-9]|1[0-2])\.(?=\s?[–—-]\s?{_DAY}\.)
    |(?<![\d/.])(?P<d8>[0-3]\d)\.(?P<m8>0[1-9]|1[0-2])\.(?:(?P<y8>\d\d)(?![\d.])|(?=[\s–—-]|$))""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"""\b(?P<m1>{_MONTH})(?:[\s,-]*(?P<y1>{_YEAR})|(?:-|\s?[’'])(?P<s1>\d\d))(?!\d|[.,]\d)
    |(?<!\d)(?P<y2>{_YEAR})[\s,-]+(?P<m2>{_MONTH})(?!\s*\d)
    |(?<![\d/.-])(?P<m3>0[1-9]|1[0-2])[/.](?P<y3>{_YEAR})(?![\d/.])
    |(?<![\d/.-])(?P<y4>{_YEAR})-(?P<m4>0[1-9]|1[0-2])(?![\d/-])""",
    re.VERBOSE | re.IGNORECASE,
)
_THROUGH = re.compile(r"\s*(?:[-–—]|\b(?:to|through|until|bis(?:\s+zum)?|au|al|a)\b)\s*(?:the\s+)?", re.IGNORECASE)
_MAY_SPAN = re.compile(r"\d\D{0,16}(?:[-–—]|\b(?:to|through|until|bis|au|al|a)\b)", re.IGNORECASE)  # quick
_DIGIT = re.compile(r"\d")  # quick: without one there is no day and no year
_BARE_YEAR = re.compile(
    rf"""(?<![\d.,/$€£-])(?:FY|CY|fiscal\s+)?(?P<year>{_YEAR})(?![\d%]|[.,/-]\d)
    |\b(?:FY|CY|[12]H|H[12]|[1-4]Q|Q[1-4]|9M|6M|3M)\s?[’']?(?P<short>\d\d)(?![\d%]|[.,/-]\d)
    |(?<=Q[1-4]/)(?P<after>{_YEAR})(?!\d)
    |(?<![\d/])(?P<begun>{_YEAR})/(?:20)?(?P<closed>\d\d)(?![\d/])""",
    re.VERBOSE | re.IGNORECASE,
)
_MORE_YEARS = re.compile(rf"(?:\s*(?:,|;|and|&|und|et|y|/)+\s*(?:and\s+)?{_YEAR}(?!\d))+", re.IGNORECASE)
_DURATION = re.compile(
    rf"""(?P<weeks>\b{_COUNT})[\s-]*(?:\([^)]{{0,12}}\)\s*)?(?:weeks?|wochen|semaines|semanas)\b
    |(?P<months>\b{_COUNT})[\s-]*(?:\([^)]{{0,12}}\)\s*)?(?:months?|monate[ns]?|mois|meses)\b
    |\b(?P<m>3|6|9|12)(?-i:M)(?=\s?[’']?\d|\b)
    |(?P<quarter>\b(?:quarters?|quarterly|quartals?|trimestre)\b|\bQ[1-4](?=[’']?\d|\b)|\b[1-4]Q(?=[’']?\d|\b))
    |(?P<half>\bhalf[\s-]*years?\b|\bhalbjahr|\bsemestre\b|\b(?:first|second)\s+half\b|\b[12]H(?=[’']?\d|\b)
        |\bH[12](?=[’']?\d|\b))
    |(?P<year>\b(?:fiscal\s+|financial\s+|calendar\s+)?years?[\s-]*(?:ended|ending|end(?=\s+\d)|to[\s-]+date|to\b)
        |\b(?:fiscal|financial|full|calendar)\s+years?\b|\bfor\s+the\s+(?:fiscal\s+|financial\s+)?years?\b
        |\bgeschäftsjahr|\bexercices?\b|\bejercicios?\b|\b(?:annual|yearly)\b|\bFY(?=\s?[’']?\d))""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"""\bQ(?P<q1>[1-4])(?!\d\d\d)|\b(?P<q2>[1-4])Q|\b(?P<q3>first|second|third|fourth|1st|2nd|3rd|4th|[1-4]\.|[1-4]er?|[1-4][èe]me|IV|I{1,3}
        |premier|deuxième|troisième|quatrième|primer|segundo|tercer|cuarto|erstes|zweites|drittes|viertes)\s*
        (?:fiscal\s+)?(?:quarter|quartals?|trimestre)\b
    |\b(?P<h1>[12])H|\bH(?P<h2>[12])(?!\d\d\d)|\b(?P<h3>first|second|[12]\.|[12]er?|2[èe]me|I{1,2}\.?|premier|deuxième|primer|segundo|erstes|zweites)\s*
        (?:fiscal\s+)?(?:half|halbjahr|semestre)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACES = {
    word: number
    for number, words in enumerate(
        ("first 1st 1 1. 1e 1er 1ème 1eme i i. premier primer erstes", "second 2nd 2 2. 2e 2ème 2eme ii ii. deuxième segundo zweites",
         "third 3rd 3 3. 3e 3ème 3eme iii troisième tercer drittes", "fourth 4th 4 4. 4e 4ème 4eme iv quatrième cuarto viertes"), 1
    )
    for word in words.split()
}  # fmt: skip
_ALSO = re.compile(rf"\b(?P<count>{_COUNT})\s*(?:,|and|&|/)\s*(?:the\s+)?$", re.IGNORECASE)  # "three and" six months
_BOUND = re.compile(r"\b(?:than|within|next|over)\s+$", re.IGNORECASE)  # "less than 12 months" lasts no time
_INSTANT = re.compile(r"\b(?:as\s+of|as\s+at|at|zum|per|au)\b(?!\s+(?:a|the)\b)", re.IGNORECASE)
_TO_DATE = re.compile(r"year[\s-]*to[\s-]*date|\bYTD\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day as printed.

    Attributes:
        start: Into the text.
        end: Half-open.
        month: 1 to 12.
        day: 1 to 31.
        year: None where the year is not printed beside it.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None

    @property
    def date(self) -> date | None:
        """The day; None without a year."""
        return on(self.year, self.month, self.day) if self.year else None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as printed.

    Attributes:
        start: Into the text.
        end: Half-open.
        months: Whole months (13 weeks are 3, 36 and 39 are 9, 52 and 53 are 12).
        weeks: None where it is not given in weeks.
    """

    start: int
    end: int
    months: int
    weeks: int | None = None


def on(year: int, month: int, day: int) -> date | None:
    """That day; the last one of a February that has no 29th; None if there is no such day."""
    if month == 2 and day == 29:
        day = last_of(year, 2).day
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month + 1, 1) - timedelta(days=1) if month < 12 else date(year, 12, 31)


def dates_in(text: str) -> Iterator[DateMention]:
    """Every day that is printed in words or figures, with or without its year."""
    if not _DIGIT.search(text):
        return
    for match in _DATE.finditer(text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value is not None and len(name) == 2}
        month = _MONTHS.get(parts["m"].rstrip(".").lower()) or int(parts["m"])
        year = int(parts["y"]) if "y" in parts else None
        if year is not None and year < 100:
            year = _century(year)
        yield DateMention(match.start(), match.end(), month, int(parts["d"]), year)


def month_ends(text: str) -> list[DateMention]:
    """Months with their year and no day of their own ("Dec-24", "March 2024", "2024-03"): the last day of each."""
    if not _DIGIT.search(text):
        return []
    days = [(m.start, m.end) for m in dates_in(text)]
    found: list[DateMention] = []
    for match in _MONTH_YEAR.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in days):
            continue
        parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
        month = _MONTHS.get(parts["m"].rstrip(".").lower()) or int(parts["m"])
        year = int(parts["y"]) if "y" in parts else _century(int(parts["s"]))
        if match["y4"] and (year + 1) % 100 == month:
            continue  # "2011-12" is a year over two of the calendar
        found.append(DateMention(match.start(), match.end(), month, last_of(year, month).day, year))
    return found


def days_listed(text: str) -> list[date]:
    """Every day with its year, also those of a list: "December 31, 2022, 2021 and 2020"."""
    days: list[date] = []
    for mention in last_days(text):
        if mention.date is None:
            continue
        days.append(mention.date)
        more = _MORE_YEARS.match(text, mention.end)
        for year in re.findall(_YEAR, more[0]) if more else ():
            day = on(int(year), mention.month, mention.day)
            if day:
                days.append(day)
    return days


def years_in(text: str) -> list[tuple[int, int, int]]:
    """Years that stand alone, in a date or in "FY23", "2Q23", "1H24", "2022/23": (year, start, end)."""
    if not _DIGIT.search(text):
        return []
    return [(year, m.start(), m.end()) for m in _BARE_YEAR.finditer(text) if (year := _year_of(m))]


def _year_of(match: re.Match[str]) -> int:
    """The year of a match; a fiscal year over two of the calendar is that in which it ends, and 0 is none."""
    if match["begun"]:
        year = int(match["begun"]) + 1
        return year if year % 100 == int(match["closed"]) else 0
    return int(match["year"] or match["after"] or 0) or _century(int(match["short"]))


def _century(year: int) -> int:
    """A year of two digits; POSIX's own rule (strptime %y is the same, from 69)."""
    return year + (2000 if year < 70 else 1900)


def durations_in(text: str) -> Iterator[Duration]:
    """Every length of time: months, weeks, quarters, halves, years, and from one day through another."""
    yield from _spans(text)
    for match in _DURATION.finditer(text):
        months, weeks = _length(match)
        also = (
            _ALSO.search(text, max(0, match.start() - 30), match.start()) if match["months"] or match["weeks"] else None
        )
        if also:
            count = _count(also["count"])
            yield Duration(also.start(), match.end(), months_of_weeks(count) if weeks else count, weeks and count)
        if months and not _BOUND.search(text, 0, match.start()):
            yield Duration(match.start(), match.end(), months, weeks)


def last_days(text: str) -> list[DateMention]:
    """The days of a text without those that a stretch of time begins with: "1 January to 31 December 2022"."""
    days = list(dates_in(text))
    return [day for i, day in enumerate(days) if i + 1 == len(days) or not _leads(text, day, days[i + 1])]


def _leads(text: str, first: DateMention, last: DateMention) -> bool:
    """Whether a stretch of time begins with one day and ends with the other: that the second one ends a month tells."""
    if not _THROUGH.fullmatch(text, first.end, last.start):
        return False
    return (
        first.year is None
        or last.year is None
        or (first.year, first.month, first.day) < (last.year, last.month, last.day)
    )


def _spans(text: str) -> Iterator[Duration]:
    """From one day through another, in whole months."""
    if not _MAY_SPAN.search(text):
        return
    days = list(dates_in(text))
    for first, last in pairwise(days):
        if _leads(text, first, last):
            years = last.year - first.year if first.year and last.year else 0
            opens = first.month if first.day < 16 else first.month + 1
            closes = last.month if last.day > 15 else last.month - 1
            months = 12 * years + closes - opens + 1
            if 0 < months <= 24:
                yield Duration(first.start, last.end, months)


def closed_months(text: str) -> int | None:
    """How far into its fiscal year a period ends, in months: 9 for "Q3" and "third quarter", 6 for "1H" and "Q2"."""
    match = _ORDINAL.search(text)
    if match is None:
        return None
    quarter = match["q1"] or match["q2"] or match["q3"]
    if quarter:
        return 3 * _PLACES[quarter.lower()]
    return 6 * _PLACES[(match["h1"] or match["h2"] or match["h3"]).lower()]


def _length(match: re.Match[str]) -> tuple[int, int | None]:
    if match["weeks"]:
        weeks = _count(match["weeks"])
        return months_of_weeks(weeks), weeks
    if match["months"] or match["m"]:
        return _count(match["months"] or match["m"]), None
    if match["quarter"]:
        return 3, None
    if match["half"]:
        return 6, None
    return (0 if _TO_DATE.search(match[0]) else 12), None


def _count(text: str) -> int:
    return _COUNTS.get(text.lower()) or int(text)


def months_of_weeks(weeks: int) -> int:
    """The nearest whole number of months; 36 weeks are three quarters where the fourth is the longest.

    Args:
        weeks: Of a fiscal period, as it is printed ("13 weeks ended").
    """
    return 9 if weeks == 36 else round(weeks * 7 / 30.4375)


def names_to_date(text: str) -> bool:
    """Whether the words say "year to date"."""
    return bool(_TO_DATE.search(text))


def names_instant(text: str) -> bool:
    """Whether the words say "as of" or "at" a day."""
    return bool(_INSTANT.search(text))


def period(end: date, months: int, *, weeks: int | None = None, previous: date | None = None) -> Period:
    """A period from its last day and its length.

    Args:
        end: Last day.
        months: 0 for an instant.
        weeks: Its exact length, where printed.
        previous: Last day of the year before, where known: years of 52 or 53 weeks start the day after.

    Returns:
        The period; its first day follows the calendar where ``end`` is the last day of a month, else whole weeks.
    """
    if not months:
        return Period(start=None, end=end, months=0)
    if weeks:
        start = end - timedelta(days=7 * weeks - 1)
    elif months == 12 and previous is not None and 350 <= (end - previous).days <= 378:
        start = previous + timedelta(days=1)
    elif end == last_of(end.year, end.month):
        year, month = divmod(end.year * 12 + end.month - months, 12)
        start = date(year, month + 1, 1)
    else:
        start = end - timedelta(days=round(months * 52 / 12) * 7 - 1)
    return Period(start=start, end=end, months=months)


def complete(head: str, fiscal_year_ends: Mapping[int, date], months: int) -> Period | None:
    """The period of a column whose heading gives a day without length, or a year alone.

    Args:
        head: The column's heading.
        fiscal_year_ends: Last day of each fiscal year by the year as the headings call it.
        months: What the document says of such columns: 12 in a statement of a year, 0 in a balance sheet.

    Returns:
        The period; None if the heading holds no day and not exactly one year, or a year that is not known.
    """
    days = {mention.date for mention in dates_in(head) if mention.date}
    days = days or {mention.date for mention in month_ends(head) if mention.date}
    if len(days) == 1:
        return period(days.pop(), months)
    years = {year for year, _, _ in years_in(head)}
    if days or len(years) != 1:
        return None
    year = years.pop()
    end = fiscal_year_ends.get(year)
    return None if end is None else period(end, months, previous=fiscal_year_ends.get(year - 1))
