"""Runs jobs: asks what their bodies want asked, hands the answers in, and ends each job once, however it ends.

Must never let what goes wrong in one job end another, nor hand an answer to a job that does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from muniment import log
from muniment.errors import Cancelled, UserError
from muniment.pipeline.failures import Ended
from muniment.pipeline.jobs.job import Job
from muniment.pipeline.worker_steps import Ask, Steps, Wait, why
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.vault.vault_errors import ClaimError
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import GRACE_SECONDS, Reply
from muniment.worker.protocol.frames import FrameKind

_log = log.of("pipeline")


@dataclass(slots=True)
class _Running:
    """A job that has begun and not ended.

    Attributes:
        job: Which.
        body: Its generator.
        asked: How many requests it has made; answers to any but the last are not heard.
        pending: The last request, until its last answer has come.
        grace: Seconds that its worker gets to notice a cancel.
        holds: It does not make way now.
    """

    job: Job
    body: Steps[None] = field(repr=False)
    asked: int = 0
    pending: PendingRequest | None = None
    grace: float = GRACE_SECONDS
    holds: bool = False


class Runner:
    """The jobs that run now, on the thread of the pipeline."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._running: list[_Running] = []

    @property
    def jobs(self) -> list[Job]:
        """Those that run."""
        return [running.job for running in self._running]

    def holds(self, job: Job) -> bool:
        """Whether a job waits for something for which it does not make way."""
        return any(running.holds for running in self._running if running.job is job)

    def start(self, job: Job) -> None:
        """Begin a job; it goes on by itself as answers come."""
        running = _Running(job, job.run())
        self._running.append(running)
        self._go_on(running, partial(next, running.body))

    def cancel(self, job: Job) -> None:
        """Stop a job; nothing of it is heard any more, and it is not told that it ended."""
        for running in self._running:
            if running.job is job:
                self._let_go(running)
                running.body.close()
                return

    def _go_on(self, running: _Running, step: Callable[[], Wait]) -> None:
        """Take a step of a job; however that fails, the job ends once and says why."""
        ended: Ended | None = None
        try:
            self._wait(running, step())
        except StopIteration:
            pass
        except Exception as error:  # noqa: BLE001 - the top of every job: a fault costs this one, not the rest
            ended = _reason(error, running.job)
        else:
            return
        self._let_go(running)
        running.job.ended(ended)

    def _wait(self, running: _Running, wait: Wait) -> None:
        """Ask what a job wants asked; where the worker is gone already, the job is told so at once."""
        while isinstance(wait, Ask):
            worker = self._pool.worker(wait.worker) if isinstance(wait.worker, str) else wait.worker
            if worker.died:
                wait = running.body.throw(Ended("worker-died", worker_died=True))
                continue
            running.asked += 1
            running.grace, running.holds = wait.grace, wait.holds
            running.pending = self._pool.ask(
                worker,
                wait.request,
                document_id=wait.document_id,
                seconds=wait.seconds,
                sink=partial(self._hear, running, running.asked),
            )
            return
        if running.pending is None:
            raise RuntimeError("a job waits for an answer to nothing")

    def _hear(self, running: _Running, number: int, answer: Reply) -> None:
        if running.asked != number or not any(one is running for one in self._running):
            return
        if answer.is_last:
            running.pending, running.holds = None, False
        if answer.kind in (FrameKind.ERROR, FrameKind.CANCELLED):
            self._go_on(running, partial(running.body.throw, why(answer)))
        else:
            self._go_on(running, partial(running.body.send, answer))

    def _let_go(self, running: _Running) -> None:
        self._running = [one for one in self._running if one is not running]
        pending, running.pending = running.pending, None
        if pending is not None:
            self._pool.cancel(pending, grace=running.grace)


def _reason(error: Exception, job: Job) -> Ended:
    """Why a job cannot go on, where a step of it has failed."""
    name = type(job).__name__
    match error:
        case Ended():
            return error
        case trust_gate.Distrusted():
            _log.warning("%s: an answer was refused: %s", name, error.what)
            return Ended("distrust")
        case ClaimError():
            _log.warning("%s: a claim was refused: %s", name, error.detail)
            return Ended("claim", error.message)
        case Cancelled():
            return Ended("cancelled")
        case UserError():
            return Ended(error.code, error.message)
    _log.error("a fault: %s", log.place(error))
    return Ended("bug")
