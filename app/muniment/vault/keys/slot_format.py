"""``vault.slots`` as bytes: its fields, and what makes sense in them.

Must never trust what it reads: the seal is checked after the master key is known, and only then.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypedDict

from muniment.vault import vault_errors
from muniment.vault.keys import key_wrapping

FORMAT = 1
MAX_BYTES = 1 << 20
MAX_SLOTS = 100
_HEADER_FIELDS = {"format", "min_reader", "vault", "epoch", "db_salt", "slots", "sum", "mac"}
_DERIVATIONS = {"passphrase": "argon2id", "keyring": "hkdf-sha256", "recovery": "hkdf-sha256", "escrow": "x25519"}


class SlotKind(StrEnum):
    """The ways in that this version knows; a vault may hold others, which are kept."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    KEYRING = "keyring"
    RECOVERY = "recovery"
    ESCROW = "escrow"


class Derivation(TypedDict, total=False):
    """How a wrapping key comes of what a person or a machine has; which of it stands there depends on its name."""

    name: str
    salt: str
    memory: int
    iterations: int
    lanes: int
    ephemeral: str


class Slot(TypedDict, total=False):
    """One way in, as the header has it; a slot of a later version may have other fields."""

    kind: str
    id: str
    epoch: int
    kdf: Derivation
    public_key: str
    wrapped: str


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

    @property
    def epoch(self) -> int:
        """Grows by one with each change."""
        return int(self.header["epoch"])

    @property
    def vault_id(self) -> str:
        """32 hexadecimal digits."""
        return str(self.header["vault"])

    def of_kind(self, kind: SlotKind) -> list[Slot]:
        """The slots of one kind."""
        return [slot for slot in self.header["slots"] if slot["kind"] == kind]

    def body(self) -> bytes:
        """What is sealed: the header in one canonical form."""
        return json.dumps(self.header, sort_keys=True, separators=(",", ":")).encode()

    def sealed(self, master: bytes) -> bytes:
        """The whole file, with its seal.

        Args:
            master: The seal is made with it, 32 bytes.
        """
        body = self.body()
        content = {**self.header, "sum": hashlib.sha256(body).hexdigest(), "mac": key_wrapping.seal(master, body)}
        return json.dumps(content, indent=1).encode()


def parse(data: bytes) -> Slots:
    """Read the file's bytes.

    Raises:
        UserError: A newer version wrote it (newer-vault).
        ValueError, TypeError, KeyError, RecursionError: It makes no sense.
    """
    if len(data) > MAX_BYTES:
        raise ValueError("too long")
    content = json.loads(data)
    if type(content) is not dict:
        raise TypeError("not an object")
    if _whole(content["min_reader"]) > FORMAT:
        raise vault_errors.newer_vault()
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
    _hex(content["db_salt"], key_wrapping.SALT_BYTES)
    _hex(content["mac"], 32)
    if type(content["slots"]) is not list or len(content["slots"]) > MAX_SLOTS:
        raise ValueError("no list of slots")
    for slot in content["slots"]:
        _check_slot(slot)


def _check_slot(slot: Any) -> None:
    if type(slot["kind"]) is not str or type(slot["id"]) is not str:
        raise TypeError("not text")
    _whole(slot["epoch"])
    if slot["kind"] not in _DERIVATIONS:
        return
    kdf = slot["kdf"]
    if kdf["name"] != _DERIVATIONS[slot["kind"]]:
        raise ValueError("unknown derivation")
    if kdf["name"] == "argon2id":
        _hex(kdf["salt"], key_wrapping.SALT_BYTES)
        for name in ("memory", "iterations", "lanes"):
            _whole(kdf[name])
    if kdf["name"] == "x25519":
        _hex(kdf["ephemeral"], key_wrapping.KEY_BYTES)
        _hex(slot["public_key"], key_wrapping.KEY_BYTES)
    b64decode(slot["wrapped"], validate=True)  # binascii.Error is a ValueError


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _hex(value: object, size: int) -> bytes:
    if type(value) is not str or len(value) != 2 * size:
        raise ValueError("not hexadecimal digits of the right length")
    return bytes.fromhex(value)
