"""What a class of values costs to make, and what one value, beside the standard library's frozen dataclass."""

from __future__ import annotations

import dataclasses
import timeit
from collections.abc import Callable
from typing import Any

from bench.figure import Figure
from muniment import dataclass as ours

CLASSES, VALUES = 200, 20_000


def four_fields(dataclass: Callable[..., Any]) -> Any:
    """A class as most of ours are."""

    @dataclass(frozen=True, slots=True)
    class Four:
        """Four fields, three with a default."""

        name: str
        number: int = 0
        parts: tuple[int, ...] = ()
        other: str | None = None

    return Four


def measure(rounds: int) -> list[Figure]:
    """Make classes and values of either, in turns."""
    turns = [
        (
            _ratio(lambda of: lambda: four_fields(of), CLASSES),
            _ratio(lambda of: _making(four_fields(of)), VALUES),
            _ratio(lambda of: _comparing(four_fields(of)), VALUES),
        )
        for _ in range(rounds)
    ]
    classes, values, comparisons = zip(*turns, strict=True)
    return [
        Figure(name="A class of values / the library's frozen one", values=classes, target=0.5, at_least=False),
        Figure(name="One value of it / the library's frozen one", values=values, target=0.5, at_least=False),
        Figure(name="One comparison of two / the library's frozen ones", values=comparisons),
    ]


def _making(cls: Any) -> Callable[[], Any]:
    return lambda: cls("Revenue", 1, (2, 3), "x")


def _comparing(cls: Any) -> Callable[[], Any]:
    one, other = (cls("Revenue", 1, (2, 3), "x") for _ in range(2))
    return lambda: one == other


def _ratio(work: Callable[[Callable[..., Any]], Callable[[], Any]], times: int) -> float:
    mine, theirs = work(ours.dataclass), work(dataclasses.dataclass)
    return min(timeit.repeat(mine, number=times, repeat=3)) / min(timeit.repeat(theirs, number=times, repeat=3))
