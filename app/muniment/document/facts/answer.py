"""The answer to a question: what was computed, from which figures, and which sentences were found.

Must never hold a number that is neither a figure at its place nor computed by code from figures that are listed with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from muniment.document.facts.fact import Elsewhere
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Period
from muniment.message import Message


class Outcome(StrEnum):
    """What kind of an answer it is."""

    COMPUTED = "computed"  # by code, from figures
    STATED = "stated"  # read from sentences that say so
    CITED = "cited"  # sentences that speak of what was asked; whether they answer it is for the reader
    ABSENT = "not in these documents"


class Conclusion(StrEnum):
    """The codes of conclusions that are no names."""

    YES = "concluded-yes"
    NO = "concluded-no"
    HIGHER = "concluded-higher"
    LOWER = "concluded-lower"
    UNCHANGED = "concluded-unchanged"


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that an answer rests on.

    Attributes:
        label: Of its row, as printed.
        figure: As it stands in its document.
    """

    label: str
    figure: Elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A value on the way to the answer.

    Attributes:
        name: What it is ("Gross margin").
        value: Absolute, or a ratio (0.25 is 25 %).
        unit: ISO currency (may be empty), "USD/shares", "shares", "days" or "pure".
        shown: How it is written: "money", "per_share", "shares", "percent", "points" (of a percentage), "times" or "days".
        period: What it is about; of a difference, the newer one.
        formula: How it was computed, in the language of measures or in words; the id of a concept where it is a figure as
            printed.
        operands: Positions in ``Answer.operands``; at least one.
        scale: In which an amount of money is to be written (1,000,000); 0 for whichever suits it.
    """

    name: Message
    value: Decimal
    unit: str
    shown: str
    period: Period
    formula: str | Message
    operands: tuple[int, ...]
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a document.

    Attributes:
        sha256: Of the document's original.
        heading: That it stands under; may be empty.
        evidence: Its place and its words.
    """

    sha256: str
    heading: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered.

    Attributes:
        outcome: What kind it is.
        conclusion: One of ``Conclusion``, or a name; None where the values are the answer.
        rule: By which the conclusion was drawn, with its fixed threshold; None without one.
        steps: The values, the answer's own last.
        operands: The figures that the steps rest on.
        passages: Sentences that speak of it, best first.
        note: Why there is no value, where a measure was asked for; or what the measure is.
        understood: The figure that a model took the question to ask for; None where its words say it.
        value: The number that the sentences state; None where they state none, and for what is computed.
        is_final: No sentences are to be looked for: they would speak of something else.
    """

    outcome: Outcome
    conclusion: Message | None = None
    rule: Message | None = None
    steps: tuple[Step, ...] = ()
    operands: tuple[Operand, ...] = ()
    passages: tuple[Passage, ...] = ()
    note: Message | None = None
    understood: Message | None = None
    value: Decimal | None = None
    is_final: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it is an answer, or none is to be looked for in sentences."""
        return self.is_final or self.outcome in (Outcome.COMPUTED, Outcome.STATED)
