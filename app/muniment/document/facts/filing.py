"""Another document of the same company, as far as figures are compared and added up across documents."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.document.facts.fact import Elsewhere, Fact


@dataclass(frozen=True, slots=True)
class Filing:
    """A document beside the one that is analysed.

    Attributes:
        sha256: Of its original.
        name: Its file name, as the user gave it.
        kind: One of ``schemas.KINDS``.
        facts: Its main company's figures, and its period end.
    """

    sha256: str
    name: str
    kind: str
    facts: tuple[Fact, ...]

    def figure(self, fact: Fact) -> Elsewhere:
        """One of its facts, as another document names it."""
        return Elsewhere(
            self.sha256,
            self.name,
            fact.concept,
            fact.value,
            fact.unit,
            fact.period,
            fact.evidence,
            fact.state,
            fact.column,
        )
