"""What happens to documents, in order: one thread, one inbox, a connection to the vault and two workers.

Must never acknowledge a document before the vault has it, nor lose one after that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from muniment import log
from muniment.document.facts.answer import Answer
from muniment.errors import UserError
from muniment.pipeline import failures
from muniment.pipeline.failures import Ended
from muniment.pipeline.intake import file_intake
from muniment.pipeline.jobs.ask import AnswerJob
from muniment.pipeline.jobs.job import Line
from muniment.pipeline.jobs.job_table import JOBS
from muniment.pipeline.jobs.render import RenderJob
from muniment.pipeline.jobs.schedule import Schedule
from muniment.pipeline.jobs.search import SearchJob
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.models.embedding_index import Near
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.workers import pipeline_events
from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.vault.database.records import DocumentState
from muniment.vault.store import Vault

_log = log.of("pipeline")

TICK_SECONDS = 0.5
"""How often the clock is looked at while nothing happens."""


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
        """Prepare; ``start`` begins.

        Args:
            vault_factory: Opens the vault, on the thread of the pipeline.
            options: How documents are worked on.
            on_event: Is told what happens.
        """
        self._factory = vault_factory
        self._options = options
        self._emit = on_event
        self._inbox = TaskInbox()
        self._place = Workplace(self._inbox, ModelStore(options.models), options.model, on_event)
        self._pool = self._place.pool
        self._schedule = Schedule(self._place)
        self._thread = threading.Thread(target=self._run, name="pipeline", daemon=True)
        self._stopping = False
        self._vault: Vault
        self._answer: tuple[int, Answer | None] = 0, None  # of the last question
        self._near: tuple[int, tuple[Near, ...]] = 0, ()  # to the last search

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

    def queue(self, task: str, document_id: int) -> None:
        """Have work done on a document.

        Args:
            task: Of the table of jobs, one that is queued in the vault.
            document_id: Which document.

        Raises:
            KeyError: There is no such task.
        """
        JOBS[task]  # the vault keeps any name
        self._inbox.wish(partial(self._queue, task, document_id))

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
        self._inbox.wish(lambda: self._schedule.start(RenderJob(self._place, document_id, page, scale, token)))

    def ask(self, question: str, documents: Sequence[int], token: int) -> None:
        """Answer a question, in the place of the last one; told with Answered or Unanswered.

        Args:
            question: As typed.
            documents: Only these; empty for all.
            token: Comes back with what is told.
        """
        news = partial(self._tell_answer, token)
        self._inbox.wish(
            lambda: self._schedule.start(AnswerJob(self._place, question, news, documents=tuple(documents)))
        )

    def cancel_ask(self) -> None:
        """Nobody waits for the answer any more."""
        self._inbox.wish(lambda: self._schedule.end(Line.QUESTION))

    def answer(self, token: int) -> Answer | None:
        """What is known of the answer to the last question; None before anything is, and for another question.

        Args:
            token: As ``ask`` was given it.
        """
        asked, answer = self._answer
        return answer if asked == token else None

    def look(self, text: str, token: int) -> None:
        """Find pages that mean what is searched for, in the place of the last search; told with Neared, if there are any.

        Args:
            text: As typed.
            token: Comes back with what is told.
        """
        self._inbox.wish(lambda: self._schedule.start(SearchJob(self._place, text, partial(self._tell_near, token))))

    def near(self, token: int) -> tuple[Near, ...]:
        """What the last search found by meaning; nothing for another one.

        Args:
            token: As ``look`` was given it.
        """
        searched, found = self._near
        return found if searched == token else ()

    def follow(self) -> None:
        """The user decided on a fact, or took it back: what was computed from it follows; answered with Derived."""
        self._inbox.wish(self._schedule.wake)

    def choose_models(self) -> None:
        """The user chose other models: what is still to be done is done with them; what was done stays."""
        self._inbox.wish(self._choose_models)

    def note_models(self) -> None:
        """The user imported a model: the journal tells it."""
        self._inbox.wish(self._note_models)

    def processes(self) -> dict[str, int]:
        """The worker processes that run now, by role."""
        return self._pool.processes()

    def retry(self, document_id: int) -> None:
        """Queue a document again that failed or was cancelled."""
        self._inbox.wish(partial(self._retry, document_id))

    def _run(self) -> None:
        try:
            self._vault = self._factory()
        except UserError as error:
            self._emit(pipeline_events.Broken(error.message))
            return
        self._place.enter(self._vault)
        try:
            self._do(self._vault.requeue_running)
            self._note_models()
            while not self._stopping:
                self._do(self._schedule.advance)
                act = self._inbox.next(TICK_SECONDS)
                self._do(act or self._pool.watch)
        finally:
            self._pool.dismiss()
            with suppress(UserError):
                self._vault.requeue_running()
            self._vault.close()

    def _do(self, act: Callable[[], object], *, on_fault: Callable[[], None] = lambda: None) -> None:
        """Do something; what goes wrong with it does not end the thread. What goes wrong in a job, ends that job before."""
        try:
            act()
        except UserError as error:
            self._schedule.halt(error)
        except Exception as error:  # noqa: BLE001 - the top of this thread: a bug costs what was to be done, not the rest
            _log.error("a fault: %s", log.place(error))
            on_fault()

    def _refuse(self, path: Path) -> None:
        self._emit(pipeline_events.Refused(str(path), "bug", failures.not_added(path.name)))

    def _add(self, path: Path) -> None:
        try:
            taken = file_intake.take(path)
            arrival = self._vault.arrive(taken.name, taken.media_type, taken.data)
            if arrival.document.state in (DocumentState.FAILED, DocumentState.CANCELLED):
                self._vault.retry(arrival.document.id)
        except UserError as error:
            self._emit(pipeline_events.Refused(str(path), error.code, error.message))
            return
        self._schedule.wake()
        self._emit(pipeline_events.Arrived(arrival.document.id, str(path), arrival.new))

    def _queue(self, task: str, document_id: int) -> None:
        self._vault.queue_job(document_id, task)
        self._schedule.wake()

    def _cancel(self, document_id: int) -> None:
        self._schedule.cancel(document_id)
        self._emit(pipeline_events.CancelledDocument(document_id))

    def _retry(self, document_id: int) -> None:
        self._vault.retry(document_id)
        self._schedule.wake()

    def _note_models(self) -> None:
        self._do(lambda: self._place.shelf.note_in(self._vault))

    def _choose_models(self) -> None:
        self._note_models()
        if self._options.model is None:  # else another one was named for this session, or none
            self._schedule.want_other_models()

    def _tell_answer(self, token: int, job: AnswerJob, ended: Ended | None) -> None:
        self._answer = token, job.answer
        if ended is None:
            self._emit(pipeline_events.Answered(token, job.is_over))
        else:
            self._emit(pipeline_events.Unanswered(token, ended.message or failures.of_question(ended.code)))

    def _tell_near(self, token: int, found: tuple[Near, ...]) -> None:
        self._near = token, found
        self._emit(pipeline_events.Neared(token))
