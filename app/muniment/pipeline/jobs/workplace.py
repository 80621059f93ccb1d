"""What jobs work with: the vault, the workers, and the models of the session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from muniment.pipeline.models.embedding_index import EmbeddingIndex
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.session_models import SessionModels, files_of
from muniment.pipeline.workers import pipeline_events
from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.pipeline.workers.worker_pool import WorkerPool
from muniment.vault.store import Vault


class Workplace:
    """All that a job may use; one for a session.

    Attributes:
        vault: Where documents are; there from ``enter`` on.
        pool: The workers.
        models: The models that are asked about documents.
        meanings: The embedding model, with what the vault holds by it.
        shelf: Where models are.
        emit: Is told what happens.
    """

    vault: Vault

    def __init__(
        self,
        inbox: TaskInbox,
        shelf: ModelStore,
        model: Path | bool | None,
        emit: Callable[[pipeline_events.Event], None],
    ) -> None:
        """Prepare a session; no worker is started yet.

        Args:
            inbox: Of the thread that jobs run on.
            shelf: Where models are.
            model: A file; None for the one that the user chose, or the starter model where there is one; False for none.
            emit: Is told what happens.
        """
        self.shelf = shelf
        self.emit = emit
        self.meanings = EmbeddingIndex(shelf, wanted=model is not False)
        self.pool = WorkerPool(inbox, lambda role: emit(pipeline_events.WorkerRestarted(role)), self._files(model))
        self.models = SessionModels(model, shelf, self.pool, emit)

    def enter(self, vault: Vault) -> None:
        """Work on the documents of a vault from now on."""
        self.vault = vault

    def change_models(self) -> None:
        """Use the models that the user chose meanwhile: the worker ends, and the next one may open the other files."""
        self.meanings = EmbeddingIndex(self.shelf)
        self.pool.let_go(self._files(None))
        self.models = SessionModels(None, self.shelf, self.pool, self.emit)

    def _files(self, model: Path | bool | None) -> list[Path]:
        """The files of the user's models, which a worker may open."""
        path = self.meanings.path
        return [*files_of(model, self.shelf), *([path] if path is not None else [])]
