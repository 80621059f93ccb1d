"""The catalogue says only what is known, in a form that holds; and what a model's licence is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.document.usage.exam_marks import ModelTask
from muniment.errors import UserError
from muniment.pipeline.models import model_catalogue
from muniment.worker.protocol.exchanged_values import Inspected
from support.error_words import says

FAMILIES = {
    "llama",
    "qwen35",
    "granite",
    "qwen3",
    "phi3",
    "bert",
    "nomic-bert",
    "gemma-embedding",
}  # llama.cpp, src/llama-arch.cpp
ABOUT = Inspected("tiny@1", "tiny", "llama", "Q4_K", True, "", 4096, 1, 1)


def test_every_entry_is_of_a_known_form() -> None:
    found = model_catalogue.entries()
    assert len({one.id for one in found}) == len(found) == 13
    for one in found:
        assert one.id == one.id.casefold()
        assert one.family in FAMILIES
        assert one.tier in {"starter", "fast", "strong", "classic", "embed"}
        assert one.roles == ("embed",) if one.tier == "embed" else set(one.roles) <= set(ModelTask)
        assert re.fullmatch(r"[A-Za-z0-9.-]*", one.licence)
        assert bool(one.file) == bool(one.size) == bool(one.sha256)
        assert re.fullmatch(r"([0-9a-f]{64})?", one.sha256)


def test_a_file_belongs_to_the_entry_that_its_name_begins_with() -> None:
    known = model_catalogue.entry_of("Phi-4-mini-instruct-Q4_K_M.gguf")
    assert known is not None
    assert known.id == "phi-4-mini-instruct"
    assert model_catalogue.entry_of("my-phi-4-mini-instruct.gguf") is None


@pytest.mark.parametrize(
    ("about", "name", "link"),
    [
        (replace(ABOUT, licence="apache-2.0"), "Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html"),
        (replace(ABOUT, id="phi-4-mini-instruct-q4@1"), "MIT", "https://spdx.org/licenses/MIT.html"),
        (replace(ABOUT, licence="other", licence_link="https://example.org/l"), "other", "https://example.org/l"),
        (replace(ABOUT, id="llama-2-7b-chat@1"), "LicenseRef-Llama-2-Community", ""),
        (ABOUT, "", ""),
    ],
)
def test_a_licence_is_what_the_file_says_else_the_catalogue(about: Inspected, name: str, link: str) -> None:
    assert model_catalogue.licence(about) == model_catalogue.Licence(name, link)


def test_a_file_is_held_against_the_catalogue_by_its_name(tmp_path: Path) -> None:
    starter = next(one for one in model_catalogue.entries() if one.sha256)
    other = tmp_path / starter.file.upper().replace(".GGUF", ".gguf")
    other.write_bytes(b"GGUF")
    with pytest.raises(UserError, check=says("SHA-256")) as caught:
        model_catalogue.refuse_other(other)
    assert caught.value.code == "not-the-catalogue"
    free = tmp_path / "mine.gguf"
    free.write_bytes(b"GGUF")
    model_catalogue.refuse_other(free)
