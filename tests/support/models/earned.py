"""A shelf on which a model has passed its exam, for tests of what a model is used for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from muniment.document.usage.exam_marks import VERSION, ExamResults, ModelTask, Score
from muniment.llm.pointing import model_loading
from muniment.pipeline.models.model_store import SEED, ModelStore


def score(task: ModelTask, threshold: float = 0.0) -> Score:
    """A task that was passed."""
    return Score(task, 60, 60, 0, 0.94, 1.0, threshold, 30, 30, 5, True)


def shelf(
    folder: Path, model: Path, tasks: Iterable[ModelTask], threshold: float = 0.0, *, adapter: Path | None = None
) -> Path:
    """The folder of a shelf on which the model, with its adapter if it is given one, has earned these tasks."""
    about = model_loading.id_of(model, *model_loading.look(model, adapter))
    ModelStore(folder).keep(
        ExamResults(about, "tiny", VERSION, SEED, (), tuple(score(task, threshold) for task in tasks))
    )
    return folder
