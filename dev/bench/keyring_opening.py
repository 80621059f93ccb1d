"""How long a real Secret Service takes to open a vault, to the first row; run on a bus of its own.

by_keyring.py FOLDER TRIES
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "app")]

from muniment.vault.keys import key_wrapping, keyring_unlock
from muniment.vault.store import Vault
from prove.vault_keys.real_secret_service import keyring


def main(folder: Path, tries: int) -> None:
    """Print the seconds of each try as a list."""
    with keyring() as ring:
        vault, changes = Vault.create_with_keys(folder, "for a measurement only", cost=key_wrapping.LEAST_COST)
        with vault:
            vault.arrive("first.pdf", "application/pdf", b"%PDF-1.7")
            changes.set_keyring(ring)
        print(json.dumps([seconds(folder) for _ in range(tries)]))


def seconds(folder: Path) -> float:
    """From nothing but the folder to the first row, looking for the keyring included."""
    begun = time.perf_counter()
    way = keyring_unlock.way_in(folder)
    if way is None:
        raise SystemExit("the keyring does not open the vault")
    with Vault.open(folder, way) as vault:
        vault.documents()
        return time.perf_counter() - begun


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
