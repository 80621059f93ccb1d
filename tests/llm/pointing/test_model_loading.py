from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from llm.conftest import TinyModel
from muniment import paths
from muniment.errors import Cancelled, UserError
from muniment.llm.engine import llama_library, machine
from muniment.llm.files import starter_file
from muniment.llm.pointing import model_loading
from muniment.texts.say import say
from support.error_words import words_of
from support.models.tiny_gguf import FAMILIES, build


@pytest.fixture
def without_llama(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "llama_cpp", None)
    llama_library.library.cache_clear()
    yield
    monkeypatch.undo()
    llama_library.library.cache_clear()


def test_a_model_says_what_it_is_and_what_it_runs_on(tiny: TinyModel) -> None:
    model = model_loading.load(tiny("qwen2"), threads=1)
    model.close()
    assert model.id.startswith("qwen2@")
    assert len(model.id) == len("qwen2@") + 12
    assert model.name == "tiny qwen2"
    assert say(model.description).startswith(
        "0 of 3 layers on a GPU: this build of llama.cpp has no GPU support; 1 thread of"
    )
    assert "4,096 tokens" in say(model.description)


def test_context_is_bounded_by_the_model(tmp_path: Path) -> None:
    model = model_loading.load(build(tmp_path / "small.gguf", FAMILIES["qwen2"], context=512), threads=1)
    model.close()
    assert model.context == 512


def test_context_is_bounded_by_memory(tiny: TinyModel, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tiny("qwen2")
    needed = path.stat().st_size + 1536 * 256
    monkeypatch.setattr(machine, "free_memory", lambda: int(needed / model_loading.SHARE) + 1)
    model = model_loading.load(path, threads=1)
    model.close()
    assert model.context == 1536
    monkeypatch.setattr(machine, "free_memory", lambda: path.stat().st_size)
    with pytest.raises(UserError) as error:
        model_loading.load(path, threads=1)
    assert error.value.code == "memory"


def test_loading_tells_how_far_it_is(tiny: TinyModel) -> None:
    told: list[float] = []
    model_loading.load(tiny("llama"), threads=1, on_progress=told.append).close()
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_loading_can_be_stopped(tiny: TinyModel) -> None:
    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        model_loading.load(tiny("llama"), threads=1, on_progress=stop)
    model_loading.load(tiny("llama"), threads=1).close()


def test_closing_gives_memory_back(tiny: TinyModel) -> None:
    path, status = tiny("llama"), Path("/proc/self/statm")
    if not status.exists():
        return
    sizes = []
    for _ in range(30):
        model_loading.load(path, threads=1).close()
        sizes.append(int(status.read_text().split()[1]) * 4096)
    assert sizes[-1] - sizes[9] < 20e6  # twenty models of 0.4 MB with 1 MB of cache each would be more


def test_a_model_that_llama_cpp_refuses_is_explained(
    tiny: TinyModel, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.gguf"
    path.write_bytes(tiny("llama").read_bytes().replace(b"blk.1.attn_q.weight", b"blk.1.attn_x.weight"))
    with pytest.raises(UserError) as error:
        model_loading.load(path, threads=1)
    assert error.value.code == "damaged-model"
    assert "blk.1.attn_q.weight" in str(error.value.message.get("why"))
    data = tiny("llama").read_bytes().replace(b"llama.", b"xlama.")
    at = data.index(b"general.architecture") + len("general.architecture") + 12
    path.write_bytes(data[:at] + b"x" + data[at + 1 :])
    with pytest.raises(UserError) as error:
        model_loading.load(path, threads=1)
    assert error.value.code == "unsupported-model"
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("without_llama")
def test_without_llama_cpp_it_says_so(tiny: TinyModel) -> None:
    with pytest.raises(UserError) as error:
        model_loading.load(tiny("llama"))
    assert error.value.code == "no-llama"
    assert "Everything but the model works" in words_of(error.value)


def test_llama_cpp_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, muniment.llm.pointing.model_loading, muniment.llm.files.starter_file; sys.exit('llama_cpp' in sys.modules)"
    app = Path(__file__).parents[3] / "app"
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(app)}, check=True)


def test_the_machine_is_known() -> None:
    assert machine.physical_cores() >= 1
    free = machine.free_memory()
    assert free is None or free > 0


def test_frozen_the_starter_model_lies_beside_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert starter_file.find() is None
    (tmp_path / "models").mkdir()
    file = tmp_path / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf"
    file.write_bytes(b"GGUF")
    assert starter_file.find() == file


def test_the_catalogue_says_what_is_known_of_each_model() -> None:
    models = tomllib.loads((paths.models() / "catalogue.toml").read_text("utf-8"))["model"]
    assert len({model["id"] for model in models}) == len(models)
    for model in models:
        assert {"id", "family", "tier"} <= set(model)
        known = {"id", "family", "tier", "roles", "licence", "context", "memory", "file", "size", "sha256"}
        assert set(model) <= known
        assert model["tier"] in {"starter", "embed", "fast", "strong", "classic"}


@pytest.mark.model
def test_the_starter_model_is_the_one_in_the_catalogue() -> None:
    (entry,) = (
        m
        for m in tomllib.loads((paths.models() / "catalogue.toml").read_text("utf-8"))["model"]
        if m["tier"] == "starter"
    )
    path = starter_file.find()
    assert path is not None
    assert (path.name, path.stat().st_size) == (entry["file"], entry["size"])
    with path.open("rb") as stream:
        assert hashlib.file_digest(stream, "sha256").hexdigest() == entry["sha256"]


@pytest.mark.parametrize(
    ("stem", "written", "name"),
    [
        ("SmolLM2-135M-Instruct.Q4_1", "Smollm2 135M 8k Lc100K Mix1 Ep2", "SmolLM2 135M Instruct"),
        ("Mistral-7B-Instruct-v0.3-IQ4_XS", "", "Mistral 7B Instruct v0.3"),
        ("Qwen3-235B-A22B-UD-Q4_K_XL-00001-of-00003", "Qwen3", "Qwen3 235B A22B"),
        ("Mixtral-8x7B-v0.1-F16", "x", "Mixtral 8x7B v0.1"),
        ("model", "Granite 4.1 3b", "Granite 4.1 3b"),
        ("model-q8_0", "", "model-q8_0"),
    ],
)
def test_a_model_is_called_by_its_file_where_that_says_more(stem: str, written: str, name: str) -> None:
    assert model_loading.readable_name(stem, written) == name
