"""Shares with their uncertainty, and whether a stated confidence is the share that is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from evaluate.grading.graded_outcome import FigureOutcome, Verdict

_Z = 1.959964  # the two-sided 95 % point of the normal distribution
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
"""Of the bins of stated confidence: finer where most facts are."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of right answers.

    Attributes:
        right: How many are.
        n: Of how many.
    """

    right: int
    n: int

    @property
    def share(self) -> float:
        """0 to 1; 0 where there are none."""
        return self.right / self.n if self.n else 0.0

    @property
    def errors(self) -> int:
        """How many are not."""
        return self.n - self.right

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), which stays within 0 and 1 and holds at shares near 1."""
        if not self.n:
            return 0.0, 1.0
        share, square = self.share, _Z * _Z
        middle = (share + square / (2 * self.n)) / (1 + square / self.n)
        half = _Z / (1 + square / self.n) * sqrt(share * (1 - share) / self.n + square / (4 * self.n * self.n))
        return max(0.0, round(middle - half, 9)), min(1.0, round(middle + half, 9))


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts whose stated confidence lies between two edges.

    Attributes:
        low: Edge, within the bin.
        high: Edge, within the last bin only.
        stated: The mean of what they state.
        rate: How many of them are right.
    """

    low: float
    high: float
    stated: float
    rate: Rate


def reliability(outcomes: Iterable[FigureOutcome]) -> list[Bin]:
    """The graded facts by stated confidence; bins without facts are left out."""
    said = [
        (float(o.fact["confidence"]), o.verdict is Verdict.RIGHT)
        for o in outcomes
        if o.fact and o.verdict is not Verdict.EXTRA and isinstance(o.fact.get("confidence"), int | float)
    ]
    bins: list[Bin] = []
    for low, high in pairwise(EDGES):
        held = [(c, right) for c, right in said if low <= c < high or (high == EDGES[-1] and c == high)]
        if held:
            stated = sum(c for c, _ in held) / len(held)
            bins.append(Bin(low, high, stated, Rate(sum(right for _, right in held), len(held))))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini and others, 2015): the mean gap between stated and right, by facts."""
    n = sum(each.rate.n for each in bins)
    return sum(abs(each.stated - each.rate.share) * each.rate.n for each in bins) / n if n else 0.0
