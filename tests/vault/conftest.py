from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from vault.made import PASSPHRASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a vault may be made."""
    return tmp_path / "Deals.muniment"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    """An empty vault on disk."""
    with Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST) as made:
        yield made


@pytest.fixture
def memory() -> Iterator[Vault]:
    """An empty vault in memory."""
    with Vault.in_memory() as made:
        yield made
