"""Images of pages, made by the read worker between the pages that it reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from muniment.errors import UserError
from muniment.pipeline.workers import pipeline_events
from muniment.pipeline.workers.worker_pool import WorkerPool
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, refusal
from muniment.worker.protocol.frames import FrameKind, Op

IMAGE_SECONDS = 60.0
"""For one image on a busy machine, the page that is being read before it included."""


class Rendering:
    """Asks for images; each ask ends with one event."""

    def __init__(self, vault: Vault, staff: WorkerPool, emit: Callable[[pipeline_events.Event], None]) -> None:
        self._vault = vault
        self._staff = staff
        self._emit = emit

    def ask(self, document_id: int, page: int, scale: float, token: int) -> None:
        """Have a page drawn; ends with Rendered or RenderFailed."""
        fail = partial(self._fail, document_id, page, token)
        try:
            suffix = Path(self._vault.document(document_id).name).suffix[:20]
            original = partial(self._vault.original, document_id)
            reader, _ = self._staff.open(
                document_id, suffix, original, seconds=IMAGE_SECONDS, sink=partial(self._opened, document_id)
            )
        except UserError as error:
            fail(error.code)
            return
        done = partial(self._done, pipeline_events.Rendered(document_id, page, scale, token, 0, 0, 0, b""), fail)
        head = {"key": document_id, "page": page, "scale": scale}
        self._staff.ask(reader, Op.IMAGE, head, document_id=document_id, seconds=IMAGE_SECONDS, sink=done)

    def _opened(self, document_id: int, answer: Reply) -> None:
        if answer.kind is not FrameKind.DONE:
            self._staff.close(document_id)

    def _done(self, asked: pipeline_events.Rendered, fail: Callable[[str], None], answer: Reply) -> None:
        if answer.kind is not FrameKind.DONE:
            fail(refusal(answer).code)
            return
        try:
            picture = trust_gate.picture(answer)
        except trust_gate.Distrusted:
            fail("distrust")
            return
        size = (picture.width, picture.height, picture.stride)
        self._emit(
            pipeline_events.Rendered(asked.document_id, asked.page, asked.scale, asked.token, *size, picture.data)
        )

    def _fail(self, document_id: int, page: int, token: int, code: str) -> None:
        self._emit(pipeline_events.RenderFailed(document_id, page, token, code))
