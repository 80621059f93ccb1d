"""The ways into a vault: what a person, the keyring or the firm has, and how a wrapping key comes of it.

Must never show what it holds (``repr`` is silent), nor make a key from anything but that and the slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from muniment.errors import UserError
from muniment.vault import errors, keys, recovery
from muniment.vault.keyring_store import Ring
from muniment.vault.slot_format import SlotKind


class Way(Protocol):
    """One way in.

    Attributes:
        kind: Of the slots that it may open.
    """

    kind: ClassVar[SlotKind]

    def wrappings(self, vault: str, slot: Mapping[str, Any]) -> Iterator[bytes]:
        """The wrapping keys to try on a slot.

        Raises:
            UserError: The slot asks for what is not safe, or what is typed has a typing error.
        """

    def refused(self, *, present: bool) -> UserError:
        """What to say if no slot opened.

        Args:
            present: There was a slot of this kind.
        """


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person remembers.

    Attributes:
        text: As typed.
    """

    kind: ClassVar[SlotKind] = SlotKind.PASSPHRASE
    text: str = field(repr=False)

    def wrappings(self, vault: str, slot: Mapping[str, Any]) -> Iterator[bytes]:  # noqa: ARG002 - of the protocol
        """One, after half a second."""
        kdf = slot["kdf"]
        cost = keys.Cost(kdf["memory"], kdf["iterations"], kdf["lanes"])
        if not cost.is_safe():
            raise errors.unsafe_parameters()
        yield keys.stretch(self.text, bytes.fromhex(kdf["salt"]), cost)

    def refused(self, *, present: bool) -> UserError:
        """Wrong, or none is set."""
        return errors.wrong_passphrase() if present else errors.no_passphrase_slot()


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """What a person wrote down.

    Attributes:
        typed: As typed.
    """

    kind: ClassVar[SlotKind] = SlotKind.RECOVERY
    typed: str = field(repr=False)

    def wrappings(self, vault: str, slot: Mapping[str, Any]) -> Iterator[bytes]:  # noqa: ARG002 - of the protocol
        """One, or the typing error."""
        yield keys.from_secret(recovery.parse(self.typed).encode(), self.kind)

    def refused(self, *, present: bool) -> UserError:
        """Of another vault or replaced, or none is set."""
        return errors.wrong_recovery_code() if present else errors.no_slot("recovery code")


@dataclass(frozen=True, slots=True)
class KeyringKey:
    """What the operating system keeps for the user.

    Attributes:
        ring: Its keyring.
    """

    kind: ClassVar[SlotKind] = SlotKind.KEYRING
    ring: Ring = field(repr=False)

    def wrappings(self, vault: str, slot: Mapping[str, Any]) -> Iterator[bytes]:  # noqa: ARG002 - of the protocol
        """Those that the keyring holds: two while a change is under way."""
        kept = self.ring.get(vault)
        for secret in kept.secrets if kept else ():
            yield keys.from_secret(secret, self.kind)

    def refused(self, *, present: bool) -> UserError:
        """The keyring has none that fits."""
        return errors.keyring_does_not_open() if present else errors.no_slot("key in the keyring")


@dataclass(frozen=True, slots=True)
class EscrowKey:
    """What the firm keeps.

    Attributes:
        private: 32 bytes.
    """

    kind: ClassVar[SlotKind] = SlotKind.ESCROW
    private: bytes = field(repr=False)

    def wrappings(self, vault: str, slot: Mapping[str, Any]) -> Iterator[bytes]:  # noqa: ARG002 - of the protocol
        """One, if the slot was made for this key."""
        try:
            if keys.public_of(self.private).hex() == slot["public_key"]:
                yield keys.from_private(self.private, bytes.fromhex(slot["kdf"]["ephemeral"]))
        except ValueError:
            return

    def refused(self, *, present: bool) -> UserError:
        """Of another firm, or none is set."""
        return errors.wrong_escrow_key() if present else errors.no_slot("escrow key")
