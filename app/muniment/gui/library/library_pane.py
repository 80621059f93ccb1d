"""The left pane: the documents of the vault, or the places that a search found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from muniment.gui.frame.pane import PaneDefaults, PaneInfo, Parts, Seat, Surroundings
from muniment.gui.kit import plain_text
from muniment.gui.kit.empty_state import EmptyState
from muniment.gui.kit.pane_parts import bare_column, head, set_surface
from muniment.gui.library.library_model import LibraryModel
from muniment.gui.library.library_view import LibraryView
from muniment.gui.library.search_results import HitsModel, HitsView
from muniment.gui.texts import messages
from muniment.texts.text import Text
from muniment.vault.database.records import Hit


class LibraryPane(QWidget, PaneDefaults):
    """The pane.

    Attributes:
        document_chosen: The user went to another document.
        hit_chosen: The user chose a place that the search found.
    """

    document_chosen = Signal(int)
    hit_chosen = Signal(object)

    info = PaneInfo(
        "library", Text("Library"), Seat.LEFT, key="Ctrl+1", least_width=180,
        opens=Text("Go to the library"), help=Text("library"),
    )  # fmt: skip

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        set_surface(self, "panel")
        theme = parts.theme
        self.model, self.hits = LibraryModel(), HitsModel()
        self.view, self.hits_view = LibraryView(self.model, theme), HitsView(self.hits, theme)
        self._heading, self._count = plain_text.label(messages.LIBRARY(), "heading"), plain_text.label("", "mute")
        self._empty = EmptyState("document", messages.LIBRARY_EMPTY_TITLE(), "", theme)
        self._nothing = EmptyState("search", "", messages.SEARCH_NOTHING(), theme)
        self._stack = QStackedWidget()
        for widget in (self.view, self._empty, self.hits_view, self._nothing):
            self._stack.addWidget(widget)
        column = bare_column(self)
        column.addWidget(head(self._heading, self._count, margins=(18, 18)))
        column.addWidget(self._stack, 1)
        self._searching = False
        self.view.selectionModel().currentChanged.connect(lambda current, _: self._chosen(current.row()))
        self.hits_view.selectionModel().currentChanged.connect(lambda current, _: self._hit_chosen(current.row()))
        self.hits_view.activated.connect(lambda index: self._hit_chosen(index.row()))
        self.hits_view.clicked.connect(lambda index: self._hit_chosen(index.row()))
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._show)
        self._show()

    def attach(self, surroundings: Surroundings) -> None:
        """Offer what can be done with a document."""
        self.view.addActions(surroundings.commands.of("cancel", "retry", "remove"))

    def choose(self, document_id: int) -> None:
        """Make a document current."""
        row = self.model.row_of(document_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def show_hits(self, hits: list[Hit], words: str) -> None:
        """Show what a search found; the library comes back with ``show_library``."""
        self._searching = bool(words.strip())
        names = {row.document.id: row.document.name for row in map(self.model.entry, range(self.model.rowCount()))}
        self.hits.load(hits, names, words)
        self._show()

    def show_library(self) -> None:
        """Show the documents."""
        self._searching = False
        self._show()

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard; of what a search found the first is shown at once."""
        if self._searching and self.hits.rowCount() and not self.hits_view.currentIndex().isValid():
            self.hits_view.setCurrentIndex(self.hits.index(0))
        (self.hits_view if self._searching else self.view).setFocus(reason)

    def _hit_chosen(self, row: int) -> None:
        if row >= 0:
            self.hit_chosen.emit(self.hits.hit(row))

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.document_chosen.emit(self.model.entry(row).document.id)

    def _show(self) -> None:
        if self._searching:
            found = self.hits.rowCount()
            self._heading.setText(messages.found(found))
            self._count.setText("")
            self._stack.setCurrentWidget(self.hits_view if found else self._nothing)
            return
        documents = self.model.rowCount()
        self._heading.setText(messages.LIBRARY())
        self._count.setText(messages.library_count(documents))
        self._stack.setCurrentWidget(self.view if documents else self._empty)
