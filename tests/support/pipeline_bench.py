"""A pipeline with real workers, and what it says."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.store import Vault
from support.documents.made_pdf import small_report

E = TypeVar("E", bound=pipeline_events.Event)


class Listener:
    """Hears the events of a pipeline, in order.

    Attributes:
        heard: All of them so far.
    """

    def __init__(self) -> None:
        self.heard: list[pipeline_events.Event] = []
        self._queue: queue.SimpleQueue[pipeline_events.Event] = queue.SimpleQueue()

    def __call__(self, event: pipeline_events.Event) -> None:
        self._queue.put(event)

    def until(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True, *, seconds: float = 60) -> E:
        """Wait for the next event of a kind."""
        end = time.monotonic() + seconds
        while True:
            event = self._queue.get(timeout=max(end - time.monotonic(), 0.001))
            self.heard.append(event)
            if isinstance(event, kind) and fits(event):
                return event

    def of(self, kind: type[E]) -> list[E]:
        """Those of a kind that were heard."""
        return [event for event in self.heard if isinstance(event, kind)]


class Bench:
    """A vault in memory with a pipeline on it.

    Attributes:
        vault: For the test's own thread.
        listener: Hears everything.
        pipeline: Started.
    """

    def __init__(self, vault: Vault, options: PipelineOptions) -> None:
        self.vault = vault
        self.listener = Listener()
        self.pipeline = Pipeline(vault.second_connection, options=options, on_event=self.listener)
        self.pipeline.start()

    def add(self, path: Path) -> int:
        """Add a file and wait until it has arrived."""
        self.pipeline.add([path])
        return self.listener.until(pipeline_events.Arrived, lambda event: event.path == str(path)).document_id

    def worker(self, role: str) -> int:
        """The process that fills a role; the pipeline must have started it."""
        worker = self.pipeline._pool._posts[role].worker
        assert worker is not None
        assert worker.pid is not None
        return worker.pid


@pytest.fixture
def make_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def make(vault: Vault | None = None, *, model: Path | bool | None = False, models: Path | None = None) -> Bench:
        models = models or tmp_path_factory.mktemp("shelf")
        benches.append(Bench(vault or Vault.in_memory(), PipelineOptions(model=model, models=models)))
        return benches[-1]

    yield make
    for bench in benches:
        bench.pipeline.stop()
        bench.vault.close()


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(small_report())
    return path
