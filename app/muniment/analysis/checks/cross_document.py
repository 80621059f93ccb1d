"""Checks across documents of one company: a column here against the same period in another filing.

Must never call a difference an error where the company may have restated: only two documents about the same period conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muniment.analysis.formulas.figure_book import number, rounding
from muniment.document.facts.fact import OTHER_FILING, Check, CheckResult, Fact, State
from muniment.document.facts.filing import Filing
from muniment.document.pages.table import Period
from muniment.message import Message, message, printable

_SAME_END = 7  # days; two documents with ends so near report on the same period
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RESTATED = re.compile(r"restated|recast|reclassified|as revised", re.IGNORECASE)

Key = tuple[str, int, date]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure here and the same one in another document.

    Attributes:
        at: Position among the facts.
        here: The figure.
        there: The other.
    """

    at: int
    here: Fact
    there: Fact

    @property
    def difference(self) -> Decimal:
        return number(self.here) - number(self.there)

    @property
    def is_equal(self) -> bool:
        """Whether they are the same number, or one is the other rounded."""
        digits = {rounding(self.here), rounding(self.there)}
        return abs(self.difference) <= (max(digits) if len(digits) > 1 else 0)

    @property
    def can_differ(self) -> bool:
        """Whether a difference says something: not one with a figure that is doubted anyway."""
        return State.REVIEW not in (self.here.state, self.there.state)

    @property
    def is_opposite(self) -> bool:
        """Whether they are one number with opposite signs: no restatement does that, so one of them is misread."""
        return number(self.here) == -number(self.there)


def run(facts: Sequence[Fact], filings: Sequence[Filing], end: date | None) -> tuple[Check, ...]:
    """What other documents of the main company say of the same periods.

    Args:
        facts: Of the document.
        filings: The others, the nearest first.
        end: Of the period that the document reports on.

    Returns:
        For each filing and period one check of the figures that are equal, and one for each that is not.
    """
    found: list[Check] = []
    for filing in filings:
        same_period = _is_near(end or _newest(facts), _end(filing))
        for period, pairs in _by_period(facts, _figures(filing)).items():
            found.extend(_compare(pairs, period, filing, same_period=same_period, is_later=_is_later(end, filing)))
    return tuple(found)


def _figures(filing: Filing) -> Mapping[Key, Fact]:
    figures: dict[Key, Fact] = {}
    for fact in filing.facts:
        if fact.period is not None and isinstance(fact.value, Decimal):
            figures.setdefault((fact.concept, fact.period.months, fact.period.end), fact)
    return figures


def _by_period(facts: Sequence[Fact], theirs: Mapping[Key, Fact]) -> dict[Period, list[_Pair]]:
    pairs: dict[Period, list[_Pair]] = {}
    seen: set[Key] = set()
    for at, fact in enumerate(facts):
        if fact.period is None or fact.entity is not None or fact.state is State.REJECTED:
            continue
        key = (fact.concept, fact.period.months, fact.period.end)
        other = theirs.get(key)
        if other is not None and key not in seen and other.unit == fact.unit and isinstance(fact.value, Decimal):
            seen.add(key)
            pairs.setdefault(fact.period, []).append(_Pair(at, fact, other))
    return pairs


def _compare(
    pairs: Sequence[_Pair], period: Period, filing: Filing, *, same_period: bool, is_later: bool
) -> Iterator[Check]:
    equal = [pair for pair in pairs if pair.is_equal]
    if equal:
        yield _equal(equal, period, filing)
    for pair in pairs:
        if not pair.is_equal and pair.can_differ:
            yield _different(pair, filing, same_period=same_period, is_later=is_later)


def _equal(pairs: Sequence[_Pair], period: Period, filing: Filing) -> Check:
    column = _column(pairs[0].there)
    if len(pairs) > 1:
        said = message("figures-equal-elsewhere", number=len(pairs), column=column, file=printable(filing.name))
    else:
        said = message(
            "figure-equals-elsewhere", figure=_called(pairs[0].here), column=column, file=printable(filing.name)
        )
    return Check(
        id=OTHER_FILING,
        name=message("equation", left=message("several-figures"), right=_ANOTHER_FILING),
        period=period,
        result=CheckResult.CLOSES,
        facts=tuple(pair.at for pair in pairs),
        parts=tuple(_printed(pair.here) for pair in pairs),
        difference=Decimal(0),
        sentence=said,
        elsewhere=tuple(filing.figure(pair.there) for pair in pairs),
    )


def _different(pair: _Pair, filing: Filing, *, same_period: bool, is_later: bool) -> Check:
    restated = any(_RESTATED.search(fact.column) for fact in (pair.here, pair.there))
    conflict = (same_period or pair.is_opposite) and not restated
    place, page = pair.there.evidence, pair.there.evidence.span.page
    here = message("figure-here", figure=_printed(pair.here))
    there = message(
        "printed-elsewhere", printed=place.quote, column=_column(pair.there), file=printable(filing.name), page=page
    )
    code = "filings-conflict" if same_period else "filings-opposite"
    code = code if conflict else "restated-later" if is_later else "restated"
    return Check(
        id=OTHER_FILING,
        name=message("equation", left=_called(pair.here), right=_ANOTHER_FILING),
        period=pair.here.period or Period(start=None, end=date.min, months=0),
        result=CheckResult.FAILS if conflict else CheckResult.RESTATED,
        facts=(pair.at,),
        parts=(here, there),
        difference=pair.difference,
        sentence=message(code, here=here, there=there),
        elsewhere=(filing.figure(pair.there),),
    )


_ANOTHER_FILING = message("another-filing")


def _called(fact: Fact) -> Message:
    return message("figure", concept=fact.concept)


def _printed(fact: Fact) -> Message:
    return message("as-printed", name=_called(fact), printed=fact.evidence.quote)


def _column(fact: Fact) -> Message:
    """How a column of another document is called: by its printed year, else by its period."""
    years = set(_YEAR.findall(fact.column))
    period = fact.period
    if period is None or (len(years) == 1 and period.months in (0, 12)):
        return message("column-of-year", year=years.pop()) if years else message("same-column")
    if period.months:
        return message("column-of-months", months=period.months, end=period.end)
    return message("column-of-day", end=period.end)


def _end(filing: Filing) -> date | None:
    said = (fact.value for fact in filing.facts if fact.concept == "period_end")
    return next((value for value in said if isinstance(value, date)), None) or _newest(filing.facts)


def _newest(facts: Sequence[Fact]) -> date | None:
    return max((fact.period.end for fact in facts if fact.period is not None), default=None)


def _is_near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= _SAME_END


def _is_later(end: date | None, filing: Filing) -> bool:
    theirs = _end(filing)
    return end is not None and theirs is not None and theirs > end
