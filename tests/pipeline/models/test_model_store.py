"""The folder of models, and what a worker says of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment import paths
from muniment.document.usage.exam_marks import ExamMark, ModelTask
from muniment.errors import Cancelled, UserError
from muniment.pipeline.models import model_worker
from muniment.pipeline.models.model_store import ModelStore, marked
from muniment.pipeline.workers import pipeline_events
from muniment.vault.content.journal import JournalEvent
from support.error_words import says
from support.models import earned, tiny_gguf
from support.pipeline_bench import Bench


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf.build(tmp_path_factory.mktemp("model") / "tiny.gguf", tiny_gguf.FAMILIES["llama"])


@pytest.fixture
def shelf(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def test_a_shelf_that_is_not_there_is_empty_and_is_not_made(shelf: ModelStore) -> None:
    assert (shelf.files(), shelf.tables(), shelf.earned(), shelf.used()) == ([], [], {}, None)
    assert not shelf.folder.exists()


def test_a_file_is_taken_in_found_and_removed(shelf: ModelStore, model: Path) -> None:
    own = shelf.take_in(model)
    assert own.read_bytes() == model.read_bytes()
    assert shelf.find("tiny") == shelf.find("tiny.gguf") == own
    with pytest.raises(UserError, check=says("there already")):
        shelf.take_in(model)
    earned.shelf(shelf.folder, own, [ModelTask.KIND])
    shelf.use(own, "fast")
    shelf.remove(own)
    assert (shelf.files(), shelf.tables(), shelf.used()) == ([], [], None)
    assert model.exists()
    with pytest.raises(UserError):
        shelf.remove(model)


def test_what_was_earned_is_kept_by_model(shelf: ModelStore, model: Path) -> None:
    earned.shelf(shelf.folder, model, [ModelTask.KIND], threshold=0.4)
    (table,) = shelf.tables()
    assert shelf.earned() == {table.model: {"kind": 0.4}}
    begun = marked(shelf.table("other@1", "other"), [ExamMark(ModelTask.KIND, True, True, False, 0.5, 0.1)])
    shelf.keep(begun)
    assert shelf.table("other@1", "other") == begun
    assert set(shelf.earned()) == {table.model}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"use": 7, "agreed": {}, "crashed": [1]}', "null", "[" * 100_000])
def test_notes_and_tables_that_are_damaged_are_as_if_they_were_not_there(shelf: ModelStore, text: str) -> None:
    (shelf.folder / "exams").mkdir(parents=True)
    (shelf.folder / "models.json").write_text(text)
    (shelf.folder / "exams" / "x.json").write_text(text)
    assert (shelf.used(), shelf.tables(), shelf.is_agreed("x")) == (None, [], False)
    shelf.agree("x")
    assert shelf.is_agreed("x")


def test_a_crash_is_of_this_file_only(shelf: ModelStore, model: Path) -> None:
    own = shelf.take_in(model)
    shelf.crashed(own)
    assert shelf.has_crashed(own)
    own.unlink()
    own.write_bytes(model.read_bytes() + b"x")
    assert not shelf.has_crashed(own)


@pytest.mark.model
def test_a_worker_says_what_a_file_is(model: Path, tmp_path: Path) -> None:
    about, path = model_worker.inspect(model)
    assert (about.architecture, about.quantisation, about.context, path) == ("llama", "F32", 4096, model)
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF" + b"\xff" * 100)
    with pytest.raises(UserError, check=says("damaged")) as error:
        model_worker.inspect(bad)
    assert error.value.code == "damaged-model"


@pytest.mark.model
def test_a_model_is_written_in_another_format(tmp_path: Path) -> None:
    model = tiny_gguf.build(tmp_path / "wide.gguf", tiny_gguf.FAMILIES["llama"])
    target = tmp_path / "wide.Q8_0.gguf"
    model_worker.convert(model, target, "Q8_0")
    assert model_worker.inspect(target)[0].is_fast
    assert model_worker.inspect(target)[0].quantisation == "Q8_0"
    with pytest.raises(UserError):
        model_worker.convert(model, target, "Q8_0")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wide.Q8_0.gguf", "wide.gguf"]


@pytest.mark.model
@pytest.mark.parametrize("listed", [True, False])
def test_only_models_on_the_list_of_the_policy_are_looked_at_and_converted(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: bool
) -> None:
    """Import, exam and use begin with a look at the file; that only listed ones are loaded is tested with the pipeline."""
    rules, target = tmp_path / "policy.toml", tmp_path / "tiny.Q8_0.gguf"
    rules.write_text(
        f'[models]\nsha256 = ["{hashlib.sha256(model.read_bytes()).hexdigest() if listed else "ab" * 32}"]'
    )
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    codes = []
    for attempt in (lambda: model_worker.inspect(model), lambda: model_worker.convert(model, target, "Q8_0")):
        try:
            attempt()
        except UserError as error:
            codes.append(error.code)
    assert codes == ([] if listed else ["not-allowed"] * 2)
    assert target.exists() is listed


@pytest.mark.model
def test_an_exam_that_was_broken_off_goes_on_and_its_table_is_kept(shelf: ModelStore, model: Path) -> None:
    class Enough(Exception):  # noqa: N818 - as a user who presses Ctrl+C
        pass

    def stop_at_three(done: int, of: int) -> None:
        assert of > 100
        if done == 3:
            raise Enough

    with pytest.raises(Enough):
        model_worker.examine(shelf, model, on_mark=stop_at_three)
    (begun,) = shelf.tables()
    assert 2 <= len(begun.marks) <= 3
    assert not begun.scores
    first: list[int] = []
    done = model_worker.examine(shelf, model, on_mark=lambda done, _: first.append(done))
    assert first[0] == len(begun.marks) + 1
    assert done.marks[: len(begun.marks)] == begun.marks
    assert {score.task for score in done.scores} == set(ModelTask)
    assert done.earned == {}
    assert shelf.tables() == [done]
    assert model_worker.examine(shelf, model, on_mark=lambda done, _: first.append(-done)) == done
    assert min(first) > 0


def test_nothing_stays_of_an_import_that_was_given_up(
    shelf: ModelStore, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_disk(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", other_disk)
    for give_up in (
        lambda: shelf.take_in(model, stopped=lambda: True),
        lambda: model_worker.convert(model, shelf.folder / "tiny.Q8_0.gguf", "Q8_0", stopped=lambda: True),
    ):
        with pytest.raises(Cancelled):
            give_up()
        assert list(shelf.folder.iterdir()) == []
    assert shelf.take_in(model).read_bytes() == model.read_bytes()


def test_the_journal_tells_which_models_there_are_and_are_used(
    make_bench: Callable[..., Bench], shelf: ModelStore, model: Path
) -> None:
    own = shelf.take_in(model)
    bench = make_bench(model=None, models=shelf.folder)
    bench.listener.until(pipeline_events.Idle)
    changes: list[Callable[[], None]] = [lambda: shelf.use(own, "fast"), lambda: shelf.remove(own)]
    for change in changes:
        change()
        bench.pipeline.choose_models()
        bench.listener.until(pipeline_events.Idle)
    told = [entry.detail for entry in bench.vault.audit() if entry.event == JournalEvent.MODEL]
    there = ["tiny.gguf"]
    assert told == [
        {"there": there, "used": []}, {"there": there, "used": ["fast: tiny.gguf"]}, {"there": [], "used": []}
    ]  # fmt: skip
