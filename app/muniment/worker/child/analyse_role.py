"""The role that thinks: pages in, facts and a summary out; the model is loaded here, once.

Must never write a figure: what it says is places on the pages, and the parent checks each of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from muniment.document.facts.fact import Analysis
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import PageTables
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.model_usage import Spent
from muniment.document.usage.routing import Routing
from muniment.errors import UserError
from muniment.worker.child import loaded_models
from muniment.worker.child.serve import Operations, Pieces, Request
from muniment.worker.protocol.analysing import (
    AddPage,
    AnalysePages,
    BeginDocument,
    DropPages,
    PagesAnalysed,
    SummaryWorded,
    WordSummary,
)
from muniment.worker.protocol.control import RequestDone
from muniment.worker.protocol.exchanged_values import Given
from muniment.worker.protocol.frames import Op
from muniment.worker.protocol.modelling import (
    DescribeMachine,
    EmbedTexts,
    FindStarter,
    InspectModel,
    LoadModels,
    ModelInspected,
    SitExam,
    SpareCores,
    StarterFound,
)
from muniment.worker.protocol.page_frames import decode_page, decode_tables
from muniment.worker.protocol.questioning import CiteSentences, ComputeAnswer, PlanAnswer, ScopeQuestion, StateAnswer

if TYPE_CHECKING:
    from muniment.analysis.prompts.model_advice import ModelAdvice
    from muniment.llm.pointing.loaded_model import Model
    from muniment.worker.child.model_router import ModelRouter
    from muniment.worker.child.text_vectors import EmbeddingModel


class AnalyseRole:
    """The pages of the documents that are on their way, and the model."""

    def __init__(self) -> None:
        self._pages: dict[int, list[tuple[Page, PageTables]]] = {}
        self._crew = loaded_models.LoadedModels()
        self._meanings: EmbeddingModel | None = None
        self._operations = operations = Operations()
        operations.on(BeginDocument, self._document)
        operations.on(AddPage, self._page)
        operations.on(AnalysePages, self._analyse)
        operations.on(DropPages, self._drop)
        operations.on(FindStarter, self._starter)
        operations.on(LoadModels, self._crew.load)
        operations.on(WordSummary, self._enrich)
        operations.on(ScopeQuestion, self._scope)
        operations.on(ComputeAnswer, self._compute)
        operations.on(CiteSentences, self._cite)
        operations.on(StateAnswer, self._state)
        operations.on(PlanAnswer, self._plan)
        operations.on(SitExam, self._exam)
        operations.on(InspectModel, self._inspect)
        operations.on(DescribeMachine, loaded_models.machine)
        operations.on(EmbedTexts, self._embed)

    def hear(self, request: Request) -> bool:
        """Others need cores: the models leave them, in the middle of an answer too."""
        if request.op != Op.THREADS:
            return False
        with suppress(ValueError):  # nonsense changes nothing
            self._crew.leave(request.read(SpareCores).cores)
        return True

    def handle(self, request: Request) -> Pieces:
        """Answer a request; a search and an exam go piece by piece."""
        return self._operations.handle(request)

    def _document(self, asked: BeginDocument, request: Request) -> None:
        self._pages[asked.key] = []
        request.answer(RequestDone())

    def _page(self, asked: AddPage, request: Request) -> None:  # noqa: ARG002 - it is not answered
        pages = self._pages.get(asked.key)
        if pages is not None:  # else it was dropped meanwhile
            page, tables = decode_page(asked.page, asked.data)
            pages.append((page, decode_tables(tables)))

    def _analyse(self, asked: AnalysePages, request: Request) -> None:
        started = time.process_time()
        pages = self._pages.pop(asked.key)
        if len(pages) != asked.pages:
            raise UserError("bug")  # some pages did not arrive
        document = Document(
            sha256=asked.sha256,
            name="",
            media_type=asked.media_type,
            pages=tuple(page for page, _ in pages),
            tables=tuple(table for _, read in pages for table in read.tables),
            tags=tuple(tag for _, read in pages for tag in read.tags),
            info=asked.info,
        )
        del pages
        hands = self._crew.hands(request) if asked.asks_models else None
        found = self._analysed(document, asked.given, hands)
        request.answer(PagesAnalysed(time.process_time() - started, *_told(hands), found))

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

    def _drop(self, asked: DropPages, request: Request) -> None:
        self._pages.pop(asked.key, None)
        request.answer(RequestDone())

    def _starter(self, asked: FindStarter, request: Request) -> None:  # noqa: ARG002 - nothing is asked but that
        from muniment.llm.files import starter_file

        path = starter_file.find()
        request.answer(StarterFound(str(path) if path else None))

    def _inspect(self, asked: InspectModel, request: Request) -> None:
        from muniment.worker.child.exam_sitting import inspect

        request.answer(ModelInspected(inspect(loaded_models.named(asked.model), asked.model)))

    def _scope(self, asked: ScopeQuestion, request: Request) -> None:
        from muniment.worker.child import ask_steps  # no document needs it

        ask_steps.scope(asked, request)

    def _compute(self, asked: ComputeAnswer, request: Request) -> None:
        from muniment.worker.child import ask_steps

        ask_steps.compute(asked, request)

    def _cite(self, asked: CiteSentences, request: Request) -> Iterator[None]:
        from muniment.worker.child import ask_steps

        return ask_steps.cite(asked, request)

    def _state(self, asked: StateAnswer, request: Request) -> None:
        from muniment.worker.child import ask_steps

        ask_steps.state(asked, request)

    def _plan(self, asked: PlanAnswer, request: Request) -> None:
        from muniment.worker.child import ask_steps

        self._model()
        ask_steps.plan(asked, request, self._crew.hands(request))

    def _embed(self, asked: EmbedTexts, request: Request) -> None:
        from muniment.worker.child.text_vectors import EmbeddingModel

        self._meanings = self._meanings or EmbeddingModel()
        self._meanings.embed(asked, request)

    def _exam(self, asked: SitExam, request: Request) -> Iterator[None]:
        from muniment.worker.child.exam_sitting import sit

        return sit(self._model(), asked, request)

    def _enrich(self, asked: WordSummary, request: Request) -> None:
        from muniment.analysis.summary.summary_template import with_choice
        from muniment.worker.child.summary_choice import choose, worded

        self._model()
        started = time.process_time()
        analysis = asked.analysis
        hands = self._crew.hands(request)
        chosen, by_model = choose(hands, [sentence.text for sentence in analysis.candidates])
        summary = worded(hands, with_choice(analysis, chosen))
        request.check()
        request.answer(SummaryWorded(time.process_time() - started, by_model, *_told(hands), summary))

    def _model(self) -> Model:
        if self._crew.model is None:
            raise UserError("no-model")
        return self._crew.model


def _told(hands: ModelRouter | None) -> tuple[Routing, tuple[Spent, ...]]:
    """What became of the questions of a request, and what they took; nothing where no model was asked."""
    if hands is None:
        return Routing(), ()
    from muniment.worker.child import usage_count

    return hands.routing, usage_count.told(hands.meters)
