"""The period of a column from its own heading and from what stands around it.

Must never guess a day: a year alone, whose last day is printed nowhere near the table, leaves the period open; its
heading holds the year, and ``document.dates.complete`` finishes it when the document's fiscal years are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.document.pages.table import Period
from muniment.document.text.date_text import (
    closed_months,
    dates_in,
    days_listed,
    durations_in,
    last_days,
    last_of,
    month_ends,
    names_instant,
    on,
    period,
    years_in,
)

_INSTANT_TITLE = re.compile(
    r"balance sheets?|financial (?:position|condition)|bilanz|\bbilan\b|\bbalance (?:consolidado|de situación|general)|situation financière"
    r"|situación financiera",
    re.IGNORECASE,
)
_FLOW_TITLE = re.compile(
    r"operations|income|earnings|cash flows?|profit|loss|gewinn|kapitalfluss|cashflow|résultat|\bflux\b|\bflujos?\b|resultados|pérdidas",
    re.IGNORECASE,
)


WEEK = 8  # days: a fiscal month ends within a week of the calendar's
FIRST_YEAR = 10  # of two digits that may be a year beside the name of a month
LONGEST_HEAD = 80  # characters; in longer lines, which are prose, only "... ended DAY" and "as of DAY" count
_PHRASE = re.compile(
    r"(?:\w+[\s-]+){0,4}\b(?:ended|ending)\s[^.;()]{0,60}|\b(?:as\s+of|as\s+at|at)\s+(?=\w+\s\d)[^.;()]{0,60}",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(r"\bprior\b|\bthereafter\b|\bearlier\b|\blater\b|\bbeyond\b", re.IGNORECASE)
_FISCAL = re.compile(r"\bfiscal|\bFY", re.IGNORECASE)
Length = tuple[int, int | None]  # months (0 for an instant), and weeks where the page counts in weeks


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of text and its place on the page.

    Attributes:
        text: As printed.
        start: Into the page's text.
        end: Half-open.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dated:
    """What a column's period was read from.

    Attributes:
        period: None where it stays open.
        sources: The pieces that say it.
    """

    period: Period | None
    sources: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Around:
    """What the lines above the columns say, nearest first."""

    days: dict[int, tuple[date, Note]]  # full dates by year
    all_days: tuple[tuple[date, Note], ...]
    month_day: tuple[int, int, Note] | None
    length: tuple[Length, Note] | None
    unclear: bool  # two lengths are named, and only the columns' own headings can tell which is whose


def date_columns(heads: Sequence[Sequence[Note]], around: Sequence[Note], title: str) -> tuple[Dated, ...]:
    """The periods of a table's columns.

    Args:
        heads: For each column the pieces of its heading, from top to bottom.
        around: Lines that hold for all columns, nearest first.
        title: The table's title.

    Returns:
        One for each column, in order.
    """
    heads = _with_years(heads, around)
    context = _read_around(around)
    shared = _days_by_rank(heads, context)
    found = [_date_column(head, context, shared.get(i), title) for i, head in enumerate(heads)]
    if all(each.period for each in found) or not any(each.period for each in found):
        return tuple(found)
    return tuple(_beside(heads, found, i) if found[i].period is None else found[i] for i in range(len(found)))


_MONTH_DAY = re.compile(r"^(?P<month>[^\W\d]+\.?)\s(?P<day>[1-9]\d)$")


def _with_years(heads: Sequence[Sequence[Note]], around: Sequence[Note]) -> Sequence[Sequence[Note]]:
    """The headings with "Dec 24" beside "Dec 23" written as months of a year; nothing else on the page says their year."""
    found = [mention for head in heads for note in head for mention in dates_in(note.text)]
    if len(found) < 2 or any(m.year for m in found) or any(years_in(note.text) for head in heads for note in head):
        return heads
    days = {mention.day for mention in found}
    told = {year % 100 for note in around for year, _, _ in years_in(note.text)}
    if len(days) < 2 or max(days) - min(days) >= len(days) or min(days) < FIRST_YEAR or (told and not told & days):
        return heads
    if any(mention.day == last_of(2024, mention.month).day for mention in found):
        return heads
    return [[_with_year(note) for note in head] for head in heads]


def _with_year(note: Note) -> Note:
    at = next((m for m in dates_in(note.text) if _MONTH_DAY.match(note.text[m.start : m.end])), None)
    if at is None:
        return note
    parts = _MONTH_DAY.match(note.text[at.start : at.end])
    written = f"{parts['month']}-{parts['day']}" if parts else ""
    return replace(note, text=f"{note.text[: at.start]}{written}{note.text[at.end :]}")


def _beside(heads: Sequence[Sequence[Note]], found: Sequence[Dated], at: int) -> Dated:
    """The third quarter ends with the nine months of the same year beside it."""
    text = " ".join(note.text for note in heads[at])
    closed, length = closed_months(text), _own_length(text)
    years = {year for year, _, _ in years_in(text)}
    if closed is None or length is None or len(years) != 1:
        return found[at]
    months, weeks = length
    for head, other in zip(heads, found, strict=True):
        told = {year for year, _, _ in years_in(" ".join(note.text for note in head))}
        if other.period is not None and other.period.months == closed and told == years:
            return Dated(period(other.period.end, months, weeks=weeks), (*heads[at], *other.sources))
    return found[at]


def _read_around(notes: Sequence[Note]) -> _Around:
    days: dict[int, tuple[date, Note]] = {}
    every: list[tuple[date, Note]] = []
    month_day: tuple[int, int, Note] | None = None
    length: tuple[Length, Note] | None = None
    unclear = False
    prose = [note for note in notes if len(note.text) > LONGEST_HEAD]
    for note in notes:
        if note in prose[1:]:
            continue  # only the line that leads to the table
        text = " ".join(_PHRASE.findall(note.text)) if note in prose else note.text
        for day in days_listed(text):
            days.setdefault(day.year, (day, note))
            every.append((day, note))
        first = next(iter(last_days(text)), None)
        if first is not None:
            month_day = month_day or (first.month, first.day, note)
        durations = {(d.months, d.weeks) for d in durations_in(text)}
        if len({months for months, _ in durations}) == 1 and len(durations) > 1:
            durations = {(months, None) for months, _ in durations}  # "53 and 52 weeks ended"
        if length is None and len(durations) == 1:
            length = (durations.pop(), note)
        elif length is None and len(durations) > 1:
            unclear = True
        elif length is None and first is not None and names_instant(text):
            length = ((0, None), note)
    return _Around(days, tuple(every), month_day, None if unclear else length, unclear)


def _days_by_rank(heads: Sequence[Sequence[Note]], context: _Around) -> dict[int, tuple[date, Note]]:
    """Headings that are years alone, under a line that lists as many days: the newest is the newest."""
    years: dict[int, int] = {}
    for i, head in enumerate(heads):
        text = " ".join(note.text for note in head)
        found = {year for year, _, _ in years_in(text)}
        if len(found) == 1 and not last_days(text):
            years[i] = found.pop()
    days = sorted(dict(context.all_days).items(), reverse=True)
    ranks = sorted(set(years.values()), reverse=True)
    if len(days) != len(ranks) or not days:
        return {}
    if any(not 0 <= day.year - rank <= 1 for (day, _), rank in zip(days, ranks, strict=True)):
        return {}
    by_year = dict(zip(ranks, days, strict=True))
    return {i: by_year[year] for i, year in years.items()}


def _date_column(head: Sequence[Note], context: _Around, ranked: tuple[date, Note] | None, title: str) -> Dated:
    end, sources = _last_day(head, context, ranked)
    if end is None:
        return Dated(None)
    length, length_note = _length(head, context, title)
    if sources and all(source not in head and names_instant(source.text) for source in sources):
        length, length_note = (0, None), None  # "as of" the one day above all columns
    if length is None:
        return Dated(None)
    if length_note is not None:
        sources.append(length_note)
    months, weeks = length
    before = context.days.get(end.year - 1)
    built = period(end, months, weeks=weeks, previous=before[0] if before else None)
    return Dated(built, tuple(dict.fromkeys(sources)))


def _last_day(
    head: Sequence[Note], context: _Around, ranked: tuple[date, Note] | None
) -> tuple[date | None, list[Note]]:
    text = " ".join(note.text for note in head)
    mentions = last_days(text)
    full = {mention.date for mention in mentions if mention.date}
    own = list(head)
    if not full and not mentions:
        full = {_near(day, context) for mention in month_ends(text) if (day := mention.date)}
    titled = _of_title(head)
    if len(full) == 1:
        return (titled or full.pop()), own
    years = {year for year, _, _ in years_in(text)}
    if full or len(years) != 1 or _OPEN_ENDED.search(text):
        return _only_day(mentions == [] and not years, context)
    year = years.pop()
    if mentions:
        return on(year, mentions[-1].month, mentions[-1].day), own
    if ranked is not None:
        return ranked[0], [*own, ranked[1]]
    if year in context.days and not _FISCAL.search(text):
        day, note = context.days[year]
        return day, [*own, note]
    if context.month_day is not None and not _FISCAL.search(text):  # a fiscal year may end in the year after
        month, day_of_month, note = context.month_day
        return on(year, month, day_of_month), [*own, note]
    return None, []


def _of_title(head: Sequence[Note]) -> date | None:
    """The day of a column that has a year of its own under a title with the day of another: "At 31 December 2022" over "2021"."""
    days = [(i, mention) for i, note in enumerate(head) for mention in dates_in(note.text) if mention.year]
    if len(days) != 1:
        return None
    at, mention = days[0]
    own = {year for note in head[at + 1 :] for year, _, _ in years_in(note.text)}
    return on(own.pop(), mention.month, mention.day) if len(own) == 1 else None


def _near(day: date, context: _Around) -> date:
    """The last day of a month, or the day near it that the lines above the columns name."""
    return next((told for told, _ in context.all_days if abs((told - day).days) < WEEK), day)


def _only_day(silent: bool, context: _Around) -> tuple[date | None, list[Note]]:
    """A column whose heading names no time takes the one day that stands above all columns."""
    if silent and len(context.days) == 1 and len({day for day, _ in context.all_days}) == 1:
        day, note = next(iter(context.days.values()))
        return day, [note]
    return None, []


def _length(head: Sequence[Note], context: _Around, title: str) -> tuple[Length | None, Note | None]:
    """Months and weeks of a column, and the note that says so if it is not in the heading itself."""
    text = " ".join(note.text for note in head)
    own = _own_length(text)
    if own is not None:
        return own, None
    if names_instant(text):
        return (0, None), None
    balance, flow = _INSTANT_TITLE.search(title), _FLOW_TITLE.search(title)
    if balance and not flow:
        return (0, None), None
    if context.length is not None:
        return context.length
    return (None if context.unclear or flow else (0, None)), None


def _own_length(text: str) -> Length | None:
    """The length that a heading names itself; of "Q4 FY23" the quarter."""
    own = list(durations_in(text))
    if not own:
        return None
    said = own[-1] if _FISCAL.search(text) is None else min(own, key=lambda d: d.months)
    return said.months, said.weeks
