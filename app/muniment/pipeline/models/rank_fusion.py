"""Several rankings as one: reciprocal rank fusion.

Must never lose what one of them holds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = 60
"""Of Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and individual rank learning methods" (2009)."""

T = TypeVar("T", bound=Hashable)


def fused(*rankings: Iterable[T]) -> list[T]:
    """All that any ranking holds, best first: each place counts 1 / (K + place).

    Args:
        rankings: Each best first; of what is equal, that of an earlier ranking comes first.
    """
    scores: dict[T, float] = {}
    for ranking in rankings:
        for place, one in enumerate(dict.fromkeys(ranking), start=1):
            scores[one] = scores.get(one, 0.0) + 1 / (K + place)
    return sorted(scores, key=lambda one: -scores[one])
