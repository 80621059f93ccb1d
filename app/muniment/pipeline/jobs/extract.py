"""One document on its way from bytes to facts: open, read page by page, analyse, save.

Must never save before everything that was claimed has been checked.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from muniment.document.pages.page import Page
from muniment.message import Message, message
from muniment.pipeline import failures
from muniment.pipeline.failures import Ended
from muniment.pipeline.intake import user_files
from muniment.pipeline.intake.take_children import Children
from muniment.pipeline.jobs.job import QueuedJob
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.worker_steps import MORE, Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import DocumentRow, JobRow
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.analysing import AddPage, AnalysePages, BeginDocument, DropPages
from muniment.worker.protocol.exchanged_values import Given
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.page_frames import without_words
from muniment.worker.protocol.reading import (
    DocumentOpened,
    OpenDocument,
    PageRead,
    PagesRead,
    ReadPages,
    UnpackChildren,
)

OPEN_SECONDS = 120.0
PAGE_SECONDS = 120.0
"""What one page may take on a busy machine; the slowest page of the corpus takes under one second."""
ANALYSE_SECONDS = 900.0
NOTE_SECONDS = 1.0
"""How often the page that was reached is written to the vault."""
LONGEST_SUFFIX = 20


class ExtractJob(QueuedJob):
    """The work on one document."""

    task = "extract"

    def __init__(self, place: Workplace, row: JobRow) -> None:
        super().__init__(place, row)
        self._pages: list[Page] = []
        self._tables: list[bytes] = []
        self._children = Children(place.vault, self.document_id, place.emit)
        self._left_out: tuple[Message, ...] = ()
        self._noted = time.monotonic()

    def run(self) -> Steps[None]:
        """Read, analyse and save; where that ends early, the workers forget the document."""
        place, key = self.place, self.document_id
        document = place.vault.document(key)
        place.pool.close(key)  # its reader must begin with the first page
        place.emit(pipeline_events.Started(key))
        place.pool.pinned = key
        analyst: Worker | None = None
        is_saved = False
        try:
            reader, opened = yield from self._open(document)
            analyst = place.pool.worker("analyse")
            analyst.tell(BeginDocument(key))
            read = yield from self._read(reader, analyst, opened.page_count)
            if read.info.attachments:
                self._left_out = yield from self._unpack(reader)
            yield from self._analyse(analyst, document, opened, read)
            is_saved = True
        finally:
            place.pool.pinned = None
            if not is_saved:
                place.pool.close(key)
                if analyst is not None and not analyst.died:
                    analyst.tell(DropPages(key))

    def _open(self, document: DocumentRow) -> Steps[tuple[Worker, DocumentOpened]]:
        key, vault = self.document_id, self.place.vault
        suffix = Path(document.name).suffix[:LONGEST_SUFFIX]  # a name is none of the worker's business
        original = vault.original(key)
        reader = self.place.pool.opening(key)
        request = OpenDocument(key, suffix, original)
        del original  # up to 900 MB, which nobody needs once they are sent
        opened = trust_gate.opened((yield Ask(reader, request, OPEN_SECONDS, key)))
        vault.shrink()
        self.place.emit(pipeline_events.ReadingStarted(key, opened.sizes))
        return reader, opened

    def _read(self, reader: Worker, analyst: Worker, count: int) -> Steps[PagesRead]:
        """Check page by page, and hand each on to the analyst."""
        key = self.document_id
        claimed = yield Ask(reader, ReadPages(key), PAGE_SECONDS, key)
        while claimed.kind is FrameKind.PAGE:
            self._take_page(claimed, analyst, count)
            claimed = yield MORE
        if len(self._pages) != count:
            raise trust_gate.Distrusted("the number of pages")
        return trust_gate.pages_read(claimed)

    def _take_page(self, claimed: Reply, analyst: Worker, count: int) -> None:
        key, number = self.document_id, len(self._pages) + 1
        page, tables = trust_gate.page(claimed, number=number, count=count)
        self._pages.append(page)
        self._tables.append(tables)
        self.reached = number
        if analyst.died:  # a new one would not have the pages so far
            raise Ended("worker-died", worker_died=True)
        sent = claimed.read(PageRead)
        analyst.tell(AddPage(key, *without_words(sent.page, sent.data)))
        self._note(number)
        self.place.emit(pipeline_events.PageReady(key, number))
        self.place.emit(pipeline_events.Progress(key, number, count, "read"))

    def _unpack(self, reader: Worker) -> Steps[tuple[Message, ...]]:
        """Take in the documents inside the document; returns the warnings that follow."""
        claimed = yield Ask(reader, UnpackChildren(self.document_id), PAGE_SECONDS, self.document_id)
        while claimed.kind is FrameKind.CHILD:
            self._children.take(claimed)
            claimed = yield MORE
        return self._children.end(claimed)

    def _note(self, number: int) -> None:
        now = time.monotonic()
        if now - self._noted >= NOTE_SECONDS:
            self.place.vault.job_page(self.row.id, number)
            self._noted = now

    def _analyse(self, analyst: Worker, document: DocumentRow, opened: DocumentOpened, read: PagesRead) -> Steps[None]:
        place, key, count = self.place, self.document_id, opened.page_count
        place.emit(pipeline_events.Progress(key, count, count, "analyse"))
        given = Given(measures=user_files.text(), tags=user_files.tags(), lessons=tuple(place.vault.lessons(key)))
        request = AnalysePages(
            key, count, document.sha256, opened.media_type, read.info, asks_models=False, given=given
        )
        found = trust_gate.analysed((yield Ask(analyst, request, ANALYSE_SECONDS, key)), self._pages)
        warnings = dict.fromkeys((*map(message, read.warnings), *self._left_out, *found.analysis.warnings))
        place.emit(pipeline_events.Progress(key, count, count, "save"))
        place.vault.save_extraction(
            self.row.id,
            pages=self._pages,
            tables=self._tables,
            info=read.info,
            analysis=replace(found.analysis, warnings=tuple(warnings)),
            seconds={"read": read.seconds, "extract": found.seconds},
        )
        place.vault.shrink()

    def done(self) -> pipeline_events.Event:
        """Facts are in the vault."""
        return pipeline_events.Extracted(self.document_id)

    def cancelled(self) -> pipeline_events.Event:
        """The user cancelled."""
        return pipeline_events.CancelledDocument(self.document_id)

    def failure(self, ended: Ended) -> Message:
        """Why it could not be read."""
        name = self.place.vault.document(self.document_id).name
        return ended.message or failures.of_document(ended.code, name)
