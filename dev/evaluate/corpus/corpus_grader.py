"""The corpus's own grader on the same answers, where it lies beside the corpus: both must count the same.

python dev/evaluate/corpus/corpus_grader.py ANSWERS FILE      prints the answer that ANSWERS holds for FILE
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[3] / folder) for folder in ("dev", "app")]

from evaluate.corpus.corpus_cases import Case
from evaluate.grading.gold_matching import Record
from evaluate.grading.graded_outcome import FigureOutcome, OutcomeTally

FIGURES = ("filings", "filings_html", "filings_scanned", "other", "stripped")


def grader_of(corpus: Path) -> Path | None:
    """Where the grader is; None if it is not there."""
    path = corpus.resolve().parent / "score.py"
    return path if path.is_file() else None


def headline(grader: Path, cases: Sequence[Case], answers: Sequence[Record]) -> Record | None:
    """What the grader says of these answers; None for sets that it grades in another way, or if it fails."""
    if not cases or cases[0].chosen not in FIGURES:
        return None
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        linked = folder / "filings"  # its name only says how it is graded
        (linked / "gold").mkdir(parents=True)
        for case in cases:
            (linked / case.path.name).symlink_to(case.path.resolve())
            (linked / "gold" / f"{case.path.name}.json").write_text(json.dumps(case.gold), "utf-8")
        kept = folder / "answers.json"
        kept.write_text(json.dumps({c.path.name: a for c, a in zip(cases, answers, strict=True)}), "utf-8")
        command = [sys.executable, str(grader), str(folder), "--set", "filings"]
        replay = [sys.executable, str(Path(__file__).resolve()), str(kept)]
        done = subprocess.run([*command, "--", *replay], capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    return json.loads(last) if last.startswith("{") else None


def difference(said: Record, outcomes: Sequence[FigureOutcome]) -> str:
    """Where the grader's counts differ from ours; empty if nowhere."""
    tally = OutcomeTally.of(outcomes)
    ours: dict[str, object] = {
        "gold": tally.gold,
        "wrong": tally.wrong,
        "false": tally.false,
        "missed": tally.missed,
        "extra": tally.extra,
    }
    if tally.boxed and outcomes[0].chosen != "stripped":  # there the place is a row, which the grader does not know
        ours["box"] = round(tally.box / tally.boxed, 4)
    return ", ".join(f"{name} {said.get(name)} and {count}" for name, count in ours.items() if said.get(name) != count)


if __name__ == "__main__":
    print(json.dumps(json.loads(Path(sys.argv[1]).read_text("utf-8"))[Path(sys.argv[2]).name]))
