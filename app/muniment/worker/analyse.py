"""The role that thinks: pages in, facts and a summary out; the model is loaded here, once.

Must never write a figure: what it says is places on the pages, and the parent checks each of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from muniment.document.codec import decode_value, encode_value, from_json
from muniment.document.document import Document
from muniment.document.exam import Task
from muniment.document.fact import Analysis
from muniment.document.page import Info, Page
from muniment.document.table import PageTables
from muniment.errors import UserError
from muniment.worker import crew
from muniment.worker.frames import Kind, Op
from muniment.worker.messages import Given, Summary
from muniment.worker.pages import decode_page, decode_tables
from muniment.worker.serve import Request

if TYPE_CHECKING:
    from muniment.analysis.told import Teller
    from muniment.worker.embed import Meanings
    from muniment.worker.hands import Hands


class AnalyseRole:
    """The pages of the documents that are on their way, and the model."""

    def __init__(self) -> None:
        self._pages: dict[int, list[tuple[Page, PageTables]]] = {}
        self._crew = crew.Crew()
        self._meanings: Meanings | None = None
        self._operations: dict[str, Callable[[Request], Iterator[None] | None]] = {
            Op.DOCUMENT: self._document,
            Op.PAGE: self._page,
            Op.ANALYSE: self._analyse,
            Op.DROP: self._drop,
            Op.STARTER: self._starter,
            Op.LOAD: self._crew.load,
            Op.ENRICH: self._enrich,
            Op.SCOPE: self._question,
            Op.COMPUTE: self._question,
            Op.CITE: self._question,
            Op.PLAN: self._plan,
            Op.EXAM: self._exam,
            Op.INSPECT: self._inspect,
            Op.MACHINE: crew.machine,
            Op.EMBED: self._embed,
        }

    def hear(self, op: str, head: Mapping[str, Any]) -> bool:
        """Others need cores: the models leave them, in the middle of an answer too."""
        if op == Op.THREADS:
            self._crew.leave(head.get("spare"))
        return op == Op.THREADS

    def handle(self, request: Request) -> Iterator[None] | None:
        """Answer a request; a search and an exam go piece by piece."""
        return self._operations[request.op](request)

    def _document(self, request: Request) -> None:
        self._pages[int(request.head["key"])] = []
        request.answer(Kind.DONE)

    def _page(self, request: Request) -> None:
        pages = self._pages.get(int(request.head["key"]))
        if pages is not None:  # else it was dropped meanwhile
            page, tables = decode_page(request.head, request.blob)
            pages.append((page, decode_tables(tables)))

    def _analyse(self, request: Request) -> None:
        started, head = time.process_time(), request.head
        pages = self._pages.pop(int(head["key"]))
        if len(pages) != head["pages"]:
            raise UserError("Some pages did not arrive.", code="bug")
        document = Document(
            sha256=str(head["sha256"]),
            name="",
            media_type=str(head["media_type"]),
            pages=tuple(page for page, _ in pages),
            tables=tuple(table for _, read in pages for table in read.tables),
            tags=tuple(tag for _, read in pages for tag in read.tags),
            info=from_json(Info, head["info"]),
        )
        del pages
        given = decode_value(Given, request.blob) if request.blob else Given()
        hands = self._crew.hands(request) if request.head.get("point") else None
        found = self._analysed(document, given, hands)
        told = {"seconds": time.process_time() - started, **(crew.told(hands) if hands is not None else {})}
        request.answer(Kind.DONE, told, encode_value(found))

    def _analysed(self, document: Document, given: Given, hands: Hands | None) -> Analysis:
        """What is known; where a check speaks against a row at which the fast model pointed, the strong one is asked."""
        from muniment.analysis.analyse import analyse
        from muniment.analysis.told import Remembered, contradicted

        def run(teller: Teller) -> Analysis:
            return analyse(
                document,
                given.decided,
                filings=given.filings,
                own_measures=given.measures,
                lessons=given.lessons,
                own_tags=given.tags,
                teller=teller,
            )

        before = Remembered(given.pointed, given.kind, given.tagged)
        if hands is None:
            return run(before)
        from muniment.worker.points import Points

        found = run(Points(hands, before=before))
        doubted = contradicted(found) if hands.has_strong(Task.CHOOSE) else ()
        return (
            run(Points(hands, before=Remembered(found.facts, found.kind, found.tags), doubted=doubted))
            if doubted
            else found
        )

    def _drop(self, request: Request) -> None:
        self._pages.pop(int(request.head["key"]), None)
        request.answer(Kind.DONE)

    def _starter(self, request: Request) -> None:
        from muniment.llm import starter

        path = starter.find()
        request.answer(Kind.DONE, {"path": str(path) if path else None})

    def _inspect(self, request: Request) -> None:
        from muniment.worker.exam import inspect

        request.answer(Kind.DONE, {}, encode_value(inspect(crew.named(request.head.get("path")), request.head)))

    def _question(self, request: Request) -> Iterator[None] | None:
        from muniment.worker import ask  # no document needs it

        if request.op == Op.CITE:
            return ask.cite(request)
        (ask.scope if request.op == Op.SCOPE else ask.compute)(request)
        return None

    def _plan(self, request: Request) -> None:
        from muniment.worker import ask

        if self._crew.model is None:
            raise UserError("No model is loaded.", code="no-model")
        ask.plan(request, self._crew.hands(request))

    def _embed(self, request: Request) -> None:
        from muniment.worker.embed import Meanings

        self._meanings = self._meanings or Meanings()
        self._meanings.embed(request)

    def _exam(self, request: Request) -> Iterator[None]:
        from muniment.worker.exam import sit

        if self._crew.model is None:
            raise UserError("No model is loaded.", code="no-model")
        return sit(self._crew.model, request)

    def _enrich(self, request: Request) -> None:
        from muniment.analysis.summary import with_choice
        from muniment.worker.choose import choose, worded

        if self._crew.model is None:
            raise UserError("No model is loaded.", code="no-model")
        started = time.process_time()
        analysis = decode_value(Analysis, request.blob)
        hands = self._crew.hands(request)
        chosen, by_model = choose(hands, [sentence.text for sentence in analysis.candidates])
        summary = worded(hands, with_choice(analysis, chosen))
        request.check()
        told = {"seconds": time.process_time() - started, "chosen": by_model, **crew.told(hands)}
        request.answer(Kind.DONE, told, encode_value(Summary(summary)))
