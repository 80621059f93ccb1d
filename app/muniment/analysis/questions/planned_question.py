"""A question whose words name no figure: a model may say which one it asks for, and code computes it as if it had been named.

Must never offer a figure that cannot be computed, nor be asked where the words are understood or ask for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from muniment.analysis.asking.answer_form import MANNER, Manner, Reading
from muniment.analysis.asking.answer_form import read as read_manner
from muniment.analysis.asking.company_names import without_names
from muniment.analysis.asking.question_text import Question, read
from muniment.analysis.asking.question_wordings import Subject, subjects, wordings
from muniment.analysis.prompts.plan_question import PlanQuestion
from muniment.analysis.prompts.plan_question import of as plan_question
from muniment.analysis.questions.answer_question import as_asked, of_one
from muniment.analysis.questions.judgements import as_answer
from muniment.analysis.questions.question_scope import KnownDocument, companies, scope
from muniment.analysis.questions.question_subject import asked
from muniment.analysis.questions.question_values import Books
from muniment.analysis.questions.short_names import spelled_out
from muniment.document.facts.answer import Answer, Outcome
from muniment.document.facts.filing import Filing

GROUP = 8
"""Figures of one question to a model, as many as in its exam."""
_MANNERS = (Manner.VALUE, Manner.CHANGE, Manner.DIRECTION, Manner.AVERAGE)

Planner = Callable[[PlanQuestion], int | None]
"""Answers with the number of a figure; None where it is none of them, or not sure."""


def answer(text: str, filings: Sequence[Filing], own_measures: str, planner: Planner) -> Answer | None:
    """The answer that follows from the figure which a model takes the question to ask for; None where there is none.

    Args:
        text: The question.
        filings: The documents that it may be about, with their facts.
        own_measures: The text of the user's own file of measures.
        planner: Who is asked.
    """
    question = read(spelled_out(text, filings))
    known = scope(question, [KnownDocument(each) for each in filings])
    manner = read_manner(replace(question, plain=without_names(question.plain, [one.company for one in known])))
    named = asked(question.plain, wordings(own_measures), [one.company for one in known], MANNER)
    if manner.manner not in _MANNERS or named.is_instead or named.subjects or len(companies(known)) != 1:
        return None  # words that name a figure beside others are not for a model to pass over
    first = next((one for one in known if one.times), None)
    if first is None:
        return None

    def books() -> Books:
        return Books(first, [other for other in known if other is not first])

    offered = _offered(question, manner, books, own_measures)
    chosen = _chosen(text, offered, planner)
    if chosen is None:
        return None
    found = as_asked(_computed(question, chosen, manner, books(), own_measures), question)
    return found if found is not None and found.outcome is Outcome.COMPUTED else None


def _offered(question: Question, manner: Reading, books: Callable[[], Books], own_measures: str) -> list[Subject]:
    """The named figures that can be computed here without doubt."""
    all_of_them, planned = subjects(own_measures), wordings(own_measures).planned
    there = (all_of_them[name] for name in planned if name in all_of_them)
    return [one for one in there if _computed(question, one, manner, books(), own_measures) is not None]


def _chosen(text: str, offered: Sequence[Subject], planner: Planner) -> Subject | None:
    """The one figure that is chosen: group by group, then among those that were chosen there."""
    while offered:
        groups = [offered[start : start + GROUP] for start in range(0, len(offered), GROUP)]
        picks = [(group, planner(plan_question(text, [one.name for one in group]))) for group in groups]
        winners = [group[pick] for group, pick in picks if pick is not None]
        if len(groups) == 1:
            return winners[0] if winners else None
        if len(winners) == 1 or len(winners) == len(offered):
            return winners[0] if len(winners) == 1 else None
        offered = winners
    return None


def _computed(question: Question, subject: Subject, manner: Reading, books: Books, own_measures: str) -> Answer | None:
    judged = of_one(question, subject, manner, wordings(own_measures), books)
    return as_answer(judged, books, understood=subject.said)
