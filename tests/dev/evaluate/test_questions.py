"""The grader of answers, on answers made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evaluate.questions.__main__ import lines
from evaluate.questions.grade_answer import AnswerGrade, Class, Marked, class_of, grade
from muniment.document.facts.answer import Answer, Outcome, Passage, Step
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.table import Period
from muniment.message import message, verbatim

YEAR = Period(start=date(2022, 1, 1), end=date(2022, 12, 31), months=12)
NAMES = {"a" * 64: "report.pdf"}


def asked(gold: str, question: str = "What was it?") -> dict[str, object]:
    return {"question": question, "answer": gold, "evidence": [{"document": "report.pdf", "page": 7}]}


def computed(value: str, shown: str = "money", conclusion: str = "") -> Answer:
    unit = "USD" if shown == "money" else "pure"
    step = Step(
        name=verbatim("x"), value=Decimal(value), unit=unit, shown=shown, period=YEAR, formula="x", operands=(0,)
    )
    return Answer(
        outcome=Outcome.COMPUTED, conclusion=message(f"concluded-{conclusion}") if conclusion else None, steps=(step,)
    )


def cited(page: int) -> Answer:
    return Answer(outcome=Outcome.CITED, passages=(Passage("a" * 64, "", Evidence(Span(page, 0, 4), "Some")),))


@pytest.mark.parametrize(
    ("gold", "kind"),
    [
        ("$1577.00", Class.NUMBER),
        ("10.3%", Class.NUMBER),
        ("Yes, it did.", Class.YES_NO),
        ("No", Class.YES_NO),
        ("The consumer segment.", Class.PROSE),
        ("It fell from 20% to 10%", Class.PROSE),
    ],
)
def test_the_class_of_a_gold_answer(gold: str, kind: Class) -> None:
    assert class_of(gold) is kind


@pytest.mark.parametrize(
    ("gold", "question", "answer", "wanted"),
    [
        ("$1577.00", "capex (in USD millions)?", computed("1577000000"), AnswerGrade.RIGHT),
        ("$8.70", "PP&E? Answer in USD billions.", computed("8738000000"), AnswerGrade.RIGHT),
        ("$8.70", "PP&E? Answer in USD billions.", computed("8938000000"), AnswerGrade.WRONG),
        ("10.3%", "margin?", computed("0.10285", "percent"), AnswerGrade.RIGHT),
        ("10.3%", "margin?", computed("0.10185", "percent"), AnswerGrade.WRONG),
        ("10.3%", "margin?", computed("0.113", "percent"), AnswerGrade.WRONG),
        ("Yes. It rose.", "rose?", computed("5", conclusion="yes"), AnswerGrade.RIGHT),
        ("Yes. It rose.", "rose?", computed("5", conclusion="no"), AnswerGrade.WRONG),
        ("No, it fell by 2.2%.", "rose?", computed("-0.0221", "points", "no"), AnswerGrade.RIGHT),
        ("No, it fell by 9.9%.", "rose?", computed("-0.0221", "points", "no"), AnswerGrade.READ),
        ("It declined.", "how?", computed("-5", conclusion="higher"), AnswerGrade.WRONG),
        ("The consumer segment.", "which?", cited(7), AnswerGrade.RIGHT),
        ("The consumer segment.", "which?", cited(8), AnswerGrade.ELSEWHERE),
        ("Yes.", "is it?", cited(7), AnswerGrade.REFUSED),
        ("Yes.", "is it?", Answer(outcome=Outcome.ABSENT), AnswerGrade.REFUSED),
    ],
)
def test_an_answer_is_graded(gold: str, question: str, answer: Answer, wanted: AnswerGrade) -> None:
    assert grade(asked(gold, question), answer, NAMES) is wanted


def test_without_an_embedding_model_the_hybrid_search_is_said_to_be_unproven() -> None:
    marked = [Marked(asked("10.3%"), Class.NUMBER, AnswerGrade.RIGHT, "10.3%", found, True) for found in (True, False)]
    told = "\n".join(lines(marked))
    assert "page recall at 5: 0.500 (n 2" in told
    assert "page recall at 5, hybrid: unproven: no embedding model is here" in told
    better = [replace(one, is_found=True) for one in marked]
    assert "page recall at 5, hybrid: 1.000 (n 2" in "\n".join(lines(marked, better))
