"""What an opening sets right before the vault is used: a crash in the middle of a change of keys, the firm's key, the journal.

Must never let an old key file open a vault that has seen a newer one, nor be half done: each step can be done again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from muniment.errors import UserError
from muniment.message import Message, message
from muniment.policy import Policy
from muniment.vault import vault_errors
from muniment.vault.content.journal import JournalEvent, record
from muniment.vault.database.engine import Connection
from muniment.vault.keys import failed_unlocks, key_slots, key_wrapping
from muniment.vault.keys.keyring_store import Kept
from muniment.vault.keys.slot_format import SlotKind, Slots
from muniment.vault.keys.unlock_methods import KeyringKey, Passphrase, Way
from muniment.vault.place.vault_folder import Folder

_EPOCH = "keys_epoch"
_POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key file that was opened.

    Attributes:
        folder: Of the vault.
        header: As it stands in the file.
        master: The master key.
        way: What opened it.
        policy: Of this machine.
        accepts_older: The user says that an older key file was put back on purpose.
    """

    folder: Folder
    header: Slots
    master: bytes
    way: Way
    policy: Policy
    accepts_older: bool = False

    @property
    def key(self) -> str:
        """Of the database."""
        return key_wrapping.database_key(self.master, self.header.db_salt)


def again(opened: Unlocked) -> Unlocked:
    """The same, once the vault's lock is held: somebody may have changed the keys before."""
    if key_slots.load(opened.folder) == opened.header:
        return opened
    return unlock(opened.folder, opened.way, opened.policy, accepts_older=opened.accepts_older)


def unlock(folder: Folder, way: Way, policy: Policy, *, accepts_older: bool = False) -> Unlocked:
    """Open the key file; a try in vain is noted.

    Args:
        folder: Of the vault.
        way: What the user or the machine gave.
        policy: Of the machine; it may forbid the keyring.
        accepts_older: The user says that an older key file was put back on purpose.

    Raises:
        UserError: What was given does not open it, or it is missing, damaged, altered or of a newer version.
    """
    if way.kind is SlotKind.KEYRING:
        policy.refuse_keyring()
    header = key_slots.load(folder)
    try:
        master = key_slots.unlock(header, way, folder)
    except UserError as error:
        if error.code.startswith("wrong-"):
            failed_unlocks.note(folder, way.kind.value)
        raise
    return Unlocked(folder, header, master, way, policy, accepts_older)


def settle(db: Connection, opened: Unlocked) -> tuple[Slots, tuple[Message, ...]]:
    """Set right what is to be set right, and write the opening down.

    Returns:
        The header as it stands now, and what the user should know.

    Raises:
        UserError: The key file is older than the vault (older-slots), or the disk failed.
    """
    _refuse_older(db, opened)
    header = opened.header
    try:
        key_slots.renew_backup(opened.folder)
        header = _with_escrow(opened)
        with db.transaction():
            _write_down(db, opened, header)
        failed_unlocks.forget(opened.folder)
    except UserError as error:
        if error.code != "disk-full":
            raise  # on a full disk the vault can still be read
        return header, (error.message,)
    return header, tuple(_notices(opened))


def written_epoch(db: Connection) -> int | None:
    """The newest epoch of the key file that the database has seen; None for a vault from before there was a journal."""
    found = _setting(db, _EPOCH)
    return int(found) if found is not None else None


def write_change(db: Connection, header: Slots, change: str, **detail: object) -> None:
    """Write a change of keys down, with the epoch that it made; inside a transaction.

    Args:
        db: The vault's connection.
        header: As it is after the change.
        change: What was done, in English; the journal keeps it.
        **detail: Further fields of the journal's entry.
    """
    record(
        db,
        JournalEvent.SLOTS,
        change=change,
        epoch=header.epoch,
        keys=[s["kind"] for s in header.header["slots"]],
        **detail,
    )
    _set(db, _EPOCH, header.epoch)


def _refuse_older(db: Connection, opened: Unlocked) -> None:
    seen = written_epoch(db)
    if seen is not None and opened.header.epoch < seen and not opened.accepts_older:
        raise vault_errors.older_slots()


def _with_escrow(opened: Unlocked) -> Slots:
    """The header with the firm's key as the policy asks for it."""
    public = opened.policy.escrow
    there = [slot["public_key"] for slot in opened.header.of_kind(SlotKind.ESCROW)]
    if public is None or there == [public.hex()]:
        return opened.header
    header = key_slots.with_escrow(opened.header, opened.master, public)
    key_slots.save(opened.folder, header, opened.master)
    return header


def _write_down(db: Connection, opened: Unlocked, header: Slots) -> None:
    for at, way in failed_unlocks.noted(opened.folder):
        record(db, JournalEvent.FAILED_UNLOCK, at=at, way=way)
    seen = written_epoch(db)
    if seen is not None and opened.header.epoch < seen:
        write_change(db, opened.header, "older key file accepted", before=seen)
    elif seen is None or opened.header.epoch > seen:
        write_change(db, opened.header, "found", before=seen)
    if header is not opened.header:
        write_change(db, header, "escrow set by policy")
    record(db, JournalEvent.OPENED, way=opened.way.kind.value)
    policy = _shown(opened.policy)
    if _setting(db, _POLICY) != policy and (policy or _setting(db, _POLICY) is not None):
        record(db, JournalEvent.POLICY, set=policy)
        _set(db, _POLICY, policy)


def _notices(opened: Unlocked) -> list[Message]:
    said = []
    if isinstance(opened.way, KeyringKey):
        kept = opened.way.answer(opened.header.vault_id)
        if kept and kept.epoch > opened.header.epoch:
            said.append(message("older-vault"))
        elif kept and kept.epoch < opened.header.epoch:
            opened.way.ring.put(opened.header.vault_id, Kept(opened.header.epoch, kept.secrets))
    short = isinstance(opened.way, Passphrase) and len(opened.way.text) < opened.policy.passphrase_length
    if short:
        said.append(message("short-passphrase", least=opened.policy.passphrase_length))
    return said


def _shown(policy: Policy) -> list[str]:
    """Sentences, and for lists the values too, so that a change of a value is a change."""
    values = {name: value for name, value in asdict(policy).items() if value != getattr(Policy(), name)}
    return [f"{name}: {_plain(value)}" for name, value in sorted(values.items())]


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return ", ".join(sorted(value)) if isinstance(value, tuple | frozenset) else str(value)


def _setting(db: Connection, key: str) -> Any:
    row = db.row("SELECT value FROM settings WHERE key = ?", (key,))
    return json.loads(row["value"]) if row else None


def _set(db: Connection, key: str, value: object) -> None:
    db.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, json.dumps(value)))
