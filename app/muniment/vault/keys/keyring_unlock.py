"""Whether the keyring of this system may open a vault, without opening it."""

from __future__ import annotations

from pathlib import Path

from muniment import policy
from muniment.vault.keys import key_slots, keyring_store
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.keys.unlock_methods import KeyringKey
from muniment.vault.place.vault_folder import Folder


def way_in(folder: Path) -> KeyringKey | None:
    """The keyring, where there is a vault with a key there, the policy lets it, and the system has one; else None.

    Raises:
        UserError: The vault's key file, or the policy, cannot be read.
    """
    place = Folder(folder.absolute())
    if not policy.read().keyring or not place.exists() or not key_slots.load(place).of_kind(SlotKind.KEYRING):
        return None
    ring = keyring_store.system_ring()
    return KeyringKey(ring) if ring else None
