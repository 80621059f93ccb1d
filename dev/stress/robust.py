"""A thousand made filings, read and analysed: how many of their figures are found, are right and stand at their place.

    dev.py robust [N] [--first SEED]       N documents (default 1000) from a seed on (default 0)
    dev.py robust --seed SEED [--keep FILE]  one document: everything that went wrong, and the document itself

Skeletons and wordings vary as those of real filings do, layouts by seed; truth is exact. Graded as the corpus is. Each
failing seed is printed with what went wrong; the last line is one JSON object. Exit status 1 below the bar.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "dev")]

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Analysis
from muniment.document.pages.source_document import Document
from muniment.reading.open import open_document
from synth.learnt.learnt_filing import MadeFiling, filing
from synth.learnt.score_claims import Claim, ClaimMark, marks_of

PRECISION, RECALL = 0.995, 0.98
PROCESSES = 2
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustResult:
    """One document's.

    Attributes:
        seed: Of it.
        features: Of its layout.
        marks: One a figure of the main company.
        seconds: Of the second registrant's figures.
        about: Whether kind, company, period end and currency are right.
        error: What broke; empty if nothing did.
    """

    seed: int
    features: tuple[str, ...] = ()
    marks: tuple[ClaimMark, ...] = ()
    seconds: tuple[ClaimMark, ...] = ()
    about: tuple[tuple[str, bool], ...] = ()
    error: str = ""

    def faults(self) -> list[str]:
        """What went wrong, one sentence a figure; figures that are not graded do not count."""
        told = [mark.sentence for mark in self.marks if mark.sentence and mark.what != "extra"]
        return [self.error] if self.error else told


def read(made: MadeFiling) -> tuple[Document, Analysis]:
    """Read and analyse in this process."""
    reader = open_document(made.data)
    try:
        pages = [reader.page(number) for number in range(1, reader.page_count + 1)]
        document = Document(
            sha256=hashlib.sha256(made.data).hexdigest(), name="made", media_type=reader.media_type,
            pages=tuple(one.page for one in pages), tables=tuple(table for one in pages for table in one.tables),
            info=reader.info(), tags=tuple(tag for one in pages for tag in one.tags),
        )  # fmt: skip
    finally:
        reader.close()
    return document, analyse(document)


def claims_of(document: Document, analysis: Analysis) -> Iterator[Claim]:
    """The figures that the analysis claims."""
    for fact in analysis.facts:
        if fact.period and isinstance(fact.value, Decimal):
            page = document.pages[fact.evidence.span.page - 1]
            yield Claim(
                concept=fact.concept, end=fact.period.end, months=fact.period.months, value=fact.value, page=page.number,
                boxes=tuple(fact.evidence.boxes(page)), state=fact.state.value,
                confidence=fact.confidence, label=fact.label, entity=fact.entity or "", element=fact.element_id or "",
            )  # fmt: skip


def grade(seed: int) -> RobustResult:
    """Make, read and grade one document."""
    made = filing(seed)
    features = made.layout.features()
    try:
        document, analysis = read(made)
    except Exception as error:  # noqa: BLE001 - whatever breaks is a finding
        return RobustResult(seed=seed, features=features, error=f"{type(error).__name__}: {error}")
    claims = list(claims_of(document, analysis))
    others = {truth.entity for truth in made.truth if truth.entity}
    seconds = [mark for other in others for mark in marks_of(made.truth, _named(claims, other), other)]
    return RobustResult(
        seed=seed, features=features, marks=tuple(marks_of(made.truth, claims)), seconds=tuple(seconds),
        about=tuple(about(made, analysis)),
    )  # fmt: skip


def _named(claims: Iterable[Claim], other: str) -> list[Claim]:
    """Claims about a company whose name may be printed in capitals."""
    return [replace(claim, entity=other) for claim in claims if claim.entity.lower() == other.lower()]


def about(made: MadeFiling, analysis: Analysis) -> Iterator[tuple[str, bool]]:
    """Whether the facts about the document are right."""
    said = {fact.concept: str(fact.value) for fact in analysis.facts if fact.period is None and not fact.entity}
    if made.kind:
        yield "kind", analysis.kind == made.kind
    if not made.currency:  # a document without statements
        return
    yield "company", made.name.lower() in said.get("company_name", "").lower()
    yield "period end", said.get("period_end") == made.period_end
    yield "currency", said.get("currency") == made.currency


@dataclass(slots=True)
class Tally:
    """Counts of one group."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, mark: ClaimMark) -> None:
        """Count a figure."""
        self.counts[mark.what] += 1
        for name, true in (("page", mark.page), ("box", mark.box)):
            if true is not None:
                self.counts[name] += true
                self.counts[f"{name} asked"] += 1

    def precision(self) -> float:
        """Right among all that are shown; 1 if nothing is."""
        shown = sum(self.counts[what] for what in ("right", "wrong", "false"))
        return self.counts["right"] / shown if shown else 1.0

    def recall(self) -> float:
        """Right among all that is true; 1 if there is nothing."""
        true = sum(self.counts[what] for what in ("right", "wrong", "missed"))
        return self.counts["right"] / true if true else 1.0

    def share(self, name: str) -> float:
        """Right places among those asked."""
        return self.counts[name] / (self.counts[f"{name} asked"] or 1)

    def row(self, name: str) -> str:
        """As printed."""
        counts = "".join(f"{self.counts[what]:7}" for what in ("right", "wrong", "false", "missed", "extra"))
        return f"{name:<28}{counts}   {self.precision():.4f}  {self.recall():.4f}  {self.share('page'):.4f}  {self.share('box'):.4f}"


