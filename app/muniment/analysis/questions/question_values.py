"""Values of what is asked for, at the times that are asked for, each with the figures that it rests on.

Must never fill a gap: where a figure or a time is missing there is no value, and the note says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from muniment.analysis.asking.question_times import Time
from muniment.analysis.asking.question_wordings import Subject
from muniment.analysis.formulas.figure_book import Amount, FigureBook, When, a_year_before, evaluate, holds, is_of_days
from muniment.analysis.formulas.formula import Name, names
from muniment.analysis.questions.question_scope import KnownDocument
from muniment.document.facts.answer import Operand, Step
from muniment.document.facts.fact import Fact, State
from muniment.document.facts.filing import Filing
from muniment.document.pages.table import Period
from muniment.message import Message, message, verbatim

_DIGITS = 6  # of what has no unit
_NEAR_MONTH = 10  # the same, where only its month is named
_NEAR = 3  # days between the day that is asked for and the end of a period


@dataclass(frozen=True, slots=True)
class Valued:
    """A value at a time.

    Attributes:
        time: Of a fiscal year.
        period: Of the calendar.
        amount: With positions in the books' facts.
        subject: Of what.
    """

    time: Time
    period: Period
    amount: Amount
    subject: Subject


@dataclass()
class Books:
    """The figures of one company: of the likeliest document, then of its others.

    Attributes:
        first: The likeliest document.
        operands: What the steps rest on so far.
        doubts: Rows of figures that were looked at and are marked for review.
        ledger: Of both.
    """

    first: KnownDocument
    others: Sequence[KnownDocument]
    operands: list[Operand] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    ledger: FigureBook = field(init=False)
    _origin: list[tuple[Filing, Fact]] = field(init=False)
    _at: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        own = _figures(self.first.filing)
        beside = [(other.filing, fact) for other in self.others for fact in _figures(other.filing)]
        self.ledger = FigureBook(own, None, beside=[fact for _, fact in beside])
        self._origin = [(self.first.filing, fact) for fact in own] + beside

    def value(self, subject: Subject, time: Time | None) -> Valued | None:
        """The value at a time; at the newest one where none is named.

        Args:
            subject: What is asked for.
            time: None for the newest.
        """
        of_day = is_of_days(subject.tree)
        found = self._period(of_day, time)
        if found is None:
            return None
        when = replace(When.of(found[1]), far=found[2])
        return self._at_when(subject, when, found[0], found[1])

    def before(self, valued: Valued) -> Valued | None:
        """The same a year earlier."""
        earlier = a_year_before(self.ledger, replace(When.of(valued.period), far=True))
        if earlier is None:
            return None
        period = earlier.alone or Period(start=None, end=earlier.day, months=0)
        return self._at_when(valued.subject, earlier, replace(valued.time, year=valued.time.year - 1), period)

    def _at_when(self, subject: Subject, when: When, time: Time, period: Period) -> Valued | None:
        amount = evaluate(subject.tree, self.ledger, when)
        if amount is None or not amount.operands or not holds(subject.guard, self.ledger, when):
            return None
        self.doubts += self.doubtful(amount)
        currencies = {(self.ledger.facts[i].unit or "").partition("/")[0] for i in amount.operands} - {"shares"}
        return Valued(time, period, amount, subject) if len(currencies) < 2 else None

    def _period(self, of_day: bool, time: Time | None) -> tuple[Time, Period, bool] | None:
        """The period of a time; in the first document, else in the others."""
        for one in (self.first, *self.others):
            fitting = [(t, p) for t, p in one.times.items() if (t.months == 0) == of_day and _fits(t, p, time)]
            if fitting:
                newest = max(fitting, key=lambda pair: (pair[0].year, pair[0].quarter, _rank(pair[0].months)))
                return (*newest, one is not self.first)
        return None

    def missing(self, subject: Subject, time: Time | None) -> list[str]:
        """The concepts of a subject that have no figure at that time.

        Args:
            subject: What is asked for.
            time: None for the newest.
        """
        found: list[str] = []
        for name in dict.fromkeys(names(subject.tree)):
            alone = Subject(name, name, verbatim(name), Name(name), "money", name)
            if name not in ("days", "months") and self._alone(alone, subject, time) is None:
                found.append(name)
        return found

    def _alone(self, alone: Subject, subject: Subject, time: Time | None) -> Amount | None:
        found = self._period(is_of_days(subject.tree), time)
        when = replace(When.of(found[1]), far=found[2]) if found else None
        return evaluate(alone.tree, self.ledger, when) if when else None

    def step(self, valued: Valued, company: str = "") -> Step:
        """A value as a step of the answer.

        Args:
            valued: What the step tells.
            company: Its name, to be said before the value's; empty where one company is asked about.
        """
        subject = valued.subject
        name = message("of-company", company=company, name=subject.said) if company else subject.said
        return self.made(name, valued.amount, valued.period, shown=subject.shown, formula=subject.formula)

    def made(self, name: Message, amount: Amount, period: Period, *, shown: str, formula: str | Message) -> Step:
        """A step whose figures are listed among the operands.

        Args:
            name: What the value is called.
            amount: The value, with the positions of its figures in the ledger.
            period: Of the value.
            shown: How it is written: a unit of ``measure_file.UNITS``, or "points" for percentage points.
            formula: How it is computed: in the language of measures, or in words.
        """
        number = amount.value
        whole = number == number.to_integral_value()
        return Step(
            name=name,
            value=number if whole and amount.unit != "pure" else round(number, _DIGITS),
            unit="days" if shown == "days" else amount.unit,
            shown=shown,
            period=period,
            formula=formula,
            operands=tuple(self._listed(i) for i in amount.operands),
        )

    def doubtful(self, amount: Amount) -> list[str]:
        """The rows of the figures that are marked for review among those that a value rests on."""
        facts = [self._origin[i][1] for i in amount.operands]
        return [fact.label or fact.concept for fact in facts if fact.state is State.REVIEW]

    def _listed(self, position: int) -> int:
        if position not in self._at:
            filing, fact = self._origin[position]
            self._at[position] = len(self.operands)
            self.operands.append(Operand(fact.label, filing.figure(fact)))
        return self._at[position]


def _figures(filing: Filing) -> list[Fact]:
    return [fact for fact in filing.facts if isinstance(fact.value, Decimal) and fact.period and fact.entity is None]


def _fits(time: Time, period: Period, wanted: Time | None) -> bool:
    if wanted is None:
        return True
    if wanted.day is not None:
        near = abs((period.end - wanted.day).days) <= (_NEAR_MONTH if wanted.of_month else _NEAR)
        return near and (not wanted.months or time.months in (0, wanted.months))
    same = (time.year, time.quarter) == (wanted.year, wanted.quarter)
    return same and time.months in (0, wanted.months)


def _rank(months: int) -> int:
    """Which length is meant where none is named: a year, else a quarter."""
    return {12: 4, 3: 3, 0: 2}.get(months, 1)
