"""What the model adds to a document: which sentences its summary holds. And the model's own fate in a session.

Must never hold up an extraction, nor fail a document because of a model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from muniment.document.codec import encode_value
from muniment.document.facts.fact import Analysis, Wording
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.routing import Routing
from muniment.errors import Cancelled, UserError
from muniment.pipeline.jobs.extraction import Ended, why
from muniment.pipeline.models import adapter_bases, model_worker
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.workers import code_sentences, pipeline_events
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.texts.say import say
from muniment.vault.database.records import Job, ModelUse, StoredAnalysis
from muniment.vault.store import Vault
from muniment.vault.vault_errors import ClaimError
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.frames import FrameKind, Op

LOAD_SECONDS = 600.0
ENRICH_SECONDS = 1800.0
"""A large model on a slow processor; it can be cancelled at any moment."""
CANCEL_SECONDS = 15.0
"""What a model gets to notice that its work is not wanted now: one batch on a slow processor."""
MAX_LOAD_DEATHS = 2


class ModelDesk:
    """The model of a session: which, loaded where, or refused.

    Attributes:
        wanted: There is work for a model.
        id: Of the model, once it is loaded.
    """

    def __init__(
        self,
        model: Path | bool | None,
        shelf: ModelStore,
        staff: WorkerPool,
        emit: Callable[[pipeline_events.Event], None],
    ) -> None:
        self.wanted = model is not False
        self.id = ""
        self._path = model if isinstance(model, Path) else shelf.used()
        self._strong = strong_of(model, shelf)
        self._strong_id = ""
        self._is_strong_loading = False
        self._is_named = isinstance(model, Path)
        self._shelf = shelf
        self._staff = staff
        self._emit = emit
        self._loaded_in: Worker | None = None
        self._deaths = 0
        self._to_point: set[int] = set()

    @property
    def earned(self) -> frozenset[str]:
        """The tasks that one of the models may be asked for."""
        earned = self._shelf.earned()
        return frozenset(task for model in (self.id, self._strong_id) for task in earned.get(model, {}))

    def is_news(self, answer: Reply) -> bool:
        """Whether an answer only tells that the strong model is being loaded; one that ends the worker is remembered."""
        if answer.kind is FrameKind.PROGRESS:
            if "loading" in answer.head:
                self._is_strong_loading = answer.head["loading"] == "strong"
            return True
        if answer.died and self._is_strong_loading and self._strong is not None:
            self._shelf.crashed(self._strong)
            self._strong, self._strong_id = None, ""
        self._is_strong_loading = False
        return False

    def routing(self, answer: Reply) -> Routing:
        """What became of the questions to models that an answer rests on.

        Raises:
            Distrusted: It cannot be so.
        """
        means = {
            score.task.value: score.milliseconds / 1000
            for table in self._shelf.tables()
            if table.model == self._strong_id
            for score in table.scores
        }
        return trust_gate.routing(answer).with_means(means)

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
        return self._loaded_in is not None and self._loaded_in is self._staff.worker("analyse")

    def load(self, then: Callable[[Ended | None], None]) -> PendingRequest:
        """Load it if it has earned a task, and say how that ended."""
        strong = str(self._strong) if self._strong is not None else None
        head = {**model_worker.which(self._path, self._strong), "earned": self._shelf.earned(), "strong": strong}
        sink = partial(self._answered, then)
        return self._staff.ask(
            self._staff.worker("analyse"), Op.LOAD, head, document_id=None, seconds=LOAD_SECONDS, sink=sink
        )

    def refuse(self, code: str) -> None:
        """No model in this session; say so once."""
        if self.wanted:
            self.wanted = False
            name = self._path.name if self._path else "of this installation"
            self._emit(pipeline_events.ModelRefused(code, code_sentences.of_model(code, name)))

    def _answered(self, then: Callable[[Ended | None], None], answer: Reply) -> None:
        if answer.kind is FrameKind.PROGRESS:
            share = answer.head.get("share")
            self._emit(
                pipeline_events.ModelLoading(float(share) if isinstance(share, float) and 0 <= share <= 1 else 0.0)
            )
        elif answer.kind is FrameKind.DONE:
            self._ready(answer)
            then(None)
        else:
            self._broken(ended := why(answer))
            then(ended)

    def _ready(self, answer: Reply) -> None:
        self._loaded_in, self._deaths = self._staff.worker("analyse"), 0
        try:
            self.id, name, description, self._strong_id = (
                trust_gate.text(answer.head, what) for what in ("model", "name", "description", "strong")
            )
        except trust_gate.Distrusted:
            self.id, name, description = "unnamed", "unnamed", ""
        does = code_sentences.of_tasks(sorted(self.earned))
        self._emit(pipeline_events.ModelReady(self.id, name, f"{description}. {does}" if does else description))

    def _broken(self, ended: Ended) -> None:
        self._deaths += ended.worker_died
        if self._deaths >= MAX_LOAD_DEATHS and self._path is not None:
            self._shelf.crashed(self._path)
        if not ended.worker_died or self._deaths >= MAX_LOAD_DEATHS:
            self.refuse(ended.code)


def strong_of(model: Path | bool | None, shelf: ModelStore) -> Path | None:
    """The strong model that takes part: the one that the user chose, unless another one is named for this session."""
    strong = shelf.used("strong") if model is None else None
    return strong if strong is not None and not shelf.has_crashed(strong) else None


def files_of(model: Path | bool | None, shelf: ModelStore) -> list[Path]:
    """The files of the user's own models that may be loaded in a session; the starter model is not among them."""
    own = model if isinstance(model, Path) else shelf.used()
    return adapter_bases.files_of((own, strong_of(model, shelf)))


