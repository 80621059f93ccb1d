"""The ways into a vault: what a person, the keyring or the firm has, and how a wrapping key comes of it.

Must never show what it holds (``repr`` is silent), nor make a key from anything but that and the slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from muniment.errors import UserError
from muniment.vault import vault_errors
from muniment.vault.keys import key_wrapping, recovery_code
from muniment.vault.keys.keyring_store import Kept, Ring
from muniment.vault.keys.slot_format import Slot, SlotKind


class Way(Protocol):
    """One way in.

    Attributes:
        kind: Of the slots that it may open.
    """

    kind: ClassVar[SlotKind]

    def wrappings(self, vault: str, slot: Slot, /) -> Iterator[bytes]:
        """The wrapping keys to try on a slot.

        Args:
            vault: Its id.
            slot: As the header has it; of this way's kind.

        Raises:
            UserError: The slot asks for what is not safe, or what is typed has a typing error.
        """

    def refused(self, *, present: bool) -> UserError:
        """What to say if no slot opened.

        Args:
            present: There was a slot of this kind.
        """


class _Refused:
    """What all ways say in vain.

    Attributes:
        kind: Of its slot.
        wrong: What to say where there is a slot and this does not open it.
    """

    __slots__ = ()
    kind: ClassVar[SlotKind]
    wrong: ClassVar[Callable[[], UserError]]

    def refused(self, *, present: bool) -> UserError:
        """It does not fit, or none is set."""
        return type(self).wrong() if present else vault_errors.no_slot(self.kind.value)


@dataclass(frozen=True, slots=True)
class Passphrase(_Refused):
    """What a person remembers.

    Attributes:
        text: As typed.
    """

    kind: ClassVar[SlotKind] = SlotKind.PASSPHRASE
    wrong: ClassVar[Callable[[], UserError]] = vault_errors.wrong_passphrase
    text: str = field(repr=False)

    def wrappings(self, _vault: str, slot: Slot, /) -> Iterator[bytes]:
        """One, after half a second.

        Args:
            slot: With the salt and the cost.
        """
        kdf = slot["kdf"]
        cost = key_wrapping.Cost(kdf["memory"], kdf["iterations"], kdf["lanes"])
        if not cost.is_safe():
            raise vault_errors.unsafe_parameters()
        yield key_wrapping.stretch(self.text, bytes.fromhex(kdf["salt"]), cost)


@dataclass(frozen=True, slots=True)
class RecoveryCode(_Refused):
    """What a person wrote down.

    Attributes:
        typed: As typed.
    """

    kind: ClassVar[SlotKind] = SlotKind.RECOVERY
    wrong: ClassVar[Callable[[], UserError]] = vault_errors.wrong_recovery_code
    typed: str = field(repr=False)

    def wrappings(self, _vault: str, _slot: Slot, /) -> Iterator[bytes]:
        """One, or the typing error."""
        yield key_wrapping.from_secret(recovery_code.parse(self.typed).encode(), self.kind)


@dataclass(frozen=True, slots=True)
class KeyringKey(_Refused):
    """What the operating system keeps for the user.

    Attributes:
        ring: Its keyring.
    """

    kind: ClassVar[SlotKind] = SlotKind.KEYRING
    wrong: ClassVar[Callable[[], UserError]] = vault_errors.keyring_does_not_open
    ring: Ring = field(repr=False)
    _answers: dict[str, Kept | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def answer(self, vault: str) -> Kept | None:
        """What the keyring said of a vault when it was last tried: to ask again costs as much as all else of an opening.

        Args:
            vault: Its id.
        """
        return self._answers.get(vault)

    def wrappings(self, vault: str, _slot: Slot, /) -> Iterator[bytes]:
        """Those that the keyring holds: two while a change is under way.

        Args:
            vault: Its id.
        """
        kept = self._answers[vault] = self.ring.get(vault)
        for secret in kept.secrets if kept else ():
            yield key_wrapping.from_secret(secret, self.kind)


@dataclass(frozen=True, slots=True)
class EscrowKey(_Refused):
    """What the firm keeps.

    Attributes:
        private: 32 bytes.
    """

    kind: ClassVar[SlotKind] = SlotKind.ESCROW
    wrong: ClassVar[Callable[[], UserError]] = vault_errors.wrong_escrow_key
    private: bytes = field(repr=False)

    def wrappings(self, _vault: str, slot: Slot, /) -> Iterator[bytes]:
        """One, if the slot was made for this key.

        Args:
            slot: With the public key that it was made for.
        """
        try:
            if key_wrapping.public_of(self.private).hex() == slot["public_key"]:
                yield key_wrapping.from_private(self.private, bytes.fromhex(slot["kdf"]["ephemeral"]))
        except ValueError:
            return
