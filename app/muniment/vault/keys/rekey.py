"""A new master key: the database is copied under it, the copy checked, and put in the place of the old one.

For when somebody may have had both a copy of the folder and a key that opened it. A crash at any moment leaves a vault that opens:
the key file decides which database counts, and the next opening finishes or discards. Must never remove the old database before
the new one was checked and its key file stands.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from muniment.errors import UserError
from muniment.vault import vault_errors
from muniment.vault.database import engine
from muniment.vault.database.engine import Connection
from muniment.vault.keys import finish_open, key_slots, key_wrapping, recovery_code
from muniment.vault.keys.finish_open import Unlocked
from muniment.vault.keys.keyring_store import Kept, Ring
from muniment.vault.keys.slot_format import SlotKind, Slots
from muniment.vault.place.vault_folder import Folder, make_private_file, sync_folder

Step = Callable[[int, int], None]
"""Told of pages copied and all pages; what it raises gives the new key up."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """The keys of the vault under its new master key: one for each kind that it has now. The firm's follows by itself.

    Attributes:
        passphrase: None if it has none.
        recovery_code: A new one; None if it has none.
        ring: The keyring of this system; None if it has no key there.
        cost: Of one try of the passphrase; None to measure it.
    """

    passphrase: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    ring: Ring | None = field(default=None, repr=False)
    cost: key_wrapping.Cost | None = None


def renew(db: Connection, opened: Unlocked, fresh: Fresh, on_step: Step = lambda *_: None) -> None:
    """Do it, and close the connection, which must be the vault's only one.

    Args:
        db: The connection.
        opened: The key file.
        fresh: The keys from now on.
        on_step: Called every few megabytes and once before the copy counts; when it raises, the vault is as it was.

    Raises:
        UserError: A key is missing, the copy is not as the vault, or the disk failed; the vault is then as it was.
    """
    folder = opened.folder
    master = secrets.token_bytes(key_wrapping.KEY_BYTES)
    ring_key = secrets.token_bytes(key_wrapping.KEY_BYTES)
    header = _header(opened, master, fresh, ring_key)
    key = key_wrapping.database_key(master, header.db_salt)
    _discard(folder)
    try:
        _copy(db, folder, header, key, on_step)
        on_step(1, 1)
    except BaseException as error:
        _discard(folder)
        if isinstance(error, OSError):
            raise vault_errors.of_disk(error, folder.path) from None
        raise
    if fresh.ring:
        keep_both(fresh.ring, opened.header, opened.master, ring_key)
    db.close()  # the last connection moves the log into the file, so that nothing of the old key is left beside it
    key_slots.save(folder, header, master)  # from here on the new database counts
    finish(folder, key)
    if fresh.ring:
        fresh.ring.put(header.vault_id, Kept(header.epoch, (ring_key,)))


def finish(folder: Folder, key: str) -> None:
    """Set right what a crash left of a new master key.

    Args:
        folder: Of the vault, locked.
        key: Of the database that counts: the one that the key file leads to.

    Raises:
        UserError: The disk failed.
    """
    if not folder.rekeyed.exists():
        return
    try:
        if _is_swapped_in(folder, key):
            for copy in folder.backups.rglob("*.db"):
                if not _is_under(copy, key):
                    copy.unlink()  # nothing opens it any more but the keys that this was done against
            # The log beside the old database is the old key's, and would be taken for the new one's.
            for rest in ("-wal", "-shm"):
                folder.database.with_name(folder.database.name + rest).unlink(missing_ok=True)
            folder.rekeyed.replace(folder.database)
            sync_folder(folder.path)
        _discard(folder)
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None


def keep_both(ring: Ring, header: Slots, master: bytes, secret: bytes) -> None:
    """Have a keyring hold a new key beside the one that opens the vault now, so that a crash leaves one that does.

    Args:
        ring: The keyring.
        header: As it stands in the key file.
        master: Of it.
        secret: The new key.
    """
    old = ring.get(header.vault_id)
    opening_now = [
        one for one in (old.secrets if old else ()) if key_slots.opens(header, master, SlotKind.KEYRING, one)
    ]
    ring.put(header.vault_id, Kept(header.epoch, (secret, *opening_now)))


def _header(opened: Unlocked, master: bytes, fresh: Fresh, ring_key: bytes) -> Slots:
    before = opened.header
    if any(slot["kind"] not in set(SlotKind) for slot in before.header["slots"]):
        raise vault_errors.unknown_slot_kind()
    header = key_slots.fresh(before.vault_id, before.epoch)
    if fresh.passphrase is not None:
        opened.policy.refuse_passphrase(fresh.passphrase)
        header = key_slots.with_passphrase(header, master, fresh.passphrase, fresh.cost or key_wrapping.calibrated())
    if fresh.recovery_code is not None:
        secret = recovery_code.parse(fresh.recovery_code).encode()
        header = key_slots.with_secret(header, master, SlotKind.RECOVERY, secret)
    if fresh.ring is not None:
        opened.policy.refuse_keyring()
        header = key_slots.with_secret(header, master, SlotKind.KEYRING, ring_key)
    for escrow in before.of_kind(SlotKind.ESCROW):
        header = key_slots.with_escrow(header, master, bytes.fromhex(escrow["public_key"]))
    for kind in SlotKind:
        if before.of_kind(kind) and not header.of_kind(kind):
            raise vault_errors.key_left_out(kind.value)
    return header


def _copy(db: Connection, folder: Folder, header: Slots, key: str, on_step: Step) -> None:
    make_private_file(folder.rekeyed)
    db.copy_under(folder.rekeyed, key, on_step)
    copy = engine.open_file(folder.rekeyed, key)
    try:
        if copy.integrity_errors() or _content(copy) != _content(db):
            raise vault_errors.disk_failed(folder.path)
        with copy.transaction():
            finish_open.write_change(copy, header, "new master key")
    finally:
        copy.close()
    sync_folder(folder.path)


def _content(db: Connection) -> list[tuple[str, int]]:
    tables = db.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    counted = []
    for table in tables:
        row = db.row(f'SELECT count(*) AS n FROM "{table["name"]}"')  # noqa: S608 - names of our own schema
        counted.append((table["name"], int(row["n"]) if row else 0))
    return counted


def _is_swapped_in(folder: Folder, key: str) -> bool:
    """Whether the copy, and not the database, is what the key file leads to."""
    return not _is_under(folder.database, key) and _is_under(folder.rekeyed, key)


def _is_under(database: Path, key: str) -> bool:
    try:
        engine.peek_version(database, key)
    except UserError as error:
        if error.code != "damaged-vault":
            raise
        return False
    return True


def _discard(folder: Folder) -> None:
    for rest in ("", "-wal", "-shm", "-journal"):
        folder.rekeyed.with_name(folder.rekeyed.name + rest).unlink(missing_ok=True)
