"""kill -9 of a process that changes keys, at random moments: in the middle of the database's own writes and of a half-written copy.

What opens the vault afterwards is what opened it before the change that was under way, or what should after it, wholly.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from muniment.errors import UserError
from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.keys.unlock_methods import KeyringKey, Passphrase, RecoveryCode, Way
from muniment.vault.store import Vault
from prove.proof_outcome import ProofOutcome
from prove.vault_keys.key_writer import FileRing
from prove.work_folders import in_memory

WRITER = Path(__file__).with_name("key_writer.py")
FIRST = "passphrase first"
DOCUMENTS = 12
SIZE = 400_000
"""Bytes of each document: a copy of the vault then takes long enough to be hit."""

Held = dict[str, str]


def measure(kills: int, chance: random.Random) -> ProofOutcome:
    """Kill so often; the control is told of a change that was never begun."""
    with in_memory() as place:
        folder, ring = place / "Run.muniment", place / "keyring.json"
        content = _made(folder, chance)
        held: Held = {"passphrase": FIRST}
        counted = {"within": 0, "copies": 0}
        wrong: list[str] = []
        gone: list[Held] = []
        for number in range(kills):
            lines = _killed(folder, ring, held, chance)
            counted["copies"] += (folder / "vault.db.rekey").exists()
            counted["within"] += bool(lines) and lines[-1][0] == "about"
            states = _states(held, lines)
            gone += [held, *(state for _, state in lines)]
            held, fault = _settled(folder, ring, states, gone[-6:], content)
            if fault:
                wrong.append(f"kill {number + 1}: {fault}")
                break
        never = held | {"passphrase": "never set"}
        _, caught = _settled(folder, ring, (never, never), [], content)
    said = f"{kills} kills, {counted['within']} within a change, {counted['copies']} that left a copy"
    return ProofOutcome("kill -9 while keys are changed", said, tuple(wrong), caught)


def _made(folder: Path, chance: random.Random) -> list[bytes]:
    content = [chance.randbytes(SIZE) for _ in range(DOCUMENTS)]
    with Vault.create(folder, FIRST, cost=LEAST_COST) as vault:
        for number, data in enumerate(content):
            vault.arrive(f"{number}.pdf", "application/pdf", data)
    return content


def _killed(folder: Path, ring: Path, held: Held, chance: random.Random) -> list[tuple[str, Held]]:
    command = [sys.executable, str(WRITER), str(folder), str(ring), json.dumps(held)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]  # it is at work
        for _ in range(chance.randrange(8)):
            lines.append(writer.stdout.readline())
        time.sleep(chance.uniform(0, 0.3))
        writer.kill()
        lines += writer.stdout.readlines()
    return [tuple(json.loads(line)) for line in lines if line.endswith("\n")]


def _states(held: Held, lines: list[tuple[str, Held]]) -> tuple[Held, Held]:
    """What may open the vault now: the state before the change that was under way, and the one after it."""
    before = after = held
    for what, state in lines:
        before, after = (state, state) if what == "done" else (after, state)
    return before, after


def _settled(
    folder: Path, ring: Path, states: tuple[Held, Held], gone: Iterable[Held], content: list[bytes]
) -> tuple[Held, str]:
    """Which of the two states holds, and what is wrong."""
    before, after = states
    tried = [*gone, before, after]
    found = {
        (kind, secret)
        for kind, secret in {pair for state in tried for pair in state.items()}
        if _opens(folder, _way(kind, secret, ring), content)
    }
    for state in (after, before):
        if found == set(state.items()):
            return state, ""
    return before, f"{sorted(found)} open, {sorted(before.items())} or {sorted(after.items())} should"


def _way(kind: str, secret: str, ring: Path) -> Way:
    ways: dict[str, Any] = {"passphrase": Passphrase, "recovery": RecoveryCode}
    return KeyringKey(FileRing(ring)) if kind == "keyring" else ways[kind](secret)


def _opens(folder: Path, way: Way, content: list[bytes]) -> bool:
    """On a copy; a vault that opens must hold everything."""
    copy = folder.with_name("Try.muniment")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    try:
        with Vault.open(copy, way) as vault:
            return vault.audit_fault() is None and [vault.original(n + 1) for n in range(len(content))] == content
    except UserError:
        return False
