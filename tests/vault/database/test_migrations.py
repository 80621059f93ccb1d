from __future__ import annotations

import hashlib
import inspect
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from muniment.errors import UserError
from muniment.message import message, verbatim
from muniment.vault.copies import backups
from muniment.vault.database import engine, migrations, schema
from muniment.vault.database.records import DocumentState
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add

if TYPE_CHECKING:
    from sqlite_utils import Database

LAST = ("ALTER TABLE documents ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'", "CREATE TABLE extra (x)")
NEXT = (*schema.STEPS, LAST)


def version(vault: Vault) -> object:
    return (vault._db.row("PRAGMA user_version") or {}).get("user_version")


def test_a_new_vault_is_of_this_version_and_has_no_backup(vault: Vault, folder: Path) -> None:
    assert version(vault) == schema.VERSION == len(schema.STEPS)
    assert list((folder / "backups").iterdir()) == []


def test_an_older_vault_is_brought_up_after_a_backup_that_opens(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = add(vault)
    facts = vault.facts(document_id)
    vault.close()
    monkeypatch.setattr(migrations, "STEPS", NEXT)
    with Vault.open(folder, PASSPHRASE) as newer:
        assert version(newer) == len(NEXT)
        assert newer._db.row("SELECT colour FROM documents") == {"colour": "blue"}
        assert newer.facts(document_id) == facts
    (backup,) = (folder / "backups").iterdir()
    assert backup.name.endswith(f"-version-{schema.VERSION}.db")
    if os.name == "posix":
        assert backup.stat().st_mode & 0o777 == 0o600
    assert not backup.read_bytes().startswith(b"SQLite format 3")
    monkeypatch.undo()
    with pytest.raises(UserError) as caught:
        Vault.open(folder, PASSPHRASE)
    assert caught.value.code == "newer-vault"
    (folder / "vault.db").write_bytes(backup.read_bytes())  # as the user is told to do
    with Vault.open(folder, PASSPHRASE) as older:
        assert older.facts(document_id) == facts
        assert older.document(document_id).state is DocumentState.DONE


def test_a_step_that_fails_leaves_the_vault_as_it_was(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(vault)
    broken = (*schema.STEPS, (*LAST, "INSERT INTO absent VALUES (1)"))
    monkeypatch.setattr(migrations, "STEPS", broken)
    with pytest.raises(Exception, match="no such table"):
        migrations.migrate(vault._db, lambda: backups.make(vault._db, Folder(folder), backups.BackupKind.VERSION))
    assert version(vault) == schema.VERSION
    row = vault._db.row("SELECT * FROM documents")
    assert row is not None
    assert "colour" not in row
    assert vault._db.row("SELECT 1 FROM sqlite_schema WHERE name = 'extra'") is None


def test_a_backup_that_is_not_as_the_vault_stops_the_migration(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(vault)
    copy = engine.Connection.copy_to

    def copy_badly(connection: engine.Connection, path: Path, *more: Any) -> None:
        copy(connection, path, *more)
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(b"\xff" * 16)

    monkeypatch.setattr(engine.Connection, "copy_to", copy_badly)
    monkeypatch.setattr(migrations, "STEPS", NEXT)
    with pytest.raises(UserError):
        migrations.migrate(vault._db, lambda: backups.make(vault._db, Folder(folder), backups.BackupKind.VERSION))
    assert version(vault) == schema.VERSION
    assert list((folder / "backups").iterdir()) == []


def test_the_released_steps_were_not_edited() -> None:
    """A vault in the world has taken them; what changes is a new step."""
    digests = [
        hashlib.sha256("\n".join(" ".join(_source(one).split()) for one in step).encode()).hexdigest()[:16]
        for step in schema.STEPS
    ]
    assert digests == [
        "50f65dce85f3545f",
        "431e6451ee1ed77c",
        "5c035351ee9d7942",
        "eec7a018d123932a",
        "efba58d1ed269016",
        "fa724faf44908b8a",
        "784b689cf5a67f50",
        "cd2e084805fbf7e9",
        "890f8fd5c3b5702b",
        "8a32dd8eb794f50c",
        "c4782e8097cdc640",
    ]


def _source(change: schema.Change) -> str:
    """A statement, or the module of a function."""
    return change if isinstance(change, str) else inspect.getsource(sys.modules[change.__module__])


def test_a_step_may_change_tables_with_sqlite_utils(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def colour(tables: Database) -> None:
        tables.table("documents").add_column("colour", str)
        tables.table("settings").transform(rename={"value": "said"})

    document_id = add(vault)
    facts = vault.facts(document_id)
    monkeypatch.setattr(migrations, "STEPS", (*schema.STEPS, (colour,)))
    migrations.migrate(vault._db)
    assert vault._db.row("SELECT id, colour FROM documents") == {"id": document_id, "colour": None}
    assert vault._db.rows("SELECT said FROM settings")
    assert vault.facts(document_id) == facts


def test_a_vault_in_memory_is_made_as_the_steps_make_it() -> None:
    """After a new step: python dev/release/fresh_schema.py."""
    by_steps, at_once = (engine.open_memory("00" * 48) for _ in range(2))
    migrations.build(by_steps, 0, schema.VERSION)
    migrations.make_fresh(at_once)
    assert _shape(at_once) == _shape(by_steps)
    by_steps.close()
    at_once.close()


def _shape(db: engine.Connection) -> object:
    """All that a database is made of: tables with their columns and rules, indexes, triggers, and what is in them."""
    with db.tables() as tables:
        made = {
            row["name"]: (row["type"], " ".join(str(row["sql"]).split()).replace('"', "").replace(" ,", ","))
            for row in db.rows("SELECT name, type, sql FROM sqlite_schema")
        }
        return (
            {name: (kind, sql.replace(" )", ")")) for name, (kind, sql) in made.items()},
            {table.name: (table.columns, table.foreign_keys, table.strict) for table in tables.tables},
            db.rows("SELECT * FROM search_config ORDER BY k"),
            db.row("PRAGMA user_version"),
        )


def test_jobs_of_an_older_vault_keep_why_they_failed_and_may_be_of_any_task_then(vault: Vault, folder: Path) -> None:
    failed, other, done = add(vault), add(vault, b"another"), add(vault, b"other")
    said = "report.pdf met a fault in Muniment. The original is kept; retry it, and please report this."
    with vault._db.transaction():
        for document_id, why in ((failed, said), (other, 'A "later" reason.')):
            vault._db.run(
                "UPDATE jobs SET state = 'failed', error_code = 'bug', error = ? WHERE document_id = ?",
                (why, document_id),
            )
        vault._db.run("PRAGMA user_version = 9")
    vault.close()
    with Vault.open(folder, PASSPHRASE) as now:
        assert now.document(failed).error == message("document-bug", name="report.pdf")
        assert (now.document(failed).error_code, now.document(failed).state) == ("bug", DocumentState.FAILED)
        assert now.document(other).error == verbatim('A "later" reason.')
        assert now.document(done).error is None
        now.queue_job(done, "a task of later days")
        assert now.next_job(["a task of later days"]) is not None


def test_a_reason_that_is_no_message_is_shown_as_it_is(vault: Vault) -> None:
    document_id = add(vault)
    with vault._db.transaction():
        vault._db.run("UPDATE jobs SET error = 'scribbled'")
    assert vault.document(document_id).error == verbatim("scribbled")
