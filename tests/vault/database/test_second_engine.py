"""The vault is no captive of one package: another engine reads it, with the key and with nothing else."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from muniment.vault import store
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add


def opened(path: Path, key: str) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key}'\""):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def test_a_second_engine_reads_the_vault(vault: Vault, folder: Path) -> None:
    document = add(vault)
    facts = len(vault.facts(document))
    vault.close()
    second = opened(folder / "vault.db", store.unlocked(folder, PASSPHRASE).key)
    assert second.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert second.execute("SELECT count(*) FROM facts").fetchall() == [(facts,)]
    assert second.execute("SELECT count(*) FROM search WHERE search MATCH 'liabilities'").fetchall() == [(1,)]
    ((original,),) = second.execute("SELECT bytes FROM originals").fetchall()
    second.close()
    with Vault.open(folder, PASSPHRASE) as again:
        assert original == again.original(document)


def test_without_the_key_it_reads_nothing(vault: Vault, folder: Path) -> None:
    salt = store.unlocked(folder, PASSPHRASE).header.db_salt
    vault.close()
    second = opened(folder / "vault.db", key_wrapping.database_key(bytes(32), salt))
    with pytest.raises(apsw.NotADBError):
        second.execute("SELECT count(*) FROM facts").fetchall()
    second.close()
