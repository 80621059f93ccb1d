"""Texts to vectors in the worker: the model of meanings is loaded when it is first asked for, and stays.

Must never keep a text.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.document.codec import decode_value
from muniment.errors import UserError
from muniment.worker.child.allowed_models import refuse_unlisted
from muniment.worker.child.serve import Request
from muniment.worker.protocol.exchanged_values import Texts
from muniment.worker.protocol.frames import FrameKind

if TYPE_CHECKING:
    from muniment.llm.engine.text_embedding import Embedder


class EmbeddingModel:
    """The model of meanings of a worker."""

    def __init__(self) -> None:
        self._embedder: Embedder | None = None
        self._path: Path | None = None

    def embed(self, request: Request) -> None:
        """Answer with the vectors of the request's texts.

        Raises:
            Cancelled: Nobody wants them any more.
            UserError: The model cannot be used, or is another file than was meant (other-model).
        """
        from muniment.llm.engine.text_embedding import Side

        started, head = time.process_time(), request.head
        embedder = self._loaded(request)
        if embedder.sha256 != head["sha256"]:
            raise UserError("The model is another one.", code="other-model")
        texts = decode_value(Texts, request.blob).texts
        found = embedder.vectors(texts, Side(str(head["side"])), cancelled=request.cancelled)
        told = {"count": len(texts), "width": embedder.width, "seconds": time.process_time() - started}
        request.answer(FrameKind.DONE, told, found.astype("<f2").tobytes())

    def _loaded(self, request: Request) -> Embedder:
        from muniment.llm.engine.text_embedding import Embedder

        path = Path(str(request.head["path"]))
        if self._embedder is None or path != self._path:
            refuse_unlisted(path, request.head.get("allowed"))
            if self._embedder is not None:
                self._embedder.close()
                self._embedder = None
            self._embedder, self._path = Embedder(path), path
        return self._embedder
