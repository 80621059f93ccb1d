from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest

from muniment.document.facts.fact import State
from muniment.errors import UserError
from muniment.pipeline.exports.export_documents import export
from muniment.vault.content.journal import JournalEvent, record
from muniment.vault.database.records import Decision
from muniment.vault.store import Vault
from vault.made import add


def events(vault: Vault) -> list[str]:
    return [entry.event for entry in vault.audit()]


def test_what_is_done_is_written_down(vault: Vault, tmp_path: Path) -> None:
    document = add(vault)
    fact = vault.facts(document)[0]
    vault.decide(fact.id, Decision.ACCEPT)
    vault.undo(document)
    target = tmp_path / "out.json"
    export(vault, [document], target, "json")
    vault.set_label("Secret")
    vault.remove(document)
    assert events(vault) == [
        "slots", "opened", "imported", "analysed", "corrected", "corrected", "exported", "label", "deleted"
    ]  # fmt: skip
    written = next(entry.detail for entry in vault.audit() if entry.event == JournalEvent.EXPORTED)
    assert written["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (written["to"], written["format"], written["documents"]) == (str(target), "json", [document])
    assert vault.audit_fault() is None
    assert fact.fact.state is State.LOCATED


def test_a_change_of_models_is_written_down_once(vault: Vault) -> None:
    vault.note_models([], {})
    assert JournalEvent.MODEL not in events(vault)
    for _ in range(2):
        vault.note_models(["small.gguf", "large.gguf"], {"fast": "small.gguf"})
    vault.note_models(["large.gguf"], {})
    told = [entry.detail for entry in vault.audit() if entry.event == JournalEvent.MODEL]
    assert told == [
        {"there": ["large.gguf", "small.gguf"], "used": ["fast: small.gguf"]}, {"there": ["large.gguf"], "used": []}
    ]  # fmt: skip
    assert vault.audit_fault() is None


def test_an_export_that_fails_says_so(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = add(vault)
    target = tmp_path / "folder"
    target.mkdir()
    monkeypatch.setattr(Path, "is_dir", lambda path: path != target)
    with pytest.raises(UserError):
        export(vault, [document], target, "csv", force=True)
    assert [entry.detail.get("failed") for entry in vault.audit()][-1]


@pytest.mark.parametrize("sql", ["UPDATE audit SET detail = '{}' WHERE id = 2", "DELETE FROM audit"])
def test_entries_are_only_added(vault: Vault, sql: str) -> None:
    before = vault.audit()
    with pytest.raises(Exception, match="only added to"), vault._db.transaction():
        vault._db.run(sql)
    assert vault.audit() == before


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE audit SET detail = '{}' WHERE id = 3", 3),
        ("UPDATE audit SET at = '2020-01-01' WHERE id = 2", 2),
        ("UPDATE audit SET event = 'opened' WHERE id = 3", 3),
        ("UPDATE audit SET chain = '00' WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 2", 2),
        ("DELETE FROM audit WHERE id > 2", 3),
        ("INSERT INTO audit (at, event, detail, chain) VALUES ('2020-01-01', 'opened', '{}', '00')", 5),
    ],
)
def test_a_changed_journal_is_seen_where_it_was_changed(vault: Vault, sql: str, fault: int) -> None:
    add(vault)
    assert len(vault.audit()) == 4
    assert vault.audit_fault() is None
    with vault._db.transaction():
        for trigger in ("audit_stays", "audit_is_kept"):
            vault._db.run(f"DROP TRIGGER {trigger}")
        vault._db.run(sql)
    assert vault.audit_fault() == fault


def test_a_change_that_is_rolled_back_leaves_no_entry(vault: Vault) -> None:
    before = vault.audit()
    with contextlib.suppress(RuntimeError), vault._db.transaction():
        record(vault._db, JournalEvent.LABEL, label="x")
        assert len(vault.audit()) == len(before) + 1
        raise RuntimeError
    assert vault.audit() == before
    assert vault.audit_fault() is None
