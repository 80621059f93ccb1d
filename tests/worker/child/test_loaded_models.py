"""The models of the analyse worker leave cores to whoever needs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muniment.llm.engine import machine
from muniment.worker.child.loaded_models import LoadedModels
from muniment.worker.child.serve import Request
from muniment.worker.parent.worker_client import Worker
from muniment.worker.protocol.frames import Frame, Op
from support.models import tiny_gguf

pytestmark = pytest.mark.model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_gguf.build(tmp_path / "tiny.gguf", tiny_gguf.FAMILIES["llama"])


@pytest.fixture
def worker(model: Path) -> Iterator[Worker]:
    started = Worker("analyse", files=[model])
    started.start()
    yield started
    started.stop()


def load(crew: LoadedModels, path: Path) -> None:
    crew.load(Request(Frame({"op": Op.LOAD, "id": 1, "path": str(path)}), lambda head, blob: None))


def test_a_model_leaves_cores_loaded_or_not(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "physical_cores", lambda: 4)
    crew = LoadedModels()
    crew.leave(1)
    load(crew, model)
    assert crew.model is not None
    assert crew.model.threads == 3
    for spare, threads in ((0, 4), (3, 1), (9, 1)):
        crew.leave(spare)
        assert crew.model.threads == threads
    for nonsense in (-1, 10**9, "1", None, True, 1.0):
        crew.leave(nonsense)
        assert crew.model.threads == 1
    crew.model.close()


@pytest.mark.parametrize("spare", [1, "nonsense", None])
def test_what_is_told_in_between_is_not_answered_and_does_no_harm(worker: Worker, model: Path, spare: Any) -> None:
    worker.tell(Op.THREADS, {"spare": spare})
    *_, answer = worker.request(Op.LOAD, {"path": str(model)}, timeout=60)
    assert answer.head["name"] == "tiny llama"


def test_what_there_is_to_compute_on_is_said(worker: Worker) -> None:
    (answer,) = worker.request(Op.MACHINE, {}, timeout=60)
    assert "physical core" in answer.head["processor"]
    assert answer.head["graphics"]
