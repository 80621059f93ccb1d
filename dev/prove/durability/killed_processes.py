"""Kill each process of Muniment at random moments, and see that no document it acknowledged is lost.

Each run gives five documents to a pipeline with real workers on a vault on the disk, and sends one kill -9 to the parent, to
the read worker or to the analyse worker at a random moment. Afterwards every document that was acknowledged must be done, or
queued with its original; and once the work is finished, its facts must be those of a run without a kill.
"""

from __future__ import annotations

import json
import os
import queue
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "dev")]

from muniment.document.codec import to_json
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import DocumentState
from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault
from prove.work_folders import in_memory

PASSPHRASE = "only for these runs"
DOCUMENTS = 5
VICTIMS = ("parent", "read", "analyse")
PATIENCE = 300.0
Facts = dict[str, list[object]]


@dataclass
class KilledRun:
    """A driver process and what it has said.

    Attributes:
        process: It holds the vault and the pipeline.
        acknowledged: Paths that it reported as arrived.
    """

    process: subprocess.Popen[str]
    acknowledged: list[str] = field(default_factory=list)


def drive(folder: Path, paths: list[Path]) -> int:
    """The process that may be killed: take the files in, and work until nothing is left."""
    heard: queue.SimpleQueue[pipeline_events.Event] = queue.SimpleQueue()
    with Vault.open(folder, PASSPHRASE) as vault:
        pipeline = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=heard.put)
        pipeline.add(paths)
        pipeline.start()
        arrived = 0
        while True:
            event = heard.get(timeout=PATIENCE)
            if isinstance(event, pipeline_events.Arrived):
                arrived += 1
                print("arrived", event.path, flush=True)
            elif isinstance(event, pipeline_events.Idle) and arrived == len(paths):
                break
        pipeline.stop()
    print("idle", flush=True)
    return 0


def start(folder: Path, paths: list[Path]) -> KilledRun:
    """Start a driver."""
    command = [sys.executable, __file__, "--drive", str(folder), *map(str, paths)]
    return KilledRun(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))


def worker_of(parent: int, role: str) -> int | None:
    """The process of a worker; None if it is not there."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
            is_ours = words and int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent
        except (OSError, IndexError, ValueError):
            continue
        if is_ours and b"muniment.worker.child.worker_program" in words and role.encode() in words:
            return int(entry.name)
    return None


def kill(run: KilledRun, victim: str) -> bool:
    """Send kill -9, as soon as the victim is there; False if it never was."""
    while run.process.poll() is None:
        pid = run.process.pid if victim == "parent" else worker_of(run.process.pid, victim)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            return True
        time.sleep(0.005)
    return False


def finish(run: KilledRun) -> bool:
    """Hear the driver out; whether it ended of itself."""
    assert run.process.stdout is not None
    with run.process:
        lines = run.process.stdout.read().splitlines()
    run.acknowledged += [line.removeprefix("arrived ") for line in lines if line.startswith("arrived ")]
    return run.process.returncode == 0 and lines[-1:] == ["idle"]


def facts(folder: Path) -> Facts:
    """What the vault knows, by the document's name."""
    with Vault.open(folder, PASSPHRASE) as vault:
        return {
            row.name: [json.dumps(to_json(stored.fact)) for stored in vault.facts(row.id)] for row in vault.documents()
        }


def complaints(folder: Path, run: KilledRun, *, states: set[DocumentState]) -> list[str]:
    """What is wrong with the documents that were acknowledged."""
    found = []
    with Vault.open(folder, PASSPHRASE) as vault:
        rows = {row.name: row for row in vault.documents()}
        for path in map(Path, run.acknowledged):
            row = rows.get(path.name)
            if row is None:
                found.append(f"{path.name} is lost")
            elif row.state not in states:
                found.append(f"{path.name} is {row.state.value}: {row.error_code}")
            elif vault.original(row.id) != path.read_bytes():
                found.append(f"the original of {path.name} has changed")
    return found


def one(number: int, paths: list[Path], moment: float, victim: str, expected: Facts) -> list[str]:
    """One run with one kill. Returns what is wrong."""
    with in_memory() as temporary:
        folder = temporary / "Run.muniment"
        Vault.create(folder, PASSPHRASE, cost=LEAST_COST).close()
        run = start(folder, paths)
        time.sleep(moment)
        killed = kill(run, victim)
        ended = finish(run)
        if not killed:  # it had finished before: the machine is faster now than in the first run
            return one(number, paths, moment * 0.6, victim, expected)
        wrong = [] if ended or victim == "parent" else ["the driver did not survive its worker"]
        if not ended:
            going_on = {DocumentState.DONE, DocumentState.QUEUED, DocumentState.RUNNING}
            wrong += complaints(folder, run, states=going_on)
            again = start(folder, [])
            wrong += [] if finish(again) else ["the second driver did not finish"]
        wrong += complaints(folder, run, states={DocumentState.DONE})
        known = facts(folder)
        wrong += [f"{name} has other facts" for name, found in known.items() if found != expected[name]]
        print(
            f"run {number}: {victim} killed after {moment:.2f} s, {len(run.acknowledged)} acknowledged, {len(known)} in the vault: "
            + ("; ".join(wrong) or "all done, same facts"),
            flush=True,
        )
    return wrong


def make_documents(folder: Path, pages: int) -> list[Path]:
    """Five reports that differ."""
    from synth.documents.annual_report import annual_report

    paths = [folder / f"report-{seed}.pdf" for seed in range(1, DOCUMENTS + 1)]
    for seed, path in enumerate(paths, 1):
        path.write_bytes(annual_report(seed, pages=pages).data)
    return paths


def measure(runs: int, seed: int, pages: int) -> list[str]:
    """Make the documents, run once without a kill, then with one kill a run. Returns what is wrong."""
    chance = random.Random(seed)
    with in_memory() as temporary:
        paths = make_documents(temporary, pages)
        folder = temporary / "Reference.muniment"
        Vault.create(folder, PASSPHRASE, cost=LEAST_COST).close()
        started = time.monotonic()
        if not finish(start(folder, paths)):
            return ["the run without a kill failed"]
        whole, expected = time.monotonic() - started, facts(folder)
        print(f"without a kill: {whole:.1f} s, {sum(map(len, expected.values()))} facts", flush=True)
        if not all(expected.values()):
            return ["a document has no facts; these runs would prove nothing"]
        wrong = []
        for number in range(1, runs + 1):
            wrong += one(number, paths, chance.uniform(0, whole), VICTIMS[number % 3], expected)
    return wrong


if __name__ == "__main__":
    sys.exit(drive(Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]]))
