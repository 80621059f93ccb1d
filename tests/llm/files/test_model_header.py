from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import gguf as reference
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm.conftest import TinyModel
from llm.damage import damaged, every_number, with_number
from muniment.errors import UserError
from muniment.llm.files import gguf, model_header, starter_file
from support.error_words import words_of
from support.models.tiny_gguf import FAMILIES, build

CODES = {"not-a-gguf", "damaged-model", "unsupported-model", "no-template", "adapter-alone"}

THEIRS = re.compile(r"ssm|interval|expert|_swa|shared_kv|per_layer")


@pytest.fixture(scope="module")
def whole(tiny: TinyModel) -> bytes:
    return tiny("llama").read_bytes()


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as error:
        model_header.read(path)
    return error.value


def code_of(path: Path) -> str | None:
    try:
        model_header.read(path)
    except UserError as error:
        return error.code
    return None


def test_a_sound_model_is_described(tiny: TinyModel) -> None:
    path = tiny("llama")
    found = model_header.read(path)
    assert (found.architecture, found.name, found.quantisation) == ("llama", "tiny llama", "F32")
    assert (found.context, found.layers, found.size) == (4096, 2, path.stat().st_size)
    assert found.cache_bytes == 2 * 2 * 2 * 16 * 2  # layers, keys and values, shared heads, width, bytes
    assert "<|start_header_id|>" in found.template
    assert not found.is_fast


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_passes(family: str, tiny: TinyModel) -> None:
    assert model_header.read(tiny(family)).architecture == FAMILIES[family].architecture


def test_the_digest_tells_headers_apart_but_not_weights(whole: bytes, tmp_path: Path) -> None:
    same, other = tmp_path / "same.gguf", tmp_path / "other.gguf"
    same.write_bytes(whole[:-1] + b"x")
    other.write_bytes(with_number(whole, "llama.context_length", "I", 2048))
    first = model_header.read(same).digest
    same.write_bytes(whole)
    assert model_header.read(same).digest == first
    assert model_header.read(other).digest != first


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-gguf"),
        (b"%PDF-1.7\n" * 100, "not-a-gguf"),
        (b"GGUF", "damaged-model"),
        (b"GGUF" + b"\0" * 100, "damaged-model"),
        (b"GGUF" + b"\xff" * 100, "damaged-model"),
    ],
)
def test_what_is_no_model_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.gguf"
    path.write_bytes(data)
    error = refusal(path)
    assert error.code == code
    assert "thing.gguf" in words_of(error)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.gguf").code == "model-not-found"
    assert refusal(tmp_path).code == "model-unreadable"
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.gguf")
        assert refusal(tmp_path / "pipe.gguf").code == "model-unreadable"


def test_a_model_without_a_template_is_refused(tmp_path: Path) -> None:
    bare = FAMILIES["llama"]
    path = build(tmp_path / "bare.gguf", type(bare)("llama", None, bare.markers, bare.turn, bare.end, bare.start))
    error = refusal(path)
    assert error.code == "no-template"
    assert "instruction-tuned" in str(error.message.get("why"))


