"""The document on the desk: what is selected on the right is lit in the middle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from muniment import formats
from muniment.document.facts.fact import Elsewhere
from muniment.document.pages.evidence import Span
from muniment.document.pages.page import Unit
from muniment.errors import UserError
from muniment.gui.facts.correcting import Correcting
from muniment.gui.facts.fact_decision import FactDecision
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.facts.highlights import Highlights
from muniment.gui.facts.links import Links
from muniment.gui.frame.command import Command, Group, Help
from muniment.gui.page.page_pane import PagePane
from muniment.gui.page.page_view import UNKNOWN_SIZE, ViewPlace
from muniment.gui.texts import messages
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentRow, DocumentState, Hit
from muniment.vault.store import Vault

_STEP = Help(Group.FACTS, Text("next, previous figure"))
_STEP_PANES = ("facts", "page", "library")

_EMPTY = {
    DocumentState.QUEUED: (messages.FACTS_EMPTY_TITLE, messages.FACTS_READING),
    DocumentState.RUNNING: (messages.FACTS_EMPTY_TITLE, messages.FACTS_READING),
    DocumentState.FAILED: (messages.FACTS_EMPTY_TITLE, messages.FACTS_FAILED),
    DocumentState.CANCELLED: (messages.FACTS_EMPTY_TITLE, messages.PAGE_CANCELLED),
}


class DocumentController(QObject):
    """The document, its pages and its facts.

    Attributes:
        highlights: What is lit on the pages.
        decisions: What the user decides on the selected fact.
        correcting: Correcting it by pointing.
        decided: The user decided on a fact, or took it back; its id.
        told: A sentence that is good to know.
        document_shown: Another document is shown; its id.
        cleared: No document is shown any more.
    """

    decided = Signal(int)
    told = Signal(str)
    document_shown = Signal(int)
    cleared = Signal()

    def __init__(self, vault: Vault, pages: PagePane, facts: FactsPane) -> None:
        super().__init__()
        self._vault, self._pages, self._facts = vault, pages, facts
        self._document: DocumentRow | None = None
        self._sizes: dict[int, tuple[tuple[float, float], ...]] = {}
        self._places: dict[int, ViewPlace] = {}
        self.highlights = Highlights(pages.view, facts)
        self.decisions = FactDecision(vault, facts, self)
        self.correcting = Correcting(pages, facts, self.decisions, self)
        self._links = Links(facts, self.highlights, self._select)
        self.decisions.decided.connect(self.decided)
        for part in (self.decisions, self.correcting):
            part.told.connect(self.told)
        facts.view.cell_changed.connect(self._select)
        facts.view.clicked.connect(lambda _: self._select())
        for view in (facts.view, pages.view):
            view.accept_asked.connect(self.decisions.accept)
        for source in (facts, facts.panel):
            source.elsewhere_followed.connect(self.show_figure)

    def commands(self) -> Sequence[Command]:
        """What can be done with the selected fact."""
        accept, reject, undo = self.decisions.commands()
        return (
            accept,
            *self.correcting.commands(),
            reject,
            undo,
            Command("next", Text("Next fact"), lambda: self._step(1), keys=("J",), panes=_STEP_PANES, help=_STEP),
            Command(
                "previous", Text("Previous fact"), lambda: self._step(-1), keys=("K",), panes=_STEP_PANES, help=_STEP
            ),
        )

    @property
    def document(self) -> DocumentRow | None:
        """What is on the desk."""
        return self._document

    def open(self, document_id: int, place: ViewPlace | None = None) -> None:
        """Put a document on the desk, where the user left it.

        Args:
            document_id: One that is gone clears the desk.
            place: Where to go; None for where it was left in this session.
        """
        if self._document is not None:
            if self._document.id == document_id and place is None:
                return
            self._places[self._document.id] = self._place_of(self._document.id)
        try:
            self._document = self._vault.document(document_id)
        except UserError:
            self.clear()
            return
        self.highlights.turn_to(document_id)
        self._show_pages(place or self._places.get(document_id, ViewPlace()))
        self._show_facts()
        self.document_shown.emit(document_id)

    def invite(self, *, yes: bool) -> None:
        """Ask for a first document, or stop asking."""
        self._pages.invite(yes=yes)

    def clear(self) -> None:
        """Take everything off."""
        self._document = None
        self.highlights.turn_to(None)
        self._pages.show_name("")
        self._pages.view.show_nothing(messages.PAGE_EMPTY_TITLE(), messages.PAGE_EMPTY())
        self._facts.show_nothing(messages.FACTS_EMPTY_TITLE(), messages.FACTS_EMPTY())
        self.cleared.emit()

    def learn_sizes(self, document_id: int, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show the pages of a document that its reader has opened.

        Args:
            document_id: Which document.
            sizes: Width and height of each page, in points.
        """
        self._sizes[document_id] = sizes
        if self._document is not None and self._document.id == document_id and not self._pages.view.pages:
            self._show_pages(self._place_of(document_id))

    def reload(self, document_id: int) -> None:
        """Show what became of a document."""
        if self._document is None or self._document.id != document_id:
            return
        before = self._document.state
        try:
            self._document = self._vault.document(document_id)
        except UserError:
            self.clear()
            return
        if self._document.state is not before:
            self._pages.texts.forget(document_id)
            self._show_pages(self._place_of(document_id))
        self._show_facts()

    # Where the user is

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
            self.highlights.paint()

    def _place_of(self, document_id: int) -> ViewPlace:
        """Where the user is in the document on the desk, or will be as soon as its pages are known."""
        return self._pages.view.place() if self._pages.view.pages else self._places.get(document_id, ViewPlace())

    # Leading the user

    def select_fact(self, fact_id: int) -> bool:
        """Select a fact, if it is there."""
        return self._facts.select_fact(fact_id)

    def light(self, spans: Iterable[Span]) -> None:
        """Light places of the document on the desk, and go to the first."""
        self.highlights.light(spans)

    def show_matches(self, hits: Sequence[Hit]) -> None:
        """Light all that a search found; nothing when it is over."""
        self.highlights.show_matches(hits)

    def show_hit(self, hit: Hit) -> None:
        """Show a place that the search found."""
        self.show_sentence(hit.document_id, Span(hit.page, hit.start, hit.end))

    def show_sentence(self, document_id: int, span: Span) -> None:
        """Show a place of a document."""
        self.open(document_id)
        self.light([span])

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

    def show_decided(self, fact_id: int) -> None:
        """Show the facts anew after a decision, with the one that it was on selected."""
        self._show_facts()
        self._facts.select_fact(fact_id)
        self._select()

    def _select(self) -> None:
        self._facts.show_selected()
        self.highlights.light_selected()

    def _step(self, by: int) -> None:
        self._facts.step(by)
        if not self._pages.view.hasFocus():
            self._facts.focus()

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
        self.highlights.paint()


def _why_no_pages(document: DocumentRow) -> tuple[str, str]:
    if document.state is DocumentState.FAILED:
        return messages.PAGE_FAILED(), say(document.error) if document.error is not None else ""
    if document.state is DocumentState.CANCELLED:
        return "", messages.PAGE_CANCELLED()
    return "", messages.PAGE_WAIT()
