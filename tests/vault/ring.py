"""A keyring in memory: the operating system's is the one thing that tests stand in for."""

from __future__ import annotations

from muniment.vault.keyring_store import Kept, pack, unpack


class MemoryRing:
    """Keeps what it is given, as text like a real one.

    Attributes:
        name: For messages.
        items: By vault.
    """

    def __init__(self) -> None:
        self.name = "in memory"
        self.items: dict[str, str] = {}

    def get(self, vault: str) -> Kept | None:
        return unpack(self.items[vault]) if vault in self.items else None

    def put(self, vault: str, kept: Kept) -> None:
        self.items[vault] = pack(kept)

    def forget(self, vault: str) -> None:
        self.items.pop(vault, None)
