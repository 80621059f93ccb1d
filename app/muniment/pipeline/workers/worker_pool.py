"""The two workers: kept warm, watched by the clock, replaced when they are gone.

Must never let a document that ends its worker pull down another's work unnoticed: who was late is remembered.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.worker.parent.worker_client import GRACE_SECONDS, Reply, Sink, Worker
from muniment.worker.protocol.exchanged_message import RequestMessage
from muniment.worker.protocol.modelling import SpareCores
from muniment.worker.protocol.reading import CloseDocument

OPEN_DOCUMENTS = 3
"""Documents that the read worker keeps open for their images."""
RECYCLE_AFTER = 40
"""Documents that one read worker opens before it is replaced: memory that parsers lose comes back."""


@dataclass(slots=True)
class PendingRequest:
    """A request that is under way.

    Attributes:
        worker: Whom it was given to.
        number: Of the request.
        document_id: For whom; None for the model.
        seconds: What each answer may take.
        due: When the next answer is late, by the monotonic clock.
        is_cancelled: Nobody waits for it any more.
    """

    worker: Worker
    number: int
    document_id: int | None
    seconds: float
    due: float
    is_cancelled: bool = False


@dataclass(slots=True)
class _Post:
    """A role and who fills it."""

    worker: Worker | None = None
    opened: OrderedDict[int, None] = field(default_factory=OrderedDict)
    opens: int = 0
    was_started: bool = False


class WorkerPool:
    """Both workers, as the pipeline thread sees them.

    Attributes:
        pinned: Document that is being read, which stays open.

    Args:
        inbox: Of the pipeline thread.
        on_restart: Told the role of a worker that had to be replaced.
        models: The files of the user's own models; the starter model needs not be named.
    """

    def __init__(self, inbox: TaskInbox, on_restart: Callable[[str], None], models: Sequence[Path] = ()) -> None:
        self.pinned: int | None = None
        self._inbox = inbox
        self._on_restart = on_restart
        self._models = tuple(models)
        self._posts = {"read": _Post(), "analyse": _Post()}
        self._errands: list[PendingRequest] = []
        self._late: PendingRequest | None = None
        self._involved: frozenset[int | None] = frozenset()
        self._eased: tuple[Worker | None, bool] = (None, False)

    def worker(self, role: str) -> Worker:
        """Who fills a role now; started if nobody does.

        Args:
            role: "read" or "analyse".
        """
        post = self._posts[role]
        if post.worker is None or post.worker.died:
            if post.worker is not None:
                post.worker.stop(grace=0)
            post.worker, post.opened, post.opens = self._new(role), OrderedDict(), 0
            post.worker.start()
            self._involved = frozenset()
            if post.was_started:
                self._on_restart(role)
            post.was_started = True
        return post.worker

    def _new(self, role: str) -> Worker:
        return Worker(role, files=self._models if role == "analyse" else ())

    def processes(self) -> dict[str, int]:
        """The processes that run now, by role."""
        workers = {role: post.worker for role, post in self._posts.items()}
        return {role: one.pid for role, one in workers.items() if one is not None and not one.died and one.pid}

    def ask(
        self,
        worker: Worker,
        request: RequestMessage,
        *,
        document_id: int | None,
        seconds: float,
        sink: Sink,
    ) -> PendingRequest:
        """Give an errand; its answers come to ``sink`` on the pipeline thread.

        Args:
            worker: Who has what the errand needs; if it is gone, the answer says so.
            request: What.
            document_id: For which document; None for the model.
            seconds: What each answer may take.
            sink: Hears the answers, unless the errand is cancelled.
        """
        errand = PendingRequest(worker, 0, document_id, seconds, time.monotonic() + seconds)
        self._errands.append(errand)
        self._ease()
        hear = partial(self._hear, errand, sink)
        errand.number = worker.post(request, sink=lambda answer: self._inbox.work(partial(hear, answer)))
        return errand

    def is_open(self, document_id: int) -> bool:
        """Whether the read worker of now has a document open, or has been asked to open it."""
        self.worker("read")
        return document_id in self._posts["read"].opened

    def opening(self, document_id: int) -> Worker:
        """The read worker, which has a document open or is about to be asked to; the least recently used ones are closed."""
        worker = self.worker("read")
        post = self._posts["read"]
        if document_id in post.opened:
            post.opened.move_to_end(document_id)
            return worker
        post.opened[document_id] = None
        post.opens += 1
        for oldest in list(post.opened)[: -OPEN_DOCUMENTS or None]:
            if oldest != self.pinned:
                self.close(oldest)
        return worker

    def close(self, document_id: int) -> None:
        """Have the read worker close a document, if it is open."""
        post = self._posts["read"]
        if post.opened.pop(document_id, 0) is None and post.worker is not None:
            post.worker.tell(CloseDocument(document_id))

    def recycle(self) -> None:
        """Replace a read worker that has seen many documents; only while nothing is asked of it."""
        post = self._posts["read"]
        if post.worker is not None and post.opens >= RECYCLE_AFTER and not self._of(post.worker):
            post.worker.stop(grace=0)
            post.worker, post.was_started = None, False

    def let_go(self, models: Sequence[Path]) -> None:
        """End the analyse worker, on purpose: the next one may open these models; nobody must wait for an answer of it."""
        post = self._posts["analyse"]
        if post.worker is not None:
            post.worker.stop(grace=0)
        post.worker, post.was_started, self._models = None, False, tuple(models)

    def cancel(self, errand: PendingRequest, *, grace: float = GRACE_SECONDS) -> None:
        """Nobody waits for it any more; it gets ``grace`` seconds to end."""
        errand.is_cancelled = True
        errand.due = min(errand.due, time.monotonic() + grace)
        errand.worker.cancel(errand.number)

    def watch(self) -> None:
        """Kill workers that are late; who asked hears that they are gone. Only when nothing they said waits unheard."""
        now = time.monotonic()
        for errand in list(self._errands):
            if errand.due < now and not errand.worker.died:
                self._late = replace(errand)  # as it is now: whoever hears of the end cancels what is left
                errand.worker.kill()

    def blame(self, document_id: int) -> str | None:
        """Whether the worker that has just died did so because of a document.

        Returns:
            "timeout" or "worker-died"; None if another one was late, or its share in it is not clear.
        """
        late, self._late = self._late, None
        if late is not None:
            return "timeout" if late.document_id == document_id and not late.is_cancelled else None
        return "worker-died" if self._involved <= {document_id} else None

    def dismiss(self) -> None:
        """End both workers at once; they hold nothing that is not in the vault."""
        for post in self._posts.values():
            if post.worker is not None:
                post.worker.kill()

    def _ease(self) -> None:
        """While a document is read, models leave a core to the reader."""
        reader, thinker = self._posts["read"].worker, self._posts["analyse"].worker
        reads = reader is not None and bool(self._of(reader))
        before = self._eased[1] if self._eased[0] is thinker else False  # a new worker leaves none
        if thinker is not None and reads is not before:
            thinker.tell(SpareCores(int(reads)))
        self._eased = (thinker, reads)

    def _of(self, worker: Worker) -> list[PendingRequest]:
        return [errand for errand in self._errands if errand.worker is worker]

    def _hear(self, errand: PendingRequest, sink: Sink, answer: Reply) -> None:
        if not errand.is_cancelled:
            errand.due = time.monotonic() + errand.seconds
        if answer.died and errand in self._errands:
            self._bury(errand.worker)
        elif answer.is_last and errand in self._errands:
            self._errands.remove(errand)
        self._ease()
        if not errand.is_cancelled:
            sink(answer)

    def _bury(self, worker: Worker) -> None:
        lost = self._of(worker)
        self._involved = frozenset(errand.document_id for errand in lost)
        self._errands = [errand for errand in self._errands if errand.worker is not worker]