def test_a_part_of_a_model_is_refused(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "part.gguf"
    path.write_bytes(whole.replace(b"general.file_type\x04\0\0\0\0\0\0\0", b"zzzzz.split.count\x04\0\0\0\2\0\0\0"))
    assert model_header.read(path)
    path.write_bytes(_with_value(whole, b"split.count", b"\4\0\0\0\2\0\0\0"))
    assert refusal(path).code == "unsupported-model"
    path.write_bytes(_with_value(whole, b"general.type", b"\x08\0\0\0\7\0\0\0\0\0\0\0adapter"))
    assert refusal(path).code == "adapter-alone"


def _with_value(whole: bytes, key: bytes, value: bytes) -> bytes:
    """A copy with one more value in its metadata; its weights are then cut off, so it is padded."""
    count = int.from_bytes(whole[16:24], "little") + 1
    added = len(key).to_bytes(8, "little") + key + value
    return whole[:16] + count.to_bytes(8, "little") + added + whole[24:] + bytes(256)


@pytest.mark.parametrize(
    ("key", "code", "value"),
    [
        ("llama.block_count", "I", 0),
        ("llama.block_count", "I", 1000),
        ("llama.block_count", "I", 10**9),
        ("llama.attention.head_count", "I", 0),
        ("llama.attention.head_count_kv", "I", 3),
        ("llama.rope.dimension_count", "I", 0),
        ("llama.attention.layer_norm_rms_epsilon", "f", -1.0),
        ("llama.attention.layer_norm_rms_epsilon", "f", float("nan")),
    ],
)
def test_numbers_that_end_llama_cpp_are_refused(
    key: str, code: str, value: float, whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(with_number(whole, key, code, value))
    assert refusal(path).code == "damaged-model"


def test_a_vocabulary_with_which_llama_cpp_leaves_its_memory_is_refused(tiny: TinyModel, tmp_path: Path) -> None:
    family = next(name for name, one in FAMILIES.items() if one.style not in ("spm", "bpe"))
    whole = tiny(family).read_bytes()
    path = tmp_path / "plamo2.gguf"
    path.write_bytes(whole.replace(b"gemma4", b"plamo2"))
    error = refusal(path)
    assert (error.code, "not safe" in str(error.message.get("why"))) == ("unsupported-model", True)


def test_a_token_that_stands_twice_is_refused(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.gguf"
    one, other = (len(name).to_bytes(8, "little") + name for name in (b"he", b"in"))
    vocabulary, merges = whole.index(b"tokenizer.ggml.tokens"), whole.index(other)
    assert vocabulary < merges
    path.write_bytes(whole.replace(other, one, 1))
    assert refusal(path).code == "damaged-model"


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.gguf"
    path.write_bytes(b"GGUF\3\0\0\0" + data)
    assert refusal(path).code in CODES


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_change_is_read_or_refused(
    data: st.DataObject, tiny: TinyModel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    changed = bytearray(tiny(data.draw(st.sampled_from(sorted(FAMILIES)))).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(4, 12_000))] = data.draw(st.integers(0, 255))
    del changed[data.draw(st.sampled_from([len(changed), len(changed) // 2, 3000])) :]
    path = tmp_path_factory.getbasetemp() / "changed.gguf"
    path.write_bytes(changed)
    assert code_of(path) in CODES | {None}


def test_absurd_counts_cost_neither_time_nor_memory(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "absurd.gguf"
    started = time.process_time()
    for name, data in damaged(whole, seeds=0):
        count, _, what = name.partition(" ")
        if what in {"tensors", "values", "tokens"} and int(count) > 2**30:
            path.write_bytes(data)
            assert refusal(path).code == "damaged-model", name
    assert time.process_time() - started < 2


def test_sizes_of_tensor_types_are_those_of_ggml() -> None:
    known = {int(kind): sizes for kind, sizes in reference.GGML_QUANT_SIZES.items()}
    names = {int(kind): kind.name for kind in reference.GGMLQuantizationType}
    assert {kind: (names[kind], *known[kind]) for kind in gguf.BLOCKS} == gguf.BLOCKS
    assert set(gguf.BLOCKS) == set(known)


def test_what_passes_the_check_does_not_end_llama_cpp(tiny: TinyModel, tmp_path: Path) -> None:
    """Every damaged copy is loaded as the program does it, in one process, which must outlive them all."""
    copies = list(damaged(tiny("llama").read_bytes(), seeds=30))
    for family in ("llama", "gemma2", "phi3", "qwen3"):
        copies += every_number(tiny(family).read_bytes(), FAMILIES[family].architecture)
    for family in ("qwen35", "granitehybrid", "gemma4"):  # only what is theirs alone
        changed = every_number(tiny(family).read_bytes(), FAMILIES[family].architecture)
        copies += [(name, data) for name, data in changed if THEIRS.search(name)]
    paths = [tmp_path / f"{number}.gguf" for number in range(len(copies))]
    for path, (_, data) in zip(paths, copies, strict=True):
        path.write_bytes(data)
    attempt, app = Path(__file__).parents[1] / "attempt.py", Path(__file__).parents[3] / "app"
    done = subprocess.run(
        [sys.executable, attempt],
        input="\n".join(map(str, paths)),
        env={"PYTHONPATH": str(app), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"{copies[len(lines) - 1][0]}: {done.stderr[-500:]}"
    assert done.stderr == ""
    outcomes = [line.split("\t")[1] for line in lines]
    assert len(outcomes) == len(copies)
    assert set(outcomes) <= CODES | {
        "works",
        "memory",
        "loaded, damaged-model",
        "loaded, too-long",
        "loaded, unsupported-model",
    }
    assert outcomes.count("works") > 100  # what does no harm is not refused
    assert outcomes.count("damaged-model") > 500


@pytest.mark.model
def test_the_header_of_the_starter_model_is_read_quickly() -> None:
    path = starter_file.find()
    assert path is not None
    started = time.process_time()
    found = model_header.read(path)
    assert time.process_time() - started < 1  # measured: 0.06 s
    assert (found.architecture, found.quantisation, found.context) == ("llama", "Q4_1", 8192)
