from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from llm.conftest import TinyModel
from llm.damage import every_number
from muniment.errors import UserError
from muniment.llm.files import lora_adapter, model_header
from muniment.llm.pointing import model_loading
from support.models.tiny_adapter import RANK, WEIGHTS, build

PAGE = "Net sales rose by 8%.\nNet income was 99.8 billion."
ASKED = ("Which sentence tells the profit?", PAGE.splitlines())

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, tiny: TinyModel) -> Make:
    return lambda family="llama", **more: build(tmp_path / "own.gguf", tiny(family), **more)


def code(path: Path, base: Path) -> str:
    with pytest.raises(UserError) as error:
        model_loading.look(base, path)
    return error.value.code


def answer(base: Path, part: Path | None) -> tuple[float, ...]:
    model = model_loading.load(base, adapter=part, threads=1, context=512)
    found = model.point(PAGE, *ASKED).probabilities
    model.close()
    return found


def test_an_adapter_says_what_it_is(make: Make, tiny: TinyModel) -> None:
    path = make()
    found = lora_adapter.read(path)
    assert (found.architecture, found.name, found.rank, found.size) == (
        "llama",
        "tiny adapter",
        RANK,
        path.stat().st_size,
    )
    assert set(found.pairs) == set(WEIGHTS)
    other = lora_adapter.read(make(seed=1))
    assert other.digest != found.digest  # the same header, other numbers


@pytest.mark.parametrize("family", ["llama", "qwen3", "gemma3"])
def test_an_adapter_changes_the_answers_of_its_model(family: str, make: Make, tiny: TinyModel) -> None:
    weights = WEIGHTS if family != "gemma3" else WEIGHTS[:2]
    plain = answer(tiny(family), None)
    assert answer(tiny(family), make(family, weights=weights)) != pytest.approx(plain, rel=0.01, abs=0)
    assert answer(tiny(family), make(family, weights=weights, strength=0.0)) == pytest.approx(plain, abs=1e-4)


def test_a_model_with_an_adapter_is_another_model(make: Make, tiny: TinyModel) -> None:
    path = make()
    model = model_loading.load(tiny("llama"), adapter=path, threads=1, context=512)
    model.close()
    alone, digest = model_loading.id_of(tiny("llama"), model_header.read(tiny("llama"))), lora_adapter.read(path).digest
    assert model.id == f"{alone}+own@{digest[:12]}"
    assert model.name == "tiny llama with tiny adapter"


def test_an_adapter_alone_is_no_model(make: Make) -> None:
    with pytest.raises(UserError) as error:
        model_header.read(make())
    assert error.value.code == "adapter-alone"


def test_a_model_is_no_adapter(tiny: TinyModel) -> None:
    assert code(tiny("llama"), tiny("llama")) == "not-an-adapter"


def test_an_adapter_of_another_model_is_refused(make: Make, tiny: TinyModel) -> None:
    assert code(make("qwen2"), tiny("llama")) == "adapter-base"
    assert code(make(architecture="qwen2"), tiny("llama")) == "adapter-base"
    assert code(make(weights=("blk.7.attn_q.weight",)), tiny("llama")) == "adapter-base"
    assert code(make("llama", weights=("output.weight",)), tiny("smollm")) == "adapter-base"  # it has no such matrix


def test_a_matrix_that_is_first_and_last_cannot_be_changed(make: Make, tiny: TinyModel) -> None:
    """llama.cpp would multiply with the pair for the wrong side, and abort."""
    assert code(make("gemma3"), tiny("gemma3")) == "damaged-adapter"


@pytest.mark.parametrize(
    "changed",
    [
        {"adapter.type": "control-vector"},
        {"adapter.type": None},
        {"adapter.lora.alpha": None},
        {"adapter.lora.alpha": 8},  # llama.cpp asserts that it is a fraction
        {"adapter.lora.alpha": float("nan")},
        {"adapter.lora.alpha": -1.0},
        {"adapter.alora.invocation_tokens": 7},
    ],
)
def test_an_adapter_of_another_kind_is_refused(changed: dict[str, object], make: Make, tiny: TinyModel) -> None:
    assert code(make(changed=changed), tiny("llama")) == "damaged-adapter"


def test_a_damaged_adapter_is_refused(make: Make, tiny: TinyModel) -> None:
    path = make()
    whole = path.read_bytes()
    for damaged in (
        whole[: len(whole) // 2],
        whole[:24],
        whole.replace(b"blk.0.attn_q.weight.lora_b", b"blk.0.attn_q.weight.lora_x"),
        whole.replace(b"blk.0.attn_q.weight.lora_b", b"blk.1.attn_q.weight.lora_b"),
    ):
        path.write_bytes(damaged)
        assert code(path, tiny("llama")) == "damaged-adapter"
    path.write_bytes(b"%PDF")
    assert code(path, tiny("llama")) == "not-an-adapter"


def test_what_passes_the_check_does_not_end_llama_cpp(make: Make, tiny: TinyModel, tmp_path: Path) -> None:
    """Adapters with other numbers in their header and shapes are applied as the program does it, in one process."""
    whole = make().read_bytes()
    copies = [data for _, data in every_number(whole, "adapter")]
    for name in (*WEIGHTS, "general.type", "adapter.type"):
        at = whole.index(name.encode())
        copies += [
            whole[: at + n] + bytes([value]) + whole[at + n + 1 :] for n in range(24, 70, 3) for value in (0, 1, 9)
        ]
    paths = [tmp_path / f"{number}.gguf" for number in range(len(copies))]
    for path, data in zip(paths, copies, strict=True):
        path.write_bytes(data)
    attempt, app = Path(__file__).parents[1] / "attempt.py", Path(__file__).parents[3] / "app"
    done = subprocess.run(
        [sys.executable, attempt, tiny("llama")],
        input="\n".join(map(str, paths)),
        env={"PYTHONPATH": str(app), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    outcomes = [line.split("\t")[1] for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr, len(outcomes)) == (0, "", len(copies))
    known = {"works", "damaged-adapter", "not-an-adapter", "adapter-base", "damaged-model", "loaded, damaged-model"}
    assert set(outcomes) <= known
    assert outcomes.count("works") > 10
    assert outcomes.count("damaged-adapter") > 50
