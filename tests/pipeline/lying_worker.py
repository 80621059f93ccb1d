"""The real worker program as a hostile document might have it: it lies once, and is honest from then on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import repeat
from typing import Any, BinaryIO

from muniment.document.codec import decode_value, encode_value
from muniment.document.facts.fact import Analysis, Fact, Wording
from muniment.document.pages.evidence import Evidence, Span
from muniment.worker.child import serve, worker_program
from muniment.worker.protocol.exchanged_values import Summary

Sent = tuple[dict[str, Any], bytes | memoryview]
Lies = Iterable[Sent]  # instead of what would be sent; None: nothing to lie about


def about(head: dict[str, Any], kind: str) -> bool:
    return head.get("kind") == kind and "id" in head


def opens_twice(head: dict[str, Any], blob: bytes) -> Lies | None:
    return [({**head, "kind": "progress"}, blob), (head, blob)] if "sizes" in head else None


def counts_one_more(head: dict[str, Any], blob: bytes) -> Lies | None:
    if "sizes" not in head:
        return None
    return [({**head, "pages": head["pages"] + 1, "sizes": [*head["sizes"], [1.0, 1.0]]}, blob)]


def numbers_wrongly(head: dict[str, Any], blob: bytes) -> Lies | None:
    return [({**head, "number": head["number"] + 1}, blob)] if about(head, "page") else None


def repeats_a_page(head: dict[str, Any], blob: bytes) -> Lies | None:
    return [(head, blob)] * 2 if about(head, "page") else None


def never_stops(head: dict[str, Any], blob: bytes) -> Lies | None:
    return repeat((head, blob)) if about(head, "page") else None


def stands_still(head: dict[str, Any], blob: bytes) -> Lies | None:
    if about(head, "page"):
        time.sleep(3600)
    return None


def changed(head: dict[str, Any], blob: bytes, change: Callable[[Fact], Fact]) -> Lies | None:
    if not about(head, "done") or not blob:
        return None
    found = decode_value(Analysis, blob)
    return [(head, encode_value(replace(found, facts=tuple(map(change, found.facts)))))]


def places_wrongly(head: dict[str, Any], blob: bytes) -> Lies | None:
    def moved(fact: Fact) -> Fact:
        span = fact.evidence.span
        return replace(fact, evidence=Evidence(Span(span.page, span.start + 1, span.end + 1), fact.evidence.quote))

    return changed(head, blob, moved)


def reads_wrongly(head: dict[str, Any], blob: bytes) -> Lies | None:
    def larger(fact: Fact) -> Fact:
        return replace(fact, value=fact.value * 10 if isinstance(fact.value, Decimal) else fact.value)

    return changed(head, blob, larger)


def words_wrongly(head: dict[str, Any], blob: bytes) -> Lies | None:
    if not about(head, "done") or "chosen" not in head:
        return None
    said = [
        one if one.links else replace(one, text="Revenue fell 99% to $9 million.", wording=Wording.REPHRASED)
        for one in decode_value(Summary, blob).sentences
    ]
    return [(head, encode_value(Summary(tuple(said))))]


LIES: dict[str, Callable[[dict[str, Any], bytes], Lies | None]] = {
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

        def send_or_lie(head: dict[str, Any], blob: bytes | memoryview) -> None:
            nonlocal has_lied
            lies = None if has_lied else LIES[lie](head, bytes(blob))
            has_lied = has_lied or lies is not None
            for frame in lies or [(head, blob)]:
                send(*frame)

        return send_or_lie

    return sender


if __name__ == "__main__":
    vars(worker_program)["sender"] = lying(sys.argv[2])
    sys.exit(worker_program.main([sys.argv[1], *sys.argv[3:]]))
