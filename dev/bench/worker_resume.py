"""A worker is killed in the middle of a model's work: how soon that is noticed and the work goes on, beside a bare load.

The real pipeline with the real worker and a vault in memory; a bare load is a process of its own that only loads the model.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bench.filing_cost import environment
from bench.measured_figure import Figure
from muniment.document.usage.exam_marks import VERSION, ExamResults, ModelTask, Score
from muniment.llm.files import model_header
from muniment.llm.pointing import model_loading
from muniment.pipeline.models.model_store import SEED, ModelStore
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.store import Vault
from synth.documents.annual_report import annual_report

E = TypeVar("E", bound=pipeline_events.Event)
SECONDS = 600.0
_LOAD = "import sys, pathlib; from muniment.llm.pointing import model_loading as load; load.load(pathlib.Path(sys.argv[1])).close()"


@dataclass(slots=True)
class Ear:
    """Hears a pipeline and notes when."""

    heard: queue.SimpleQueue[tuple[float, pipeline_events.Event]] = field(default_factory=queue.SimpleQueue)

    def __call__(self, event: pipeline_events.Event) -> None:
        """Hear an event."""
        self.heard.put((time.perf_counter(), event))

    def until(self, kind: type[E]) -> float:
        """When the next event of a kind came; of progress, that of the model's work.

        Raises:
            RuntimeError: The work failed instead.
        """
        while True:
            at, event = self.heard.get(timeout=SECONDS)
            sentence = getattr(event, "sentence", "")
            if sentence:
                raise RuntimeError(sentence)
            if isinstance(event, kind) and getattr(event, "stage", "model") == "model":
                return at


def measure(rounds: int, path: Path) -> list[Figure]:
    """Kill the worker once a round, each time at another document; none without signals.

    Args:
        rounds: As many documents.
        path: Of a model.
    """
    if not rounds or os.name == "nt":
        return []
    bare, noticed, resumed = [], [], []
    with tempfile.TemporaryDirectory() as folder, Vault.in_memory() as vault:
        options = PipelineOptions(model=path, models=_shelf(Path(folder), path))
        ear = Ear()
        pipeline = Pipeline(vault.second_connection, options=options, on_event=ear)
        pipeline.start()
        try:
            for number in range(rounds):
                bare.append(_bare(path))
                document = Path(folder, f"{number}.pdf")
                document.write_bytes(annual_report(100 + number).data)
                pipeline.add([document])
                ear.until(pipeline_events.Progress)
                killed = time.perf_counter()
                os.kill(pipeline.processes()["analyse"], signal.SIGKILL)
                noticed.append(ear.until(pipeline_events.WorkerRestarted) - killed)
                resumed.append(ear.until(pipeline_events.Progress) - killed)
                ear.until(pipeline_events.Enriched)
        finally:
            pipeline.stop()
    return [
        Figure(name="killed worker noticed and started again", values=noticed, unit="s", target=0.5, at_least=False),
        Figure(name="killed worker's job goes on with the model / a bare load", values=[a / b for a, b in zip(resumed, bare, strict=True)],
               limit=1.0, at_least=False, why="a process that only loads the model",
               detail=f"wall time; last round {resumed[-1]:.2f} against {bare[-1]:.2f} s; every job was done in the end"),
    ]  # fmt: skip


def _bare(path: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", _LOAD, str(path)], env=environment(), check=True)
    return time.perf_counter() - begun


def _shelf(folder: Path, model: Path) -> Path:
    """A shelf on which the model may choose the sentences of a summary, whatever its exam says."""
    score = Score(ModelTask.ORDER, 60, 60, 0, 0.94, 1.0, 0.0, 30, 30, 5, True)
    about = model_loading.id_of(model, model_header.read(model))
    ModelStore(folder).keep(ExamResults(about, "bench", VERSION, SEED, (), (score,)))
    return folder
