"""Compares facts that were found in a made document with the truth about it.

Stricter than the corpus's scorer: a graded concept at a period that the truth does not have is false.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from synth.tables.grid import Truth
from synth.tables.statement_grids import GRADED

Key = tuple[str, date, int]
TWINS = {"net_income_total": "net_income", "equity_parent": "total_equity"}


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that a reader found.

    Attributes:
        concept: Id.
        period_end: Last day of its period.
        months: 0 for an instant.
        value: Absolute.
        page: From 1.
        quote: The number token.
    """

    concept: str
    period_end: date
    months: int
    value: Decimal
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class FactGrade:
    """What became of the figures.

    Attributes:
        right: Value and period are true.
        misplaced: Of these, found on another page or in another token; nothing where the truth knows no page.
        wrong: Sentences about values that are not true.
        missed: Sentences about true figures that were not found.
    """

    right: int
    misplaced: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Right among found; 1 where nothing was found."""
        return self.right / max(1, self.right + len(self.wrong)) if self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Found among true; 1 where there is nothing to find."""
        return self.right / (self.right + len(self.missed)) if self.missed else 1.0


def grade(truth: Iterable[Truth], found: Iterable[Found]) -> FactGrade:
    """Grade figures of the graded concepts."""
    true = {(t.concept, t.period_end, t.months): t for t in truth if t.concept in GRADED}
    seen: set[Key] = set()
    misplaced: list[str] = []
    wrong: list[str] = []
    for fact in found:
        key = (fact.concept, fact.period_end, fact.months)
        if fact.concept not in GRADED or key in seen:
            continue
        seen.add(key)
        expected = true.get(key)
        name = f"{fact.concept} {fact.period_end} {fact.months}m"
        if expected is None:
            if fact.concept not in TWINS:
                wrong.append(f"{name}: {fact.value} on page {fact.page}, but there is none")
        elif expected.value != fact.value:
            wrong.append(f"{name}: {fact.value} on page {fact.page}, not {expected.value} on page {expected.page}")
        elif expected.page and (expected.page, expected.printed) != (fact.page, fact.quote):
            misplaced.append(
                f"{name}: {fact.quote} on page {fact.page}, not {expected.printed} on page {expected.page}"
            )
    missed = [f"{c} {end} {months}m: {t.value} on page {t.page}" for (c, end, months), t in true.items()
              if (c, end, months) not in seen]  # fmt: skip
    right = len(true) - len(missed) - sum("there is none" not in line for line in wrong)
    return FactGrade(right, tuple(misplaced), tuple(wrong), tuple(missed))
