"""Documents that came out of others, in the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment import paths
from muniment.document.limits import MAX_DEPTH
from muniment.errors import Cancelled, UserError
from muniment.vault import families, store
from muniment.vault.copies import repair
from muniment.vault.database import engine, migrations, schema
from muniment.vault.families import in_families
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, extract

PDF = "application/pdf"


def child(vault: Vault, parent: int, data: bytes, name: str = "inner.pdf") -> int:
    arrival = vault.arrive_child(parent, name, PDF, data)
    assert arrival is not None
    return arrival.document.id


def outer(vault: Vault, data: bytes = b"outer") -> int:
    return vault.arrive("outer.pdf", PDF, data).document.id


def test_a_child_is_a_document_of_its_own_with_its_parent(memory: Vault) -> None:
    parent = outer(memory)
    inner = memory.document(child(memory, parent, b"inner"))
    assert (inner.parent, inner.name, inner.state.value) == (parent, "inner.pdf", "queued")
    assert memory.original(inner.id) == b"inner"
    assert memory.document(parent).parent is None
    told = [entry.detail.get("parent") for entry in memory.audit() if entry.event == "imported"]
    assert told == [None, parent]


def test_a_child_stays_until_its_parent_goes(memory: Vault) -> None:
    parent, other = outer(memory), outer(memory, b"other")
    inner = child(memory, parent, b"inner")
    innermost = child(memory, inner, b"innermost")
    assert memory.descendants(parent) == [inner, innermost]
    memory.remove(innermost)
    assert memory.descendants(parent) == [inner]
    child(memory, inner, b"innermost")
    memory.remove(parent)
    assert [row.id for row in memory.documents()] == [other]
    assert len([entry for entry in memory.audit() if entry.event == "deleted"]) == 4


def test_one_that_the_policy_keeps_keeps_its_parent(
    memory: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = outer(memory)
    inner = memory.document(child(memory, parent, b"inner"))
    where = tmp_path / "policy.toml"
    where.write_text(f'[retention]\nhold = ["{inner.sha256}"]')
    monkeypatch.setattr(paths, "machine_policy", lambda: where)
    with pytest.raises(UserError, match="policy-hold"):
        memory.refuse_removal(parent)
    with pytest.raises(UserError, match="policy-hold"):
        memory.remove(parent)
    assert len(memory.documents()) == 2


def test_the_same_bytes_belong_to_whom_they_came_from_first(memory: Vault) -> None:
    first, second = outer(memory), outer(memory, b"second")
    inner = child(memory, first, b"inner")
    again = memory.arrive_child(second, "copy.pdf", PDF, b"inner")
    assert again is not None
    assert (again.new, again.document.id, again.document.parent) == (False, inner, first)
    own = memory.arrive_child(first, "second.pdf", PDF, b"second")
    assert own is not None
    assert own.document.parent is None


def test_what_a_user_adds_stays_when_the_parent_goes(memory: Vault) -> None:
    parent = outer(memory)
    inner = child(memory, parent, b"inner")
    arrival = memory.arrive("inner.pdf", PDF, b"inner")
    assert (arrival.new, arrival.document.id, arrival.document.parent) == (False, inner, None)
    memory.remove(parent)
    assert [row.id for row in memory.documents()] == [inner]


def test_a_parent_that_is_gone_gets_no_child(memory: Vault) -> None:
    parent = outer(memory)
    memory.remove(parent)
    with pytest.raises(Cancelled):
        memory.arrive_child(parent, "inner.pdf", PDF, b"inner")


def test_a_nest_ends(memory: Vault) -> None:
    place = outer(memory)
    for depth in range(MAX_DEPTH):
        place = child(memory, place, b"%d" % depth)
    assert memory.arrive_child(place, "too-deep.pdf", PDF, b"too deep") is None
    assert len(memory.documents()) == 1 + MAX_DEPTH


def test_a_family_does_not_grow_without_end(memory: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "MAX_FAMILY", 3)
    parent = outer(memory)
    inner = child(memory, parent, b"1")
    child(memory, inner, b"2")
    child(memory, inner, b"3")
    assert memory.arrive_child(parent, "x.pdf", PDF, b"4") is None
    monkeypatch.setattr(families, "MAX_FAMILY", 99)
    monkeypatch.setattr(families, "MAX_FAMILY_BYTES", 10)
    assert memory.arrive_child(parent, "x.pdf", PDF, b"12345678") is None
    assert child(memory, parent, b"1234567")


def test_families_are_listed_together(memory: Vault) -> None:
    first, second = outer(memory), outer(memory, b"second")
    inner = child(memory, first, b"inner")
    innermost, beside = child(memory, inner, b"innermost"), child(memory, first, b"beside")
    rows = memory.documents()
    assert [(row.id, depth) for row, depth in in_families(rows)] == [
        (first, 0), (inner, 1), (innermost, 2), (beside, 1), (second, 0)
    ]  # fmt: skip
    assert [(row.id, depth) for row, depth in in_families(rows[2:])] == [(inner, 0), (innermost, 1), (beside, 0)]


def test_documents_of_an_older_vault_have_no_parent(vault: Vault, folder: Path) -> None:
    vault.close()
    for left in folder.glob("vault.db-*"):
        left.unlink()
    (folder / "vault.db").write_bytes(b"")
    opened = store.unlocked(folder, PASSPHRASE)
    old = engine.open_file(opened.folder.database, opened.key)
    migrations.build(old, 0, schema.STEPS.index(schema.STEP_9))
    with old.transaction():
        old.insert("documents", {"sha256": "0" * 64, "name": "a.pdf", "media_type": PDF, "size": 1, "added_at": "2025"})
        old.insert("jobs", {"document_id": 1, "task": "extract", "state": "done", "changed_at": "2025"})
    old.close()
    with Vault.open(folder, PASSPHRASE) as newer:
        assert [row.parent for row in newer.documents()] == [None]


def test_a_repaired_vault_keeps_its_families(vault: Vault, folder: Path) -> None:
    parent = outer(vault)
    inner = child(vault, parent, b"inner")
    extract(vault)
    vault.close()
    with store.closed(folder, PASSPHRASE) as (place, key):
        repair.repair(place, key)
    with Vault.open(folder, PASSPHRASE) as back:
        assert back.descendants(parent) == [inner]
        assert back.verify().is_whole


def test_a_child_whose_parent_is_lost_stands_by_itself(memory: Vault) -> None:
    row = {"id": 7, "sha256": "0" * 64, "name": "x.pdf", "media_type": PDF, "size": 1, "added_at": "", "parent": 3}
    repair._insert(memory._db, row, {})
    assert memory._db.row("SELECT parent FROM documents WHERE id = 7") == {"parent": None}
