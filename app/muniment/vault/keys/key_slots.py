"""``vault.slots``: which keys open a vault.

One random master key, wrapped once for each way in. The file is public; what keeps it honest is the seal, a MAC that only
the master key makes. Must never be changed in place, and never lose a slot or field that this version does not know.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hmac import compare_digest
from pathlib import Path
from typing import Any

from muniment.vault import vault_errors
from muniment.vault.keys import key_wrapping
from muniment.vault.keys.slot_format import FORMAT, MAX_BYTES, Derivation, Slot, SlotKind, Slots, parse
from muniment.vault.keys.unlock_methods import Way
from muniment.vault.place.vault_folder import Folder, replace

HUMAN = (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
"""The kinds that a person holds; one of them always stays."""


def create(passphrase: str, cost: key_wrapping.Cost = key_wrapping.DEFAULT_COST) -> tuple[Slots, bytes]:
    """A new header with one passphrase slot, and its new master key."""
    master = secrets.token_bytes(key_wrapping.KEY_BYTES)
    return with_passphrase(fresh(secrets.token_hex(16), 0), master, passphrase, cost), master


def fresh(vault_id: str, epoch: int) -> Slots:
    """A header without slots, for a new master key.

    Args:
        vault_id: 32 hexadecimal digits.
        epoch: Of the last change before.
    """
    return Slots(
        {
            "format": FORMAT,
            "min_reader": 1,
            "vault": vault_id,
            "epoch": epoch,
            "db_salt": secrets.token_hex(key_wrapping.SALT_BYTES),
            "slots": [],
        }
    )


def with_passphrase(
    slots: Slots, master: bytes, passphrase: str, cost: key_wrapping.Cost = key_wrapping.DEFAULT_COST
) -> Slots:
    """The header with its passphrase set anew; other slots stay. The database is not touched.

    Args:
        slots: As it stands.
        master: The key that opens the database, 32 bytes.
        passphrase: Of any length but empty.
        cost: Of one guess.

    Raises:
        UserError: The passphrase is empty.
    """
    if not passphrase:
        raise vault_errors.empty_passphrase()
    salt = os.urandom(key_wrapping.SALT_BYTES)
    kdf: Derivation = {
        "name": "argon2id",
        "salt": salt.hex(),
        "memory": cost.memory,
        "iterations": cost.iterations,
        "lanes": cost.lanes,
    }
    return _with_slot(slots, master, SlotKind.PASSPHRASE, kdf, key_wrapping.stretch(passphrase, salt, cost))


def with_secret(slots: Slots, master: bytes, kind: SlotKind, secret: bytes) -> Slots:
    """The header with its keyring or recovery slot set anew; ``secret`` is random, so that nothing is stretched.

    Args:
        slots: As it stands.
        master: The key that opens the database, 32 bytes.
        kind: Keyring or recovery.
        secret: Of at least 128 random bits.
    """
    return _with_slot(slots, master, kind, {"name": "hkdf-sha256"}, key_wrapping.from_secret(secret, kind))


def with_escrow(slots: Slots, master: bytes, public: bytes) -> Slots:
    """The header with the master key wrapped to a firm's public key, in place of an escrow slot that is there.

    Args:
        slots: As it stands.
        master: The key that opens the database, 32 bytes.
        public: 32 bytes (X25519).

    Raises:
        ValueError: These bytes are no public key.
    """
    wrapping, ephemeral = key_wrapping.to_public(public)
    kdf: Derivation = {"name": "x25519", "ephemeral": ephemeral.hex()}
    return _with_slot(slots, master, SlotKind.ESCROW, kdf, wrapping, public_key=public.hex())


def without(slots: Slots, asked: str) -> Slots:
    """The header without one slot.

    Args:
        slots: As it stands.
        asked: The id of a slot, or its kind.

    Raises:
        UserError: There is no such slot, it is the last that a person holds, or it is the firm's.
    """
    found = [slot for slot in slots.header["slots"] if asked in (slot["id"], slot["kind"])]
    if not found:
        raise vault_errors.no_such_slot(asked)
    if any(slot["kind"] == SlotKind.ESCROW for slot in found):
        raise vault_errors.escrow_stays()
    left = [slot for slot in slots.header["slots"] if slot not in found]
    if not any(slot["kind"] in HUMAN for slot in left):
        raise vault_errors.last_slot()
    return Slots({**slots.header, "epoch": slots.epoch + 1, "slots": left})


def save(folder: Folder, slots: Slots, master: bytes) -> None:
    """Seal and write; the copy keeps the old header until the new one stands.

    Args:
        folder: Of the vault.
        slots: What is written.
        master: The key that the seal is made with, 32 bytes.

    Raises:
        UserError: The disk is full, failed, or cannot be written.
    """
    data = slots.sealed(master)
    try:
        replace(folder.slots, data)
        # The copy is renewed at once: it must not keep a passphrase alive that was changed.
        replace(folder.slots_backup, data)
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None


def renew_backup(folder: Folder) -> None:
    """Make the copy equal to the key file, after a crash between the two.

    Raises:
        UserError: The disk failed.
    """
    try:
        data = folder.slots.read_bytes()
        if not folder.slots_backup.exists() or folder.slots_backup.read_bytes() != data:
            replace(folder.slots_backup, data)
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None


def load(folder: Folder) -> Slots:
    """Read the header; nothing in it is trusted before ``unlock`` has checked its seal.

    Raises:
        UserError: It is missing, damaged or of a newer version.
    """
    backup = _there(folder.slots_backup)
    try:
        with folder.slots.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise vault_errors.missing_slots(folder.path, backup) from None
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None
    try:
        return parse(data)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise vault_errors.damaged_slots(backup) from None


def unlock(slots: Slots, way: Way, folder: Folder) -> bytes:
    """The master key.

    Raises:
        UserError: What was given opens no slot, there is none of its kind, its settings are not safe, or the seal does not
            fit.
    """
    known = slots.of_kind(way.kind)
    for slot in known:
        for wrapping in way.wrappings(slots.vault_id, slot):
            master = key_wrapping.unwrap(
                wrapping, b64decode(slot["wrapped"], validate=True), _about(slots.header, slot)
            )
            if master is None:
                continue
            if not compare_digest(key_wrapping.seal(master, slots.body()), slots.mac):
                raise vault_errors.damaged_slots(_there(folder.slots_backup))
            return master
    raise way.refused(present=bool(known))


def opens(slots: Slots, master: bytes, kind: SlotKind, secret: bytes) -> bool:
    """Whether a random secret opens the slot of its kind.

    Args:
        slots: As it stands.
        master: What must come of it, 32 bytes.
        kind: Keyring or recovery.
        secret: As ``with_secret`` was given it.
    """
    wrapping = key_wrapping.from_secret(secret, kind)
    return any(
        key_wrapping.unwrap(wrapping, b64decode(slot["wrapped"], validate=True), _about(slots.header, slot)) == master
        for slot in slots.of_kind(kind)
    )


def escrow_mark(slot: Slot) -> str:
    """By which a firm tells its key: the first 16 digits of its public key's SHA-256.

    Args:
        slot: Of the kind escrow, as the header has it.
    """
    return hashlib.sha256(bytes.fromhex(slot["public_key"])).hexdigest()[:16]


def _there(path: Path) -> Path | None:
    try:
        return path if path.exists() else None
    except OSError:  # a name that is too long, a folder that nobody may look into
        return None


def _with_slot(
    slots: Slots, master: bytes, kind: SlotKind, kdf: Derivation, wrapping: bytes, *, public_key: str = ""
) -> Slots:
    """The header with one slot of this kind, which takes the place of the one that is there."""
    epoch = slots.epoch + 1
    slot: Slot = {"kind": kind.value, "id": secrets.token_hex(8), "epoch": epoch, "kdf": kdf}
    if public_key:
        slot["public_key"] = public_key
    slot["wrapped"] = b64encode(key_wrapping.wrap(wrapping, master, _about(slots.header, slot))).decode()
    others = [other for other in slots.header["slots"] if other["kind"] != kind]
    return Slots({**slots.header, "epoch": epoch, "slots": [*others, slot]})


def _about(header: Mapping[str, Any], slot: Slot) -> bytes:
    bound = ["muniment", header["format"], header["vault"], slot["kind"], slot["id"], slot["epoch"]]
    return json.dumps(bound, separators=(",", ":")).encode()
