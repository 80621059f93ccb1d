"""The models of a session that are asked about documents and questions: which, loaded where, or refused.

Must never have a model asked that ended its worker before, unless the user names it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.routing import Routing
from muniment.message import message
from muniment.pipeline import failures
from muniment.pipeline.failures import Ended
from muniment.pipeline.models import adapter_bases, model_worker
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.worker_steps import MORE, Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.pipeline.workers.worker_pool import WorkerPool
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.modelling import EarnedTasks, LoadModels

LOAD_SECONDS = 600.0
MAX_LOAD_DEATHS = 2


class SessionModels:
    """The fast model of a session, and the strong one that it may be helped by.

    Attributes:
        wanted: There is work for a model.
        id: Of the model, once it is loaded.
    """

    def __init__(
        self,
        model: Path | bool | None,
        shelf: ModelStore,
        pool: WorkerPool,
        emit: Callable[[pipeline_events.Event], None],
    ) -> None:
        """Look which models there are.

        Args:
            model: A file; None for the one that the user chose, or the starter model where there is one; False for none.
            shelf: Where models are.
            pool: Has the worker that loads them.
            emit: Is told how far the loading is, and how it ended.
        """
        self.wanted = model is not False
        self.id = ""
        self._path = model if isinstance(model, Path) else shelf.used()
        self._strong = strong_of(model, shelf)
        self._strong_id = ""
        self._is_named = isinstance(model, Path)
        self._shelf = shelf
        self._pool = pool
        self._emit = emit
        self._loaded_in: Worker | None = None
        self._deaths = 0
        self._to_point: set[int] = set()

    @property
    def earned(self) -> frozenset[str]:
        """The tasks that one of the models may be asked for."""
        earned = self._shelf.earned()
        return frozenset(task for model in (self.id, self._strong_id) for task in earned.get(model, {}))

    @property
    def points(self) -> tuple[str, ...]:
        """What the loaded model may be asked when a document is analysed anew."""
        return tuple(task.value for task in (ModelTask.CHOOSE, ModelTask.KIND, ModelTask.TAG) if task in self.earned)

    def is_to_point(self, document_id: int) -> None:
        """When the document is analysed anew, the model is asked."""
        self._to_point.add(document_id)

    def may_point(self, document_id: int) -> bool:
        """Whether the model is to be asked about this document, and can be."""
        return document_id in self._to_point and self.is_loaded

    def has_pointed(self, document_id: int) -> None:
        """It was asked; a decision of the user asks nothing again."""
        self._to_point.discard(document_id)

    @property
    def may_plan(self) -> bool:
        """Whether a model may be asked what a question means: one is wanted, and some model has earned that."""
        has_earned = any(ModelTask.PLAN in tasks for tasks in self._shelf.earned().values())
        return self.wanted and self.may_load and has_earned

    @property
    def may_load(self) -> bool:
        """Whether it may be tried: one that ended a worker is not, unless the user names it."""
        return self._is_named or self._path is None or not self._shelf.has_crashed(self._path)

    @property
    def is_loaded(self) -> bool:
        """Whether the worker of now has it."""
        return self._loaded_in is not None and self._loaded_in is self._pool.worker("analyse")

    def load(self) -> Steps[None]:
        """Load the model if it has earned a task.

        Raises:
            Ended: It could not be loaded, or ended its worker.
        """
        worker = self._pool.worker("analyse")
        earned = tuple(EarnedTasks(model, tuple(tasks.items())) for model, tasks in self._shelf.earned().items())
        strong = str(self._strong) if self._strong is not None else None
        request = LoadModels(model_worker.which(self._path, self._strong), strong, earned)
        try:
            answer = yield Ask(worker, request, LOAD_SECONDS, grace=LOAD_SECONDS, holds=True)
            while answer.kind is FrameKind.PROGRESS:
                self._emit(pipeline_events.ModelLoading(trust_gate.loading(answer).share))
                answer = yield MORE
        except Ended as ended:
            self._broken(ended)
            raise
        self._loaded_in, self._deaths = worker, 0
        self._ready(answer)

    def ask(self, ask: Ask) -> Steps[Reply]:
        """Ask something of which models are asked; a strong one that ends the worker while it is loaded is remembered.

        Returns:
            The last answer.
        """
        is_strong_loading = False
        try:
            answer = yield ask
            while answer.kind is FrameKind.PROGRESS:
                loading = trust_gate.loading(answer)
                is_strong_loading = loading.is_strong and not loading.is_over
                answer = yield MORE
        except Ended as ended:
            if ended.worker_died and is_strong_loading and self._strong is not None:
                self._shelf.crashed(self._strong)
                self._strong, self._strong_id = None, ""
            raise
        return answer

    def with_means(self, routing: Routing) -> Routing:
        """What became of the questions to models, beside what the strong one took for a question in its exam."""
        means = {
            score.task.value: score.milliseconds / 1000
            for table in self._shelf.tables()
            if table.model == self._strong_id
            for score in table.scores
        }
        return routing.with_means(means)

    def refuse(self, code: str) -> None:
        """Have no model in this session; say so once."""
        if self.wanted:
            self.wanted = False
            name = self._path.name if self._path else failures.OF_INSTALLATION
            self._emit(pipeline_events.ModelRefused(code, failures.of_model(code, name)))

    def _ready(self, answer: Reply) -> None:
        try:
            loaded = trust_gate.loaded(answer)
            self.id, name, description, self._strong_id = loaded.model, loaded.name, loaded.description, loaded.strong
        except trust_gate.Distrusted:
            self.id, name, description = "unnamed", "unnamed", message("model-unknown")
        tasks = " ".join(sorted(self.earned))
        self._emit(
            pipeline_events.ModelReady(self.id, name, message("model-ready", description=description, tasks=tasks))
        )

    def _broken(self, ended: Ended) -> None:
        self._deaths += ended.worker_died
        if self._deaths >= MAX_LOAD_DEATHS and self._path is not None:
            self._shelf.crashed(self._path)
        if not ended.worker_died or self._deaths >= MAX_LOAD_DEATHS:
            self.refuse(ended.code)


def strong_of(model: Path | bool | None, shelf: ModelStore) -> Path | None:
    """The strong model that takes part: the one that the user chose, unless another one is named for this session.

    Args:
        model: As the session was started with it: a file, None for what the user chose, False for none.
        shelf: Where models are.
    """
    strong = shelf.used("strong") if model is None else None
    return strong if strong is not None and not shelf.has_crashed(strong) else None


def files_of(model: Path | bool | None, shelf: ModelStore) -> list[Path]:
    """The files of the user's own models that may be loaded in a session; the starter model is not among them.

    None at all where the session is one without a model.

    Args:
        model: As the session was started with it: a file, None for what the user chose, False for none.
        shelf: Where models are.
    """
    own = model if isinstance(model, Path) else shelf.used() if model is None else None
    return adapter_bases.files_of((own, strong_of(model, shelf)))
