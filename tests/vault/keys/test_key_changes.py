from __future__ import annotations

import json
from pathlib import Path

import pytest

from muniment import paths
from muniment.errors import Exit, UserError
from muniment.vault import vault_errors
from muniment.vault.content.journal import JournalEvent
from muniment.vault.keys import finish_open, key_wrapping, recovery_code, rekey
from muniment.vault.keys.keyring_store import Kept
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.unlock_methods import EscrowKey, KeyringKey, Passphrase, RecoveryCode, Way
from muniment.vault.store import Vault
from prove.vault_keys.memory_ring import MemoryRing
from support.error_words import says
from vault.made import PASSPHRASE, add

PRIVATE = bytes(range(32))


def opens(folder: Path, way: Way) -> bool:
    try:
        Vault.open(folder, way).close()
    except UserError as error:
        return error.exit_code not in (Exit.CANNOT_UNLOCK, Exit.REFUSED)
    return True


def test_each_way_opens_and_is_taken_away(vault: Vault, folder: Path) -> None:
    ring, code = MemoryRing(), recovery_code.make()
    changes = vault.change_keys(PASSPHRASE)
    changes.set_recovery(code)
    changes.set_keyring(ring)
    vault.close()
    ways: dict[str, Way] = {
        "passphrase": Passphrase(PASSPHRASE),
        "recovery": RecoveryCode(code),
        "keyring": KeyringKey(ring),
    }
    assert all(opens(folder, way) for way in ways.values())
    assert not opens(folder, RecoveryCode(recovery_code.make()))
    assert not opens(folder, KeyringKey(MemoryRing()))
    opened, changes = Vault.open_with_keys(folder, ways["recovery"])
    with opened:
        changes.remove("passphrase")
        changes.remove("keyring", ring)
    assert [opens(folder, way) for way in ways.values()] == [False, True, False]
    assert ring.items == {}


def test_the_last_key_that_a_person_holds_stays(vault: Vault) -> None:
    changes = vault.change_keys(PASSPHRASE)
    changes.set_keyring(MemoryRing())
    with pytest.raises(UserError, check=says("last passphrase or recovery code")):
        changes.remove("passphrase")
    with pytest.raises(UserError, check=says("no key 1234")):
        changes.remove("1234")


def test_a_way_that_the_vault_does_not_have_says_so(vault: Vault, folder: Path) -> None:
    vault.close()
    for way in (RecoveryCode(recovery_code.make()), EscrowKey(PRIVATE), KeyringKey(MemoryRing())):
        with pytest.raises(UserError, check=says("This vault has no")) as caught:
            Vault.open(folder, way)
        assert caught.value.exit_code is Exit.CANNOT_UNLOCK


def test_a_typing_error_is_told_before_any_key_is_tried(vault: Vault, folder: Path) -> None:
    code = recovery_code.make()
    vault.change_keys(PASSPHRASE).set_recovery(code)
    vault.close()
    with pytest.raises(UserError, check=says("typing error")):
        Vault.open(folder, RecoveryCode(code[:-1] + ("0" if code[-1] != "0" else "1")))


def test_the_keyring_holds_a_wrapping_key_and_never_the_master_key(vault: Vault) -> None:
    ring = MemoryRing()
    changes = vault.change_keys(PASSPHRASE)
    changes.set_keyring(ring)
    (text,) = ring.items.values()
    kept = ring.get(changes.header.vault_id)
    assert kept == Kept(changes.header.epoch, kept.secrets if kept else ())
    assert len(text.encode("utf-16-le")) < 200
    assert kept is not None
    assert changes._opened.master not in kept.secrets


def test_an_old_folder_put_back_is_noticed_by_the_keyring(vault: Vault, folder: Path) -> None:
    ring = MemoryRing()
    changes = vault.change_keys(PASSPHRASE)
    changes.set_keyring(ring)
    vault.close()
    with Vault.open(folder, KeyringKey(ring)) as again:
        assert again.notices == ()
    kept = ring.get(changes.header.vault_id)
    assert kept is not None
    ring.put(changes.header.vault_id, Kept(kept.epoch + 1, kept.secrets))
    with Vault.open(folder, KeyringKey(ring)) as again:
        assert [notice.code for notice in again.notices] == ["older-vault"]