def tallied(pairs: Iterable[tuple[str, ClaimMark]]) -> dict[str, Tally]:
    """Counts by group."""
    groups: dict[str, Tally] = defaultdict(Tally)
    for name, mark in pairs:
        groups[name].add(mark)
    return groups


def show(results: Sequence[RobustResult]) -> dict[str, float]:
    """Print everything.

    Returns:
        The headline figures.
    """
    for result in results:
        faults = result.faults()
        if faults:
            print(f"seed {result.seed}: {faults[0]}{f' (and {len(faults) - 1} more)' if len(faults) > 1 else ''}")
    marks = [(result, mark) for result in results for mark in result.marks]
    whole = tallied(("all", mark) for _, mark in marks)["all"]
    print(f"{'':<28}{'right':>7}{'wrong':>7}{'false':>7}{'missed':>7}{'extra':>7}   prec    recall  page    box")
    print(whole.row(f"all ({len(results)} documents)"))
    print(
        tallied(("second registrants", m) for r in results for m in r.seconds)["second registrants"].row(
            "second registrants"
        )
    )
    show_groups("concept", tallied((mark.concept, mark) for _, mark in marks))
    show_groups("state", tallied((mark.state or "-", mark) for _, mark in marks))
    show_groups("layout", tallied((feature, mark) for result, mark in marks for feature in result.features))
    show_calibration([mark for _, mark in marks])
    asked = [pair for result in results for pair in result.about]
    for question in dict(asked):
        answers = [right for name, right in asked if name == question]
        print(f"{question:<28}{sum(answers):7} of {len(answers)}")
    checked = tallied((mark.state, mark) for _, mark in marks)["checked"]
    true = sum(whole.counts[what] for what in ("right", "wrong", "missed"))
    return {
        "documents": len(results), "precision": round(whole.precision(), 4), "recall": round(whole.recall(), 4),
        "page": round(whole.share("page"), 4), "box": round(whole.share("box"), 4),
        "checked_precision": round(checked.precision(), 4), "checked_coverage": round(checked.counts["right"] / (true or 1), 4),
        "failing": sum(bool(result.faults()) for result in results), "errors": sum(bool(result.error) for result in results),
        **{what: whole.counts[what] for what in ("right", "wrong", "false", "missed", "extra")},
    }  # fmt: skip


def show_groups(kind: str, groups: dict[str, Tally]) -> None:
    """Print counts by group."""
    print(f"-- by {kind}")
    for name, tally in sorted(groups.items()):
        print(tally.row(name[:27]))


def show_calibration(marks: Sequence[ClaimMark]) -> None:
    """Print how often what is said with a confidence is right."""
    print("-- by confidence: claimed, right")
    for low, high in pairwise(BINS):
        chosen = [m for m in marks if m.what in ("right", "wrong", "false") and low <= m.confidence < high]
        if chosen:
            mean = sum(m.confidence for m in chosen) / len(chosen)
            right = sum(m.what == "right" for m in chosen) / len(chosen)
            print(f"  {low:.2f} to {min(high, 1.0):.2f}{len(chosen):9}   {mean:.3f}  {right:.3f}")


def one(seed: int, keep: Path | None) -> int:
    """Grade one document and say everything about it."""
    made = filing(seed)
    if keep:
        keep.write_bytes(made.data)
    result = grade(seed)
    print(", ".join(result.features))
    for mark in (*result.marks, *result.seconds):
        if mark.sentence:
            print(" ", mark.sentence)
    print("  " + result.error if result.error else f"  {sum(mark.what == 'right' for mark in result.marks)} right")
    for question, right in result.about:
        if not right:
            print(f"  {question} is not right")
    return 1 if result.faults() else 0


def main() -> int:
    """Grade and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="?", default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="only this document")
    parser.add_argument("--keep", type=Path, help="write it here")
    options = parser.parse_args()
    if options.seed is not None:
        return one(options.seed, options.keep)
    begun = time.monotonic()
    with ProcessPoolExecutor(PROCESSES) as pool:
        seeds = range(options.first, options.first + options.documents)
        results = list(pool.map(grade, seeds, chunksize=4))
    headline = show(results)
    print(json.dumps({**headline, "seconds": round(time.monotonic() - begun, 1)}))
    return 0 if headline["precision"] >= PRECISION and headline["recall"] >= RECALL and not headline["errors"] else 1


if __name__ == "__main__":
    sys.exit(main())
