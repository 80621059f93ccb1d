"""kill -9 of a writer at random moments and in the middle of checkpoints: every acknowledged commit is there, none is half."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault
from prove.durability.vault_writer import PASSPHRASE, original
from prove.proof_outcome import ProofOutcome

WRITER = Path(__file__).with_name("vault_writer.py")


def measure(kills: int, commits: int, chance: random.Random) -> ProofOutcome:
    """Kill a writer at least so often, until so many commits were acknowledged; then let a lying one be caught."""
    with tempfile.TemporaryDirectory() as temporary:
        said, wrong = _rounds(Path(temporary) / "Run.muniment", kills, commits, chance, ("steady", "checkpoint"))
    with tempfile.TemporaryDirectory() as temporary:
        _, caught = _rounds(Path(temporary) / "Control.muniment", 20, 0, chance, ("lying",))
    return ProofOutcome("kill -9 of the writer", said, tuple(wrong), caught[0] if caught else "")


def _rounds(
    folder: Path, kills: int, commits: int, chance: random.Random, modes: tuple[str, ...]
) -> tuple[str, list[str]]:
    Vault.create(folder, PASSPHRASE, cost=LEAST_COST).close()
    wrong: list[str] = []
    done = acknowledged = documents = 0
    while not wrong and (done < kills or acknowledged < commits):
        mode = modes[done % len(modes)]
        lines = _killed(folder, mode, chance)
        done += 1
        acknowledged += sum(1 for line in lines if not line.startswith("checkpoint"))
        documents = max([documents, *(int(line.split()[1]) for line in lines if line.startswith("arrived"))])
        wrong = check(folder, lines, documents)
    if not wrong:
        wrong = check_originals(folder)
    return f"{done} kills, {acknowledged} acknowledged commits, {documents} documents", wrong


def _killed(folder: Path, mode: str, chance: random.Random) -> list[str]:
    command = [sys.executable, str(WRITER), str(folder), mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]  # it is at work: what follows hits a moment of that
        if mode == "checkpoint":
            for _ in range(chance.randrange(1, 60)):
                lines.append(writer.stdout.readline())
            while not lines[-1].startswith("checkpoint"):
                lines.append(writer.stdout.readline())
            time.sleep(chance.uniform(0, 0.004))
        else:
            time.sleep(chance.uniform(0, 0.4))
        writer.kill()
        lines += writer.stdout.readlines()
    return [line.strip() for line in lines]


def check(folder: Path, lines: list[str], documents: int) -> list[str]:
    """What is wrong with a vault, given what was said last and how many documents ever were acknowledged."""
    wrong = []
    with Vault.open(folder, PASSPHRASE) as vault:
        database = vault._db  # noqa: SLF001 - what no user asks of a vault
        faults = database.integrity_errors(thorough=True)
        if faults:
            wrong.append(f"{faults} integrity errors")
        names = [row.name for row in vault.documents()]
        if names != [f"{number}.pdf" for number in range(1, len(names) + 1)]:
            wrong.append("documents are missing between others")
        if len(names) < documents:
            wrong.append(f"document {documents} was acknowledged and is lost")
        numbers = [int(line.split()[1]) for line in lines if line.startswith("set")]
        if numbers and int(vault.get("number", 0)) < numbers[-1]:
            wrong.append(f"the setting {numbers[-1]} was acknowledged and is lost")
        torn = database.row("SELECT count(*) AS n FROM documents d LEFT JOIN originals o ON o.document_id = d.id "
                             "LEFT JOIN jobs j ON j.document_id = d.id WHERE o.bytes IS NULL OR j.id IS NULL")  # fmt: skip
        if torn is None or torn["n"]:
            wrong.append("a document is half there")
        if names and vault.original(len(names)) != original(len(names)):
            wrong.append(f"the original of document {len(names)} has changed")
    return wrong


def check_originals(folder: Path) -> list[str]:
    """Which originals are not what was given."""
    with Vault.open(folder, PASSPHRASE) as vault:
        return [
            f"the original of {row.name} has changed"
            for row in vault.documents()
            if vault.original(row.id) != original(int(row.name.removesuffix(".pdf")))
        ]
