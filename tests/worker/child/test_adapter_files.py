"""An adapter and its model are two files, and both must be allowed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.errors import UserError
from muniment.llm.files import starter_file
from muniment.worker.child.adapter_files import files_of
from muniment.worker.protocol.modelling import NamedModel


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    adapter, model = tmp_path / "tuned.gguf", tmp_path / "tiny.gguf"
    adapter.write_bytes(b"adapter")
    model.write_bytes(b"model")
    return adapter, model


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def code(adapter: Path, named: NamedModel) -> str:
    with pytest.raises(UserError) as error:
        files_of(adapter, named)
    return error.value.code


def test_a_path_stands_for_a_model_or_for_an_adapter_with_its_model(files: tuple[Path, Path]) -> None:
    adapter, model = files
    assert files_of(model, NamedModel()) == (model, None)
    assert files_of(model, NamedModel(bases=((str(adapter), str(model)),))) == (model, None)
    assert files_of(adapter, NamedModel(bases=((str(adapter), str(model)),))) == (model, adapter)
    if starter_file.find() is not None:
        assert files_of(adapter, NamedModel(bases=((str(adapter), ""),))) == (starter_file.find(), adapter)


def test_an_adapter_without_its_model_is_told(files: tuple[Path, Path]) -> None:
    adapter, model = files
    model.unlink()
    assert code(adapter, NamedModel(bases=((str(adapter), str(model)),))) == "no-base"


def test_both_files_must_be_on_the_list_of_the_policy(files: tuple[Path, Path]) -> None:
    adapter, model = files
    named = NamedModel(bases=((str(adapter), str(model)),))
    assert files_of(adapter, replace(named, allowed=(digest(adapter), digest(model)))) == (model, adapter)
    for one in files:
        assert code(adapter, replace(named, allowed=(digest(one),))) == "not-allowed"
