"""One document on its way from bytes to facts: open, read page by page, analyse, save.

Must never save before everything that was claimed has been checked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from muniment import log
from muniment.document.codec import encode_value, to_json
from muniment.document.pages.page import Info, Page
from muniment.errors import Cancelled, UserError
from muniment.message import Message
from muniment.pipeline.intake import user_files
from muniment.pipeline.intake.take_children import Children
from muniment.pipeline.workers import pipeline_events
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.texts.say import say
from muniment.vault.database.records import DocumentRow, Job
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, Worker, WorkerDied, refusal
from muniment.worker.protocol.exchanged_values import Given
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.page_frames import without_words

_log = log.of("pipeline")

OPEN_SECONDS = 120.0
PAGE_SECONDS = 120.0
"""What one page may take on a busy machine; the slowest page of the corpus takes under one second."""
ANALYSE_SECONDS = 900.0
NOTE_SECONDS = 1.0
"""How often the page that was reached is written to the vault."""


class Ended(Exception):  # noqa: N818 - it is how the work ended
    """The work on a document cannot go on.

    Attributes:
        code: Short stable name.
        sentence: Where the code alone does not say it; else empty.
        worker_died: A worker is gone; the rule of two attempts decides.
    """

    def __init__(self, code: str, sentence: str = "", *, worker_died: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.worker_died = worker_died


def why(answer: Reply) -> Ended:
    """Why an answer is the end of a work."""
    said = refusal(answer)
    if said.detail or answer.died:
        _log.warning("a worker: %s %s", said.detail, answer.died)
    return Ended(said.code, worker_died=bool(answer.died))


class Extraction:
    """The work on one document.

    Attributes:
        job: Which is running.
        document: Its row when it began.
        pages: Read so far.
        role: Of the worker that is busy with it.
    """

    def __init__(
        self,
        vault: Vault,
        staff: WorkerPool,
        job: Job,
        emit: Callable[[pipeline_events.Event], None],
        on_end: Callable[[Ended | None], None],
    ) -> None:
        self.job = job
        self.document: DocumentRow = vault.document(job.document_id)
        self.pages: list[Page] = []
        self.role = "read"
        self._vault = vault
        self._staff = staff
        self._emit = emit
        self._on_end = on_end
        self._tables: list[bytes] = []
        self._children = Children(vault, self.document.id, emit)
        self._count = 0
        self._media_type = self.document.media_type
        self._info = Info()
        self._warnings: tuple[Message, ...] = ()
        self._errand: PendingRequest | None = None
        self._reader: Worker | None = None
        self._analyst: Worker | None = None
        self._seconds: dict[str, float] = {}
        self._noted = time.monotonic()
        self._is_over = False

    def start(self) -> None:
        """Begin; it goes on by itself as answers come."""
        key = self.document.id
        self._staff.close(key)  # its reader must begin with the first page
        suffix = Path(self.document.name).suffix[:20]  # a name is none of the worker's business
        self._emit(pipeline_events.Started(key))
        self._staff.pinned = key
        original, sink = partial(self._vault.original, key), partial(self._guarded, self._opened)
        try:
            self._reader, self._errand = self._staff.open(key, suffix, original, seconds=OPEN_SECONDS, sink=sink)
        except UserError as error:  # a damaged original must not hold up the others
            self._fail(Ended(error.code, say(error.message)))

    def cancel(self) -> None:
        """Stop; nothing of it is heard any more."""
        self._is_over = True
        self._staff.pinned = None
        if self._errand is not None:
            self._staff.cancel(self._errand)
        self._staff.close(self.document.id)
        if self._analyst is not None and not self._analyst.died:
            self._analyst.tell(Op.DROP, {"key": self.document.id})

    def _ask(
        self,
        worker: Worker | None,
        op: Op,
        head: Mapping[str, object],
        seconds: float,
        sink: Callable[[Reply], None],
        *,
        blob: bytes = b"",
    ) -> None:
        if worker is None or worker.died:
            raise WorkerDied(worker.died if worker else "")
        guarded = partial(self._guarded, sink)
        self._errand = self._staff.ask(
            worker, op, head, blob, document_id=self.document.id, seconds=seconds, sink=guarded
        )

    def _guarded(self, step: Callable[[Reply], None], answer: Reply) -> None:
        """Take a step; however it fails, the work ends once and says why."""
        if self._is_over:
            return
        try:
            if answer.kind is FrameKind.ERROR:
                self._fail(why(answer))
            else:
                step(answer)
        except trust_gate.Distrusted as error:
            _log.warning("an answer of the %s worker was refused: %s", self.role, error.what)
            self._fail(Ended("distrust"))
        except WorkerDied:
            self._fail(Ended("worker-died", worker_died=True))
        except Cancelled:
            self._fail(Ended("cancelled"))
        except UserError as error:
            self._fail(Ended(error.code, say(error.message)))

    def _fail(self, ended: Ended) -> None:
        self.cancel()
        self._on_end(ended)

    def _opened(self, answer: Reply) -> None:
        self._vault.shrink()
        claimed = trust_gate.opened(answer)
        self._count, self._media_type = claimed.page_count, claimed.media_type
        self._emit(pipeline_events.DocumentOpened(self.document.id, claimed.sizes))
        self._analyst = self._staff.worker("analyse")
        self._analyst.tell(Op.DOCUMENT, {"key": self.document.id})
        self._ask(self._reader, Op.READ, {"key": self.document.id}, PAGE_SECONDS, self._read)

    def _read(self, answer: Reply) -> None:
        if answer.kind is FrameKind.PAGE:
            self._page(answer)
            return
        if len(self.pages) != self._count:
            raise trust_gate.Distrusted("the number of pages")
        self._info, self._warnings = trust_gate.info(answer), trust_gate.warnings(answer)
        self._seconds["read"] = trust_gate.seconds(answer.head)
        if self._info.attachments:
            self._ask(self._reader, Op.CHILDREN, {"key": self.document.id}, PAGE_SECONDS, self._unpacked)
        else:
            self._analyse()

    def _unpacked(self, answer: Reply) -> None:
        if answer.kind is FrameKind.CHILD:
            self._children.take(answer)
            return
        self._warnings += self._children.end(answer)
        self._analyse()

    def _analyse(self) -> None:
        self.role = "analyse"
        head = {
            "key": self.document.id,
            "pages": self._count,
            "sha256": self.document.sha256,
            "media_type": self._media_type,
            "info": to_json(self._info),
        }
        self._emit(pipeline_events.Progress(self.document.id, self._count, self._count, "analyse"))
        lessons = tuple(self._vault.lessons(self.document.id))
        given = encode_value(Given(measures=user_files.text(), tags=user_files.tags(), lessons=lessons))
        self._ask(self._analyst, Op.ANALYSE, head, ANALYSE_SECONDS, self._analysed, blob=given)

    def _page(self, answer: Reply) -> None:
        number = len(self.pages) + 1
        page, tables = trust_gate.page(answer, number=number, count=self._count)
        self.pages.append(page)
        self._tables.append(tables)
        head, blob = without_words(answer.head, answer.blob)
        self._to_analyst().tell(Op.PAGE, {"key": self.document.id, **head}, blob)
        self._note(number)
        self._emit(pipeline_events.PageReady(self.document.id, number))
        self._emit(pipeline_events.Progress(self.document.id, number, self._count, "read"))

    def _to_analyst(self) -> Worker:
        """Who got the pages so far; a new worker would not have them.

        Raises:
            WorkerDied: It is gone.
        """
        if self._analyst is None or self._analyst.died:
            raise WorkerDied(self._analyst.died if self._analyst else "")
        return self._analyst

    def _note(self, number: int) -> None:
        now = time.monotonic()
        if now - self._noted >= NOTE_SECONDS:
            self._vault.job_page(self.job.id, number)
            self._noted = now

    def _analysed(self, answer: Reply) -> None:
        found = trust_gate.analysis(answer, self.pages)
        analysis = replace(found, warnings=tuple(dict.fromkeys((*self._warnings, *found.warnings))))
        self._seconds["extract"] = trust_gate.seconds(answer.head)
        self._emit(pipeline_events.Progress(self.document.id, self._count, self._count, "save"))
        self._vault.save_extraction(
            self.job.id,
            pages=self.pages,
            tables=self._tables,
            info=self._info,
            analysis=analysis,
            seconds=self._seconds,
        )
        self._vault.shrink()
        self._is_over = True
        self._staff.pinned = None
        self._on_end(None)
