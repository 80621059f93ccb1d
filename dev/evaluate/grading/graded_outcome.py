"""What became of every figure and every question, one record each; all rates are counted from these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluate.grading.gold_matching import Record

CHECKED = "checked"


class Verdict(StrEnum):
    """What a fact or a missing fact is."""

    RIGHT = "right"
    WRONG = "wrong"
    FALSE = "false"  # a value of another period, or any in a document without statements
    MISSED = "missed"
    EXTRA = "extra"  # of a period that gold does not hold: not graded


class Meaning(StrEnum):
    """Why a wrong or false fact is wrong; all but the last two are the right string with the wrong meaning."""

    SCALE = "scale"
    PERIOD = "period"
    ENTITY = "entity"
    SIGN = "sign"
    ROW = "another row"
    NOTHING = "no such figure"

    @property
    def is_of_meaning(self) -> bool:
        """Whether the number is that of the figure that was asked for, but of another scale, period, company or sign."""
        return self not in (Meaning.ROW, Meaning.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOutcome:
    """What became of a gold figure, or of a fact that gold does not hold.

    Attributes:
        chosen: The set of the corpus.
        document: File name.
        concept: Id.
        role: Of the gold figure ("current", "prior"); "-" where there is none.
        verdict: What it is.
        gold: The gold record; None for facts that gold does not hold.
        fact: The fact as ``analyze --json`` prints it; None where it is missed.
        page: Whether the page is right; None where that is not asked.
        box: Whether the box, element or row is right; None where that is not asked.
        meaning: Why it is wrong, of wrong and false facts.
    """

    chosen: str
    document: str
    concept: str
    role: str
    verdict: Verdict
    gold: Record | None = None
    fact: Record | None = None
    page: bool | None = None
    box: bool | None = None
    meaning: Meaning | None = None

    @property
    def state(self) -> str:
        """The fact's state; "-" where it is missed."""
        return str(self.fact.get("state")) if self.fact else "-"

    @property
    def method(self) -> str:
        """What found the fact; "-" where it is missed."""
        return str(self.fact.get("method")) if self.fact else "-"

    @property
    def is_misplaced(self) -> bool:
        """Whether the value is right but was found at another place than gold means."""
        return self.verdict is Verdict.RIGHT and (self.page is False or self.box is False)

    @property
    def is_mistake(self) -> bool:
        """Whether a person should look at it."""
        return self.is_misplaced or self.verdict in (Verdict.WRONG, Verdict.FALSE, Verdict.MISSED)

    @property
    def name(self) -> str:
        """What it is, as shown."""
        return "misplaced" if self.is_misplaced else self.verdict.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer to a question about a document as a whole.

    Attributes:
        chosen: The set of the corpus.
        document: File name.
        question: "kind", "company", "period end" or "currency".
        want: What gold says.
        got: What was said; empty if nothing was.
        right: Whether they mean the same.
    """

    chosen: str
    document: str
    question: str
    want: str
    got: str
    right: bool


@dataclass(slots=True)
class OutcomeTally:
    """Counts of outcomes."""

    right: int = 0
    wrong: int = 0
    false: int = 0
    missed: int = 0
    extra: int = 0
    page: int = 0
    paged: int = 0
    box: int = 0
    boxed: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[FigureOutcome]) -> OutcomeTally:
        """Count."""
        tally = cls()
        for outcome in outcomes:
            setattr(tally, outcome.verdict.value, getattr(tally, outcome.verdict.value) + 1)
            tally.paged += outcome.page is not None
            tally.page += bool(outcome.page)
            tally.boxed += outcome.box is not None
            tally.box += bool(outcome.box)
        return tally

    @property
    def shown(self) -> int:
        """Facts that are graded."""
        return self.right + self.wrong + self.false

    @property
    def gold(self) -> int:
        """Gold figures."""
        return self.right + self.wrong + self.missed
