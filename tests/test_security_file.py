"""SECURITY.md names the versions that are shipped and tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

from muniment.vault.database.engine import versions

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")


def test_the_versions_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    named = re.findall(r"\b(sqlcipher3|cryptography|pypdfium2|lxml|llama-cpp-python) (\d[\d.]*\d)", TEXT)
    assert {name for name, _ in named} == {"sqlcipher3", "cryptography", "pypdfium2", "lxml", "llama-cpp-python"}
    assert [f"{name} {version}" for name, version in named if f"\n{name}=={version} " not in lock] == []


def test_the_libraries_inside_the_vault_s_engine_are_those_that_run() -> None:
    found = versions()
    assert f"SQLCipher {found['SQLCipher'].split()[0]}, SQLite {found['SQLite']}" in TEXT
    assert found["OpenSSL in SQLCipher"].rpartition(" 1 ")[0] in TEXT


def test_every_test_and_proof_that_it_names_is_there() -> None:
    for name in re.findall(r"`(tests/[\w/.]+)`", TEXT):
        assert (ROOT / name).exists(), name
    proofs = (ROOT / "dev" / "prove" / "__main__.py").read_text("utf-8")
    for proof in re.findall(r"dev\.py prove (\w+)", TEXT):
        assert f'"{proof}":' in proofs, proof
