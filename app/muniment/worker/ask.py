"""Questions, answered in the worker: which documents, what follows from figures, which sentences.

Must never hold anything of a question after it was answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.document.codec import decode_value, encode_value
from muniment.document.page import Page, Source, Unit, Words
from muniment.worker.frames import Kind
from muniment.worker.questions import Asking, Cited, Computed, Scoped
from muniment.worker.serve import Request

if TYPE_CHECKING:
    from muniment.worker.hands import Hands


def scope(request: Request) -> None:
    """Say which documents a question may be about, and what to look for."""
    from muniment.analysis import ask

    asking = decode_value(Asking, request.blob)
    found = ask.documents(asking.question, asking.filings)
    scoped = Scoped(
        tuple(sha256 for sha256, _ in found),
        tuple(weight for _, weight in found),
        ask.terms_of(asking.question, asking.filings),
    )
    request.answer(Kind.DONE, {}, encode_value(scoped))


def compute(request: Request) -> None:
    """Compute what follows from figures."""
    from muniment.analysis import ask

    asking = decode_value(Asking, request.blob)
    answer = ask.compute(asking.question, asking.filings, asking.measures)
    request.answer(Kind.DONE, {}, encode_value(Computed(answer)))


def plan(request: Request, hands: Hands) -> None:
    """Compute what models take a question to ask for, where its words do not say it."""
    from muniment.analysis import ask_planned
    from muniment.worker import crew
    from muniment.worker.points import Points

    asking = decode_value(Asking, request.blob)
    answer = ask_planned.answer(asking.question, asking.filings, asking.measures, Points(hands).plan)
    request.answer(Kind.DONE, crew.told(hands), encode_value(Computed(answer)))


def cite(request: Request) -> Iterator[None]:
    """Find sentences page by page, each told as it is found."""
    from muniment.analysis import ask
    from muniment.analysis.passages import Text

    asking = decode_value(Asking, request.blob)
    texts = [
        Text(page.sha256, Page(page.number, 1.0, 1.0, Unit.POINT, Source.TEXT, page.text, Words()))
        for page in asking.pages
    ]
    for passage in ask.finder(asking.question, asking.filings).sentences(texts):
        request.check()
        if passage is not None:
            request.answer(Kind.PROGRESS, {}, encode_value(Cited(passage)))
        yield
    request.answer(Kind.DONE)
