"""A pipeline for the length of a command: files go in, each comes out once as done or failed.

Must never leave a worker behind.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from muniment.cli import screen
from muniment.pipeline.models.embedding_index import EmbeddingIndex
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentState
from muniment.vault.store import Vault


@dataclass(slots=True)
class FileOutcome:
    """What came of a file.

    Attributes:
        path: As given.
        document_id: None while (or if) it is not in the vault.
        error: The sentence, if it failed.
        done: Nothing more will come of it.
    """

    path: Path
    document_id: int | None = None
    error: str = ""
    done: bool = False


class CommandSession:
    """The files of a command, and what has come of each.

    Attributes:
        outcomes: One a file, in the order given.
        model_error: Why there was no model, if one was asked for; empty if there was.
    """

    def __init__(self, vault: Vault, paths: Sequence[Path], options: PipelineOptions) -> None:
        self.outcomes = [FileOutcome(path) for path in paths]
        self.model_error = ""
        self._vault = vault
        self._options = options
        self._is_broken = False
        self._is_idle = False
        self._meanings = EmbeddingIndex(ModelStore(options.models), wanted=options.model is not False)
        self._with_model = options.model is not False
        self._extracted: set[int] = set()
        self._enriched: set[int] = set()
        self._events: queue.SimpleQueue[pipeline_events.Event] = queue.SimpleQueue()

    def run(self, on_outcome: Callable[[FileOutcome], None] = lambda _: None) -> None:
        """Work until nothing more will come of any file.

        Args:
            on_outcome: Called in the order of the files, as soon as one is done and all before it are.
        """
        told = 0
        with _running(
            Pipeline(self._vault.second_connection, options=self._options, on_event=self._events.put)
        ) as pipeline:
            pipeline.add([outcome.path for outcome in self.outcomes])
            while told < len(self.outcomes):
                self._hear(self._next())
                while told < len(self.outcomes) and self.outcomes[told].done:
                    screen.clear()
                    on_outcome(self.outcomes[told])
                    told += 1
            while self._vault.folder is not None and self._has_more() and not self._is_broken:
                self._hear(
                    self._next()
                )  # attachments and the company's other documents follow; a vault in memory ends here
            if self._vault.folder is not None and self._meanings.due(self._vault) is not None:
                while not (self._is_idle or self._is_broken):
                    self._hear(self._next())  # what the documents mean is looked into last

    def _has_more(self) -> bool:
        """Whether documents that nobody named are still worked on: those that came out of others, and those of a company."""
        return self._vault.follows() or self._vault.waits_for_children(enrich=self._with_model)

    def _next(self) -> pipeline_events.Event:
        while True:
            try:
                return self._events.get(timeout=0.2)  # so that Ctrl+C is heard on every system
            except queue.Empty:
                continue

    def _hear(self, event: pipeline_events.Event) -> None:
        self._is_idle = isinstance(event, pipeline_events.Idle)
        match event:
            case pipeline_events.Refused(path, _, why):
                self._close([o for o in self.outcomes if str(o.path) == path], say(why))
            case pipeline_events.Arrived(document_id, path, _):
                self._arrived(document_id, path)
            case pipeline_events.Progress(document_id, page, of, stage):
                screen.progress(
                    Text("{name}: {stage}, page {page} of {of}")(
                        name=self._name(document_id), stage=_stage(stage), page=page, of=of
                    )
                )
            case pipeline_events.Extracted(document_id):
                self._extracted.add(document_id)
                self._settle(document_id)
            case pipeline_events.Derived(document_id):
                self._settle(document_id)
            case pipeline_events.Enriched(document_id):
                self._enriched.add(document_id)
                self._settle(document_id)
            case pipeline_events.Failed(document_id, _, why, task="extract"):
                self._close(self._of(document_id), say(why))
            case pipeline_events.Failed(document_id):  # what else was to be done with it
                self._close(self._of(document_id))
            case pipeline_events.CancelledDocument(document_id):
                self._close(self._of(document_id), Text("Cancelled.")())
            case pipeline_events.ModelRefused(code, why):
                self._without_model(code, say(why))
            case pipeline_events.Broken(why):
                self._is_broken = True
                self._close(self.outcomes, say(why))

    def _arrived(self, document_id: int, path: str) -> None:
        for outcome in self.outcomes:
            if str(outcome.path) == path:
                outcome.document_id = document_id
        if self._vault.document(document_id).state is DocumentState.DONE and document_id not in self._extracted:
            self._close(self._of(document_id))

    def _without_model(self, code: str, sentence: str) -> None:
        self._with_model = False
        is_named = isinstance(self._options.model, Path)
        if is_named and code != "not-earned":
            self.model_error = sentence
        if is_named or code not in ("no-model", "not-earned"):
            screen.say(sentence)
        for document_id in self._extracted:
            self._settle(document_id)

    def _settle(self, document_id: int) -> None:
        """A document is done when it was extracted, the model has had its turn and nothing is to be computed anew."""
        has_had = not self._with_model or document_id in self._enriched
        if has_had and document_id in self._extracted and not self._vault.follows(document_id):
            self._close(self._of(document_id))

    def _of(self, document_id: int) -> list[FileOutcome]:
        return [outcome for outcome in self.outcomes if outcome.document_id == document_id]

    def _name(self, document_id: int) -> str:
        found = self._of(document_id)
        return found[0].path.name if found else Text("document {number}")(number=document_id)

    def _close(self, outcomes: Sequence[FileOutcome], error: str = "") -> None:
        for outcome in outcomes:
            if not outcome.done:
                outcome.error, outcome.done = error, True


_STAGES = {
    "read": Text("reading", context="stage"),
    "analyse": Text("finding figures"),
    "save": Text("saving"),
    "model": Text("choosing sentences"),
    "meaning": Text("what it means"),
}


def _stage(name: str) -> str:
    return _STAGES[name]() if name in _STAGES else name


@contextmanager
def _running(pipeline: Pipeline) -> Iterator[Pipeline]:
    pipeline.start()
    try:
        yield pipeline
    finally:
        pipeline.stop()
