"""``python3 dev.py crossyear CORPUS [--part PART]``: what two filings of a company say of the same period must be the same.

Every two documents of a company that print figures of one period are compared, concept by concept: the newer one's prior
column against the older one's own. A difference is a restatement or a fault of ours: both places are printed, so that a
person can tell. No ground truth is needed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

from evaluate.corpus.corpus_parts import CORPUS_HELP, PARTS, SUFFIXES, aside, company, part_of
from evaluate.corpus.program_answers import answers
from evaluate.grading.gold_matching import (
    CONCEPTS,
    Record,
    alike,
    close_in_time,
    months,
    number,
    plain,
    without_repeats,
)
from evaluate.report.report_lines import shortened

SETS = ("filings", "filings_html")
BALANCE = frozenset({"total_assets", "total_liabilities", "total_equity", "equity_parent", "cash", "long_term_debt"})
"""Concepts of the corpus that are of a day; the others are of a stretch of time."""


_FEW = 4  # fewer figures of a period are no column of a statement


class Comparison(StrEnum):
    """What came of one concept of one period in two documents."""

    AGREE = "agree"
    DIFFER = "differ"
    ONE_SIDED = "one-sided"
    ABSENT = "absent in both"


@dataclass(frozen=True, slots=True)
class GradedFiling:
    """A document that was read.

    Attributes:
        path: The file.
        name: Of the company, as the document gives it; empty where it gives none.
        end: The last day that it reports on, as ISO text; empty where it gives none.
        facts: Of the main registrant, with a period.
    """

    path: Path
    name: str
    end: str
    facts: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One concept of one period in two documents.

    Attributes:
        older: The document that reported on the period first.
        newer: The other.
        concept: Id.
        result: What came of it.
        before: The fact of the older one.
        after: The fact of the newer one.
    """

    older: GradedFiling
    newer: GradedFiling
    concept: str
    result: Comparison
    before: Record | None = None
    after: Record | None = None


@dataclass(slots=True)
class Issuer:
    """The documents of one company.

    Attributes:
        company: The first part of their file names.
        filings: In the order of what they report on.
    """

    company: str
    filings: list[GradedFiling] = field(default_factory=list)

    def owns(self, filing: GradedFiling) -> bool:
        """Whether a document is of this company, by its file's name or by the name that it gives."""
        if company(filing.path) == self.company:
            return True
        return any(filing.name and alike(filing.name, other.name) for other in self.filings)


def filing_of(path: Path, answer: Record) -> GradedFiling:
    """A document from the answer about it."""
    facts = answer.get("facts") or []
    said = {f["concept"]: str(f["value"]) for f in reversed(facts) if not f.get("period_end")}
    own = [f for f in facts if f.get("period_end") and not f.get("entity")]
    return GradedFiling(
        path, said.get("company_name", ""), said.get("period_end", ""), tuple(without_repeats(own, "concept"))
    )


def issuers(filings: Iterable[GradedFiling]) -> list[Issuer]:
    """The documents by company, each company's in the order of what they report on."""
    found: list[Issuer] = []
    for filing in filings:
        issuer = next((each for each in found if each.owns(filing)), None)
        if issuer is None:
            issuer = Issuer(company(filing.path))
            found.append(issuer)
        issuer.filings.append(filing)
    for issuer in found:
        issuer.filings.sort(key=lambda f: (f.end, f.path.name))
    return found


def compared(older: GradedFiling, newer: GradedFiling) -> Iterator[Compared]:
    """Every concept of every period that both documents have figures of."""
    for end, length in _shared(older, newer):
        before, after = _by_concept(older, end, length), _by_concept(newer, end, length)
        asked = {c for c in CONCEPTS if (c in BALANCE) == (length == 0)} - {"equity_parent", "net_income_total"}
        for concept in sorted(asked | before.keys() | after.keys()):
            one, other = before.get(concept), after.get(concept)
            yield Compared(older, newer, concept, _result(one, other), one, other)


def _shared(older: GradedFiling, newer: GradedFiling) -> list[tuple[str, int]]:
    """The periods that both have columns of, as the newer one names them."""
    have, said = _columns(older), _columns(newer)
    return [(end, n) for end, n in said if any(n == m and close_in_time(end, day) for day, m in have)]


