"""A measured figure beside its target and its limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the bench.

    Attributes:
        name: What was measured.
        values: One a round, or one a document.
        unit: "x", "MB" or "s".
        target: What it has to reach; None if it is told only.
        at_least: Larger is better.
        limit: What nobody can pass; None where there is no such thing.
        why: What the limit is.
        detail: What else a reader should know.
    """

    name: str
    values: Sequence[float]
    unit: str = "x"
    target: float | None = None
    at_least: bool = True
    limit: float | None = None
    why: str = ""
    detail: str = ""

    @property
    def value(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def reached(self) -> bool:
        """Whether the target is reached; True where there is none."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def near(self) -> float | None:
        """Share of the limit that is reached: 1 is the limit itself."""
        if self.limit is None or not self.value:
            return None
        return self.value / self.limit if self.at_least else self.limit / self.value


HEAD = f"{'':<58}{'measured':>11}{'spread':>16}{'target':>10}{'':>8}{'of limit':>10}"


def lines_of(figure: Figure) -> list[str]:
    """Write one figure as a line of the table, with its limit and detail below."""
    sign = "" if figure.target is None else ("≥ " if figure.at_least else "≤ ") + f"{figure.target:g} {figure.unit}"
    verdict = "" if figure.target is None else "ok" if figure.reached else "MISSED"
    near = "" if figure.near is None else f"{figure.near:.0%}"
    spread = f"{min(figure.values):.2f}-{max(figure.values):.2f}" if len(figure.values) > 1 else ""
    shown = f"{figure.value:.2f} {figure.unit}"
    below = [f"    {text}" for text in (figure.why and f"limit: {figure.why}", figure.detail) if text]
    return [f"{figure.name:<58}{shown:>11}{spread:>16}{sign:>10}{verdict:>8}{near:>10}", *below]


def print_as_made(figures: Iterable[Figure]) -> bool:
    """Print each figure at once, so that a run that is stopped keeps what it had.

    Returns:
        Whether every target is reached.
    """
    reached = True
    print(HEAD, flush=True)
    for figure in figures:
        print(*lines_of(figure), sep="\n", flush=True)
        reached = reached and figure.reached
    return reached


def take_rounds(rounds: int, take: Callable[[int], T]) -> tuple[list[T], KeyboardInterrupt | None]:
    """Measure round by round; a person who stops it gets the rounds that are complete.

    Args:
        rounds: How many.
        take: Measures one round; it gets its number, from 0.

    Returns:
        What the rounds gave, and the stop, which the caller raises after it has told its figures.
    """
    taken: list[T] = []
    try:
        for number in range(rounds):
            taken.append(take(number))
    except KeyboardInterrupt as stop:
        if not taken:
            raise
        return taken, stop
    return taken, None
