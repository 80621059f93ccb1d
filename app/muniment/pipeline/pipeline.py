"""What happens to documents, in order: one thread, one inbox, a connection to the vault and two workers.

Must never acknowledge a document before the vault has it, nor lose one after that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from muniment import log
from muniment.document.facts.answer import Answer
from muniment.errors import UserError
from muniment.pipeline.intake import file_intake
from muniment.pipeline.jobs.asking_job import QuestionJob, of_question
from muniment.pipeline.jobs.derivation import Derivation
from muniment.pipeline.jobs.embedding_job import Embedding
from muniment.pipeline.jobs.enrichment import Enrichment, ModelDesk, files_of
from muniment.pipeline.jobs.extraction import Ended, Extraction
from muniment.pipeline.jobs.rendering import Rendering
from muniment.pipeline.jobs.search_job import Looking
from muniment.pipeline.models.embedding_index import EmbeddingIndex, Near
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.workers import code_sentences, pipeline_events
from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.pipeline.workers.worker_pool import WorkerPool
from muniment.texts.say import say
from muniment.vault.database.records import DocumentState, Job, JobTask
from muniment.vault.store import Vault

_log = log.of("pipeline")

TICK_SECONDS = 0.5
"""How often the clock is looked at while nothing happens."""
RETRY_SECONDS = 60.0
"""After which it is tried again whether the vault can be written: somebody may have made room on the disk."""

_OF_THE_VAULT = frozenset({"disk-full", "disk-failed", "read-only", "busy"})
"""Codes of what is wrong with the vault's disk, not with a document: that stays queued."""


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """How documents are worked on.

    Attributes:
        model: A GGUF file; None for the one that the user chose, or the starter model where there is one; False for none.
        models: The folder of models; None for the user's own.
    """

    model: Path | bool | None = None
    models: Path | None = None


