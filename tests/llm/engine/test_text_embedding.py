"""A model of meanings gives each text a vector, whatever stands beside it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import gguf
import numpy as np
import pytest

from llm.conftest import TinyModel
from llm.contract import after
from llm.damage import every_number, with_number
from muniment.errors import Cancelled, UserError
from muniment.llm.engine.text_embedding import Embedder, Side
from muniment.llm.files import model_header
from muniment.llm.pointing import model_loading
from support.models import tiny_embedder

TEXTS = [
    "net sales rose",
    "the year ends in june",
    "",
    "1,234 (5%)",
    *(f"line {number} " * number for number in range(1, 90)),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_embedder.build(tmp_path_factory.mktemp("model") / "tiny-bert.gguf")


@pytest.fixture(scope="module")
def embedder(path: Path) -> Iterator[Embedder]:
    loaded = Embedder(path, threads=1)
    yield loaded
    loaded.close()


def test_vectors_are_of_length_one_and_tied_to_the_file(embedder: Embedder, path: Path) -> None:
    found = embedder.vectors(TEXTS, Side.PASSAGE)
    assert found.shape == (len(TEXTS), tiny_embedder.WIDTH)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-4)
    assert embedder.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_text_means_the_same_whatever_stands_beside_it(embedder: Embedder) -> None:
    together = embedder.vectors(TEXTS, Side.PASSAGE)
    for number in (0, 3, 40, len(TEXTS) - 1):
        (alone,) = embedder.vectors([TEXTS[number]], Side.QUESTION)
        assert float(alone @ together[number]) == pytest.approx(1, abs=1e-3)
    assert float(together[0] @ together[1]) < 0.999


def test_what_is_too_long_is_cut(embedder: Embedder) -> None:
    (long, longer) = embedder.vectors(["net sales " * 500, "net sales " * 900], Side.PASSAGE)
    assert float(long @ longer) == pytest.approx(1, abs=1e-3)


def test_a_text_cannot_hold_a_control_token(embedder: Embedder) -> None:
    engine = embedder._encoder
    inner = engine._whole("net [SEP] [CLS] sales")[1:-1]
    assert not {2, 3} & set(inner)


def test_it_can_be_cancelled(embedder: Embedder) -> None:
    with pytest.raises(Cancelled):
        embedder.vectors(TEXTS, Side.PASSAGE, cancelled=after(3))
    assert embedder.vectors(["net"], Side.PASSAGE).any()


def test_a_model_that_writes_is_none_of_meanings(path: Path, tiny: TinyModel) -> None:
    assert model_header.read(path).is_embedding
    assert not model_header.read(tiny("llama")).is_embedding
    with pytest.raises(UserError) as refused:
        Embedder(tiny("llama"))
    assert refused.value.code == "not-embedding"
    with pytest.raises(UserError) as refused:
        model_loading.load(path)
    assert refused.value.code == "embedding-model"


def test_it_is_known_by_its_header_even_where_that_does_not_say_how_it_pools(tmp_path: Path) -> None:
    silent = tiny_embedder.build(tmp_path / "some.gguf", pooling=None)
    assert model_header.read(silent).is_embedding
    cls = Embedder(tiny_embedder.build(tmp_path / "cls.gguf", pooling=gguf.PoolingType.CLS), threads=1)
    assert cls.vectors(["net sales"], Side.PASSAGE).any()
    cls.close()


def test_a_model_that_ranks_or_says_nonsense_is_refused(path: Path, tmp_path: Path) -> None:
    whole, changed = path.read_bytes(), tmp_path / "changed.gguf"
    for key, value, code in (
        ("bert.pooling_type", 4, "unsupported-model"),
        ("bert.pooling_type", 2**31, "unsupported-model"),
        ("tokenizer.ggml.bos_token_id", 10_000, "damaged-model"),
        ("tokenizer.ggml.seperator_token_id", 2**32 - 1, "damaged-model"),
    ):
        changed.write_bytes(with_number(whole, key, "I", value))
        with pytest.raises(UserError) as refused:
            model_header.read(changed)
        assert refused.value.code == code


def test_nothing_that_a_damaged_one_says_ends_llama_cpp(path: Path, tmp_path: Path) -> None:
    copies = [data for _, data in every_number(path.read_bytes(), "bert")]
    paths = [tmp_path / f"{number}.gguf" for number in range(len(copies))]
    for copy, data in zip(paths, copies, strict=True):
        copy.write_bytes(data)
    done = subprocess.run(
        [sys.executable, Path(__file__).parents[1] / "attempt.py"],
        input="\n".join(map(str, paths)),
        env={"PYTHONPATH": str(Path(__file__).parents[3] / "app"), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    outcomes = [line.split("\t")[1] for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr, len(outcomes)) == (0, "", len(copies))
    assert set(outcomes) <= {"works", "damaged-model", "unsupported-model", "loaded, unsupported-model", "no-template"}
    assert outcomes.count("works") > 50
    assert outcomes.count("damaged-model") > 300
