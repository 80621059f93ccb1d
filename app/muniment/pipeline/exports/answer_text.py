"""An answer in words: what was concluded, each value with its unit and period, each figure with its place.

Must never round what is printed in a document: a figure stands as its quote; only computed values are rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from muniment.document.facts.answer import Answer, Operand, Outcome, Passage, Step
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.table import Period
from muniment.message import Message
from muniment.pipeline.exports.document_record import plain
from muniment.texts import numbers
from muniment.texts.finding_words.answer_words import CONCLUSIONS
from muniment.texts.say import say, say_argument
from muniment.texts.text import Text

Record = dict[str, Any]
PageOf = Callable[[str, int], Page]
"""Gives a page by the SHA-256 of its document and its number."""

ABSENT = Text("Not in these documents.")
PASSAGES = Text("No figure answers this. These sentences speak of it:")
UNDERSTOOD = Text(
    "Read by the language model as a question for: {name}. If you mean another figure, ask for it by name."
)


def headline(answer: Answer) -> str:
    """The answer in one sentence."""
    if answer.outcome is Outcome.ABSENT:
        return ABSENT()
    if answer.outcome is Outcome.CITED:
        return PASSAGES()
    if answer.outcome is Outcome.STATED:
        return f"{stated(answer)}."
    last = answer.steps[-1]
    shown = answer.steps if last.name.code == "of-company" and answer.conclusion is None else [last]
    said = "; ".join(f"{say(step.name)}, {when(step.period)}: {value(step)}" for step in shown) + "."
    return f"{conclusion(answer)}. {said}" if answer.conclusion else said


def stated(answer: Answer) -> str:
    """What sentences state: yes, no, a name or a number."""
    return numbers.number(answer.value) if answer.value is not None else conclusion(answer)


def understood(answer: Answer) -> str:
    """That a model said what was asked for, and what; empty where the words of the question say it."""
    return UNDERSTOOD(name=say(answer.understood)) if answer.understood else ""


def conclusion(answer: Answer) -> str:
    """What was concluded, in a word or a name; empty where the values are the answer."""
    return _said(answer.conclusion)


def _said(what: Message | None) -> str:
    return say(what) if what is not None else ""


def value(step: Step) -> str:
    """A value with its unit."""
    number = step.value
    match step.shown:
        case "percent":
            return numbers.percent(number, 1)
        case "points":
            return Text("{number} percentage points")(number=numbers.written(f"{number * 100:+,.1f}"))
        case "times":
            return f"{numbers.number(number, 2)} x"
        case "days":
            return Text("{days} days")(days=numbers.number(number, 1))
        case "per_share":
            amount = f"{numbers.number(number, 2)} {step.unit.partition('/')[0]}".rstrip()
            return Text("{amount} per share")(amount=amount)
        case "shares":
            return Text("{amount} shares")(amount=numbers.number(number))
        case "money":
            return _money(number, step.unit, step.scale)
        case _:
            return numbers.number(number, 2)


_SCALES: Mapping[int, Text] = {
    1_000: Text("{number} thousand"),
    100_000: Text("{number} lakh"),
    1_000_000: Text("{number} million"),
    10_000_000: Text("{number} crore"),
    1_000_000_000: Text("{number} billion"),
    1_000_000_000_000: Text("{number} trillion"),
}


def _money(number: Decimal, unit: str, scale: int) -> str:
    scale = scale or (1_000_000 if abs(number) >= 1_000_000 else 1)
    scaled = number / scale
    text = f"{scaled:,.3f}".rstrip("0").rstrip(".") if scaled != scaled.to_integral_value() else f"{scaled:,.0f}"
    text = numbers.written(text)
    return f"{_SCALES[scale](number=text) if scale in _SCALES else text} {unit}".rstrip()


def when(period: Period) -> str:
    """A period: its last day, with its length."""
    if not period.months:
        return numbers.day(period.end)
    if period.months == 12:
        return Text("year to {end}")(end=period.end)
    return Text("{months} months to {end}")(months=period.months, end=period.end)


def source(operand: Operand) -> str:
    """A figure as printed, with its place."""
    figure = operand.figure
    period = f", {when(figure.period)}" if figure.period else ""
    page = Text("p. {pages}")(pages=figure.evidence.span.page)
    return f"{operand.label or figure.concept}{period}: {figure.evidence.quote} [{figure.name}, {page}]"


def record(question: str, answer: Answer, names: dict[str, str], page: PageOf) -> Record:
    """An answer as the object that ``ask --json`` prints."""
    return {
        "question": question,
        "outcome": answer.outcome.value,
        "answer": headline(answer),
        "conclusion": _conclusion_key(answer.conclusion),
        "value": plain(answer.value) if answer.value is not None else None,
        "rule": _said(answer.rule),
        "note": _said(answer.note),
        "understood": _said(answer.understood),
        "steps": [_step(step) for step in answer.steps],
        "operands": [_operand(operand, page) for operand in answer.operands],
        "passages": [_passage(passage, names, page) for passage in answer.passages],
    }


def _conclusion_key(what: Message | None) -> str:
    """A conclusion as scripts read it: the same in every language, or a name."""
    return CONCLUSIONS.get(what.code) or say(what) if what is not None else ""


def _step(step: Step) -> Record:
    shown = {"name": say(step.name), "value": plain(step.value), "unit": step.unit, "shown": step.shown}
    return {**shown, **_period(step.period), "formula": say_argument(step.formula), "operands": list(step.operands)}


def _period(period: Period | None) -> Record:
    if period is None:
        return {"period_end": None, "months": None}
    return {"period_end": period.end.isoformat(), "months": period.months}


def _operand(operand: Operand, page: PageOf) -> Record:
    figure = operand.figure
    told: Record = {"file": figure.name, "sha256": figure.sha256, "label": operand.label, "concept": figure.concept}
    told |= {"value": plain(figure.value), "unit": figure.unit, **_period(figure.period), "state": figure.state.value}
    return {**told, **_place(figure.sha256, figure.evidence, page)}


def _passage(passage: Passage, names: dict[str, str], page: PageOf) -> Record:
    told = {"file": names.get(passage.sha256, ""), "sha256": passage.sha256, "heading": passage.heading}
    return {**told, **_place(passage.sha256, passage.evidence, page)}


def _place(sha256: str, evidence: Evidence, page: PageOf) -> Record:
    span = evidence.span
    boxes = [list(box) for box in evidence.boxes(page(sha256, span.page))]
    return {"page": span.page, "start": span.start, "end": span.end, "boxes": boxes, "quote": evidence.quote}
