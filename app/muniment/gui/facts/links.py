"""The links in what is shown of a document: each leads to the figures or places that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.facts.highlights import Highlights


class Links(QObject):
    """Follows the links of the panel, the summary and the checks."""

    def __init__(self, facts: FactsPane, highlights: Highlights, select: Callable[[], object]) -> None:
        """Connect with the pane.

        Args:
            facts: Has the links.
            highlights: Lights where they lead.
            select: Shows the selected figure at its place.
        """
        super().__init__()
        self._facts, self._highlights, self._select = facts, highlights, select
        facts.panel.fact_followed.connect(self._follow_operand)
        facts.summary_followed.connect(self._follow_summary)
        facts.check_followed.connect(self._follow_check)

    def _follow_operand(self, index: int) -> None:
        analysis = self._facts.analysis
        if index < 0 or analysis is None:  # the place of the figure itself
            self._select()
            return
        self._facts.select_fact(analysis.facts[index].id)

    def _follow_summary(self, name: str) -> None:
        analysis = self._facts.analysis
        if analysis is None:
            return
        kind, *numbers = name.split(":")
        if kind == "tag":
            self._highlights.light(one.span for one in analysis.tags[int(numbers[0])].evidence)
            return
        sentence = analysis.summary[int(numbers[0])]
        if kind == "sentence":
            self._highlights.light(citation.span for citation in sentence.citations)
        else:
            self._show_facts(sentence.links[int(numbers[1])].facts)

    def _follow_check(self, index: int) -> None:
        analysis = self._facts.analysis
        if analysis is not None:
            self._show_facts(analysis.checks[index].facts)

    def _show_facts(self, indices: Iterable[int]) -> None:
        analysis = self._facts.analysis
        if analysis is None:
            return
        facts = [analysis.facts[index] for index in indices]
        if len(facts) == 1:
            self._facts.select_fact(facts[0].id)
        self._highlights.light(stored.fact.evidence.span for stored in facts)
