"""Which documents a question is about: the company and the time that it names, and the kind of document.

Must never take one company for another: where a name fits two, both are given and nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from muniment.analysis.asking.company_names import named
from muniment.analysis.asking.question_text import Question, plain
from muniment.analysis.asking.question_times import Time
from muniment.document import schemas
from muniment.document.facts.fact import Fact
from muniment.document.facts.filing import Filing
from muniment.document.pages.table import Period
from muniment.document.text.company_name import company_key

_LESS = 0.4  # for each point that a document is less likely than the likeliest
_NEAR = timedelta(days=10)  # around the end of a fiscal year of 52 or 53 weeks
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class KnownDocument:
    """A document and what a question may be matched with.

    Attributes:
        filing: Its facts; company name and period end among them.
    """

    filing: Filing

    @property
    def name(self) -> str:
        """Of its company, as printed; empty where it names none."""
        return next((str(f.value) for f in self.filing.facts if f.concept == "company_name"), "")

    @cached_property
    def company(self) -> tuple[str, ...]:
        """The plain words of its company's name without legal forms; empty where it names none."""
        return tuple(plain(company_key(self.name)).split())

    @cached_property
    def times(self) -> dict[Time, Period]:
        """The stretches of fiscal years that its figures are about; balances with 0 months."""
        return calendar([fact for fact in self.filing.facts if fact.period is not None])

    @cached_property
    def newest(self) -> Time | None:
        """The newest stretch, the longest of those that end there."""
        return max(self.times, key=lambda t: (t.year, t.quarter, t.months), default=None)


def calendar(facts: Sequence[Fact]) -> dict[Time, Period]:
    """The periods of facts by fiscal year and quarter.

    A fiscal year bears the calendar year in which it ends; one that ends in the first days of January bears the year before, and
    so does one whose columns are headed with that year and not with its own.
    """
    periods = {(p.months, p.end): p for fact in facts if (p := fact.period) is not None}
    ends = _year_end(list(periods.values()))
    back = _years_back(facts)
    return {_time(period, ends, back): period for _, period in sorted(periods.items(), reverse=True)}


def _years_back(facts: Sequence[Fact]) -> int:
    """How many years before the calendar's the document names its fiscal years: 1 or 0."""
    heads = {(fact.column, p.end) for fact in facts if (p := fact.period) is not None and p.months == 12}
    named = [({int(year) for year in _YEAR.findall(column)}, end.year) for column, end in heads]
    before = sum(year not in years and year - 1 in years for years, year in named)
    return int(before > sum(year in years for years, year in named))


def _year_end(periods: Sequence[Period]) -> date | None:
    """One day on which a fiscal year ends."""
    years = [p.end for p in periods if p.months == 12]
    begun = [p.start - timedelta(days=1) for p in sorted(periods, key=lambda p: -p.months) if p.start and p.months < 12]
    return max(years) if years else begun[0] if begun else None


def _time(period: Period, year_end: date | None, back: int) -> Time:
    month, day = (year_end.month, min(year_end.day, 28)) if year_end else (12, 28)
    ends = date(period.end.year, month, day)
    if ends < period.end - _NEAR:
        ends = date(period.end.year + 1, month, day)
    quarter = 4 - round((ends - period.end).days / 91.3)
    year = ends.year - back if back else (ends - _NEAR).year
    return Time(year, max(1, min(4, quarter)), period.months)


def scope(question: Question, known: Sequence[KnownDocument]) -> list[KnownDocument]:
    """The documents that a question may be about, the likeliest first.

    Args:
        question: Read.
        known: All documents that may be looked at.

    Returns:
        Those of the company that is named, or all where none is.
    """
    fits = {id(one): named(question.plain, one.company) for one in known}
    found = [one for one in known if fits[id(one)]] or list(known)
    found = [one for one in found if not any(_is_longer(other, one, fits) for other in found)]
    ranked = sorted(found, key=lambda one: -likeness(question, one))
    firsts = {
        one.company: one for one in reversed(ranked)
    }  # where a question may be about several, each is among the first
    return sorted(ranked, key=lambda one: firsts[one.company] is not one) if len(firsts) > 1 else ranked


def _is_longer(other: KnownDocument, one: KnownDocument, fits: Mapping[int, int]) -> bool:
    """Whether another company's name begins with the same word, and more of it stands in the question."""
    same = bool(one.company) and bool(other.company) and one.company[0] == other.company[0]
    return same and fits[id(other)] > fits[id(one)]


def weights(question: Question, found: Sequence[KnownDocument]) -> list[float]:
    """What a page of each document counts in the search: 1 for the likeliest document, less for others."""
    fits = [likeness(question, one) for one in found]
    best = max(fits, default=0.0)
    return [1.0 if one.newest is None else 1 / (1 + _LESS * (best - fit)) for one, fit in zip(found, fits, strict=True)]


def companies(documents: Sequence[KnownDocument]) -> list[tuple[str, ...]]:
    """The companies of documents, each once."""
    return list(dict.fromkeys(one.company for one in documents if one.company))


def likeness(question: Question, one: KnownDocument) -> float:
    """How well a document fits the kind and the times that a question names."""
    kind = schemas.kind_of(one.filing.kind)
    fits = 3.0 * any(re.search(expression, question.plain) for expression in kind.asked)
    newest, ends = one.newest, max((period.end for period in one.times.values()), default=None)
    if newest is None or ends is None:  # a letter or a report of an event: its time is not known
        return fits
    if not question.times:
        return fits + 0.5 * (kind.covers_year) + (newest.year - 2000 + newest.quarter / 4) / 100
    last = max(question.times, key=lambda time: _nearness(newest, ends, time))
    fits += 2.0 * _nearness(newest, ends, last) + 0.25 * question.times.index(last)
    fits += 0.5 * any((t.year, t.quarter) == (last.year, last.quarter) for t in one.times)
    return fits + 0.5 * (last.months == 12 and kind.covers_year)


def _nearness(newest: Time, ends: date, wanted: Time) -> float:
    """1 where a document is about that time, less for each quarter between; least for one that is older."""
    apart = 4 * (newest.year - wanted.year) + newest.quarter - wanted.quarter
    if wanted.day is not None:
        apart = round((ends - wanted.day).days / 91.3)
    if apart < 0:
        return -1.0
    return max(-1.0, 1.0 - apart / 4)
