"""How much memory a long filing takes beside one of ordinary length: it should not grow with the pages.

Measured with a vault on disk, as a person uses it; with ``--no-store`` the vault itself is memory. What opening the vault
takes for a moment (the cost of the passphrase, the same for any document) is over before the workers start and not counted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.filing_cost import environment
from bench.measured_documents import Sample, nearest
from bench.measured_figure import Figure, take_rounds

ORDINARY = 80  # pages
EVERY = 0.02  # seconds between two looks


@dataclass(slots=True)
class Peak:
    """The most memory seen during a run.

    Attributes:
        read: Resident memory of the read worker, MB, as the kernel remembers it.
        together: Sum over all processes at one moment, MB; memory that they share counts once.
    """

    read: float = 0.0
    together: float = 0.0


def peak_of(path: Path) -> Peak:
    """Analyse a document and watch all processes."""
    peak = Peak()
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            kept(path, Path(folder)), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as child,
    ):
        while child.poll() is None:
            family = tree(child.pid)
            if len(family) > 1:  # the workers are there
                look(family, peak)
            time.sleep(EVERY)
    if child.returncode:
        raise RuntimeError(f"analyze ended with {child.returncode} on {path.name}")
    return peak


def look(family: list[int], peak: Peak) -> None:
    """Note what the processes take at this moment, if it is more than before."""
    peak.together = max(peak.together, sum(share(pid) for pid in family))
    for pid in family:
        if " read" in words_of(pid):
            peak.read = max(peak.read, status(pid, "VmHWM"))


def kept(path: Path, folder: Path) -> list[str]:
    """The command that keeps a document in a new vault."""
    secret = folder / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text("for a measurement only")
    options = ["--no-model", "--json", "--vault", str(folder / "new.muniment"), "--passphrase-file", str(secret)]
    return [sys.executable, "-m", "muniment", "analyze", *options, str(path)]


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(word) for word in (task / "children").read_text().split()]
    return found


def words_of(pid: int) -> str:
    """The command line of a process."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").rstrip()
    return ""


def status(pid: int, name: str) -> float:
    """A line of a process's status, in MB; 0 if it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def share(pid: int) -> float:
    """What a process takes, shared memory divided among those who share it, in MB; all of it where the kernel is silent."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return status(pid, "VmRSS")


def measure(samples: Sequence[Sample], rounds: int) -> Iterator[Figure]:
    """Watch the longest document and an ordinary one, in turns."""
    if not sys.platform.startswith("linux"):
        return  # only Linux tells what processes share
    long, ordinary = samples[-1], nearest(list(samples), ORDINARY)
    pairs, stop = take_rounds(rounds, lambda _: (peak_of(ordinary.path), peak_of(long.path)))
    for name, attribute in (("read worker", "read"), ("all processes", "together")):
        small = median(getattr(first, attribute) for first, _ in pairs)
        large = median(getattr(second, attribute) for _, second in pairs)
        yield Figure(
            name=f"peak memory, {name}: {long.pages} pages / {ordinary.pages} pages",
            values=[getattr(second, attribute) / getattr(first, attribute) for first, second in pairs],
            target=1.3,
            at_least=False,
            limit=1.0,
            why="flat: no more for a long document",
            detail=f"{large:.0f} MB against {small:.0f} MB",
        )
    if stop:
        raise stop
