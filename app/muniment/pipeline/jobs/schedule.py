"""Which job is done next, and which makes way.

Figures come before what models do, a question makes models' other work wait, and what documents mean is looked into when
there is nothing else to do. Must never start a job while the vault cannot be written.
"""

from __future__ import annotations

import time

from muniment.errors import UserError
from muniment.pipeline.jobs.job import IdleJob, Job, Line, QueuedJob
from muniment.pipeline.jobs.job_table import JOBS
from muniment.pipeline.jobs.runner import Runner
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.workers import pipeline_events

RETRY_SECONDS = 60.0
"""After which it is tried again whether the vault can be written: somebody may have made room on the disk."""

_MAKE_WAY = (Line.MODEL, Line.IDLE)
_FIRST = (Line.FIGURES, Line.QUESTION)
_ONE_AT_A_TIME = (Line.QUESTION, Line.SEARCH)
_OF_DOCUMENTS = (Line.FIGURES, Line.MODEL, Line.IDLE)


class Schedule:
    """The order of the work of a session."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._runner = Runner(place.pool)
        self._queued = {task: kind for task, kind in JOBS.items() if issubclass(kind, QueuedJob)}
        self._wants_other_models = False
        self._is_idle = False
        self._is_halted = False
        self._halted_at = 0.0

    def start(self, job: Job) -> None:
        """Begin a job; those that it displaces end or are put back."""
        if job.line in _FIRST:
            self._make_way()
        if job.line in _ONE_AT_A_TIME:
            self.end(job.line)
        self._runner.start(job)

    def end(self, line: Line) -> None:
        """End what stands in a line; nobody waits for it any more."""
        for job in self._in(line):
            self._runner.cancel(job)

    def cancel(self, document_id: int) -> None:
        """End the work on a document; what is owed to the user's own decision is done later."""
        for job in self._in(*_OF_DOCUMENTS):
            if job.document_id == document_id:
                self._runner.cancel(job)
                if isinstance(job, QueuedJob) and job.is_owed:
                    job.put_back()
        self._place.vault.cancel(document_id)

    def wake(self) -> None:
        """There may be something to do."""
        self._is_idle = self._is_halted = False

    def halt(self, error: UserError) -> None:
        """The vault cannot be written or read: wait for the user, or until there is room."""
        self._halted_at = time.monotonic()
        if not self._is_halted:
            self._is_halted = True
            self._place.emit(pipeline_events.Broken(error.message))

    def want_other_models(self) -> None:
        """Use the models that the user chose meanwhile, as soon as nobody waits for an answer of the ones of now."""
        self._wants_other_models = True
        self.wake()

    def advance(self) -> None:
        """Take the next job, if there is one and its line is free."""
        self._try_again()
        if self._is_halted or self._in(Line.FIGURES):
            return
        if self._wants_other_models and not self._in(Line.QUESTION):
            self._take_other_models()
        if not self._in(Line.MODEL):
            self._place.pool.recycle()
        row = self._place.vault.next_job(self._tasks())
        if row is not None:
            self.start(self._queued[row.task](self._place, row))
        elif not self._is_idle and not self._in(*_MAKE_WAY):
            self._rest()

    def _tasks(self) -> list[str]:
        """The tasks of the queue that may be taken now, the first ones first."""
        is_model_free = not self._in(Line.MODEL)
        return [
            task
            for task, kind in self._queued.items()
            if (kind.line is not Line.MODEL or is_model_free) and kind.is_wanted(self._place)
        ]

    def _rest(self) -> None:
        """Nothing is asked for: do what is for such times; then nothing is left to do."""
        for kind in JOBS.values():
            job = kind.due(self._place) if issubclass(kind, IdleJob) else None
            if job is not None:
                self.start(job)
                return
        self._is_idle = True
        self._place.emit(pipeline_events.Idle())

    def _make_way(self) -> None:
        for job in self._in(*_MAKE_WAY):
            if not self._runner.holds(job):
                self._runner.cancel(job)
                job.put_back()

    def _take_other_models(self) -> None:
        for job in self._in(*_MAKE_WAY):  # even one that waits for a model to be loaded
            self._runner.cancel(job)
            job.put_back()
        self._wants_other_models = False
        self._place.change_models()

    def _try_again(self) -> None:
        """Go on where the disk was full, with what could not even be put back into the queue then."""
        is_working = any(isinstance(job, QueuedJob) for job in self._runner.jobs)
        if self._is_halted and time.monotonic() - self._halted_at > RETRY_SECONDS and not is_working:
            self._halted_at = time.monotonic()
            self._place.vault.requeue_running()
            self.wake()

    def _in(self, *lines: Line) -> list[Job]:
        return [job for job in self._runner.jobs if job.line in lines]