def _columns(filing: GradedFiling) -> list[tuple[str, int]]:
    """The periods of a document, without those that only a row or two speak of (cash at the beginning of a year)."""
    counts = Counter((str(f["period_end"]), months(f) or 0) for f in filing.facts)
    return [period for period, count in counts.items() if count >= _FEW]


def _by_concept(filing: GradedFiling, end: str, length: int) -> dict[str, Record]:
    own = (f for f in filing.facts if months(f) == length and close_in_time(f["period_end"], end))
    return {f["concept"]: f for f in reversed(list(own))}


def _result(before: Record | None, after: Record | None) -> Comparison:
    if before is None and after is None:
        return Comparison.ABSENT
    if before is None or after is None:
        return Comparison.ONE_SIDED
    return Comparison.AGREE if number(before["value"]) == number(after["value"]) else Comparison.DIFFER


def lines(found: Sequence[Compared]) -> Iterator[str]:
    """Totals, counts by concept, and every difference with both places."""
    pairs = len({(c.older.path, c.newer.path) for c in found})
    counts = Counter(c.result for c in found)
    yield f"{pairs} pairs of documents, {len(found)} figures: " + ", ".join(
        f"{r.value} {counts[r]}" for r in Comparison
    )
    yield f"{'':<40}" + "".join(f"{result.value:>16}" for result in Comparison)
    for concept in sorted({c.concept for c in found}):
        own = Counter(c.result for c in found if c.concept == concept)
        yield f"{concept:<40}" + "".join(f"{own[result]:16}" for result in Comparison)
    differ = [(c, c.before, c.after) for c in found if c.before and c.after and c.result is Comparison.DIFFER]
    for same, title in (
        (True, "under the same label: restated"),
        (False, "under another label: another row, or a fault"),
    ):
        yield f"-- differ, {title}"
        for c, before, after in differ:
            if (plain(before["label"]) == plain(after["label"])) == same:
                yield from (
                    f"{c.concept} {after['period_end']} {months(after)}m",
                    _place(c.older, before),
                    _place(c.newer, after),
                )
    yield "-- one-sided, of the corpus's concepts"
    for c in found:
        there = c.before or c.after
        if c.result is Comparison.ONE_SIDED and c.concept in CONCEPTS and there:
            silent = c.newer if c.before else c.older
            yield f"{c.concept} {there['period_end']} {months(there)}m: not in {silent.path.name}"
            yield _place(c.older if c.before else c.newer, there)


def _place(filing: GradedFiling, fact: Record) -> str:
    note = f" ({fact['column']})" if fact.get("column") else ""
    return f"    {filing.path.name} p. {fact['page']}: {fact['value']}{note} [{shortened(str(fact['row']))[:110]}] {fact['state']}"


def documents(corpus: Path, part: str) -> list[Path]:
    """The documents of a part, with or without ground truth."""
    found: list[Path] = []
    for chosen in SETS:
        held_back = aside(corpus, chosen)
        paths = sorted(p for p in (corpus / chosen).glob("*") if p.suffix in SUFFIXES)
        found += [p for p in paths if part in ("all", part_of(p, held_back))]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print.

    Returns:
        0 when it ran, 2 for a folder without documents.
    """
    parser = argparse.ArgumentParser(
        prog="dev.py crossyear", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "corpus", type=Path, help=f"{CORPUS_HELP}; filings and filings_html are read, without ground truth"
    )
    parser.add_argument("--part", default="tuned", choices=[*PARTS, "all"], help="default: tuned")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="documents at a time (default: 2)")
    options = parser.parse_args(arguments)
    paths = documents(options.corpus, options.part)
    if not paths:
        print(f"{options.corpus} holds no filings of that part.", file=sys.stderr)
        return 2
    said = list(answers(paths, options.jobs))
    for path, answer in zip(paths, said, strict=True):
        if answer["error"]:
            print(f"{path.name}: {answer['error']}")
    groups = issuers(filing_of(path, answer) for path, answer in zip(paths, said, strict=True))
    pairs = [pair for issuer in groups for pair in combinations(issuer.filings, 2)]
    print("\n".join(lines([each for older, newer in pairs for each in compared(older, newer)])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
