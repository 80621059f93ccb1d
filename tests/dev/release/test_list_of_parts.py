"""The list of parts agrees with what is locked, states every licence, and pins the starter model."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from muniment.llm.files import starter_file
from release import list_of_parts

ROOT = Path(__file__).parents[3]


def test_every_locked_package_is_listed_with_its_licence() -> None:
    made = list_of_parts.document()
    assert list_of_parts.faults(made["components"]) == []
    by_name = {component["name"]: component for component in made["components"]}
    assert set(list_of_parts.locked()) <= set(by_name)
    assert by_name["pyside6-essentials"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    assert by_name["smollm2-135m-instruct"]["licenses"] == [{"expression": "Apache-2.0"}]
    assert by_name["llama-2-7b-chat"]["licenses"] == [{"expression": "LicenseRef-Llama-2-Community"}]


def test_another_version_than_the_locked_one_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_of_parts, "locked", lambda: {"numpy": ["0.0.1"]})
    assert any("0.0.1 is locked" in fault for fault in list_of_parts.faults([]))


def test_a_package_without_a_licence_is_a_fault() -> None:
    assert list_of_parts.faults([{"name": "numpy", "version": "1"}]) == ["numpy: no licence is stated"]


@pytest.mark.model
def test_the_starter_model_is_the_one_that_is_pinned() -> None:
    path = starter_file.find()
    assert path is not None
    catalogue = tomllib.loads((ROOT / "models" / "catalogue.toml").read_text("utf-8"))["model"]
    pinned = next(model for model in catalogue if model["tier"] == "starter")
    assert (path.name, path.stat().st_size) == (pinned["file"], pinned["size"])
    with path.open("rb") as stream:
        assert hashlib.file_digest(stream, "sha256").hexdigest() == pinned["sha256"]
