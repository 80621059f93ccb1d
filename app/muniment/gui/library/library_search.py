"""The search of the window: pages with the words at once, and those that mean the same as soon as they are known.

Must never wait for a model, nor show what another search found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from muniment.gui.frame.command import Command, Group, Help, Menu
from muniment.gui.frame.pane import Parts
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.library.search_field import SearchField
from muniment.pipeline.models import semantic_search
from muniment.texts.text import Text
from muniment.vault.database.records import Hit

MOST = 100
"""Pages that are listed."""


class SearchPlaces(Protocol):
    """Where a search leads."""

    def show_matches(self, hits: Sequence[Hit]) -> None:
        """Light all that was found; nothing when the search is over."""
        ...

    def show_hit(self, hit: Hit) -> None:
        """Show one place."""
        ...


class Searching(QObject):
    """One search at a time, from the field to the list of what was found.

    Attributes:
        field: Where words are typed.
    """

    def __init__(self, parts: Parts, library: LibraryPane, places: SearchPlaces) -> None:
        super().__init__()
        self._vault, self._pipeline = parts.vault, parts.pipeline
        self._library, self._places = library, places
        self.field = SearchField()
        self._token = 0
        self._words = ""
        self._hits: list[Hit] = []
        parts.bridge.neared.connect(self._neared)
        self.field.asked.connect(self.search)
        self.field.left.connect(library.focus)
        library.hit_chosen.connect(self._show_hit)

    def commands(self) -> Sequence[Command]:
        """Search."""
        words = Help(Group.DOCUMENTS, Text("search all documents"))
        return (
            Command("search", Text("Search"), self.field.enter, ("Ctrl+F",), menu=Menu.DOCUMENTS, help=words),
        )  # fmt: skip

    def search(self, words: str) -> None:
        """Search; an empty text ends the search."""
        self._token += 1
        self._words, self._hits = words, self._vault.search(words, MOST)
        self._show()
        self._pipeline.look(words, self._token)

    def leave(self) -> bool:
        """End the search and go back to the documents; whether there was one."""
        if not self.field.text():
            return False
        self.field.leave()
        self._library.focus()
        return True

    def _neared(self, token: int) -> None:
        near = self._pipeline.near(token)
        if token != self._token or not near:
            return
        hits, _ = semantic_search.joined(self._vault, self._hits, near, MOST)
        if hits != self._hits:
            self._hits = hits
            self._show()

    def _show(self) -> None:
        self._places.show_matches(self._hits)
        if self._words.strip():
            self._library.show_hits(self._hits, self._words)
        else:
            self._library.show_library()

    def _show_hit(self, hit: Hit) -> None:
        self._library.choose(hit.document_id)
        self._places.show_hit(hit)
