"""Texts to vectors in the worker: the model of meanings is loaded when it is first asked for, and stays.

Must never keep a text.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.errors import UserError
from muniment.worker.child.allowed_models import refuse_unlisted
from muniment.worker.child.serve import Request
from muniment.worker.protocol.modelling import EmbedTexts, NamedModel, TextsEmbedded

if TYPE_CHECKING:
    from muniment.llm.engine.text_embedding import Embedder


class EmbeddingModel:
    """The model of meanings of a worker."""

    def __init__(self) -> None:
        self._embedder: Embedder | None = None
        self._path: Path | None = None

    def embed(self, asked: EmbedTexts, request: Request) -> None:
        """Answer with the vectors of the request's texts.

        Raises:
            Cancelled: Nobody wants them any more.
            UserError: The model cannot be used, or is another file than was meant (other-model).
        """
        from muniment.llm.engine.text_embedding import Side

        started = time.process_time()
        embedder = self._loaded(asked.model)
        if embedder.sha256 != asked.sha256:
            raise UserError("other-model")
        found = embedder.vectors(asked.texts, Side(asked.side), cancelled=request.cancelled)
        vectors, seconds = found.astype("<f2").tobytes(), time.process_time() - started
        request.answer(TextsEmbedded(len(asked.texts), embedder.width, seconds, vectors))

    def _loaded(self, named: NamedModel) -> Embedder:
        from muniment.llm.engine.text_embedding import Embedder

        path = Path(named.path or "")
        if self._embedder is None or path != self._path:
            refuse_unlisted(path, named.allowed)
            if self._embedder is not None:
                self._embedder.close()
                self._embedder = None
            self._embedder, self._path = Embedder(path), path
        return self._embedder
