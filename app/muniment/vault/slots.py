"""``vault.slots``: which keys open a vault.

One random master key, wrapped once for each way in. The file is public; what keeps it honest is the seal, a MAC that only
the master key makes. Must never be changed in place, and never lose a slot or field that this version does not know.
"""

from __future__ import annotations

import binascii
import hashlib
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from typing import Any

from muniment.vault import errors, keys
from muniment.vault.folder import Folder, replace

FORMAT = 1
_MAX_BYTES = 1 << 20
_MAX_SLOTS = 100
_HEADER_FIELDS = {"format", "min_reader", "vault", "epoch", "db_salt", "slots", "sum", "mac"}


class SlotKind(StrEnum):
    """The ways in that the format knows; a vault may hold others, which are kept.

    ``passphrase`` works in this version. The others are reserved: ``keyring`` and ``recovery`` wrap under a key that HKDF
    makes from a random secret (``kdf`` is ``{"name": "hkdf-sha256"}``), ``escrow`` to a ``public_key``.
    """

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    KEYRING = "keyring"
    RECOVERY = "recovery"
    ESCROW = "escrow"


@dataclass(frozen=True, slots=True)
class Slots:
    """The header of a vault, as it is in the file.

    Attributes:
        header: ``format`` of the writer, ``min_reader``, ``vault`` id, ``epoch`` (grows with each change), ``db_salt`` and
            ``slots``; without ``sum`` and ``mac``. Each slot has ``kind``, ``id``, ``epoch``, ``kdf``, ``wrapped``; escrow
            has a ``public_key`` too.
        mac: The seal; empty before the first saving.
    """

    header: Mapping[str, Any]
    mac: str = ""

    @property
    def db_salt(self) -> bytes:
        """The first 16 bytes of the database; kept here too, so that a damaged start of the file can be survived."""
        return bytes.fromhex(self.header["db_salt"])

    def body(self) -> bytes:
        """What is sealed: the header in one canonical form."""
        return json.dumps(self.header, sort_keys=True, separators=(",", ":")).encode()


def create(passphrase: str, cost: keys.Cost = keys.DEFAULT_COST) -> tuple[Slots, bytes]:
    """A new header with one passphrase slot, and its new master key."""
    master = secrets.token_bytes(keys.KEY_BYTES)
    header = {
        "format": FORMAT,
        "min_reader": 1,
        "vault": secrets.token_hex(16),
        "epoch": 0,
        "db_salt": secrets.token_hex(keys.SALT_BYTES),
        "slots": [],
    }
    return with_passphrase(Slots(header), master, passphrase, cost), master


def with_passphrase(slots: Slots, master: bytes, passphrase: str, cost: keys.Cost = keys.DEFAULT_COST) -> Slots:
    """The header with its passphrase set anew; other slots stay. The database is not touched.

    Raises:
        UserError: The passphrase is empty.
    """
    if not passphrase:
        raise errors.empty_passphrase()
    salt = os.urandom(keys.SALT_BYTES)
    epoch = slots.header["epoch"] + 1
    slot: dict[str, Any] = {
        "kind": SlotKind.PASSPHRASE.value,
        "id": secrets.token_hex(8),
        "epoch": epoch,
        "kdf": {
            "name": "argon2id",
            "salt": salt.hex(),
            "memory": cost.memory,
            "iterations": cost.iterations,
            "lanes": cost.lanes,
        },
    }
    wrapping = keys.stretch(passphrase, salt, cost)
    slot["wrapped"] = b64encode(keys.wrap(wrapping, master, _about(slots.header, slot))).decode()
    others = [other for other in slots.header["slots"] if other["kind"] != SlotKind.PASSPHRASE]
    return Slots({**slots.header, "epoch": epoch, "slots": [*others, slot]})


def save(folder: Folder, slots: Slots, master: bytes) -> None:
    """Seal and write; the copy keeps the old header until the new one stands.

    Raises:
        UserError: The disk is full, failed, or cannot be written.
    """
    body = slots.body()
    content = {**slots.header, "sum": hashlib.sha256(body).hexdigest(), "mac": keys.seal(master, body)}
    data = json.dumps(content, indent=1).encode()
    try:
        replace(folder.slots, data)
        # The copy is renewed at once: it must not keep a passphrase alive that was changed.
        replace(folder.slots_backup, data)
    except OSError as error:
        raise errors.of_disk(error, folder.path) from None


