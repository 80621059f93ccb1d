"""A keyring in memory: the operating system's is the one thing that tests stand in for."""

from __future__ import annotations

from collections.abc import Callable

from muniment.vault.keys.keyring_store import Kept, pack, unpack


class MemoryRing:
    """Keeps what it is given, as text like a real one.

    Attributes:
        name: For messages.
        items: By vault.
        on_change: Called before and after each change.
    """

    def __init__(self) -> None:
        self.name = "in memory"
        self.items: dict[str, str] = {}
        self.on_change: Callable[[], None] = lambda: None

    def get(self, vault: str) -> Kept | None:
        """What it holds."""
        return unpack(self.items[vault]) if vault in self.items else None

    def put(self, vault: str, kept: Kept) -> None:
        """Keep."""
        self.on_change()
        self.items[vault] = pack(kept)
        self.on_change()

    def forget(self, vault: str) -> None:
        """Remove."""
        self.on_change()
        self.items.pop(vault, None)
        self.on_change()
