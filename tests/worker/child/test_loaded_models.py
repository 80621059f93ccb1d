"""The models of the analyse worker leave cores to whoever needs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.llm.engine import machine
from muniment.texts.say import say
from muniment.worker.child.loaded_models import LoadedModels
from muniment.worker.child.serve import Request
from muniment.worker.parent.worker_client import Worker
from muniment.worker.protocol.exchanged_message import RequestMessage
from muniment.worker.protocol.frames import Frame, Op
from muniment.worker.protocol.modelling import (
    DescribeMachine,
    LoadModels,
    MachineDescribed,
    ModelsLoaded,
    NamedModel,
    SpareCores,
)
from support.models import tiny_gguf
from worker.odd import odd

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
    crew.load(LoadModels(NamedModel(str(path))), Request(Frame(Op.LOAD, 1, []), lambda number, message: None))


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
    for nonsense in (-1, 10**9):
        crew.leave(nonsense)
        assert crew.model.threads == 1
    crew.model.close()


@pytest.mark.parametrize("told", [SpareCores(1), odd(Op.THREADS, spare="nonsense"), odd(Op.THREADS)])
def test_what_is_told_in_between_is_not_answered_and_does_no_harm(
    worker: Worker, model: Path, told: RequestMessage
) -> None:
    worker.tell(told)
    *_, answer = worker.request(LoadModels(NamedModel(str(model))), timeout=60)
    assert answer.read(ModelsLoaded).name == "tiny llama"


def test_what_there_is_to_compute_on_is_said(worker: Worker) -> None:
    (answer,) = worker.request(DescribeMachine(), timeout=60)
    found = answer.read(MachineDescribed)
    assert "physical core" in say(found.processor)
    assert found.graphics
