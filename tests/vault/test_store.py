from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from error_words import words_of
from muniment.errors import Exit, UserError
from muniment.vault.keys import key_wrapping
from muniment.vault.place.vault_lock import FolderLock
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add, child, extract, files_of


def refusal(folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        Vault.open(folder, PASSPHRASE)
    return caught.value


def test_a_vault_opens_again_with_all_it_had(vault: Vault, folder: Path) -> None:
    document_id = add(vault)
    analysis = vault.analysis(document_id)
    vault.close()
    with Vault.open(folder, PASSPHRASE) as again:
        assert again.analysis(document_id) == analysis
        assert again.original(document_id) == b"%PDF-1.7 made for a test"
        assert (again.name, again.folder) == ("Deals", folder)


def test_the_folder_is_for_its_owner_alone(vault: Vault, folder: Path) -> None:
    add(vault)
    assert {one.name for one in folder.iterdir()} == {
        "vault.db",
        "vault.db-wal",
        "vault.db-shm",
        "vault.slots",
        "vault.slots.bak",
        "lock",
        "backups",
    }
    for one in (folder, *folder.rglob("*")):
        if sys.platform != "win32":
            assert stat.S_IMODE(one.stat().st_mode) == (0o700 if one.is_dir() else 0o600), one


def test_closing_leaves_no_log_behind_and_twice_is_allowed(vault: Vault, folder: Path) -> None:
    add(vault)
    vault.close()
    vault.close()
    assert not (folder / "vault.db-wal").exists()


@pytest.mark.parametrize("there", ["file", "folder with a file", "vault"])
def test_nothing_is_covered_by_a_new_vault(tmp_path: Path, there: str) -> None:
    place = tmp_path / "x"
    if there == "file":
        place.write_bytes(b"mine")
    elif there == "vault":
        Vault.create(place, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    else:
        place.mkdir()
        (place / "mine").write_bytes(b"mine")
    before = files_of(tmp_path)
    with pytest.raises(UserError) as caught:
        Vault.create(place, PASSPHRASE, cost=key_wrapping.LEAST_COST)
    code = "already-a-vault" if there == "vault" else "not-empty"
    assert (caught.value.code, caught.value.exit_code) == (code, Exit.USAGE)
    assert files_of(tmp_path) == before


def test_an_empty_folder_and_missing_parents_are_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    Vault.create(tmp_path / "empty", PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    Vault.create(tmp_path / "a" / "b" / "c.muniment", PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "empty"]


def test_a_place_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError) as caught:
        Vault.create(tmp_path / "file" / "x.muniment", PASSPHRASE, cost=key_wrapping.LEAST_COST)
    assert caught.value.code == "read-only"
    with pytest.raises(UserError) as caught:
        Vault.create(tmp_path / "x.muniment", "", cost=key_wrapping.LEAST_COST)
    assert caught.value.code == "empty-passphrase"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_no_vault_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path, tmp_path / "nothing", tmp_path / "file"):
        error = refusal(place)
        assert (error.code, error.exit_code) == ("not-a-vault", Exit.USAGE)


def test_a_missing_or_emptied_database_is_not_replaced_by_an_empty_one(vault: Vault, folder: Path) -> None:
    vault.close()
    (folder / "vault.db").write_bytes(b"")
    assert refusal(folder).code == "damaged-vault"
    (folder / "vault.db").unlink()
    error = refusal(folder)
    assert (error.code, error.exit_code) == ("missing-database", Exit.REFUSED)
    assert not (folder / "vault.db").exists()


def test_a_damaged_database_is_told_from_a_wrong_passphrase(vault: Vault, folder: Path) -> None:
    vault.close()
    with (folder / "vault.db").open("r+b") as file:
        file.seek(500)
        file.write(b"\0" * 8)
    assert refusal(folder).code == "damaged-vault"
    with pytest.raises(UserError) as caught:
        Vault.open(folder, "wrong")
    assert caught.value.code == "wrong-passphrase"


def test_a_newer_database_is_refused_untouched(vault: Vault, folder: Path) -> None:
    add(vault)
    with vault._db.transaction():
        vault._db.run("PRAGMA user_version = 99")
    vault.close()
    before = files_of(folder)
    error = refusal(folder)
    assert (error.code, error.exit_code) == ("newer-vault", Exit.REFUSED)
    after = files_of(folder)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() <= {"vault.db-shm", "vault.db-wal"}


def test_a_newer_database_with_its_log_is_refused_untouched(vault: Vault, folder: Path, tmp_path: Path) -> None:
    """As a newer version leaves it when it is killed: the log must not be moved into the database by us."""
    add(vault)
    with vault._db.transaction():
        vault._db.run("PRAGMA user_version = 99")
    killed = tmp_path / "Killed.muniment"
    killed.mkdir()
    for name in ("vault.db", "vault.db-wal", "vault.slots", "lock"):
        (killed / name).write_bytes((folder / name).read_bytes())
    before = files_of(killed)
    assert len(before["vault.db-wal"]) > 0
    assert refusal(killed).code == "newer-vault"
    after = files_of(killed)
    assert {name: after[name] for name in before} == before


def test_one_process_at_a_time(folder: Path) -> None:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    other = child("hold", folder, stdin=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    error = refusal(folder)
    assert (error.code, error.exit_code) == ("locked", Exit.CANNOT_UNLOCK)
    assert str(other.pid) in words_of(error)
    other.communicate()
    Vault.open(folder, PASSPHRASE).close()


def test_a_killed_process_leaves_no_lock(folder: Path) -> None:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    other = child("hold", folder, stdin=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    other.kill()
    other.communicate()
    Vault.open(folder, PASSPHRASE).close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_keeps_nobody_from_signing_the_lock() -> None:
    lock = FolderLock(Path("/dev/full"))
    lock.sign()
    lock.release()


def test_the_same_process_cannot_open_it_twice_and_the_last_connection_lets_go(vault: Vault, folder: Path) -> None:
    second = vault.second_connection()
    vault.close()
    assert refusal(folder).code == "locked"
    second.close()
    Vault.open(folder, PASSPHRASE).close()


@pytest.mark.parametrize("what", ["the folder", "the database"])
def test_a_vault_that_cannot_be_written_is_refused(what: str) -> None:
    """In a folder of its own, because the tests' may be closed to other users."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "x.muniment"
        Vault.create(place, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
        before = files_of(place)
        for one in (Path(name), place, *place.rglob("*")):
            one.chmod(0o777)
        for one in (place, *place.iterdir()) if what == "the folder" else (place / "vault.db",):
            one.chmod(0o555)
        output, complaints = child("read_only", place).communicate()
        assert (output, complaints) == ("refused read-only\n", "")
        assert {key: data for key, data in files_of(place).items() if key in before} == before
        for one in (place, *place.rglob("*")):
            one.chmod(0o700)


@pytest.mark.parametrize("kind", ["vault", "memory"])
def test_another_thread_reads_and_decides_while_one_writes(kind: str, request: pytest.FixtureRequest) -> None:
    vault: Vault = request.getfixturevalue(kind)
    first = add(vault)
    seen: list[int] = []
    stop = threading.Event()

    def look() -> None:
        with vault.second_connection() as window:
            while not stop.is_set():
                assert len(window.facts(first)) == 4
                seen.append(len(window.documents()))
                window.set("place", len(seen))

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(30):
        vault.arrive(f"{number}.pdf", "application/pdf", b"%d" % number)
        extract(vault)
    stop.set()
    thread.join()
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert len(vault.documents()) == 31


def test_a_vault_in_memory_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Vault.in_memory() as vault, vault.second_connection() as other:
        add(vault)
        assert len(other.documents()) == 1
        assert (vault.folder, vault.name) == (None, "memory")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the limit stands for a full disk")
def test_a_disk_that_fails_is_told_with_the_name_of_the_vault(tmp_path: Path) -> None:
    place = tmp_path / "x.muniment"
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\nfrom pathlib import Path\n"
        f"from muniment.vault.store import Vault\ntry:\n    Vault.create(Path({str(place)!r}), 'x')\n"
        f"except Exception as error:\n    from muniment.texts.say import say\n    print(say(error.message))\n"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.startswith(f"The disk of {place} ")
    assert list(tmp_path.iterdir()) == []
