"""Pages that mean what somebody is searching for: asked for beside the search by words, which waits for nothing.

Must never hold up anything: where it fails, there are the words.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.document.codec import encode_value
from muniment.pipeline.jobs.extraction import why
from muniment.pipeline.models.embedding_index import EmbeddingIndex, Near
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply
from muniment.worker.protocol.exchanged_values import Texts
from muniment.worker.protocol.frames import FrameKind, Op

SECONDS = 60.0
MOST = 10
"""Pages, the nearest first."""


class Looking:
    """The last search of a window.

    Attributes:
        found: Its token, and the pages that are near to it.
    """

    def __init__(self) -> None:
        self.found: tuple[int, tuple[Near, ...]] = (0, ())
        self._errand: PendingRequest | None = None

    def start(
        self,
        vault: Vault,
        staff: WorkerPool,
        meanings: EmbeddingIndex,
        *,
        text: str,
        token: int,
        then: Callable[[], None],
    ) -> None:
        """Look, in the place of the last search.

        Args:
            vault: Where documents are.
            staff: Who works on it.
            meanings: The model; without one nothing is done.
            text: What is searched for.
            token: Of the search.
            then: Called when ``found`` is of this search.
        """
        if self._errand is not None:
            staff.cancel(self._errand)
            self._errand = None
        if not any(map(str.isalnum, text)) or not meanings.can_search(vault):
            return

        def answered(answer: Reply) -> None:
            self._errand = None
            if answer.kind is not FrameKind.DONE:
                meanings.failed(why(answer))
                return
            try:
                _, vector = trust_gate.vectors(answer, 1)
            except trust_gate.Distrusted:
                return
            every = {row.id for row in vault.documents()}
            self.found = token, tuple(meanings.nearest(vault, vector, every, MOST))
            then()

        head, blob = meanings.head("question"), encode_value(Texts((text,)))
        worker = staff.worker("analyse")
        self._errand = staff.ask(worker, Op.EMBED, head, blob, document_id=None, seconds=SECONDS, sink=answered)
