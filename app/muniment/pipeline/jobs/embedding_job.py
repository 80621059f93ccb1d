"""What a document's portions mean: asked of the embedding model piece by piece, kept when all is there.

Must never hold up an extraction, nor fail a document: the search by words works without.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment import log
from muniment.document.codec import encode_value
from muniment.document.pages.portion import Portion, portions
from muniment.errors import Cancelled, UserError
from muniment.pipeline.jobs.extraction import Ended, why
from muniment.pipeline.models.embedding_index import EmbeddingIndex
from muniment.pipeline.workers import pipeline_events
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.texts.say import say
from muniment.vault.content.vectors import Meant
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply
from muniment.worker.protocol.exchanged_values import Texts
from muniment.worker.protocol.frames import FrameKind, Op

_log = log.of("pipeline")

PIECE = 48
"""Portions that are asked for at once: some 10,000 tokens, 3 s of one core with MiniLM; a cancel is noticed sooner."""
SECONDS = 600.0
CANCEL_SECONDS = 15.0
"""What a model gets to notice that its work is not wanted now."""


class Embedding:
    """The work on one document.

    Attributes:
        document_id: Which.
    """

    def __init__(
        self,
        vault: Vault,
        staff: WorkerPool,
        meanings: EmbeddingIndex,
        *,
        document_id: int,
        emit: Callable[[pipeline_events.Event], None],
        on_end: Callable[[Ended | None], None],
    ) -> None:
        self.document_id = document_id
        self._vault = vault
        self._staff = staff
        self._meanings = meanings
        self._emit = emit
        self._on_end = on_end
        self._texts: list[str] = []
        self._portions: list[Portion] = []
        self._numbers: list[bytes] = []
        self._done = 0
        self._width = 0
        self._errand: PendingRequest | None = None

    def start(self) -> None:
        """Begin; it goes on by itself as answers come."""
        for page in self._vault.pages(self.document_id, words=False):
            for portion in portions(page.number, page.text):
                self._portions.append(portion)
                self._texts.append(page.text[portion.start : portion.end])
        self._next()

    def cancel(self) -> None:
        """Stop; nothing of it is heard any more."""
        if self._errand is not None:
            self._staff.cancel(self._errand, grace=CANCEL_SECONDS)

    def _next(self) -> None:
        if self._done == len(self._texts):
            self._keep()
            return
        piece = tuple(self._texts[self._done : self._done + PIECE])
        worker = self._staff.worker("analyse")
        page, last = self._portions[self._done].page, self._portions[-1].page
        self._emit(pipeline_events.Progress(self.document_id, page, last, "meaning"))
        self._errand = self._staff.ask(
            worker,
            Op.EMBED,
            self._meanings.head("passage"),
            encode_value(Texts(piece)),
            document_id=None,
            seconds=SECONDS,
            sink=lambda answer: self._answered(answer, len(piece)),
        )

    def _answered(self, answer: Reply, count: int) -> None:
        try:
            if answer.kind is not FrameKind.DONE:
                raise why(answer)
            self._width, numbers = trust_gate.vectors(answer, count, self._width)
        except Ended as ended:
            self._on_end(ended)
            return
        except trust_gate.Distrusted as error:
            _log.warning("an answer was refused: %s", error.what)
            self._on_end(Ended("distrust"))
            return
        self._numbers.append(numbers)
        self._done += count
        self._next()

    def _keep(self) -> None:
        meant = Meant(self.document_id, tuple(self._portions), self._width, b"".join(self._numbers))
        try:
            is_kept = self._vault.save_vectors(self._meanings.sha256, meant)
        except Cancelled:
            self._on_end(Ended("cancelled"))
        except UserError as error:
            self._on_end(Ended(error.code, say(error.message)))
        else:
            self._on_end(None if is_kept else Ended("not-kept"))
