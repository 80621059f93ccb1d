"""Adapters as models: what they belong to, and that the session's worker is given both files."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.errors import Cancelled, UserError
from muniment.pipeline.models import adapter_bases, model_import, model_worker
from muniment.pipeline.models.model_store import ModelStore, stems
from support.models import tiny_adapter, tiny_gguf


@pytest.fixture
def shelf(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def test_what_an_adapter_belongs_to_is_kept_beside_it(shelf: ModelStore, tmp_path: Path) -> None:
    shelf.folder.mkdir()
    adapter, model = shelf.folder / "tuned.gguf", shelf.folder / "tiny.gguf"
    assert adapter_bases.base_of(adapter) is None
    adapter_bases.attach(adapter, model)
    assert adapter_bases.base_of(adapter) == str(model)
    assert adapter_bases.files_of((adapter, None, tmp_path / "x.gguf")) == [adapter, tmp_path / "x.gguf", model]
    adapter_bases.attach(adapter, None)
    assert adapter_bases.bases_of((adapter, model, None)) == {str(adapter): adapter_bases.STARTER}
    assert adapter_bases.files_of((adapter,)) == [adapter]
    adapter_bases.detach(adapter)
    assert adapter_bases.base_of(adapter) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"tuned.gguf": 7}', '{"tuned.gguf": "../../secret"}', "[" * 99_999]
)
def test_a_damaged_note_is_as_if_it_were_not_there(text: str, shelf: ModelStore) -> None:
    shelf.folder.mkdir()
    (shelf.folder / adapter_bases.FILE).write_text(text)
    assert adapter_bases.base_of(shelf.folder / "tuned.gguf") is None


def test_an_exam_is_of_a_model_with_its_adapter() -> None:
    assert stems("tiny@0123456789ab") == ["tiny"]
    assert stems("a+b@0123456789ab+tuned@ba9876543210") == ["a+b", "tuned"]
    assert stems("nonsense") == []


@pytest.mark.model
def test_another_training_is_another_model(shelf: ModelStore, tmp_path: Path) -> None:
    """Its header is the same; its exam is not."""
    model = shelf.take_in(tiny_gguf.build(tmp_path / "tiny.gguf", tiny_gguf.FAMILIES["qwen2"]))
    first = tiny_adapter.build(tmp_path / "tuned.gguf", model, seed=1)
    about = model_import.look(shelf, first)
    assert about.base == str(model)
    shelf.agree(about.id)
    own = model_import.bring(shelf, first, about)
    marked: list[int] = []
    with pytest.raises(Cancelled):
        model_worker.examine(shelf, own, on_mark=lambda done, _: marked.append(done), stopped=lambda: bool(marked))
    (table,) = shelf.tables()
    assert (table.model, len(table.marks) >= 1) == (about.id, True)
    second = tiny_adapter.build(tmp_path / "tuned.gguf", model, seed=2)
    assert model_import.look(shelf, second, str(model)).id != about.id
    shelf.remove(model)
    with pytest.raises(UserError) as error:
        model_worker.inspect(own)
    assert error.value.code == "no-base"
    shelf.remove(own)
    assert (shelf.tables(), adapter_bases.base_of(own)) == ([], None)


@pytest.mark.model
def test_the_model_of_an_adapter_must_be_told_where_it_cannot_be_found(shelf: ModelStore, tmp_path: Path) -> None:
    shelf.folder.mkdir()
    model = tiny_gguf.build(tmp_path / "other.gguf", tiny_gguf.FAMILIES["llama"])
    adapter = tiny_adapter.build(tmp_path / "tuned.gguf", model)
    for seed, code in ((0, "adapter-base"), (1, "adapter-several")):
        with pytest.raises(UserError) as error:
            model_import.look(shelf, adapter)
        assert error.value.code == code
        for name in ("one", "two"):
            tiny_gguf.build(shelf.folder / f"{name}.gguf", tiny_gguf.FAMILIES["llama"], seed=seed)
    with pytest.raises(UserError) as error:
        model_import.look(shelf, model, str(shelf.folder / "one.gguf"))
    assert error.value.code == "not-an-adapter"