class Pipeline:
    """The work on the documents of one vault. Its methods may be called from any thread; ``on_event`` is called on its own."""

    def __init__(
        self,
        vault_factory: Callable[[], Vault],
        *,
        options: PipelineOptions,
        on_event: Callable[[pipeline_events.Event], None],
    ) -> None:
        self._factory = vault_factory
        self._options = options
        self._emit = on_event
        self._inbox = TaskInbox()
        self._shelf = shelf = ModelStore(options.models)
        self._meanings = EmbeddingIndex(shelf, wanted=options.model is not False)
        self._staff = WorkerPool(
            self._inbox, lambda role: on_event(pipeline_events.WorkerRestarted(role)), self._models()
        )
        self._thread = threading.Thread(target=self._run, name="pipeline", daemon=True)
        self._stopping = False
        self._vault: Vault
        self._rendering: Rendering
        self._desk = ModelDesk(options.model, shelf, self._staff, on_event)
        self._extraction: Extraction | None = None
        self._derivation: Derivation | None = None
        self._enrichment: Enrichment | None = None
        self._embedding: Embedding | None = None
        self._looking = Looking()
        self._asking: QuestionJob | None = None
        self._answer: tuple[int, Answer | None] = 0, None
        self._is_other_model = False
        self._is_idle = False
        self._is_halted = False
        self._halted_at = 0.0

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
            self._inbox.work(partial(self._do, partial(self._add, path), on_fault=partial(self._refuse, path)))

    def cancel(self, document_id: int) -> None:
        """Take a document's work out of the queue, or stop it."""
        self._inbox.wish(partial(self._cancel, document_id))

    def render(self, document_id: int, page: int, scale: float, token: int) -> None:
        """Have a page drawn; answered with Rendered or RenderFailed.

        Args:
            document_id: Which document, in whatever state.
            page: From 1.
            scale: Pixels a point.
            token: Comes back with the answer.
        """
        self._inbox.wish(lambda: self._rendering.ask(document_id, page, scale, token))

    def ask(self, question: str, documents: Sequence[int], token: int) -> None:
        """Answer a question, in the place of the last one; told with Answered or Unanswered.

        Args:
            question: As typed.
            documents: Only these; empty for all.
            token: Comes back with what is told.
        """
        self._inbox.wish(partial(self._ask, question, documents, token))

    def cancel_ask(self) -> None:
        """Nobody waits for the answer any more."""
        self._inbox.wish(self._end_asking)

    def answer(self, token: int) -> Answer | None:
        """What is known of the answer to the last question; None before anything is, and for another question."""
        asked, answer = self._answer
        return answer if asked == token else None

    def look(self, text: str, token: int) -> None:
        """Find pages that mean what is searched for, in the place of the last search; told with Neared, if there are any.

        Args:
            text: As typed.
            token: Comes back with what is told.
        """
        self._inbox.wish(partial(self._look, text, token))

    def near(self, token: int) -> tuple[Near, ...]:
        """What the last search found by meaning; nothing for another one."""
        searched, found = self._looking.found
        return found if searched == token else ()

    def follow(self) -> None:
        """The user decided on a fact, or took it back: what was computed from it follows; answered with Derived."""
        self._inbox.wish(self._wake)

    def choose_models(self) -> None:
        """The user chose other models: what is still to be done is done with them; what was done stays."""
        self._inbox.wish(self._want_other_models)

    def note_models(self) -> None:
        """The user imported a model: the journal tells it."""
        self._inbox.wish(self._note_models)

    def processes(self) -> dict[str, int]:
        """The worker processes that run now, by role."""
        return self._staff.processes()

    def retry(self, document_id: int) -> None:
        """Queue a document again that failed or was cancelled."""
        self._inbox.wish(partial(self._retry, document_id))

    def _run(self) -> None:
        try:
            self._vault = self._factory()
        except UserError as error:
            self._emit(pipeline_events.Broken(say(error.message)))
            return
        self._rendering = Rendering(self._vault, self._staff, self._emit)
        try:
            self._do(self._vault.requeue_running)
            self._note_models()
            while not self._stopping:
                self._do(self._advance)
                deed = self._inbox.next(TICK_SECONDS)
                self._do(deed or self._staff.watch)
        finally:
            self._staff.dismiss()
            with suppress(UserError):
                self._vault.requeue_running()
            self._vault.close()

    def _do(self, deed: Callable[[], object], *, on_fault: Callable[[], None] | None = None) -> None:
        """Do something; what goes wrong with it does not end the thread."""
        try:
            deed()
        except UserError as error:
            self._halt(error)
        except Exception as error:  # noqa: BLE001 - the top of this thread: a bug costs one document, not the rest
            _log.error("a fault: %s", log.place(error))
            (on_fault or self._give_up)()

    def _halt(self, error: UserError) -> None:
        """The vault cannot be written or read: wait for the user."""
        self._halted_at = time.monotonic()
        if not self._is_halted:
            self._is_halted = True
            self._emit(pipeline_events.Broken(say(error.message)))

    def _give_up(self) -> None:
        work = self._extraction
        if work is not None:
            self._extraction = None
            work.cancel()
            self._failed(work, Ended("bug"))
        derivation = self._derivation
        if derivation is not None:
            derivation.cancel()
            self._derived(derivation.job, Ended("bug"))
        enrichment = self._enrichment
        if enrichment is not None:
            enrichment.cancel()
            self._enriched(enrichment.job, Ended("bug"))
        embedding = self._embedding
        if embedding is not None:
            embedding.cancel()
            self._embedded(Ended("bug"))

    def _refuse(self, path: Path) -> None:
        self._emit(pipeline_events.Refused(str(path), "bug", code_sentences.not_added(path.name)))

    def _add(self, path: Path) -> None:
        try:
            taken = file_intake.take(path)
            arrival = self._vault.arrive(taken.name, taken.media_type, taken.data)
            if arrival.document.state in (DocumentState.FAILED, DocumentState.CANCELLED):
                self._vault.retry(arrival.document.id)
        except UserError as error:
            self._emit(pipeline_events.Refused(str(path), error.code, say(error.message)))
            return
        self._wake()
        self._emit(pipeline_events.Arrived(arrival.document.id, str(path), arrival.new))

    def _wake(self) -> None:
        self._is_idle = self._is_halted = False

    def _try_again(self) -> None:
        """Go on where the disk was full, with what could not even be put back into the queue then."""
        if self._is_halted and time.monotonic() - self._halted_at > RETRY_SECONDS and self._enrichment is None:
            self._halted_at = time.monotonic()
            self._vault.requeue_running()
            self._wake()

    def _advance(self) -> None:
        """Take the next job, if a worker is free for it."""
        self._try_again()
        if self._extraction is not None or self._derivation is not None or self._is_halted:
            return
        if self._is_other_model:
            self._take_other_models()
        if self._enrichment is None:
            self._staff.recycle()
        job = self._vault.next_job(enrich=self._desk.wanted and self._enrichment is None)
        if job is None:
            if not self._is_idle and self._enrichment is None and self._embedding is None:
                self._rest()
        elif job.task is JobTask.DERIVE:
            self._make_way()
            desk = self._desk if self._desk.may_point(job.document_id) else None
            self._derivation = Derivation(self._vault, self._staff, job, partial(self._derived, job), desk=desk)
            self._derivation.start()
        elif job.task is JobTask.EXTRACT:
            self._make_way()
            self._extraction = Extraction(self._vault, self._staff, job, self._emit, partial(self._extracted, job))
            self._extraction.start()
        else:
            self._enrichment = Enrichment(
                self._vault, self._staff, self._desk, job=job, emit=self._emit, on_end=partial(self._enriched, job)
            )
            self._enrichment.start()

    def _rest(self) -> None:
        """Nothing is asked for: what documents mean is looked into, then there is nothing left to do."""
        document_id = self._meanings.due(self._vault)
        if document_id is None:
            self._is_idle = True
            self._emit(pipeline_events.Idle())
            return
        self._embedding = Embedding(
            self._vault, self._staff, self._meanings, document_id=document_id, emit=self._emit, on_end=self._embedded
        )
        self._embedding.start()

    def _embedded(self, ended: Ended | None) -> None:
        work, self._embedding = self._embedding, None
        if work is not None and ended is not None:
            self._meanings.failed(ended, work.document_id)

    def _models(self) -> list[Path]:
        """The files of the user's models, which the worker may open."""
        meanings = [self._meanings.path] if self._meanings.path is not None else []
        return [*files_of(self._options.model, self._shelf), *meanings]

    def _note_models(self) -> None:
        self._do(lambda: self._shelf.note_in(self._vault))

    def _want_other_models(self) -> None:
        self._note_models()
        if self._options.model is None:  # else another one was named for this session, or none
            self._is_other_model = True
            self._wake()

    def _take_other_models(self) -> None:
        """Once no question is under way: the worker ends, and the next one may open the other files."""
        if self._asking is not None and not self._asking.is_over:
            return
        self._make_way()
        work, self._enrichment = self._enrichment, None  # it was loading
        if work is not None:
            work.cancel()
            self._vault.job_queued(work.job.id)
        self._is_other_model = False
        self._meanings = EmbeddingIndex(self._shelf)
        self._staff.let_go(self._models())
        self._desk = ModelDesk(None, self._shelf, self._staff, self._emit)

    def _make_way(self) -> None:
        """Figures come first; what a model was doing is done later."""
        if self._embedding is not None:
            self._embedding.cancel()
            self._embedding = None
        work = self._enrichment
        if work is not None and not work.is_loading:
            self._enrichment = None
            work.cancel()
            self._vault.job_queued(work.job.id)

    def _extracted(self, job: Job, ended: Ended | None) -> None:
        work, self._extraction = self._extraction, None
        if work is None or ended is None:
            self._emit(pipeline_events.Extracted(job.document_id))
        elif ended.worker_died:
            self._crashed(work)
        elif ended.code == "cancelled":
            self._emit(pipeline_events.CancelledDocument(job.document_id))
        else:
            self._failed(work, ended)

    def _crashed(self, work: Extraction) -> None:
        code = self._staff.blame(work.document.id)
        if code is None:
            self._vault.job_queued(work.job.id)
        elif self._vault.crashed(work.job.id, len(work.pages), code):
            document = self._vault.document(work.document.id)
            self._emit(pipeline_events.Failed(document.id, document.error_code, document.error))

    def _failed(self, work: Extraction, ended: Ended) -> None:
        sentence = ended.sentence or code_sentences.of_document(ended.code, work.document.name)
        if ended.code in _OF_THE_VAULT:
            self._halt(UserError(sentence, code=ended.code))
            with suppress(UserError):  # else it is put back when there is room
                self._vault.job_queued(work.job.id)
            return
        with suppress(UserError):  # on a full disk the job stays as it is, and is queued again at the next start
            self._vault.job_failed(work.job.id, ended.code, sentence)
        self._emit(pipeline_events.Failed(work.document.id, ended.code, sentence))

    def _derived(self, job: Job, ended: Ended | None) -> None:
        self._derivation = None
        if ended is None or not ended.worker_died:
            self._desk.has_pointed(job.document_id)
        if ended is None:
            self._emit(pipeline_events.Derived(job.document_id))
        elif ended.worker_died:
            blamed = self._staff.blame(job.document_id) is not None
            if not blamed:
                self._vault.job_queued(job.id)
            elif self._vault.crashed(job.id, 0):
                self._derivation_failed(job, ended)
        elif ended.code != "cancelled":  # the user decided on another fact: the next job knows both
            self._derivation_failed(job, ended)

    def _derivation_failed(self, job: Job, ended: Ended) -> None:
        with suppress(UserError):  # removed meanwhile; on a full disk the job is queued again at the next start
            sentence = ended.sentence or code_sentences.of_derivation(self._vault.document(job.document_id).name)
            self._emit(pipeline_events.Failed(job.document_id, ended.code, sentence, task="derive"))
            self._vault.job_failed(job.id, ended.code, sentence)

    def _enriched(self, job: Job, ended: Ended | None) -> None:
        self._enrichment = None
        if ended is None:
            self._emit(pipeline_events.Enriched(job.document_id))
        elif not self._desk.wanted:
            self._vault.job_queued(job.id)  # for a session with a model
        elif ended.worker_died:
            if self._vault.crashed(job.id, 0):
                self._enrichment_failed(job, ended)
        elif ended.code != "cancelled":
            self._vault.job_failed(job.id, ended.code, code_sentences.of_model(ended.code, self._desk.id))
            self._enrichment_failed(job, ended)

    def _enrichment_failed(self, job: Job, ended: Ended) -> None:
        sentence = ended.sentence or code_sentences.of_model(ended.code, self._desk.id)
        self._emit(pipeline_events.Failed(job.document_id, ended.code, sentence, task="enrich"))

    def _cancel(self, document_id: int) -> None:
        if self._extraction is not None and self._extraction.document.id == document_id:
            self._extraction.cancel()
            self._extraction = None
        if self._derivation is not None and self._derivation.job.document_id == document_id:
            self._derivation.cancel()
            self._vault.job_queued(self._derivation.job.id)
            self._derivation = None
        if self._enrichment is not None and self._enrichment.job.document_id == document_id:
            self._enrichment.cancel()
            self._enrichment = None
        if self._embedding is not None and self._embedding.document_id == document_id:
            self._embedding.cancel()
            self._embedding = None
        self._vault.cancel(document_id)
        self._emit(pipeline_events.CancelledDocument(document_id))

    def _ask(self, question: str, documents: Sequence[int], token: int) -> None:
        self._end_asking()
        self._make_way()

        def news(ended: Ended | None) -> None:
            self._answer = token, asking.answer
            if ended is None:
                self._emit(pipeline_events.Answered(token, asking.is_over))
            else:
                self._emit(pipeline_events.Unanswered(token, say(of_question(ended).message)))

        asking = self._asking = QuestionJob(
            self._vault, self._staff, question, documents=documents, desk=self._desk, on_news=news,
            meanings=self._meanings,
        )  # fmt: skip
        asking.start()

    def _look(self, text: str, token: int) -> None:
        self._looking.start(
            self._vault, self._staff, self._meanings, text=text, token=token,
            then=lambda: self._emit(pipeline_events.Neared(token)),
        )  # fmt: skip

    def _end_asking(self) -> None:
        if self._asking is not None and not self._asking.is_over:
            self._asking.cancel()
        self._asking = None

    def _retry(self, document_id: int) -> None:
        self._vault.retry(document_id)
        self._wake()
