from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from muniment.errors import Cancelled, UserError
from muniment.vault import store
from muniment.vault.copies import backups, restore
from muniment.vault.copies.backups import KEPT, BackupKind
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault
from support.error_words import words_of
from support.small_disk import files_no_larger_than
from vault.made import PASSPHRASE, add, files_of


def restored(folder: Path, name: str | None = None) -> Path:
    with store.closed(folder, PASSPHRASE) as (place, key):
        return restore.in_place(place, restore.chosen(place, name).path, key)


def test_a_backup_is_encrypted_private_and_opens_as_the_vault_was(vault: Vault, folder: Path) -> None:
    document_id = add(vault)
    facts = vault.facts(document_id)
    made = vault.back_up()
    assert made is not None
    assert not made.path.read_bytes().startswith(b"SQLite format 3")
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o777 == 0o600
    vault.remove(document_id)
    vault.close()

    aside = restored(folder)

    with Vault.open(folder, PASSPHRASE) as back:
        assert back.facts(document_id) == facts
        assert back.verify().is_whole
    assert (aside / "vault.db").exists()
    assert made.path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="it limits the size of files")
def test_a_backup_for_which_there_is_no_room_is_refused_and_leaves_nothing(vault: Vault, folder: Path) -> None:
    add(vault)
    with files_no_larger_than(50_000), pytest.raises(UserError) as caught:
        vault.back_up()
    assert caught.value.code in ("disk-full", "disk-failed")
    assert list((folder / "backups").iterdir()) == []
    assert vault.back_up() is not None


def test_backups_are_of_a_bounded_number(vault: Vault, folder: Path) -> None:
    place = Folder(folder)
    for _ in range(KEPT[BackupKind.ASKED] + 2):
        newest = vault.back_up()
    daily = vault.back_up(daily=True)
    listed = backups.listed(place)
    assert [one.kind for one in listed].count(BackupKind.ASKED) == KEPT[BackupKind.ASKED]
    assert newest in listed
    assert listed[0] == daily


def test_the_daily_backup_is_made_once_a_day(vault: Vault, folder: Path) -> None:
    first = vault.back_up(daily=True)
    assert first is not None
    assert vault.back_up(daily=True) is None
    assert not backups.is_due(Folder(folder), first.made_at + timedelta(hours=22))
    assert backups.is_due(Folder(folder), first.made_at + timedelta(hours=24))
    assert backups.is_due(Folder(folder), first.made_at - timedelta(days=30))  # the clock was set back
    assert first.made_at <= datetime.now(UTC)


def test_a_backup_that_is_given_up_leaves_nothing(vault: Vault, folder: Path) -> None:
    add(vault)

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        vault.back_up(on_step=stop)
    assert list((folder / "backups").iterdir()) == []
    assert vault.verify().is_whole
    add(vault, b"the connection still writes")


def test_others_write_while_a_backup_is_made(vault: Vault) -> None:
    add(vault, os.urandom(20_000_000))
    writer = vault.second_connection()
    steps: list[int] = []

    def write() -> None:
        steps.append(writer.arrive(f"{len(steps)}.pdf", "application/pdf", os.urandom(1000)).document.id)

    made = vault.back_up(on_step=write)
    assert made is not None
    assert len(steps) > 1
    copy = vault._db.beside(made.path)
    assert copy.row("SELECT count(*) AS n FROM documents") == {"n": 1}  # as it was when the copying began
    copy.close()
    assert len(vault.documents()) == 1 + len(steps)
    writer.close()


def test_a_damaged_backup_is_refused_and_nothing_changes(vault: Vault, folder: Path) -> None:
    add(vault)
    made = vault.back_up()
    assert made is not None
    vault.close()
    with made.path.open("r+b") as file:
        file.seek(made.path.stat().st_size // 2)
        file.write(b"\xff" * 8)
    before = files_of(folder)
    with pytest.raises(UserError) as caught:
        restored(folder)
    assert caught.value.code == "damaged-backup"
    assert {**files_of(folder), "lock": b""} == {**before, "lock": b""}


def test_an_unknown_backup_is_named(vault: Vault, folder: Path) -> None:
    vault.close()
    with pytest.raises(UserError) as caught:
        restored(folder, "other.db")
    assert caught.value.code == "no-backup"


def test_restoring_to_a_new_folder_leaves_the_vault(vault: Vault, folder: Path, tmp_path: Path) -> None:
    document_id = add(vault)
    made = vault.back_up()
    assert made is not None
    vault.remove(document_id)
    vault.close()
    with store.closed(folder, PASSPHRASE) as (place, key):
        restore.to_folder(place, made.path, key, tmp_path / "New.muniment")
        with pytest.raises(UserError):
            restore.to_folder(place, made.path, key, tmp_path / "New.muniment")
    with Vault.open(tmp_path / "New.muniment", PASSPHRASE) as new, Vault.open(folder, PASSPHRASE) as old:
        assert len(new.documents()) == 1
        assert old.documents() == []


def test_a_missing_database_is_restored(vault: Vault, folder: Path) -> None:
    add(vault)
    vault.back_up()
    vault.close()
    (folder / "vault.db").unlink()
    with pytest.raises(UserError) as caught:
        Vault.open(folder, PASSPHRASE)
    assert "muniment vault restore" in words_of(caught.value)
    restored(folder)
    with Vault.open(folder, PASSPHRASE) as back:
        assert len(back.documents()) == 1


def test_an_open_vault_is_not_restored(vault: Vault, folder: Path) -> None:
    vault.back_up()
    with pytest.raises(UserError) as caught:
        restored(folder)
    assert caught.value.code == "locked"


def test_rotation_lets_the_removed_words_go(vault: Vault, folder: Path) -> None:
    document_id = add(vault)
    old = vault.back_up()
    vault.back_up(daily=True)
    vault.remove(document_id)
    vault.rotate_backups()
    (kept,) = backups.listed(Folder(folder))
    assert old is not None
    assert kept.path != old.path
    copy = vault._db.beside(kept.path)
    assert copy.row("SELECT count(*) AS n FROM documents") == {"n": 0}
    copy.close()


def test_a_copy_elsewhere_is_a_vault_of_its_own(vault: Vault, tmp_path: Path) -> None:
    document_id = add(vault)
    vault.back_up_to(tmp_path / "Elsewhere.muniment")
    with Vault.open(tmp_path / "Elsewhere.muniment", PASSPHRASE) as other:
        assert other.facts(document_id) == vault.facts(document_id)


def test_in_memory_there_is_nothing_to_back_up(memory: Vault) -> None:
    assert memory.back_up() is None
    memory.rotate_backups()
    assert memory.verify().is_whole
