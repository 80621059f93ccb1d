"""The process that is killed while it changes keys; it says what it is about to do, and when that is done.

    slot_writer.py FOLDER KEYRING PASSPHRASE

KEYRING is a file that stands in for the system's keyring, which a kill of this process does not touch.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "dev")]

from muniment.vault.keys import key_wrapping, recovery_code
from muniment.vault.keys.keyring_store import Kept
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.unlock_methods import Passphrase
from muniment.vault.store import Vault
from prove.vault_keys.memory_ring import MemoryRing

CHANGES = ("rekey", "rekey", "passphrase", "recovery", "keyring")
"""A new master key twice, since most of its time is spent in the database's own writes."""


class FileRing(MemoryRing):
    """A keyring that outlives this process: whole or as before, like the system's own."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        if path.exists():
            self.items = json.loads(path.read_text())

    def put(self, vault: str, kept: Kept) -> None:
        """Keep."""
        super().put(vault, kept)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(self.items))
        fresh.replace(self._path)


def say(what: str, held: dict[str, str]) -> None:
    """In one write, so that no half line is ever read."""
    os.write(1, (json.dumps([what, held]) + "\n").encode())


def change(folder: Path, ring: FileRing, held: dict[str, str], what: str) -> dict[str, str]:
    """One change of keys, said before and after.

    Args:
        folder: Of the vault.
        ring: Its keyring.
        held: The passphrase and the recovery code, and "yes" for the keyring, by kind.
        what: To change.

    Returns:
        What is held now.
    """
    renewed = {"rekey": tuple(held), "keyring": ("keyring",)}.get(what, (what,))
    new = {"passphrase": f"passphrase {random.randbytes(6).hex()}", "recovery": recovery_code.make(), "keyring": "yes"}
    after = held | {kind: new[kind] for kind in renewed}
    vault, changes = Vault.open_with_keys(folder, Passphrase(held["passphrase"]))
    with vault:
        say("about", after)
        match what:
            case "rekey":
                on_ring = ring if "keyring" in held else None
                fresh = Fresh(after["passphrase"], after.get("recovery"), on_ring, key_wrapping.LEAST_COST)
                changes.renew_master(fresh)
            case "passphrase":
                changes.set_passphrase(after["passphrase"], key_wrapping.LEAST_COST)
            case "recovery":
                changes.set_recovery(after["recovery"])
            case _:
                changes.set_keyring(ring)
    say("done", after)
    return after


def main() -> None:
    """Change keys until somebody ends it."""
    folder, ring = Path(sys.argv[1]), FileRing(Path(sys.argv[2]))
    held: dict[str, str] = json.loads(sys.argv[3])
    while True:
        held = change(folder, ring, held, random.choice(CHANGES))


if __name__ == "__main__":
    main()
