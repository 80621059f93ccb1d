"""What a whole filing costs, all processes together, beside pdfium's plain text of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.measured_documents import Sample
from bench.measured_figure import Figure, take_rounds
from bench.reading_speed import plain, spent

APP = Path(__file__).resolve().parents[2] / "app"


def command(path: Path) -> list[str]:
    """The whole way of a document without a model and without a trace."""
    return [sys.executable, "-m", "muniment", "analyze", "--no-store", "--no-model", "--json", str(path)]


def environment() -> dict[str, str]:
    """Ours, such that the program of this checkout is found."""
    paths = [str(APP), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def cpu_of(path: Path) -> float:
    """CPU seconds of the command and of all processes that it started and waited for.

    Raises:
        RuntimeError: It failed.
    """
    child = subprocess.Popen(command(path), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"analyze ended with {child.returncode} on {path.name}")
    return usage.ru_utime + usage.ru_stime


def measure(samples: Sequence[Sample], rounds: int) -> Iterator[Figure]:
    """Analyse every document and read its plain text, in turns."""
    if not hasattr(os, "wait4"):
        return  # Windows cannot tell what the children of a process have spent
    ratios: dict[Path, list[float]] = {sample.path: [] for sample in samples}
    seconds: dict[Path, list[float]] = {sample.path: [] for sample in samples}

    def take(_: int) -> None:
        for sample in samples:
            whole = cpu_of(sample.path)
            seconds[sample.path].append(whole)
            ratios[sample.path].append(whole / spent(plain, sample.data, range(1, sample.pages + 1)))

    _, stop = take_rounds(rounds, take)
    per_page = median(median(seconds[s.path]) * 1000 / s.pages for s in samples)
    yield Figure(
            name="CPU of a whole filing without model / pdfium's plain text",
            values=[median(values) for values in ratios.values()], target=6, at_least=False, limit=1.0,
            why="pdfium's plain text of the filing",
            detail=f"median of {len(samples)} documents; {per_page:.1f} CPU ms a page, start of three processes included",
    )  # fmt: skip
    if stop:
        raise stop
