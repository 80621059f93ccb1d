"""Questions, answered in the worker: which documents, what follows from figures, which sentences.

Must never hold anything of a question after it was answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.document.usage.routing import Routing
from muniment.worker.child import usage_count
from muniment.worker.child.serve import Request
from muniment.worker.protocol.control import RequestDone
from muniment.worker.protocol.question_exchange import PageText, Scoped
from muniment.worker.protocol.questioning import (
    AnswerComputed,
    AnswerStated,
    CiteSentences,
    ComputeAnswer,
    PlanAnswer,
    QuestionScoped,
    ScopeQuestion,
    SentenceCited,
    StateAnswer,
)

if TYPE_CHECKING:
    from muniment.analysis.questions.telling_passages import PassagePage
    from muniment.worker.child.model_router import ModelRouter


def scope(asked: ScopeQuestion, request: Request) -> None:
    """Say which documents a question may be about, and what to look for."""
    from muniment.analysis.questions import answer_question, stated_answer

    asking = asked.asking
    absent = answer_question.absent(asking.question, asking.filings, asking.measures)
    found = answer_question.documents(asking.question, asking.filings, absent)
    scoped = Scoped(
        tuple(sha256 for sha256, _ in found),
        tuple(weight for _, weight in found),
        answer_question.terms_of(asking.question, asking.filings),
        absent,
        stated_answer.terms_of(asking.question, asking.filings, absent),
    )
    request.answer(QuestionScoped(scoped))


def compute(asked: ComputeAnswer, request: Request) -> None:
    """Compute what follows from figures."""
    from muniment.analysis.questions import answer_question

    asking = asked.asking
    answer = answer_question.compute(asking.question, asking.filings, asking.measures, asking.absent)
    request.answer(AnswerComputed(Routing(), (), answer))


def plan(asked: PlanAnswer, request: Request, hands: ModelRouter) -> None:
    """Compute what models take a question to ask for, where its words do not say it."""
    from muniment.analysis.questions import planned_question
    from muniment.worker.child.model_pointing import Points

    asking = asked.asking
    answer = planned_question.answer(asking.question, asking.filings, asking.measures, Points(hands).plan)
    request.answer(AnswerComputed(hands.routing, usage_count.told(hands.meters), answer))


def state(asked: StateAnswer, request: Request) -> None:
    """Read what the sentences of pages state."""
    from muniment.analysis.questions import stated_answer

    asking = asked.asking
    texts = [_page(page) for page in asking.pages]
    request.answer(AnswerStated(stated_answer.answer(asking.question, asking.filings, texts, is_whole=asking.is_whole)))


def _page(text: PageText) -> PassagePage:
    from muniment.analysis.questions.telling_passages import PassagePage

    page = Page(text.number, 1.0, 1.0, Unit.POINT, Source.TEXT, text.text, PackedWords())
    return PassagePage(text.sha256, page)


def cite(asked: CiteSentences, request: Request) -> Iterator[None]:
    """Find sentences page by page, each told as it is found."""
    from muniment.analysis.questions import answer_question

    asking = asked.asking
    texts = [_page(page) for page in asking.pages]
    for passage in answer_question.finder(asking.question, asking.filings).sentences(texts):
        request.check()
        if passage is not None:
            request.answer(SentenceCited(passage))
        yield
    request.answer(RequestDone())
