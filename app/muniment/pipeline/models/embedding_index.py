"""The embedding model of a session and what the vault holds by it: which portions are near a question.

Must never compare vectors of different models, nor let a model that ended its worker be tried again by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from muniment import log
from muniment.document.pages.portion import Portion
from muniment.pipeline.failures import Ended
from muniment.pipeline.models import model_worker
from muniment.pipeline.models.model_store import ModelStore
from muniment.vault.store import Vault
from muniment.worker.protocol.modelling import EmbedTexts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_log = log.of("pipeline")

MAX_DEATHS = 2
_NOT_ITS_FAULT = frozenset(
    {"distrust", "bug", "not-kept", "disk-full", "disk-failed", "read-only", "busy", "no-document"}
)
"""Codes of what may go well with another document; anything else is the model's fault."""
EMBED = "embed"
"""The tier of the shelf."""


@dataclass(frozen=True, slots=True)
class Near:
    """A portion of a document that is near a question.

    Attributes:
        document_id: Which document.
        portion: Where it stands.
        nearness: Cosine, -1 to 1.
    """

    document_id: int
    portion: Portion
    nearness: float


class EmbeddingIndex:
    """The embedding model that is in use, if one is.

    Attributes:
        path: Of its file; None without one.
    """

    def __init__(self, shelf: ModelStore, *, wanted: bool = True) -> None:
        """Look whether there is one.

        Args:
            shelf: Where models are.
            wanted: Off: none in this session.
        """
        path = shelf.used(EMBED) if wanted else None
        self.path = path if path is not None and not shelf.has_crashed(path) else None
        self._is_refused = False
        self._shelf = shelf
        self._deaths = 0
        self._passed_over: set[int] = set()
        self._since: tuple[int, str] = (0, "")
        self._owners: list[tuple[int, Portion]] = []
        self._matrix: npt.NDArray[np.float32] | None = None

    @cached_property
    def sha256(self) -> str:
        """Of the model's file, which is read once; empty without one."""
        return _digest(self.path) if self.path is not None else ""

    @property
    def is_there(self) -> bool:
        """Whether there is a model that may be used."""
        return not self._is_refused and bool(self.sha256)

    def due(self, vault: Vault) -> int | None:
        """A document that was read and has no vectors yet; None if there is none, or no model."""
        document_id = vault.without_vectors(self.sha256) if self.is_there else None
        return None if document_id in self._passed_over else document_id

    def can_search(self, vault: Vault) -> bool:
        """Whether anything can be found by its meaning."""
        return self.is_there and vault.vectors_since(self.sha256)[0] > 0

    def request(self, side: str, texts: Sequence[str]) -> EmbedTexts:
        """The request for the vectors of texts.

        Args:
            side: "question" or "passage".
            texts: One or more.
        """
        return EmbedTexts(model_worker.which(self.path), self.sha256, side, tuple(texts))

    def failed(self, ended: Ended, document_id: int | None = None) -> None:
        """Something went wrong: a model that cannot be used is not tried again in this session.

        Args:
            ended: How.
            document_id: On whose text; it is passed over for as long as the session lasts.
        """
        self._deaths += ended.worker_died
        if ended.code in _NOT_ITS_FAULT and document_id is not None:
            self._passed_over.add(document_id)
            return
        if ended.worker_died and self._deaths < MAX_DEATHS:
            return
        if ended.worker_died and self.path is not None:
            self._shelf.crashed(self.path)
        _log.warning("there is no search by meaning: %s", ended.code)
        self._is_refused = True

    def nearest(self, vault: Vault, question: bytes, documents: Collection[int], most: int) -> list[Near]:
        """The portions nearest to a question, one a page, the nearest first.

        Args:
            vault: Of the documents.
            question: Its vector, as the vault keeps them.
            documents: Only their pages.
            most: At most so many.
        """
        import numpy as np

        matrix = self._rows(vault)
        asked = np.frombuffer(question, "<f2").astype(np.float32)
        if matrix is None or matrix.shape[1] != len(asked):
            return []
        nearness, found, seen = matrix @ asked, [], set()
        for number in np.argsort(-nearness, kind="stable"):
            document_id, portion = self._owners[number]
            if document_id in documents and (document_id, portion.page) not in seen:
                seen.add((document_id, portion.page))
                found.append(Near(document_id, portion, float(nearness[number])))
                if len(found) == most:
                    break
        return found

    def _rows(self, vault: Vault) -> npt.NDArray[np.float32] | None:
        """All vectors by this model, read again when any came or went."""
        import numpy as np

        since = vault.vectors_since(self.sha256)
        if since != self._since:
            kept = [one for one in vault.vectors(self.sha256) if one.portions]
            widths = {one.width for one in kept}
            parts = [np.frombuffer(one.numbers, "<f2").reshape(-1, one.width) for one in kept]
            self._owners = [(one.document_id, portion) for one in kept for portion in one.portions]
            self._matrix = np.concatenate(parts).astype(np.float32) if len(widths) == 1 else None
            self._since = since
        return self._matrix


def _digest(path: Path) -> str:
    """The SHA-256 of a file; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
