"""What happens to documents, in order: one thread, one inbox, a connection to the vault and two workers.

Must never acknowledge a document before the vault has it, nor lose one after that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from muniment.errors import UserError
from muniment.pipeline import events, intake, sentences
from muniment.pipeline.extraction import Ended, Extraction
from muniment.pipeline.inbox import Inbox
from muniment.pipeline.staff import Staff
from muniment.vault.records import DocumentState, Job, Task
from muniment.vault.store import Vault

TICK_SECONDS = 0.5
"""How often the clock is looked at while nothing happens."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are worked on.

    Attributes:
        model: A GGUF file; None for the starter model where there is one; False for none.
    """

    model: Path | bool | None = None


class Pipeline:
    """The work on the documents of one vault. Its methods may be called from any thread; ``on_event`` is called on its own."""

    def __init__(
        self, vault_factory: Callable[[], Vault], *, options: Options, on_event: Callable[[events.Event], None]
    ) -> None:
        self._factory = vault_factory
        self._options = options
        self._emit = on_event
        self._inbox = Inbox()
        self._staff = Staff(self._inbox, lambda role: on_event(events.WorkerRestarted(role)))
        self._thread = threading.Thread(target=self._run, name="pipeline", daemon=True)
        self._stopping = False
        self._vault: Vault
        self._extraction: Extraction | None = None
        self._is_idle = False

    def start(self) -> None:
        """Begin; what was left from the last time goes on first."""
        self._thread.start()

    def stop(self) -> None:
        """End soon: nothing is finished, nothing is lost."""
        self._stopping = True
        self._inbox.wish(lambda: None)
        if self._thread.is_alive():
            self._thread.join()

    def add(self, paths: Iterable[Path]) -> None:
        """Take files in; each is answered with Arrived or Refused."""
        for path in paths:
            self._inbox.work(partial(self._add, path))

    def cancel(self, document_id: int) -> None:
        """Take a document's work out of the queue, or stop it."""
        self._inbox.wish(partial(self._cancel, document_id))

    def retry(self, document_id: int) -> None:
        """Queue a document again that failed or was cancelled."""
        self._inbox.wish(partial(self._retry, document_id))

    def _run(self) -> None:
        self._vault = self._factory()
        try:
            self._vault.requeue_running()
            while not self._stopping:
                self._advance()
                deed = self._inbox.next(TICK_SECONDS)
                if deed is None:
                    self._staff.watch()
                else:
                    deed()
        finally:
            self._staff.dismiss()
            with suppress(UserError):
                self._vault.requeue_running()
            self._vault.close()

    def _add(self, path: Path) -> None:
        try:
            taken = intake.take(path)
            arrival = self._vault.arrive(taken.name, taken.media_type, taken.data)
        except UserError as error:
            self._emit(events.Refused(str(path), error.code, error.sentence))
            return
        document = arrival.document
        if document.state in (DocumentState.FAILED, DocumentState.CANCELLED):
            self._vault.retry(document.id)
        self._is_idle = False
        self._emit(events.Arrived(document.id, str(path), arrival.new))

    def _advance(self) -> None:
        """Take the next job, if nothing is being done."""
        if self._extraction is not None:
            return
        self._staff.recycle()
        job = self._vault.next_job()
        if job is None:
            if not self._is_idle:
                self._is_idle = True
                self._emit(events.Idle())
            return
        self._is_idle = False
        if job.task is Task.EXTRACT:
            self._extraction = Extraction(self._vault, self._staff, job, self._emit, partial(self._extracted, job))
            self._extraction.start()
        else:
            self._vault.job_done(job.id)

    def _extracted(self, job: Job, ended: Ended | None) -> None:
        work, self._extraction = self._extraction, None
        if work is None or ended is None:
            self._emit(events.Extracted(job.document_id))
        elif ended.worker_died:
            self._crashed(work)
        elif ended.code != "cancelled":
            self._failed(work, ended.code)

    def _crashed(self, work: Extraction) -> None:
        late, self._staff.late = self._staff.late, None
        if late not in (None, work.document.id):
            self._vault.job_queued(work.job.id)
        elif self._vault.crashed(work.job.id, len(work.pages)):
            self._told_failed(work, "timeout" if late else "worker-died")

    def _failed(self, work: Extraction, code: str) -> None:
        sentence = sentences.of_document(code, work.document.name)
        with suppress(UserError):  # on a full disk the job stays as it is, and is queued again at the next start
            self._vault.job_failed(work.job.id, code, sentence)
        self._told_failed(work, code)

    def _told_failed(self, work: Extraction, code: str) -> None:
        self._emit(events.Failed(work.document.id, code, sentences.of_document(code, work.document.name)))

    def _cancel(self, document_id: int) -> None:
        if self._extraction is not None and self._extraction.document.id == document_id:
            self._extraction.cancel()
            self._extraction = None
        self._vault.cancel(document_id)
        self._emit(events.CancelledDocument(document_id))

    def _retry(self, document_id: int) -> None:
        self._vault.retry(document_id)
        self._is_idle = False
