"""How an answer is graded: numbers by value, yes and no by the word, prose by the page of the evidence.

Must never call an answer right for words that merely look alike: what these rules cannot decide is listed for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from muniment.document.facts.answer import Answer, Conclusion, Outcome, Step

Question = Mapping[str, Any]
Places = frozenset[tuple[str, int]]

_NUMBER = re.compile(
    r"(?P<minus>-|\()?\$?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>%|percent|bn|billion|mn|m\b|million|thousand|times|x\b)?",
    re.IGNORECASE,
)
_FACTORS = {"bn": 10**9, "billion": 10**9, "mn": 10**6, "m": 10**6, "million": 10**6, "thousand": 10**3}
_YES_NO = re.compile(r"^\s*(yes|no)\b", re.IGNORECASE)
_ONLY = re.compile(r"^\s*-?\(?\$?\s?-?[\d,]+(?:\.\d+)?\)?\s?%?\s*(?:million|billion|increase)?\.?\s*$", re.IGNORECASE)
_ASKED_IN = re.compile(
    r"\bin (?:USD |US\$ |\$)?(thousands|millions|billions)\b|\(in USD (millions|billions|thousands)\)", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS: dict[str, re.Pattern[str]] = {
    Conclusion.HIGHER: re.compile(r"\b(?:improv|increas|rose|grew|higher|growth)\w*", re.IGNORECASE),
    Conclusion.LOWER: re.compile(r"\b(?:declin|decreas|drop|fell|lower|worse)\w*", re.IGNORECASE),
}
_YES_NOS: dict[str, str] = {Conclusion.YES: "yes", Conclusion.NO: "no"}


class Class(StrEnum):
    """What kind of an answer the gold is."""

    NUMBER = "number"
    YES_NO = "yes or no"
    PROSE = "prose"


class AnswerGrade(StrEnum):
    """What came of a question."""

    RIGHT = "right"
    WRONG = "wrong"  # something was asserted that is not so
    READ = "to be read"  # computed, but the gold says it in words or by another definition
    ELSEWHERE = "cited elsewhere"  # sentences were quoted, none of a page of the evidence
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Marked:
    """A graded question.

    Attributes:
        question: As in the corpus.
        kind: Of its gold answer.
        grade: What came of it.
        said: The answer in a line.
        is_found: A page of the evidence is among the first five that the search gives.
        is_computed: The answer was computed from figures.
    """

    question: Question
    kind: Class
    grade: AnswerGrade
    said: str
    is_found: bool
    is_computed: bool


def class_of(gold: str) -> Class:
    """What kind of an answer the gold is."""
    if _ONLY.match(gold):
        return Class.NUMBER
    return Class.YES_NO if _YES_NO.match(gold) else Class.PROSE


def evidence(question: Question) -> Places:
    """Documents and pages of the evidence."""
    return frozenset((one["document"], one["page"]) for one in question["evidence"])


def grade(question: Question, answer: Answer, names: Mapping[str, str]) -> AnswerGrade:
    """Grade an answer.

    Args:
        question: With its gold answer and evidence.
        answer: What Muniment says.
        names: File names by SHA-256.
    """
    gold = str(question["answer"])
    kind = class_of(gold)
    if answer.outcome is Outcome.ABSENT:
        return AnswerGrade.REFUSED
    if answer.outcome is Outcome.CITED:
        if kind is not Class.PROSE:
            return AnswerGrade.REFUSED
        cited = {(names[p.sha256], p.evidence.span.page) for p in answer.passages}
        return AnswerGrade.RIGHT if cited & evidence(question) else AnswerGrade.ELSEWHERE
    if kind is Class.NUMBER:
        asked_in = _ASKED_IN.search(question["question"])
        factor = _FACTORS[(asked_in[1] or asked_in[2]).lower()[:-1]] if asked_in else 1
        fits = any(_fits(number, answer.steps[-1], factor) for number in _numbers(gold))
        return AnswerGrade.RIGHT if fits else AnswerGrade.WRONG
    return _of_words(gold, kind, answer)


def _of_words(gold: str, kind: Class, answer: Answer) -> AnswerGrade:
    """A computed answer against a sentence: what it concludes, and whether one of its values stands there."""
    match = _YES_NO.match(gold)
    concluded = answer.conclusion.code if answer.conclusion is not None else ""
    if kind is Class.YES_NO and match and concluded in _YES_NOS:
        if match[1].lower() != _YES_NOS[concluded]:
            return AnswerGrade.WRONG
    elif concluded in _WORDS:
        other = _WORDS[Conclusion.LOWER if concluded == Conclusion.HIGHER else Conclusion.HIGHER]
        if not _WORDS[concluded].search(gold) and other.search(gold):
            return AnswerGrade.WRONG
    elif kind is Class.YES_NO:
        return AnswerGrade.READ
    numbers = _numbers(gold)
    if not numbers:
        return AnswerGrade.RIGHT if answer.conclusion else AnswerGrade.READ
    return (
        AnswerGrade.RIGHT
        if any(_fits(number, step, 1) for number in numbers for step in answer.steps)
        else AnswerGrade.READ
    )


@dataclass(frozen=True, slots=True)
class _Printed:
    value: Decimal
    digits: int
    unit: str


def _numbers(text: str) -> list[_Printed]:
    """The numbers of a gold answer, years left out."""
    found: list[_Printed] = []
    for match in _NUMBER.finditer(text):
        digits = match["digits"]
        if _YEAR.fullmatch(digits) and not match["unit"] and "$" not in match[0]:
            continue
        unit = (match["unit"] or "").lower().replace("percent", "%")
        found.append(_Printed(Decimal(digits.replace(",", "")), len(digits.partition(".")[2].rstrip("0")), unit))
    return found


def _fits(number: _Printed, step: Step, factor: int) -> bool:
    """Whether a value is the number: to its last printed digit, or to half a per cent."""
    value = abs(step.value) * (100 if step.shown in ("percent", "points") else 1)
    if (number.unit == "%") != (step.shown in ("percent", "points")):
        return False
    value /= _FACTORS.get(number.unit, factor if step.shown == "money" else 1)
    last_digit = Decimal("0.5001") * Decimal(10) ** -number.digits
    return abs(value - number.value) <= max(last_digit, abs(number.value) * Decimal("0.005"))
