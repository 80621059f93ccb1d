"""Conclusions from values by fixed rules, each told with its limit.

Must never conclude by anything but the rule that is told with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from muniment.analysis.formulas.figure_book import Amount
from muniment.analysis.questions.answer_form import Manner, Reading
from muniment.analysis.questions.question_values import Books, Valued
from muniment.analysis.questions.question_wordings import Subject, Threshold
from muniment.analysis.questions.question_words import Time
from muniment.document.facts.answer import Answer, Outcome, Step

_SAME = Decimal("0.0005")
"""Values without a unit that differ by less than this (0.05 percentage points) count as equal."""
_FLOWS = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")


@dataclass()
class Judged:
    """What was concluded.

    Attributes:
        steps: The values, the one that decides last.
        conclusion: "yes", "no", "higher", "lower", "unchanged", or a name; empty where the values are the answer.
        rule: How it was drawn.
        note: What the measure is.
    """

    steps: list[Step] = field(default_factory=list)
    conclusion: str = ""
    rule: str = ""
    note: str = ""


def as_answer(judged: Judged | None, books: Books, *, understood: str = "") -> Answer | None:
    """What was concluded, as an answer; None where nothing was, or a figure it needs is doubtful."""
    if judged is None or books.doubts:
        return None
    return Answer(
        outcome=Outcome.COMPUTED,
        conclusion=judged.conclusion,
        rule=judged.rule,
        steps=tuple(judged.steps),
        operands=tuple(books.operands),
        note=judged.note,
        understood=understood,
    )


def change(old: Valued, new: Valued, manner: Reading, books: Books, *, lower_is_better: bool) -> Judged | None:
    """How a value changed, and whether that is what was asked."""
    if old.amount.unit != new.amount.unit or old.period == new.period:
        return None
    steps = [books.step(old), books.step(new)]
    difference = _over([old, new], new.amount.value - old.amount.value)
    is_pure, formula = new.amount.unit == "pure", "later value - earlier value"
    if not is_pure and old.amount.value:
        share = replace(difference, value=difference.value / abs(old.amount.value), unit="pure")
        steps.append(
            books.made(
                "Change in percent", share, new.period, shown="percent", formula=f"({formula}) / |earlier value|"
            )
        )
    shown = "points" if new.subject.shown == "percent" else new.subject.shown
    steps.append(books.made("Change", difference, new.period, shown=shown, formula=formula))
    is_same = abs(difference.value) < _SAME if is_pure else difference.value == 0
    moved = "unchanged" if is_same else "higher" if difference.value > 0 else "lower"
    conclusion = _concluded(moved, manner, lower_is_better=lower_is_better)
    least = "" if not is_pure else "0.05 percentage points" if shown == "points" else f"{_SAME}"
    return Judged(steps, conclusion, _rule(manner, least, lower_is_better=lower_is_better))


def _concluded(moved: str, manner: Reading, *, lower_is_better: bool) -> str:
    if manner.is_yes_no and manner.manner is Manner.CHANGE:
        return "no" if moved == "unchanged" else "yes"
    if not manner.is_yes_no or not manner.direction:
        return moved
    better, worse = ("lower", "higher") if lower_is_better else ("higher", "lower")
    wanted = {"up": "higher", "down": "lower", "better": better, "worse": worse}
    return "yes" if moved == wanted[manner.direction] else "no"


def _rule(manner: Reading, least: str, *, lower_is_better: bool) -> str:
    limit = f"; less than {least} is no change" if least else ""
    quality = f" {'Lower' if lower_is_better else 'Higher'} counts as better." if manner.by_quality else ""
    return f"The later value against the earlier one{limit}.{quality}"


def _over(values: Sequence[Valued], number: Decimal) -> Amount:
    """A number that rests on several values."""
    facts = tuple(dict.fromkeys(i for value in values for i in value.amount.operands))
    return Amount(number, values[-1].amount.unit, operands=facts)


def average(values: Sequence[Valued], books: Books) -> Judged | None:
    """The mean of the values of several years."""
    if len(values) < 2 or len({value.amount.unit for value in values}) > 1:
        return None
    last = values[-1]
    mean = _over(values, sum((value.amount.value for value in values), Decimal(0)) / len(values))
    steps = [books.step(value) for value in values]
    name, formula = f"Average of {len(values)} years", "sum of the values / number of years"
    steps.append(books.made(name, mean, last.period, shown=last.subject.shown, formula=formula))
    return Judged(steps)


def consistent(values: Sequence[Valued], limit: Decimal, books: Books) -> Judged | None:
    """Whether no value differs from the one a year before by more than a limit."""
    steps = [books.step(value) for value in values]
    in_points = values[0].subject.shown == "percent"
    moves: list[tuple[Decimal, Valued, Valued]] = []
    for a, b in pairwise(values):
        whole = Decimal(1) if in_points else abs(a.amount.value)
        if not whole or a.amount.unit != b.amount.unit:
            return None
        moves.append(((b.amount.value - a.amount.value) / whole, a, b))
    move, a, b = max(moves, key=lambda one: abs(one[0]))
    far = replace(_over([a, b], move), unit="pure")
    shown, formula = "points" if in_points else "percent", "later value - earlier value"
    formula = formula if in_points else f"({formula}) / |earlier value|"
    steps.append(books.made("Largest change from year to year", far, b.period, shown=shown, formula=formula))
    what = "percentage points" if in_points else "percent"
    rule = f"Yes where no year differs from the one before by more than {limit.normalize():f} {what}."
    return Judged(steps, "yes" if abs(move) * 100 <= limit else "no", rule)


def sign(value: Valued, wanted: str, books: Books) -> Judged:
    """Whether a value is above or below zero."""
    fits = value.amount.value > 0 if wanted == "positive" else value.amount.value < 0
    rule = f"Yes where the value is {'above' if wanted == 'positive' else 'below'} zero."
    return Judged([books.step(value)], "yes" if fits else "no", rule, value.subject.note)


def exists(value: Valued, books: Books) -> Judged:
    """Whether something was paid."""
    return Judged([books.step(value)], "yes" if value.amount.value else "no", "Yes where the amount is not zero.")


def by_threshold(threshold: Threshold, books: Books, time: Time | None) -> Judged | None:
    """A judgement by fixed limits."""
    steps, reached, told = [], [], []
    for limit in threshold.limits:
        value = books.value(limit.subject, time)
        if value is None:
            return None
        steps.append(books.step(value))
        reached.append(value.amount.value >= limit.least)
        least = f"{limit.least * 100:.0f} %" if limit.subject.shown == "percent" else f"{limit.least.normalize():f}"
        told.append(f"{limit.subject.name} of at least {least}")
    yes = any(reached) if threshold.any else all(reached)
    rule = f"Yes where there is {(' or ' if threshold.any else ' and ').join(told)}."
    return Judged(steps, "yes" if yes else "no", rule)


def largest_flow(books: Books, known: Mapping[str, Subject], time: Time | None, *, least: bool) -> Judged | None:
    """Which of the three kinds of cash flow brought in the most."""
    values = [books.value(known[name], time) for name in _FLOWS]
    found = [value for value in values if value is not None]
    if len(found) < len(_FLOWS):
        return None
    ordered = sorted(found, key=lambda value: value.amount.value, reverse=least)
    rule = f"The {'lowest' if least else 'highest'} of the three amounts; money spent counts below zero."
    return Judged([books.step(value) for value in ordered], ordered[-1].subject.name, rule)
