"""What a model spends on one request: counted in the worker, told with its answer.

Must never tell anything but counts. What was cancelled is not told, so the sums err low.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from muniment.document.usage.model_usage import Spent, Tier
from muniment.llm.engine.token_tally import Tally


class Spender(Protocol):
    """What counts: a loaded model."""

    @property
    def id(self) -> str:
        """Tells models apart."""

    @property
    def tally(self) -> Tally:
        """What it has spent since it was loaded."""


class Meter:
    """Counts tokens from when it is made; decisions and time are added by who asks."""

    def __init__(self, model: Spender, tier: Tier = Tier.FAST) -> None:
        self._asked = self._answered = 0
        self._seconds = 0.0
        self._model, self._tier = model, tier
        now = model.tally
        self._before = (now.evaluated, now.reused, now.written)

    def add(self, asked: int, answered: int, seconds: float) -> None:
        """Count decisions that were put to the model, those in which its answer is used, and what they took by the clock.

        Args:
            asked: Decisions.
            answered: Of these.
            seconds: For all of them.
        """
        self._asked += asked
        self._answered += answered
        self._seconds += seconds

    def spent(self) -> Spent:
        """What was spent since."""
        now, (evaluated, reused, written) = self._model.tally, self._before
        return Spent(
            model=self._model.id,
            tier=self._tier,
            evaluated=now.evaluated - evaluated,
            reused=now.reused - reused,
            written=now.written - written,
            milliseconds=round(1000 * self._seconds),
            asked=self._asked,
            answered=self._answered,
        )


def told(meters: Iterable[Meter]) -> tuple[Spent, ...]:
    """What goes into an answer: each model that was at work, and nothing of one that was not."""
    spent = [meter.spent() for meter in meters]
    return tuple(one for one in spent if one.asked or one.read or one.written)
