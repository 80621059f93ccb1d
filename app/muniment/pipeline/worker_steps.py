"""What the body of a job yields: requests to workers, whose answers it gets in return.

A body is a generator that reads from top to bottom: ``answer = yield Ask("read", ReadPages(key), seconds)``. Where the
request has further answers, ``answer = yield MORE`` waits for the next one. An answer that says that the request failed,
or that the worker is gone, is raised at the ``yield`` as ``Ended``; a job that is cancelled ends there, and its
``finally`` clauses are carried out. Must never be asked anything by hand: ``jobs/runner`` does that.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from muniment import log
from muniment.pipeline.failures import Ended
from muniment.worker.parent.worker_client import GRACE_SECONDS, Reply, Worker, refusal
from muniment.worker.protocol.exchanged_message import RequestMessage

T = TypeVar("T")

_log = log.of("pipeline")


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to a worker.

    Attributes:
        worker: "read" or "analyse" for whoever has that role now; a worker where only that one has what the request needs.
        request: What is asked.
        seconds: What each answer may take; then the worker is killed.
        document_id: Whose fault it is if the worker dies of it; None for nobody's but a model's.
        grace: Seconds that the worker gets to notice a cancel, before it is killed.
        holds: While the job waits for this, it does not make way for others.
    """

    worker: Worker | str
    request: RequestMessage
    seconds: float
    document_id: int | None = None
    grace: float = GRACE_SECONDS
    holds: bool = False


class More:
    """The next answer to the last request is waited for."""


MORE = More()

Wait = Ask | More
Steps = Generator[Wait, Reply, T]
"""The body of a job, or a part of one that gives a ``T``: ``found = yield from ...``."""


def why(answer: Reply) -> Ended:
    """Why an answer is the end of a job."""
    said = refusal(answer)
    if said.detail or answer.died:
        _log.warning("a worker: %s %s", said.detail, answer.died)
    return Ended(said.code, worker_died=bool(answer.died))
