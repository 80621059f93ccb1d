"""The role that thinks: pages in, facts and a summary out; the model is loaded here, once.

Must never write a figure: what it says is places on the pages, and the parent checks each of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from muniment.document.codec import decode_value, encode_value, from_json
from muniment.document.facts.fact import Analysis
from muniment.document.pages.page import Info, Page
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import PageTables
from muniment.document.usage.exam_marks import ModelTask
from muniment.errors import UserError
from muniment.worker.child import loaded_models
from muniment.worker.child.serve import Request
from muniment.worker.protocol.exchanged_values import Given, Summary
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.page_frames import decode_page, decode_tables

if TYPE_CHECKING:
    from muniment.analysis.prompts.model_advice import ModelAdvice
    from muniment.worker.child.model_router import ModelRouter
    from muniment.worker.child.text_vectors import EmbeddingModel


class AnalyseRole:
    """The pages of the documents that are on their way, and the model."""

    def __init__(self) -> None:
        self._pages: dict[int, list[tuple[Page, PageTables]]] = {}
        self._crew = loaded_models.LoadedModels()
        self._meanings: EmbeddingModel | None = None
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
            Op.MACHINE: loaded_models.machine,
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
        request.answer(FrameKind.DONE)

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
        told = {"seconds": time.process_time() - started, **(loaded_models.told(hands) if hands is not None else {})}
        request.answer(FrameKind.DONE, told, encode_value(found))

    def _analysed(self, document: Document, given: Given, hands: ModelRouter | None) -> Analysis:
        """What is known; where a check speaks against a row at which the fast model pointed, the strong one is asked."""
        from muniment.analysis.analyse import analyse
        from muniment.analysis.prompts.model_advice import Remembered, contradicted

        def run(teller: ModelAdvice) -> Analysis:
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
        from muniment.worker.child.model_pointing import Points

        found = run(Points(hands, before=before))
        doubted = contradicted(found) if hands.has_strong(ModelTask.CHOOSE) else ()
        return (
            run(Points(hands, before=Remembered(found.facts, found.kind, found.tags), doubted=doubted))
            if doubted
            else found
        )

    def _drop(self, request: Request) -> None:
        self._pages.pop(int(request.head["key"]), None)
        request.answer(FrameKind.DONE)

    def _starter(self, request: Request) -> None:
        from muniment.llm.files import starter_file

        path = starter_file.find()
        request.answer(FrameKind.DONE, {"path": str(path) if path else None})

    def _inspect(self, request: Request) -> None:
        from muniment.worker.child.exam_sitting import inspect

        request.answer(
            FrameKind.DONE, {}, encode_value(inspect(loaded_models.named(request.head.get("path")), request.head))
        )

    def _question(self, request: Request) -> Iterator[None] | None:
        from muniment.worker.child import ask_steps  # no document needs it

        if request.op == Op.CITE:
            return ask_steps.cite(request)
        (ask_steps.scope if request.op == Op.SCOPE else ask_steps.compute)(request)
        return None

    def _plan(self, request: Request) -> None:
        from muniment.worker.child import ask_steps

        if self._crew.model is None:
            raise UserError("No model is loaded.", code="no-model")
        ask_steps.plan(request, self._crew.hands(request))

    def _embed(self, request: Request) -> None:
        from muniment.worker.child.text_vectors import EmbeddingModel

        self._meanings = self._meanings or EmbeddingModel()
        self._meanings.embed(request)

    def _exam(self, request: Request) -> Iterator[None]:
        from muniment.worker.child.exam_sitting import sit

        if self._crew.model is None:
            raise UserError("No model is loaded.", code="no-model")
        return sit(self._crew.model, request)

    def _enrich(self, request: Request) -> None:
        from muniment.analysis.summary.summary_template import with_choice
        from muniment.worker.child.summary_choice import choose, worded

        if self._crew.model is None:
            raise UserError("No model is loaded.", code="no-model")
        started = time.process_time()
        analysis = decode_value(Analysis, request.blob)
        hands = self._crew.hands(request)
        chosen, by_model = choose(hands, [sentence.text for sentence in analysis.candidates])
        summary = worded(hands, with_choice(analysis, chosen))
        request.check()
        told = {"seconds": time.process_time() - started, "chosen": by_model, **loaded_models.told(hands)}
        request.answer(FrameKind.DONE, told, encode_value(Summary(summary)))
