"""What the dialog on a vault's keys shows, key by key, and what can be done with each. Knows nothing of Qt.

Must never leave the firm's key out, nor offer to take away the last key that a person holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.gui.texts import key_messages
from muniment.policy import Policy
from muniment.vault.keys import key_slots as header
from muniment.vault.keys.slot_format import Slot, SlotKind, Slots


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One kind of key.

    Attributes:
        kind: Its kind; None for one of a later version.
        name: For the person.
        note: What is so.
        is_set: The vault has it.
        sets: What the button says that sets it or sets it anew; empty if it cannot be.
        can_remove: It can be taken away.
    """

    kind: SlotKind | None
    name: str
    note: str
    is_set: bool
    sets: str = ""
    can_remove: bool = False


def rows(slots: Slots, policy: Policy, *, has_ring: bool) -> list[KeyRow]:
    """All kinds, whether the vault has them or not.

    Args:
        slots: Of the vault.
        policy: Of the machine.
        has_ring: The system has a keyring that is trusted.
    """
    shown = [_row(kind, slots, policy, has_ring=has_ring) for kind in SlotKind]
    strange = [slot for slot in slots.header["slots"] if slot["kind"] not in set(SlotKind)]
    return shown + [KeyRow(None, key_messages.UNKNOWN(), str(slot["kind"]), is_set=True) for slot in strange]


def _row(kind: SlotKind, slots: Slots, policy: Policy, *, has_ring: bool) -> KeyRow:
    name, there = key_messages.NAMES[kind](), slots.of_kind(kind)
    note = _note(kind, there[0]) if there else key_messages.NOT_SET[kind]()
    if kind is SlotKind.ESCROW:
        return KeyRow(kind, name, note, is_set=bool(there))
    sets = (key_messages.CHANGE if there else key_messages.ADD)[kind]() if kind in key_messages.ADD else ""
    if kind is SlotKind.KEYRING and not (policy.keyring and has_ring):
        note, sets = key_messages.KEYRING_NONE() if policy.keyring else key_messages.KEYRING_FORBIDDEN(), ""
    is_last = kind in header.HUMAN and sum(len(slots.of_kind(human)) for human in header.HUMAN) == len(there)
    if there and is_last:
        note = f"{note} {key_messages.LAST_NOTE()}"
    return KeyRow(kind, name, note, is_set=bool(there), sets=sets, can_remove=bool(there) and not is_last)


def _note(kind: SlotKind, slot: Slot) -> str:
    match kind:
        case SlotKind.PASSPHRASE:
            return key_messages.passphrase_note(slot["kdf"]["memory"] // 1024, slot["kdf"]["iterations"])
        case SlotKind.RECOVERY:
            return key_messages.RECOVERY_SET()
        case SlotKind.KEYRING:
            return key_messages.KEYRING_SET()
        case SlotKind.ESCROW:
            return key_messages.escrow_note(header.escrow_mark(slot))