def test_an_old_key_file_put_back_opens_nothing_unless_it_is_accepted(vault: Vault, folder: Path) -> None:
    old = (folder / "vault.slots").read_bytes()
    vault.change_keys(PASSPHRASE).set_passphrase("new", key_wrapping.LEAST_COST)
    vault.close()
    (folder / "vault.slots").write_bytes(old)
    with pytest.raises(UserError) as caught:
        Vault.open(folder, PASSPHRASE)
    assert (caught.value.code, caught.value.exit_code) == ("older-slots", Exit.REFUSED)
    with Vault.open(folder, PASSPHRASE, accept_older=True) as accepted:
        assert "older key file accepted" in {entry.detail.get("change") for entry in accepted.audit()}
    assert opens(folder, Passphrase(PASSPHRASE))


def test_a_crash_between_the_key_file_and_its_copy_is_set_right(vault: Vault, folder: Path) -> None:
    old = (folder / "vault.slots").read_bytes()
    vault.change_keys(PASSPHRASE).set_passphrase("new", key_wrapping.LEAST_COST)
    vault.close()
    (folder / "vault.slots.bak").write_bytes(old)
    assert opens(folder, Passphrase("new"))
    assert (folder / "vault.slots.bak").read_bytes() == (folder / "vault.slots").read_bytes()


def set_policy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    monkeypatch.setattr(paths, "machine_policy", lambda: path)


def escrow(private: bytes = PRIVATE) -> str:
    return f'[escrow]\npublic_key = "{key_wrapping.public_of(private).hex()}"\n'


