"""``python3 dev.py evaluate CORPUS [--set SET] [--part PART] [--out FOLDER]``: the whole evaluation.

Prints, for each set and part apart, precision, recall and place with n, errors and a 95 % interval, by state, method,
concept, role and document; how often a stated confidence holds; kind, company, period end and currency over all sets;
and every wrong, false, missed and misplaced figure. With --out also report.html, which shows each of them at its place, and
results.json. Some companies are set aside: documents of the part `aside` are for a closing run only.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

from evaluate.corpus import corpus_grader
from evaluate.corpus.corpus_cases import PICTURES, SETS, Case, cases, made_ready
from evaluate.corpus.corpus_parts import CORPUS_HELP, PARTS
from evaluate.corpus.program_answers import answers
from evaluate.grading.gold_matching import Record
from evaluate.grading.gold_places import Places
from evaluate.grading.grade_document import grade
from evaluate.grading.graded_outcome import Answered, FigureOutcome
from evaluate.report import (
    report_lines,
    report_page,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate and print.

    Returns:
        0 when it ran, 2 for a folder without documents of the asked set.
    """
    options = _parser().parse_args(arguments)
    corpus: Path = options.corpus
    with tempfile.TemporaryDirectory() as scratch:
        run = EvaluationRun(corpus, options.jobs)
        for chosen in SETS if options.chosen == "all" else (options.chosen,):
            found = [case for case in cases(corpus, chosen, Path(scratch)) if options.only in case.path.name]
            for part in PARTS if options.part == "all" else (options.part,):
                run.part(chosen, part, [case for case in found if case.part == part])
        if not run.cases:
            print(f"{corpus} holds no document with gold of that set and part.", file=sys.stderr)
            return 2
        run.close(options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help=CORPUS_HELP)
    parser.add_argument("--set", dest="chosen", default="filings", choices=[*SETS, "all"], help="default: filings")
    parser.add_argument("--part", default="tuned", choices=[*PARTS, "all"], help="default: tuned")
    parser.add_argument("--only", default="", metavar="TEXT", help="documents whose name contains this")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write report.html and results.json here")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="documents at a time (default: 2)")
    return parser


class EvaluationRun:
    """One evaluation as it goes on."""

    def __init__(self, corpus: Path, jobs: int) -> None:
        self.cases: dict[tuple[str, str], Case] = {}
        self._grader = corpus_grader.grader_of(corpus)
        self._jobs = jobs
        self._parts: list[report_lines.Part] = []
        self._answered: list[Answered] = []
        self._notes: list[str] = []
        self._answers: list[Record] = []

    def part(self, chosen: str, part: str, found: Sequence[Case]) -> None:
        """Read, analyse and grade the documents of one part of a set, and print what came of them."""
        if not found:
            return
        begun = time.monotonic()
        ready = [made_ready(case) for case in found]
        self.cases.update({(case.chosen, case.path.name): case for case in ready})
        said = list(answers((case.path for case in ready), self._jobs))
        outcomes: list[FigureOutcome] = []
        for case, answer in zip(ready, said, strict=True):
            places = Places(case.original, tagged=chosen != "stripped")
            graded, answered = grade(case, answer, places)
            outcomes += graded
            self._answered += answered
        empty = frozenset(c.path.name for c in ready if c.gold is not None and not c.gold["figures"])
        self._parts.append(report_lines.Part(chosen, part, len(ready), empty, outcomes))
        self._answers += said
        print("\n".join(report_lines.lines(self._parts[-1])))
        print("\n".join(report_lines.mistakes(outcomes)))
        self._say(_refused(chosen, ready, said))
        self._say([f"{chosen}, {part}: {time.monotonic() - begun:.0f} s."])
        if self._grader is not None:
            self._say(_official(self._grader, ready, said, outcomes))

    def _say(self, notes: Sequence[str]) -> None:
        self._notes += notes
        for note in notes:
            print(note)

    def close(self, out: Path | None) -> None:
        """Print what is said of all sets, and write the report."""
        print()
        print("\n".join(report_lines.questions(self._answered)))
        print("\n".join(report_lines.summary(self._parts)))
        if out is None:
            print("Give --out FOLDER for a report that shows every mistake at its place.")
            return
        path = report_page.write(out, report_page.report(self._parts, self._answered, self.cases, self._notes))
        kept = {
            "outcomes": [asdict(o) for each in self._parts for o in each.outcomes],
            "headlines": {f"{p.chosen}, {p.name}": _headlines(p) for p in self._parts},
            "answered": [asdict(a) for a in self._answered],
            "answers": self._answers,
        }
        (out / "results.json").write_text(json.dumps(kept), "utf-8")
        print(f"{path}: every mistake at its place.")


def _headlines(part: report_lines.Part) -> Record:
    """The rates of a part, for scripts."""
    rates = report_lines.headlines(part.outcomes)
    return {name: {"n": rate.n, "errors": rate.errors, "interval": rate.interval()} for name, rate in rates.items()}


def _refused(chosen: str, ready: Sequence[Case], said: Sequence[Record]) -> list[str]:
    """What could not be read, and what holds no text."""
    notes = [
        f"{case.path.name}: {answer['error']}" for case, answer in zip(ready, said, strict=True) if answer["error"]
    ]
    silent = sum("no-text" in answer["warnings"] or bool(answer["error"]) for answer in said)
    if chosen in PICTURES and silent:
        first = notes[:1]
        return [
            *first,
            f"{chosen}: {silent} of {len(said)} are pictures without text, which Muniment does not read yet.",
        ]
    return notes


def _official(
    grader: Path, ready: Sequence[Case], said: Sequence[Record], outcomes: Sequence[FigureOutcome]
) -> list[str]:
    """The corpus's own headline, and whether it counts as we do."""
    own = corpus_grader.headline(grader, ready, said)
    if own is None:
        return []
    differs = corpus_grader.difference(own, outcomes)
    return [
        f"{grader.name}: {json.dumps(own)}",
        f"{grader.name} counts differently: {differs}." if differs else f"{grader.name} counts the same.",
    ]


if __name__ == "__main__":
    sys.exit(main())