class Enrichment:
    """The model's work on one document.

    Attributes:
        job: Which is running.
        is_loading: The model is being loaded; that is not broken off for another document.
    """

    def __init__(
        self,
        vault: Vault,
        staff: WorkerPool,
        desk: ModelDesk,
        *,
        job: Job,
        emit: Callable[[pipeline_events.Event], None],
        on_end: Callable[[Ended | None], None],
    ) -> None:
        self.job = job
        self.is_loading = False
        self._vault = vault
        self._staff = staff
        self._desk = desk
        self._emit = emit
        self._on_end = on_end
        self._errand: PendingRequest | None = None

    def start(self) -> None:
        """Begin; the model is loaded first if it is not."""
        if self._desk.is_loaded:
            self._enrich(None)
        elif not self._desk.may_load:
            self._desk.refuse("crashed-model")
            self._on_end(Ended("crashed-model"))
        else:
            self.is_loading = True
            self._errand = self._desk.load(self._enrich)

    def cancel(self) -> None:
        """Break off; nothing of it is heard any more."""
        if self._errand is not None:
            self._staff.cancel(self._errand, grace=LOAD_SECONDS if self.is_loading else CANCEL_SECONDS)

    def _enrich(self, ended: Ended | None) -> None:
        self.is_loading = False
        if ended is not None:
            self._on_end(ended)
            return
        try:
            known = self._vault.analysis(self.job.document_id)
        except UserError as error:  # removed while the model was being loaded, or the vault failed
            self._on_end(Ended("cancelled" if error.code == "no-document" else error.code, say(error.message)))
            return
        pages = known.document.page_count or 0
        self._emit(pipeline_events.Progress(self.job.document_id, pages, pages, "model"))
        self._errand = self._staff.ask(
            self._staff.worker("analyse"),
            Op.ENRICH,
            {},
            encode_value(_as_found(known)),
            document_id=self.job.document_id,
            seconds=ENRICH_SECONDS,
            sink=self._enriched,
        )

    def _enriched(self, answer: Reply) -> None:
        if self._desk.is_news(answer):
            return
        if answer.kind is not FrameKind.DONE:
            self._on_end(why(answer))
            return
        ended, points = None, self._desk.points
        if points:
            self._desk.is_to_point(self.job.document_id)
        try:
            summary = trust_gate.summary(answer)
            worded = any(one.wording is not Wording.CITED for one in summary)
            uses = (*points, *(("summary",) if worded or answer.head.get("chosen") else ()))
            self._vault.save_enrichment(
                self.job.id,
                summary=summary,
                model=ModelUse(self._desk.id, uses) if uses else None,
                seconds={"model": trust_gate.seconds(answer.head)},
                routing=self._desk.routing(answer),
                again=bool(points),
                spent=trust_gate.spent(answer.head),
            )
        except (trust_gate.Distrusted, ClaimError):
            ended = Ended("distrust")
        except Cancelled:
            ended = Ended("cancelled")
        except UserError as error:
            ended = Ended(error.code, say(error.message))
        self._on_end(ended)


def _as_found(known: StoredAnalysis) -> Analysis:
    return Analysis(
        kind=known.kind,
        kind_confidence=known.kind_confidence,
        facts=tuple(stored.fact for stored in known.facts),
        checks=known.checks,
        measures=known.measures,
        summary=known.summary,
        candidates=known.candidates,
        warnings=known.warnings,
    )
