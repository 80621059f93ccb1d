"""Conclusions from values by fixed rules, each told with its limit.

Must never conclude by anything but the rule that is told with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from muniment.analysis.asking.answer_form import Manner, Reading
from muniment.analysis.asking.question_times import Time
from muniment.analysis.asking.question_wordings import Limit, Subject, Threshold
from muniment.analysis.formulas.figure_book import Amount
from muniment.analysis.questions.question_values import Books, Valued
from muniment.document.facts.answer import Answer, Conclusion, Outcome, Step
from muniment.message import Argument, Message, message

_SAME = Decimal("0.0005")
"""Values without a unit that differ by less than this (0.05 percentage points) count as equal."""
_FLOWS = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")


@dataclass()
class Judged:
    """What was concluded.

    Attributes:
        steps: The values, the one that decides last.
        conclusion: One of ``Conclusion``, or a name; None where the values are the answer.
        rule: How it was drawn; None without a conclusion.
        note: What the measure is; None for nothing.
    """

    steps: list[Step] = field(default_factory=list)
    conclusion: Message | None = None
    rule: Message | None = None
    note: Message | None = None


def as_answer(judged: Judged | None, books: Books, *, understood: Message | None = None) -> Answer | None:
    """What was concluded, as an answer; None where nothing was, or a figure it needs is doubtful.

    Args:
        judged: None where nothing was concluded.
        books: The figures that it rests on, and what is doubtful of them.
        understood: How the question was understood, where a model did; else None.
    """
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
    """How a value changed, and whether that is what was asked.

    Args:
        old: The earlier value.
        new: The later value.
        manner: What the question asks of the change.
        books: The figures that both rest on; the steps are listed there.
        lower_is_better: Whether a fall of this value is an improvement.
    """
    if old.amount.unit != new.amount.unit or old.period == new.period:
        return None
    steps = [books.step(old), books.step(new)]
    difference = _over([old, new], new.amount.value - old.amount.value)
    is_pure = new.amount.unit == "pure"
    if not is_pure and old.amount.value:
        share = replace(difference, value=difference.value / abs(old.amount.value), unit="pure")
        steps.append(
            books.made(message("change-in-percent"), share, new.period, shown="percent", formula=_SHARE_OF_EARLIER)
        )
    shown = "points" if new.subject.shown == "percent" else new.subject.shown
    made = books.made(message("change"), difference, new.period, shown=shown, formula=_LATER_LESS_EARLIER)
    steps.insert(len(steps) - (manner.in_percent and len(steps) > 2), made)
    is_same = abs(difference.value) < _SAME if is_pure else difference.value == 0
    moved = Conclusion.UNCHANGED if is_same else Conclusion.HIGHER if difference.value > 0 else Conclusion.LOWER
    conclusion = _concluded(moved, manner, lower_is_better=lower_is_better)
    least: Argument | None = None
    if is_pure:
        least = message("percentage-points", number=(_SAME * 100).normalize()) if shown == "points" else _SAME
    return Judged(steps, message(conclusion), _rule(manner, least, lower_is_better=lower_is_better))


_LATER_LESS_EARLIER = message("later-less-earlier")
_SHARE_OF_EARLIER = message("share-of-earlier")


def _concluded(moved: Conclusion, manner: Reading, *, lower_is_better: bool) -> Conclusion:
    if manner.is_yes_no and manner.manner is Manner.CHANGE:
        return _yes(moved is not Conclusion.UNCHANGED)
    if not manner.is_yes_no or not manner.direction:
        return moved
    up, down = Conclusion.HIGHER, Conclusion.LOWER
    better, worse = (down, up) if lower_is_better else (up, down)
    wanted = {"up": up, "down": down, "better": better, "worse": worse}
    return _yes(moved is wanted[manner.direction])


def _yes(is_so: bool) -> Conclusion:
    return Conclusion.YES if is_so else Conclusion.NO


def _rule(manner: Reading, least: Argument | None, *, lower_is_better: bool) -> Message:
    rule = message("later-against-earlier")
    if least is not None:
        rule = message("later-against-earlier-from", least=least)
    if not manner.by_quality:
        return rule
    quality = message("lower-is-better" if lower_is_better else "higher-is-better")
    return message("rule-with-quality", rule=rule, quality=quality)


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
    name, formula = message("average-of-years", years=len(values)), message("sum-by-number")
    steps.append(books.made(name, mean, last.period, shown=last.subject.shown, formula=formula))
    return Judged(steps)


def compound(values: Sequence[Valued], books: Books) -> Judged | None:
    """The growth a year that leads from the first value to the last one.

    Args:
        values: Of several years, oldest first.
        books: The figures that they rest on; the step is listed there.
    """
    first, last = values[0], values[-1]
    years = last.time.year - first.time.year
    is_whole = all((value.time.quarter, value.time.months) == (last.time.quarter, last.time.months) for value in values)
    if years < 1 or not is_whole or first.amount.unit != last.amount.unit or first.amount.unit == "pure":
        return None
    if first.amount.value <= 0 or last.amount.value <= 0:
        return None
    ratio = last.amount.value / first.amount.value
    growth = replace(_over([first, last], ratio ** (Decimal(1) / years) - 1), unit="pure")
    steps = [books.step(value) for value in values]
    name = message("compound-growth", years=years, of=last.subject.said)
    steps.append(
        books.made(name, growth, last.period, shown="percent", formula=message("compound-formula", years=years))
    )
    return Judged(steps)


def consistent(values: Sequence[Valued], limit: Decimal, books: Books) -> Judged | None:
    """Whether no value differs from the one a year before by more than a limit.

    Args:
        values: A year apart each, oldest first; two at least.
        limit: Percent, or percentage points where the values are percentages.
        books: The figures that they rest on; the steps are listed there.
    """
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
    shown, formula = ("points", _LATER_LESS_EARLIER) if in_points else ("percent", _SHARE_OF_EARLIER)
    steps.append(books.made(message("largest-change"), far, b.period, shown=shown, formula=formula))
    rule = message("yes-within-points" if in_points else "yes-within-percent", limit=limit.normalize())
    return Judged(steps, message(_yes(abs(move) * 100 <= limit)), rule)


def sign(value: Valued, wanted: str, books: Books) -> Judged:
    """Whether a value is above or below zero.

    Args:
        value: The one that is asked for.
        wanted: "positive" or "negative".
        books: The figures that it rests on; the step is listed there.
    """
    fits = value.amount.value > 0 if wanted == "positive" else value.amount.value < 0
    rule = message("yes-above-zero" if wanted == "positive" else "yes-below-zero")
    return Judged([books.step(value)], message(_yes(fits)), rule, value.subject.note)


def exists(value: Valued, books: Books) -> Judged:
    """Whether something was paid."""
    return Judged([books.step(value)], message(_yes(bool(value.amount.value))), message("yes-where-not-zero"))


def by_threshold(threshold: Threshold, books: Books, time: Time | None) -> Judged | None:
    """A judgement by fixed limits.

    Args:
        threshold: The limits, and what each of them says.
        books: Where the values are looked up.
        time: The period that is asked for; None for the newest.
    """
    steps, reached = [], []
    told: Message | None = None
    for limit in threshold.limits:
        value = books.value(limit.subject, time)
        if value is None:
            return None
        steps.append(books.step(value))
        reached.append(value.amount.value >= limit.least)
        part = _at_least(limit)
        joined = "one-or-other" if threshold.any else "one-and-other"
        told = message(joined, first=told, second=part) if told is not None else part
    yes = any(reached) if threshold.any else all(reached)
    rule = message("yes-where-there-is", what=told) if told is not None else None
    return Judged(steps, message(_yes(yes)), rule)


def _at_least(limit: Limit) -> Message:
    if limit.subject.shown == "percent":
        return message("at-least-percent", name=limit.subject.said, least=limit.least * 100)
    return message("at-least", name=limit.subject.said, least=limit.least.normalize())


def largest_flow(books: Books, known: Mapping[str, Subject], time: Time | None, *, least: bool) -> Judged | None:
    """Which of the three kinds of cash flow brought in the most.

    Args:
        books: Where the three flows are looked up.
        known: Concepts and measures by id.
        time: The period that is asked for; None for the newest.
        least: Whether the smallest is asked for instead.
    """
    values = [books.value(known[name], time) for name in _FLOWS]
    found = [value for value in values if value is not None]
    if len(found) < len(_FLOWS):
        return None
    ordered = sorted(found, key=lambda value: value.amount.value, reverse=least)
    rule = message("lowest-of-three" if least else "highest-of-three")
    return Judged([books.step(value) for value in ordered], ordered[-1].subject.said, rule)
