"""``python3 dev.py prove PROOF [ARGUMENT...]``: a named proof in its long form; ``--short`` is what the tests run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

PROOFS = {
    "durability": "kills, power cuts, full and read-only disks, two instances, changed bytes: nothing acknowledged is lost",
    "slots": "changes of keys, kills between any two writes, doctored key files: what should opens a vault, and nothing else",
    "leaks": "no word of a document lies in the clear outside the originals and what was exported",
    "network": "the whole journey opens no internet socket, and passes where there is no network",
}

HOMES = {
    "durability": "prove.durability.durability_proof",
    "slots": "prove.vault_keys.slots_proof",
    "leaks": "prove.outside.leaks_proof",
    "network": "prove.outside.network_proof",
}
"""The module of each proof: one that needs Qt or a keyring is loaded only when it is asked for."""


def main(arguments: Sequence[str]) -> int:
    """Run one proof.

    Returns:
        0 if it holds and every control turned it red, 1 if not, 2 for an unknown one.
    """
    if not arguments or arguments[0] not in PROOFS:
        print("dev.py prove PROOF [--help]", *(f"  {name:<12}{what}" for name, what in PROOFS.items()), sep="\n")
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    return int(import_module(HOMES[arguments[0]]).main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
