"""What is lit on the pages: the figures of the document, what a search found, and what was asked for last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from muniment.document.pages.evidence import Span
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.page.page_marks import MarkStrength, PageMark
from muniment.gui.page.page_view import PageView
from muniment.vault.database.records import Hit


class Highlights:
    """Lights places of the document that is shown.

    Attributes:
        found: What was asked for last; while there is such, the selected figure is not lit besides.
    """

    def __init__(self, view: PageView, facts: FactsPane) -> None:
        self._view, self._facts = view, facts
        self._hits: Sequence[Hit] = ()
        self._document_id: int | None = None
        self.found: list[Span] = []

    def turn_to(self, document_id: int | None) -> None:
        """Another document is shown, or none, and nothing was asked for in it yet."""
        self._document_id, self.found = document_id, []

    def light(self, spans: Iterable[Span]) -> None:
        """Light places that were asked for, and go to the first."""
        self.found = list(spans)
        self.paint()
        if self.found:
            self._view.go_to(self.found[0])

    def light_selected(self) -> None:
        """Light the selected figure, and go there unless the user points at figures."""
        self.found = []
        self.paint()
        spans = self._selected()
        if spans and not self._view.pointer.is_active:
            self._view.go_to(spans[0])

    def show_matches(self, hits: Sequence[Hit]) -> None:
        """Light all that a search found, in whatever document is shown; nothing when the search is over."""
        if self._hits and not hits:
            self.found = []
        self._hits = hits
        self.paint()

    def paint(self) -> None:
        """Light everything anew: facts, documents or their text have changed."""
        analysis = self._facts.analysis
        marks = [PageMark(s.fact.evidence.span, MarkStrength.FACT) for s in analysis.facts] if analysis else []
        marks += [PageMark(span, MarkStrength.MATCH) for span in self._matches()]
        marks += [PageMark(span, MarkStrength.FOUND) for span in self.found]
        if not self.found:
            marks += [PageMark(span, MarkStrength.SELECTED) for span in self._selected()]
        self._view.set_marks(marks)

    def _selected(self) -> list[Span]:
        cell, analysis = self._facts.view.cell(), self._facts.analysis
        if cell is None or analysis is None:
            return []
        return [analysis.facts[index].fact.evidence.span for index in cell.facts]

    def _matches(self) -> list[Span]:
        here = (hit for hit in self._hits if hit.document_id == self._document_id)
        return [Span(hit.page, *match) for hit in here for match in hit.matches]
