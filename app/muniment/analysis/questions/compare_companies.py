"""Which of several companies has more of something.

Must never compare across currencies, nor where one of the companies has no value.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.analysis.questions.answer_form import Manner, Reading
from muniment.analysis.questions.question_scope import KnownDocument, companies, named
from muniment.analysis.questions.question_text import Question
from muniment.analysis.questions.question_values import Books, Valued
from muniment.analysis.questions.question_wordings import Subject
from muniment.document.facts.answer import Answer, Operand, Outcome, Step
from muniment.message import message, verbatim

_MOST = 8  # companies


def which_company(
    question: Question, asked_for: Sequence[Subject], manner: Reading, known: Sequence[KnownDocument]
) -> Answer | None:
    """The company with the higher or lower value, where all companies that are named have one."""
    theirs = [one for one in companies(known) if named(question.plain, one)]
    if manner.manner is not Manner.WHICH or len(asked_for) != 1 or not 2 <= len(theirs) <= _MOST:
        return None
    operands: list[Operand] = []
    found: list[tuple[Valued, Step, str]] = []
    for company in theirs:
        one = _of_company(question, asked_for[0], [each for each in known if each.company == company], operands)
        if one is None:
            return None
        found.append(one)
    if len({value.amount.unit for value, _, _ in found}) > 1:
        return None
    ordered = sorted(found, key=lambda one: one[0].amount.value, reverse=manner.least)
    if ordered[-1][0].amount.value == ordered[-2][0].amount.value:
        return None
    return Answer(
        outcome=Outcome.COMPUTED,
        conclusion=verbatim(ordered[-1][2]),
        rule=message("lowest-of-companies" if manner.least else "highest-of-companies"),
        steps=tuple(step for _, step, _ in ordered),
        operands=tuple(operands),
    )


def _of_company(
    question: Question, subject: Subject, documents: Sequence[KnownDocument], operands: list[Operand]
) -> tuple[Valued, Step, str] | None:
    time = question.times[-1] if question.times else None
    for first in documents:
        books = Books(first, [other for other in documents if other is not first], operands)
        value = books.value(subject, time) if first.times else None
        if value is not None and not books.doubts:
            return value, books.step(value, company=first.name), first.name
    return None
