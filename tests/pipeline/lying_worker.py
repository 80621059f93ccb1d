"""The real worker program as a hostile document might have it: it lies once, and is honest from then on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import repeat
from typing import BinaryIO, ClassVar

from muniment.document.facts.fact import Fact, Wording
from muniment.document.pages.evidence import Evidence, Span
from muniment.worker.child import serve, worker_program
from muniment.worker.protocol.analysing import PagesAnalysed, SummaryWorded
from muniment.worker.protocol.exchanged_message import AnswerMessage
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.reading import DocumentOpened, PageRead

Lies = Iterable[AnswerMessage]  # instead of what would be sent; None: nothing to lie about


class OpenedEarly(DocumentOpened):
    """What was opened, said as if more would come."""

    kind: ClassVar[FrameKind] = FrameKind.PROGRESS


def opens_twice(message: AnswerMessage) -> Lies | None:
    if not isinstance(message, DocumentOpened):
        return None
    return [OpenedEarly(message.page_count, message.media_type, message.sizes), message]


def counts_one_more(message: AnswerMessage) -> Lies | None:
    if not isinstance(message, DocumentOpened):
        return None
    return [replace(message, page_count=message.page_count + 1, sizes=(*message.sizes, (1.0, 1.0)))]


def numbers_wrongly(message: AnswerMessage) -> Lies | None:
    if not isinstance(message, PageRead):
        return None
    return [replace(message, page=replace(message.page, number=message.page.number + 1))]


def repeats_a_page(message: AnswerMessage) -> Lies | None:
    return [message] * 2 if isinstance(message, PageRead) else None


def never_stops(message: AnswerMessage) -> Lies | None:
    return repeat(message) if isinstance(message, PageRead) else None


def stands_still(message: AnswerMessage) -> Lies | None:
    if isinstance(message, PageRead):
        time.sleep(3600)
    return None


def changed(message: AnswerMessage, change: Callable[[Fact], Fact]) -> Lies | None:
    if not isinstance(message, PagesAnalysed):
        return None
    found = message.analysis
    return [replace(message, analysis=replace(found, facts=tuple(map(change, found.facts))))]


def places_wrongly(message: AnswerMessage) -> Lies | None:
    def moved(fact: Fact) -> Fact:
        span = fact.evidence.span
        return replace(fact, evidence=Evidence(Span(span.page, span.start + 1, span.end + 1), fact.evidence.quote))

    return changed(message, moved)


def reads_wrongly(message: AnswerMessage) -> Lies | None:
    def larger(fact: Fact) -> Fact:
        return replace(fact, value=fact.value * 10 if isinstance(fact.value, Decimal) else fact.value)

    return changed(message, larger)


def words_wrongly(message: AnswerMessage) -> Lies | None:
    if not isinstance(message, SummaryWorded):
        return None
    said = [
        one if one.links else replace(one, text="Revenue fell 99% to $9 million.", wording=Wording.REPHRASED)
        for one in message.sentences
    ]
    return [replace(message, sentences=tuple(said))]


LIES: dict[str, Callable[[AnswerMessage], Lies | None]] = {
    lie.__name__: lie
    for lie in (
        opens_twice,
        counts_one_more,
        numbers_wrongly,
        repeats_a_page,
        never_stops,
        stands_still,
        places_wrongly,
        reads_wrongly,
        words_wrongly,
    )
}


def lying(lie: str) -> Callable[[BinaryIO], serve.Send]:
    """A sender that lies."""

    def sender(stream: BinaryIO) -> serve.Send:
        send, has_lied = serve.sender(stream), False

        def send_or_lie(number: int | None, message: AnswerMessage) -> None:
            nonlocal has_lied
            lies = None if has_lied else LIES[lie](message)
            has_lied = has_lied or lies is not None
            for one in lies or [message]:
                send(number, one)

        return send_or_lie

    return sender


if __name__ == "__main__":
    vars(worker_program)["sender"] = lying(sys.argv[2])
    sys.exit(worker_program.main([sys.argv[1], *sys.argv[3:]]))
