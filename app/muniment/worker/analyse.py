"""The role that thinks: pages in, facts and a summary out; the model is loaded here, once.

Must never write a figure: what it says is places on the pages, and the parent checks each of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.document.codec import from_json
from muniment.document.document import Document
from muniment.document.exam import Task
from muniment.document.fact import Analysis
from muniment.document.page import Info, Page
from muniment.document.table import PageTables
from muniment.errors import UserError
from muniment.worker import ask
from muniment.worker.messages import (
    Given,
    Kind,
    Op,
    Summary,
    decode_page,
    decode_tables,
    decode_value,
    encode_value,
)
from muniment.worker.serve import Request
from muniment.worker.spending import Meter, told

if TYPE_CHECKING:
    from muniment.analysis.told import Teller
    from muniment.llm.model import Model


class AnalyseRole:
    """The pages of the documents that are on their way, and the model."""

    def __init__(self) -> None:
        self._pages: dict[int, list[tuple[Page, PageTables]]] = {}
        self._model: Model | None = None
        self._earned: Mapping[str, float] = {}
        self._operations: dict[str, Callable[[Request], None]] = {
            Op.DOCUMENT: self._document,
            Op.PAGE: self._page,
            Op.ANALYSE: self._analyse,
            Op.DROP: self._drop,
            Op.STARTER: self._starter,
            Op.LOAD: self._load,
            Op.ENRICH: self._enrich,
            Op.SCOPE: ask.scope,
            Op.COMPUTE: ask.compute,
            Op.INSPECT: self._inspect,
        }

    def handle(self, request: Request) -> Iterator[None] | None:
        """Answer a request; a search and an exam go piece by piece."""
        if request.op == Op.CITE:
            return ask.cite(request)
        if request.op == Op.EXAM:
            return self._exam(request)
        self._operations[request.op](request)
        return None

    def _document(self, request: Request) -> None:
        self._pages[int(request.head["key"])] = []
        request.answer(Kind.DONE)

    def _page(self, request: Request) -> None:
        pages = self._pages.get(int(request.head["key"]))
        if pages is not None:  # else it was dropped meanwhile
            page, tables = decode_page(request.head, request.blob)
            pages.append((page, decode_tables(tables)))

    def _analyse(self, request: Request) -> None:
        from muniment.analysis.analyse import analyse

        started, head = time.process_time(), request.head
        meters = [Meter(self._model)] if self._model is not None and head.get("point") else []
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
        analysis = encode_value(
            analyse(
                document,
                given.decided,
                filings=given.filings,
                own_measures=given.measures,
                lessons=given.lessons,
                teller=self._teller(request, given, meters),
            )
        )
        request.answer(Kind.DONE, {"seconds": time.process_time() - started, **told(meters)}, analysis)

    def _teller(self, request: Request, given: Given, meters: Sequence[Meter]) -> Teller:
        """What the model said before; where the parent wants more, the model itself."""
        from muniment.analysis.told import Remembered
        from muniment.worker.points import Points

        before = Remembered(given.pointed, given.kind)
        if self._model is None or not meters:
            return before
        return Points(self._model, self._earned, cancelled=request.cancelled, before=before, meter=meters[0])

    def _drop(self, request: Request) -> None:
        self._pages.pop(int(request.head["key"]), None)
        request.answer(Kind.DONE)

    def _starter(self, request: Request) -> None:
        from muniment.llm import starter

        path = starter.find()
        request.answer(Kind.DONE, {"path": str(path) if path else None})

    def _inspect(self, request: Request) -> None:
        from muniment.worker.exam import inspect

        request.answer(Kind.DONE, {}, encode_value(inspect(_listed(request))))

    def _load(self, request: Request) -> None:
        from muniment.llm import header, load

        path = _listed(request)
        tables = request.head.get("earned")
        if tables is not None:  # only for work: a model that has earned none of it costs nothing
            self._earned = tables.get(load.id_of(path, header.read(path)), {})
            if not self._earned:
                raise UserError("The model has not earned a task.", code="not-earned")
        if self._model is not None:
            self._model.close()
            self._model = None
        self._model = load.load(path, on_progress=_Twentieths(request))
        about = {"model": self._model.id, "name": self._model.name, "description": self._model.description}
        request.answer(Kind.DONE, about)

    def _exam(self, request: Request) -> Iterator[None]:
        from muniment.worker.exam import sit

        if self._model is None:
            raise UserError("No model is loaded.", code="no-model")
        return sit(self._model, request)

    def _enrich(self, request: Request) -> None:
        from muniment.analysis.summary import with_choice
        from muniment.worker.choose import choose

        if self._model is None:
            raise UserError("No model is loaded.", code="no-model")
        started, meter = time.process_time(), Meter(self._model)
        analysis = decode_value(Analysis, request.blob)
        texts = [sentence.text for sentence in analysis.candidates]
        may_order = Task.ORDER in self._earned
        chosen, by_model = choose(self._model if may_order else None, texts, request.cancelled)
        request.check()
        summary = Summary(with_choice(analysis, chosen))
        meter.asked, meter.answered = (len(chosen) if may_order else 0), by_model
        head = {"seconds": time.process_time() - started, "chosen": by_model, **told([meter])}
        request.answer(Kind.DONE, head, encode_value(summary))


def _path(request: Request) -> Path:
    """The file that is meant; the starter model where none is named."""
    from muniment.llm import starter

    path = Path(request.head["path"]) if request.head.get("path") else starter.find()
    if path is None:
        raise UserError("No model is installed.", code="no-model")
    return path


def _listed(request: Request) -> Path:
    """The same, once it is known that the policy of the machine allows it."""
    from muniment.worker.listed import refuse_unlisted

    path = _path(request)
    refuse_unlisted(path, request.head.get("allowed"))
    return path


class _Twentieths:
    """Tells of progress, not more often than anybody can see; a cancel ends the loading."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._told = -1

    def __call__(self, share: float) -> None:
        self._request.check()
        if int(share * 20) > self._told:
            self._told = int(share * 20)
            self._request.answer(Kind.PROGRESS, {"share": float(share)})
