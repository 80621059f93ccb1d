"""The document on the desk: what is selected on the right is lit in the middle, and what the user decides is kept.

Must never hold a decision back: each goes to the vault at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from muniment import formats
from muniment.document.facts.fact import Elsewhere, Fact
from muniment.document.pages.evidence import Span
from muniment.document.pages.page import Unit
from muniment.errors import UserError
from muniment.gui.facts import figure_format
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.facts.period_names import Shown
from muniment.gui.page.page_marks import MarkStrength, PageMark
from muniment.gui.page.page_pane import PagePane
from muniment.gui.page.page_texts import PageTexts
from muniment.gui.page.page_view import UNKNOWN_SIZE, ViewPlace
from muniment.gui.page.pointing import corrected, figures_of
from muniment.gui.texts import messages
from muniment.texts.say import say
from muniment.vault.database.records import Decision, DocumentRow, DocumentState, Hit, StoredFact
from muniment.vault.store import Vault

_PERIODS = "gui.periods"  # of the vault's settings

_EMPTY = {
    DocumentState.QUEUED: (messages.FACTS_EMPTY_TITLE, messages.FACTS_READING),
    DocumentState.RUNNING: (messages.FACTS_EMPTY_TITLE, messages.FACTS_READING),
    DocumentState.FAILED: (messages.FACTS_EMPTY_TITLE, messages.FACTS_FAILED),
    DocumentState.CANCELLED: (messages.FACTS_EMPTY_TITLE, messages.PAGE_CANCELLED),
}


class DocumentController(QObject):
    """The document, its pages and its facts.

    Attributes:
        decided: The user decided on a fact, or took it back.
        told: A sentence that is good to know.
        document_shown: Another document is shown; its id.
    """

    decided = Signal(int)
    told = Signal(str)
    document_shown = Signal(int)

    def __init__(self, vault: Vault, pages: PagePane, facts: FactsPane, texts: PageTexts) -> None:
        super().__init__()
        self._vault, self._pages, self._facts, self._texts = vault, pages, facts, texts
        self._document: DocumentRow | None = None
        self._sizes: dict[int, tuple[tuple[float, float], ...]] = {}
        self._places: dict[int, ViewPlace] = {}
        self._found: list[Span] = []
        self._hits: Sequence[Hit] = ()
        self._pointed: StoredFact | None = None
        facts.view.cell_changed.connect(self._select)
        facts.view.accept_asked.connect(self.accept)
        pages.view.accept_asked.connect(self.accept)
        facts.view.clicked.connect(lambda _: self._select())
        facts.panel.fact_followed.connect(self._follow_operand)
        facts.summary_followed.connect(self._follow_summary)
        facts.check_followed.connect(self._follow_check)
        facts.elsewhere_followed.connect(self.show_figure)
        facts.panel.elsewhere_followed.connect(self.show_figure)
        facts.periods.want(Shown(vault.get(_PERIODS, Shown.ALL.value)))
        facts.periods.chosen.connect(lambda shown: vault.set(_PERIODS, shown))
        pages.view.pointer.moved.connect(self._show_pointed)
        pages.view.pointer.taken.connect(self._take_pointed)
        pages.view.pointer.left.connect(self._end_pointing)

    @property
    def document(self) -> DocumentRow | None:
        """What is on the desk."""
        return self._document

    def open(self, document_id: int, place: ViewPlace | None = None) -> None:
        """Put a document on the desk, where the user left it."""
        if self._document is not None:
            if self._document.id == document_id and place is None:
                return
            self._places[self._document.id] = self._place_of(self._document.id)
        try:
            self._document = self._vault.document(document_id)
        except UserError:
            self.clear()
            return
        self._found = []
        self._show_pages(place or self._places.get(document_id, ViewPlace()))
        self._show_facts()
        self.document_shown.emit(document_id)

    def invite(self, *, yes: bool) -> None:
        """Ask for a first document, or stop asking."""
        self._pages.invite(yes=yes)

    def clear(self) -> None:
        """Take everything off."""
        self._document = None
        self._pages.show_name("")
        self._pages.view.show_nothing(messages.PAGE_EMPTY_TITLE(), messages.PAGE_EMPTY())
        self._facts.show_nothing(messages.FACTS_EMPTY_TITLE(), messages.FACTS_EMPTY())

    def learn_sizes(self, document_id: int, sizes: tuple[tuple[float, float], ...]) -> None:
        """A document was opened by its reader: its pages can be shown now."""
        self._sizes[document_id] = sizes
        if self._document is not None and self._document.id == document_id and not self._pages.view.pages:
            self._show_pages(self._place_of(document_id))

    def reload(self, document_id: int) -> None:
        """Something became of a document."""
        if self._document is None or self._document.id != document_id:
            return
        before = self._document.state
        try:
            self._document = self._vault.document(document_id)
        except UserError:
            self.clear()
            return
        if self._document.state is not before:
            self._texts.forget(document_id)
            self._show_pages(self._place_of(document_id))
        self._show_facts()

    def place(self) -> dict[str, object]:
        """Where the user is, for the vault's settings."""
        if self._document is None:
            return {}
        at, cell = self._place_of(self._document.id), self._facts.view.cell()
        return {
            "document": self._document.id,
            "page": at.page,
            "part": at.part,
            "zoom": at.zoom,
            "fact": cell.fact_id if cell else None,
        }

    def go_back_to(self, place: ViewPlace) -> None:
        """Show the place where the user left the document on the desk."""
        if self._document is not None:
            self._places[self._document.id] = place
            self._show_pages(place)
            self._paint_marks()

    def _place_of(self, document_id: int) -> ViewPlace:
        """Where the user is in the document on the desk, or will be as soon as its pages are known."""
        return self._pages.view.place() if self._pages.view.pages else self._places.get(document_id, ViewPlace())

    # Selecting

    def select_fact(self, fact_id: int) -> bool:
        """Select a fact, if it is there."""
        return self._facts.select_fact(fact_id)

    def show_matches(self, hits: Sequence[Hit]) -> None:
        """Light all that a search found, in whatever document is on the desk; nothing when it is over."""
        if self._hits and not hits:
            self._found = []
        self._hits = hits
        self._paint_marks()

    def show_hit(self, hit: Hit) -> None:
        """Show a place that the search found."""
        self.open(hit.document_id)
        self.light([Span(hit.page, hit.start, hit.end)])

    def _select(self) -> None:
        self._found = []
        self._facts.show_selected()
        self._paint_marks()
        spans = self._selected()
        if spans and not self._pages.view.pointer.is_active:
            self._pages.view.go_to(spans[0])

    def light(self, spans: Iterable[Span]) -> None:
        """Light places of the document on the desk, and go to the first."""
        self._found = list(spans)
        self._paint_marks()
        if self._found:
            self._pages.view.go_to(self._found[0])

    def _follow_operand(self, index: int) -> None:
        analysis = self._facts.analysis
        if index < 0 or analysis is None:
            self._select()
            return
        self._facts.select_fact(analysis.facts[index].id)

    def _follow_summary(self, name: str) -> None:
        analysis = self._facts.analysis
        if analysis is None:
            return
        kind, *numbers = name.split(":")
        if kind == "tag":
            self.light(one.span for one in analysis.tags[int(numbers[0])].evidence)
            return
        sentence = analysis.summary[int(numbers[0])]
        if kind == "sentence":
            self.light(citation.span for citation in sentence.citations)
        else:
            self._show_facts_of(sentence.links[int(numbers[1])].facts)

    def _follow_check(self, index: int) -> None:
        analysis = self._facts.analysis
        if analysis is not None:
            self._show_facts_of(analysis.checks[index].facts)

    def show_figure(self, one: Elsewhere) -> None:
        """Show a figure of any document at its place."""
        there = next((row for row in self._vault.documents() if row.sha256 == one.sha256), None)
        if there is None:
            self.told.emit(messages.elsewhere_gone(one.name))
            return
        self.open(there.id)
        analysis = self._facts.analysis
        same = (s for s in analysis.facts if s.fact.evidence == one.evidence) if analysis is not None else ()
        stored = next(iter(same), None)
        if stored is not None:
            self._facts.select_fact(stored.id)
        self.light([one.evidence.span])

    def show_sentence(self, document_id: int, span: Span) -> None:
        """Show a place of a document."""
        self.open(document_id)
        self.light([span])

    def _show_facts_of(self, indices: Iterable[int]) -> None:
        analysis = self._facts.analysis
        if analysis is None:
            return
        facts = [analysis.facts[index] for index in indices]
        if len(facts) == 1:
            self._facts.select_fact(facts[0].id)
        self.light(stored.fact.evidence.span for stored in facts)

    def _selected(self) -> list[Span]:
        cell, analysis = self._facts.view.cell(), self._facts.analysis
        if cell is None or analysis is None:
            return []
        return [analysis.facts[index].fact.evidence.span for index in cell.facts]

    def _matches(self) -> list[Span]:
        here = self._document.id if self._document is not None else None
        return [Span(hit.page, *match) for hit in self._hits if hit.document_id == here for match in hit.matches]

    def _paint_marks(self) -> None:
        analysis = self._facts.analysis
        marks = [PageMark(s.fact.evidence.span, MarkStrength.FACT) for s in analysis.facts] if analysis else []
        marks += [PageMark(span, MarkStrength.MATCH) for span in self._matches()]
        marks += [PageMark(span, MarkStrength.FOUND) for span in self._found]
        if not self._found:
            marks += [PageMark(span, MarkStrength.SELECTED) for span in self._selected()]
        self._pages.view.set_marks(marks)

    # Deciding

    def accept(self) -> None:
        """Accept the selected fact."""
        self._decide(Decision.ACCEPT)

    def reject(self) -> None:
        """Reject the selected fact."""
        self._decide(Decision.REJECT)

    def undo(self) -> None:
        """Take back the last decision on the document."""
        if self._document is None:
            return
        fact_id = self._vault.undo(self._document.id)
        if fact_id is None:
            self.told.emit(messages.NOTHING_TO_UNDO())
            return
        self._show_facts()
        self._facts.select_fact(fact_id)
        self._select()
        self.decided.emit(fact_id)

    def begin_pointing(self) -> None:
        """Let the user point at another figure for the selected fact."""
        stored, cell = self._selected_fact(), self._facts.view.cell()
        if stored is None or self._document is None:
            if cell is not None:
                self.told.emit(messages.POINT_COMPUTED())
            return
        if not isinstance(stored.fact.value, Decimal):
            self.told.emit(messages.POINT_TEXT())
            return
        own = stored.fact.evidence.span
        number = (
            own.page
            if self._pages.view.rect_of(own).intersects(self._pages.view.viewport().rect())
            else self._pages.view.page
        )
        found = figures_of(self._texts.page(self._document.id, number))
        if not found:
            self.told.emit(messages.POINT_NONE())
            return
        begin = own.start if number == own.page else 0
        at = next((i for i, figure in enumerate(found) if figure.end > begin), len(found) - 1)
        self._pointed = stored
        self._pages.view.pointer.begin(number, found, at)
        self._pages.show_hint(messages.POINT_BEGIN())

    def _show_pointed(self) -> None:
        fact = self._corrected()
        if fact is None or self._pointed is None:
            return
        old, scale = self._pointed.fact, self._facts.scale
        value = figure_format.full(fact.value, figure_format.unit_of(fact), scale)
        self._pages.show_hint(
            messages.pointing(
                fact.evidence.quote, value, figure_format.full(old.value, figure_format.unit_of(old), scale)
            )
        )

    def _take_pointed(self) -> None:
        fact, stored = self._corrected(), self._pointed
        self._pages.view.pointer.leave()
        if fact is None or stored is None:
            return
        if fact.evidence == stored.fact.evidence:
            self.accept()
            return
        try:
            self._vault.decide(stored.id, Decision.CORRECT, fact=fact)
        except UserError as error:
            self.told.emit(say(error.message))
            return
        self._after_decision(stored)

    def _end_pointing(self) -> None:
        self._pages.show_hint("")
        self._pointed = None
        self._facts.view.setFocus()

    def _corrected(self) -> Fact | None:
        pointer = self._pages.view.pointer
        if self._pointed is None or self._document is None or pointer.figure is None:
            return None
        return corrected(self._pointed.fact, self._texts.page(self._document.id, pointer.page), pointer.figure)

    def _decide(self, decision: Decision) -> None:
        stored = self._selected_fact()
        if stored is None:
            if self._facts.view.cell() is not None:
                self.told.emit(messages.POINT_COMPUTED())
            return
        try:
            self._vault.decide(stored.id, decision)
        except UserError as error:
            self.told.emit(say(error.message))
            return
        self._after_decision(stored)

    def _after_decision(self, stored: StoredFact) -> None:
        self._show_facts()
        self._facts.select_fact(stored.id)
        self._select()
        self.decided.emit(stored.id)

    def _selected_fact(self) -> StoredFact | None:
        cell, analysis = self._facts.view.cell(), self._facts.analysis
        if cell is None or cell.fact_id is None or analysis is None:
            return None
        return analysis.facts[cell.facts[0]]

    # Showing

    def _show_pages(self, place: ViewPlace) -> None:
        document = self._document
        if document is None:
            return
        self._pages.show_name(document.name)
        shapes = self._vault.page_shapes(document.id)
        flow = formats.is_flow(document.media_type) or any(shape.unit is not Unit.POINT for shape in shapes)
        sizes = [(s.width, s.height) for s in shapes] or list(self._sizes.get(document.id, ()))
        if flow and not shapes:
            sizes = []  # a flow has nothing to show before its text is in the vault
        if sizes:
            usable = [(w, h) if w > 0 and h > 0 else UNKNOWN_SIZE for w, h in sizes]
            self._pages.view.show_document(document.id, usable, place, flow=flow)
        else:
            self._pages.view.show_nothing(*_why_no_pages(document))

    def _show_facts(self) -> None:
        document = self._document
        if document is None:
            return
        if document.state is DocumentState.DONE:
            self._facts.show_analysis(self._vault.analysis(document.id), self._vault.history(document.id))
        else:
            self._facts.show_nothing(*(text() for text in _EMPTY[document.state]))
        self._paint_marks()


def _why_no_pages(document: DocumentRow) -> tuple[str, str]:
    if document.state is DocumentState.FAILED:
        return messages.PAGE_FAILED(), say(document.error) if document.error is not None else ""
    if document.state is DocumentState.CANCELLED:
        return "", messages.PAGE_CANCELLED()
    return "", messages.PAGE_WAIT()
