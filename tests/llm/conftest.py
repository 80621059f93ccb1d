"""Tiny models of each family, written once; the model itself is loaded where a test needs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.models.tiny_gguf import FAMILIES, build

TinyModel = Callable[[str], Path]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    folder = tmp_path_factory.mktemp("models")

    def path(family: str) -> Path:
        file = folder / f"{family}.gguf"
        return file if file.exists() else build(file, FAMILIES[family])

    return path