def test_escrow_is_set_by_policy_at_creation_and_at_opening(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    assert not opens(folder, EscrowKey(PRIVATE))
    set_policy(monkeypatch, tmp_path, escrow())
    assert opens(folder, Passphrase(PASSPHRASE))
    assert opens(folder, EscrowKey(PRIVATE))
    assert not opens(folder, EscrowKey(bytes(32)))
    other = tmp_path / "Other.muniment"
    Vault.create(other, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    with Vault.open(other, EscrowKey(PRIVATE)) as opened:
        assert opened.audit()[-1].detail == {"way": "escrow"}
        assert [slot["kind"] for slot in opened.key_slots().header["slots"]] == ["passphrase", "escrow"]
        with pytest.raises(UserError, check=says("belongs to your firm")):
            opened.change_keys(PASSPHRASE).remove("escrow")
    new = bytes(range(1, 33))
    set_policy(monkeypatch, tmp_path, escrow(new))
    assert opens(other, Passphrase(PASSPHRASE))
    assert [opens(other, EscrowKey(one)) for one in (PRIVATE, new)] == [False, True]


def test_a_new_master_key_keeps_all_and_locks_the_old_keys_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    set_policy(monkeypatch, tmp_path, escrow())
    ring, old_ring, code, new_code = MemoryRing(), MemoryRing(), recovery_code.make(), recovery_code.make()
    vault = Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST)
    changes = vault.change_keys(PASSPHRASE)
    changes.set_recovery(code)
    changes.set_keyring(ring)
    old_ring.items = dict(ring.items)
    document = add(vault)
    facts, before = vault.facts(document), vault.audit()
    vault.close()
    old = {name: (folder / name).read_bytes() for name in ("vault.slots", "vault.db")}
    (folder / "backups" / "old.db").write_bytes(old["vault.db"])
    opened, changes = Vault.open_with_keys(folder, Passphrase(PASSPHRASE))
    with opened:
        changes.renew_master(Fresh("new", new_code, ring, key_wrapping.LEAST_COST))
    assert not opens(folder, Passphrase(PASSPHRASE))
    assert not opens(folder, RecoveryCode(code))
    assert not opens(folder, KeyringKey(old_ring))
    for way in (Passphrase("new"), RecoveryCode(new_code), KeyringKey(ring), EscrowKey(PRIVATE)):
        with Vault.open(folder, way) as again:
            assert again.facts(document) == facts
            assert again.audit()[: len(before)] == before
            assert again.audit_fault() is None
    assert list((folder / "backups").iterdir()) == []
    assert {path.name for path in folder.iterdir()} <= {
        "vault.db", "vault.slots", "vault.slots.bak", "lock", "backups", "failed-unlocks"
    }  # fmt: skip
    (folder / "vault.slots").write_bytes(old["vault.slots"])  # an old copy of the key file does not fit any more
    with pytest.raises(UserError) as caught:
        Vault.open(folder, PASSPHRASE)
    assert caught.value.exit_code is Exit.REFUSED


def test_a_new_master_key_needs_every_kind_of_key(vault: Vault, folder: Path) -> None:
    vault.change_keys(PASSPHRASE).set_recovery(recovery_code.make())
    before = (folder / "vault.slots").read_bytes()
    with pytest.raises(UserError, check=says("recovery key too")):
        vault.change_keys(PASSPHRASE).renew_master(Fresh("new", cost=key_wrapping.LEAST_COST))
    assert (folder / "vault.slots").read_bytes() == before
    with vault.second_connection(), pytest.raises(UserError, check=says("busy")):
        vault.change_keys(PASSPHRASE).renew_master(Fresh("new", recovery_code.make(), cost=key_wrapping.LEAST_COST))
    assert vault.documents() == []


def test_a_copy_that_is_not_as_the_vault_stops_a_new_master_key(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(vault)
    counted = rekey._content
    monkeypatch.setattr(rekey, "_content", lambda db: counted(db) if db is vault._db else [])
    with pytest.raises(UserError, check=says("could not be read or written")):
        vault.change_keys(PASSPHRASE).renew_master(Fresh("new", cost=key_wrapping.LEAST_COST))
    assert not (folder / "vault.db.rekey").exists()
    vault.close()
    assert opens(folder, Passphrase(PASSPHRASE))


def test_every_change_is_in_the_journal(vault: Vault) -> None:
    changes = vault.change_keys(PASSPHRASE)
    changes.set_recovery(recovery_code.make())
    changes.remove("recovery")
    told = [entry.detail["change"] for entry in vault.audit() if entry.event == JournalEvent.SLOTS]
    assert told == ["found", "recovery code set", "removed"]


def test_failed_unlocks_are_in_the_journal_after_the_next_opening(vault: Vault, folder: Path) -> None:
    vault.close()
    assert not opens(folder, Passphrase("wrong"))
    assert not opens(folder, Passphrase("wrong again"))
    assert b"wrong" not in (folder / "failed-unlocks").read_bytes()
    with Vault.open(folder, PASSPHRASE) as again:
        tried = [entry.detail["way"] for entry in again.audit() if entry.event == JournalEvent.FAILED_UNLOCK]
    assert tried == ["passphrase", "passphrase"]
    assert not (folder / "failed-unlocks").exists()


def test_calibration_aims_at_half_a_second_to_one_and_keeps_its_memory() -> None:
    for speed in (2.3e5, 3e5, 5e5, 1e6, 1e7):  # KiB times passes a second
        cost = key_wrapping.calibrated(lambda cost, speed=speed: cost.memory * cost.iterations / speed)  # type: ignore[misc]
        assert cost.is_safe()
        assert cost.memory >= key_wrapping.DEFAULT_COST.memory
        seconds = cost.memory * cost.iterations / speed
        assert 0.5 <= seconds <= 0.8 or cost.iterations == 16  # twice that and the measuring are below 2 s
    for slow in (1.0, 1e9):  # a busy moment costs passes, never memory
        assert key_wrapping.calibrated(lambda _, slow=slow: slow) == key_wrapping.Cost(64 * 1024, 2, 4)  # type: ignore[misc]
    assert key_wrapping.calibrated(lambda _: 0.0) == key_wrapping.Cost(256 * 1024, 16, 4)


def test_calibration_measures_little() -> None:
    measured: list[key_wrapping.Cost] = []

    def measure(cost: key_wrapping.Cost) -> float:
        measured.append(cost)
        return 0.05

    chosen = key_wrapping.calibrated(measure)
    assert sum(cost.memory * cost.iterations for cost in measured) * 2 < chosen.memory * chosen.iterations


def test_a_change_without_the_journal_is_found_at_the_next_opening(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a crash after the key file was written leaves it, or a disk that was full."""

    def full(*_: object, **__: object) -> None:
        raise vault_errors.disk_full(folder)

    with monkeypatch.context() as patch:
        patch.setattr(finish_open, "write_change", full)
        vault.change_keys(PASSPHRASE).set_recovery(recovery_code.make())
    vault.close()
    with Vault.open(folder, PASSPHRASE) as again:
        found = [json.dumps(entry.detail) for entry in again.audit() if entry.detail.get("change") == "found"]
    assert '"keys": ["passphrase", "recovery"]' in found[-1]
