"""What a job is: a body, and what becomes of it when that ends.

A new kind of job is a class in a module of its own in this folder, and one line in ``table``. Must never hold up another
job: a body does only what is quick, and has workers do the rest.
"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import ClassVar

from muniment.errors import UserError
from muniment.message import Message, message
from muniment.pipeline.failures import Ended, of_document
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.worker_steps import Steps
from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import JobRow

OF_THE_VAULT = frozenset({"disk-full", "disk-failed", "read-only", "busy"})
"""Codes of what is wrong with the vault's disk, not with a document: that stays queued."""


class Line(Enum):
    """In which line jobs stand: who goes beside whom, and who makes way."""

    FIGURES = "figures"  # one at a time; what stands in MODEL and IDLE makes way
    MODEL = "model"  # one at a time, where a model is wanted
    IDLE = "idle"  # one at a time, when there is nothing else to do
    QUESTION = "question"  # a new one takes the place of the last one; MODEL and IDLE make way
    SEARCH = "search"  # a new one takes the place of the last one
    DRAWING = "drawing"  # any number, beside everything


class Job:
    """One piece of work.

    Attributes:
        line: In which it stands.
        document_id: Whose work it is: a cancel of that document ends it; None for nobody's.
    """

    line: ClassVar[Line]

    def __init__(self, place: Workplace, document_id: int | None = None) -> None:
        self.place = place
        self.document_id = document_id

    def run(self) -> Steps[None]:
        """The body; see ``steps``."""
        raise NotImplementedError

    def ended(self, ended: Ended | None) -> None:
        """The body has ended; not called where the job was cancelled.

        Args:
            ended: Why it could not go on; None where it is done.
        """

    def put_back(self) -> None:
        """It makes way, and is to be done later."""


class IdleJob(Job):
    """A job for when there is nothing else to do."""

    line = Line.IDLE

    @classmethod
    def due(cls, place: Workplace) -> Job | None:
        """The next one; None where there is none."""
        raise NotImplementedError


class QueuedJob(Job):
    """A job that is a row in the vault's queue: it outlives this process, and is tried twice.

    Attributes:
        task: Its name in the queue and in the table of jobs.
        is_owed: It is not given up where a document is cancelled, but done later.
        row: Which is running.
        reached: The highest page that it got to; a second crash counts if it got no further.
    """

    task: ClassVar[str]
    line = Line.FIGURES
    is_owed: ClassVar[bool] = False

    def __init__(self, place: Workplace, row: JobRow) -> None:
        super().__init__(place)
        self.document_id: int = row.document_id
        self.row = row
        self.reached = 0

    @classmethod
    def is_wanted(cls, place: Workplace) -> bool:  # noqa: ARG003 - others look at it
        """Whether such jobs are done in this session; else they stay in the queue."""
        return True

    def done(self) -> pipeline_events.Event | None:
        """What is told when it is done; None for nothing."""

    def cancelled(self) -> pipeline_events.Event | None:
        """What is told when it is not wanted any more; None for nothing."""

    def failure(self, ended: Ended) -> Message:
        """Why it failed."""
        return ended.message or of_document(ended.code, self.place.vault.document(self.document_id).name)

    def crash(self, code: str, why: Message) -> Message:  # noqa: ARG002 - others look at it
        """Why it failed, where it ended its worker twice.

        Args:
            code: "worker-died", or "timeout" where the worker was ended for being late.
            why: As the vault keeps it.
        """
        return why

    def put_back(self) -> None:
        """It is queued again, not counted against it."""
        self.place.vault.job_queued(self.row.id)

    def ended(self, ended: Ended | None) -> None:
        """It is done, failed, or queued again.

        Args:
            ended: Why it could not go on; None where it is done.

        Raises:
            UserError: The vault's disk is to blame; nothing more can be done before the user has seen to it.
        """
        if ended is None:
            self._tell(self.done())
        elif ended.code in OF_THE_VAULT:
            with suppress(UserError):  # else it is put back when there is room
                self.put_back()
            raise UserError.of(ended.message or message(ended.code))
        elif not self.is_wanted(self.place):
            self.put_back()
        elif ended.worker_died:
            self._crashed()
        elif ended.code in ("cancelled", "no-document"):  # also: removed meanwhile
            self._tell(self.cancelled())
        else:
            self._failed(ended)

    def _crashed(self) -> None:
        """A worker died; only a job that is to blame for it is counted, and only the second time is the end."""
        code = self.place.pool.blame(self.document_id)
        if code is None:
            self.put_back()
            return
        why = self.place.vault.crashed(self.row.id, self.reached, code)
        if why is not None:
            self._tell(pipeline_events.Failed(self.document_id, code, self.crash(code, why), self.task))

    def _failed(self, ended: Ended) -> None:
        with suppress(UserError):  # removed meanwhile
            why = self.failure(ended)
            with suppress(UserError):  # on a full disk it stays as it is, and is queued again at the next start
                self.place.vault.job_failed(self.row.id, ended.code, why)
            self._tell(pipeline_events.Failed(self.document_id, ended.code, why, self.task))

    def _tell(self, event: pipeline_events.Event | None) -> None:
        if event is not None:
            self.place.emit(event)