def load(folder: Folder) -> Slots:
    """Read the header; nothing in it is trusted before ``unlock`` has checked its seal.

    Raises:
        UserError: It is missing, damaged or of a newer version.
    """
    backup = folder.slots_backup if folder.slots_backup.exists() else None
    try:
        with folder.slots.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise errors.missing_slots(folder.path, backup) from None
    except OSError as error:
        raise errors.of_disk(error, folder.path) from None
    try:
        return _parse(data)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise errors.damaged_slots(backup) from None


def unlock(slots: Slots, passphrase: str, folder: Folder) -> bytes:
    """The master key.

    Raises:
        UserError: Wrong passphrase, no passphrase slot, unsafe parameters, or a seal that does not fit.
    """
    known = [slot for slot in slots.header["slots"] if slot["kind"] == SlotKind.PASSPHRASE]
    if not known:
        raise errors.no_passphrase_slot()
    for slot in known:
        master = _open(slots.header, slot, passphrase)
        if master is None:
            continue
        if not compare_digest(keys.seal(master, slots.body()), slots.mac):
            raise errors.damaged_slots(folder.slots_backup if folder.slots_backup.exists() else None)
        return master
    raise errors.wrong_passphrase()


def _open(header: Mapping[str, Any], slot: Mapping[str, Any], passphrase: str) -> bytes | None:
    kdf = slot["kdf"]
    cost = keys.Cost(kdf["memory"], kdf["iterations"], kdf["lanes"])
    if not cost.is_safe():
        raise errors.unsafe_parameters()
    wrapping = keys.stretch(passphrase, bytes.fromhex(kdf["salt"]), cost)
    return keys.unwrap(wrapping, b64decode(slot["wrapped"], validate=True), _about(header, slot))


def _about(header: Mapping[str, Any], slot: Mapping[str, Any]) -> bytes:
    bound = ["muniment", header["format"], header["vault"], slot["kind"], slot["id"], slot["epoch"]]
    return json.dumps(bound, separators=(",", ":")).encode()


def _parse(data: bytes) -> Slots:
    if len(data) > _MAX_BYTES:
        raise ValueError("too long")
    content = json.loads(data)
    if type(content) is not dict:
        raise TypeError("not an object")
    if _whole(content["min_reader"]) > FORMAT:
        raise errors.newer_vault()
    _check_shape(content)
    header = {name: value for name, value in content.items() if name not in ("sum", "mac")}
    slots = Slots(header, content["mac"])
    # Not a seal: it tells a damaged file from a wrong passphrase before the passphrase is tried.
    if hashlib.sha256(slots.body()).hexdigest() != content["sum"]:
        raise ValueError("the sum does not fit")
    return slots


def _check_shape(content: dict[str, Any]) -> None:
    if not content.keys() >= _HEADER_FIELDS:
        raise ValueError("a field is missing")
    if _whole(content["format"]) < 1 or _whole(content["epoch"]) < 0:
        raise ValueError("out of range")
    _hex(content["vault"], 16)
    _hex(content["db_salt"], keys.SALT_BYTES)
    _hex(content["mac"], 32)
    if type(content["slots"]) is not list or len(content["slots"]) > _MAX_SLOTS:
        raise ValueError("no list of slots")
    for slot in content["slots"]:
        _check_slot(slot)


def _check_slot(slot: Any) -> None:
    if type(slot["kind"]) is not str or type(slot["id"]) is not str:
        raise TypeError("not text")
    _whole(slot["epoch"])
    if slot["kind"] != SlotKind.PASSPHRASE:
        return
    kdf = slot["kdf"]
    if kdf["name"] != "argon2id":
        raise ValueError("unknown derivation")
    _hex(kdf["salt"], keys.SALT_BYTES)
    for name in ("memory", "iterations", "lanes"):
        _whole(kdf[name])
    try:
        b64decode(slot["wrapped"], validate=True)
    except binascii.Error:
        raise ValueError("not base 64") from None


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _hex(value: Any, size: int) -> bytes:
    if type(value) is not str or len(value) != 2 * size:
        raise ValueError("not hexadecimal digits of the right length")
    return bytes.fromhex(value)
