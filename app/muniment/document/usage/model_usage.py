"""What language models spent on a document: tokens, time, and how many decisions were left to them.

Must never hold text of a document; and amounts are whole numbers or decimals, never floats.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from muniment.document.usage.exam_marks import ModelTask

DECIDING = frozenset({ModelTask.CHOOSE, ModelTask.KIND, ModelTask.TAG, ModelTask.ORDER, ModelTask.PLAN})
"""Tasks in which something is decided; to join or rephrase sentences only words it."""


class Tier(StrEnum):
    """Which of the user's two models."""

    FAST = "fast"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Spent:
    """What one model spent.

    Attributes:
        model: Its id.
        tier: As which it worked.
        evaluated: Tokens that it computed: texts, questions, candidates.
        reused: Tokens that it had read before and was asked about again, without computing them anew.
        written: Tokens of answers in words.
        milliseconds: By the clock, without the loading.
        asked: Decisions that were put to it.
        answered: Of these, in which its answer was used.
    """

    model: str
    tier: Tier
    evaluated: int = 0
    reused: int = 0
    written: int = 0
    milliseconds: int = 0
    asked: int = 0
    answered: int = 0

    @property
    def read(self) -> int:
        """Tokens that a rented model would be sent: it is sent a text again with each question."""
        return self.evaluated + self.reused

    @property
    def seconds(self) -> Decimal:
        """By the clock."""
        return Decimal(self.milliseconds) / 1000


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """Who took the decisions that made what is known: rows, the kind, tags, and the quoted sentences of the summary.

    Attributes:
        code: Without a model.
        fast: By the fast model.
        strong: By the strong one.
    """

    code: int = 0
    fast: int = 0
    strong: int = 0

    @property
    def total(self) -> int:
        """All."""
        return self.code + self.fast + self.strong

    def share(self, count: int) -> Decimal:
        """What a part is of all, from 0 to 1; 0 where nothing was decided.

        Args:
            count: One of the counts.
        """
        return Decimal(count) / self.total if self.total else Decimal(0)

    def __add__(self, other: DecisionCounts) -> DecisionCounts:
        """Both together."""
        return DecisionCounts(self.code + other.code, self.fast + other.fast, self.strong + other.strong)


def merged(entries: Iterable[Spent]) -> tuple[Spent, ...]:
    """One entry for each model and tier, in the order in which they came."""
    found: dict[tuple[str, Tier], Spent] = {}
    for one in entries:
        known = found.get((one.model, one.tier), Spent(one.model, one.tier))
        found[one.model, one.tier] = Spent(
            one.model,
            one.tier,
            known.evaluated + one.evaluated,
            known.reused + one.reused,
            known.written + one.written,
            known.milliseconds + one.milliseconds,
            known.asked + one.asked,
            known.answered + one.answered,
        )
    return tuple(found.values())


def undecided(entries: Iterable[Spent]) -> tuple[Spent, ...]:
    """The same tokens and time, but no decision: what was decided is gone, since the document was read anew."""
    return tuple(replace(one, asked=0, answered=0) for one in entries)
