"""The search of the window: pages with the words at once, and those that mean the same as soon as they are known.

Must never wait for a model, nor show what another search found.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from muniment.gui.session.vault_session import VaultSession
from muniment.pipeline.models import semantic_search
from muniment.vault.database.records import Hit

MOST = 100
"""Pages that are listed."""


class Searching(QObject):
    """One search at a time.

    Attributes:
        found: Hits, and the words; comes again when there are more.
    """

    found = Signal(list, str)

    def __init__(self, session: VaultSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._token = 0
        self._words = ""
        self._hits: list[Hit] = []
        session.bridge.neared.connect(self._neared)

    def search(self, words: str) -> None:
        """Search; an empty text ends the search."""
        self._token += 1
        self._words, self._hits = words, self._session.vault.search(words, MOST)
        self.found.emit(self._hits, words)
        self._session.pipeline.look(words, self._token)

    def _neared(self, token: int) -> None:
        near = self._session.pipeline.near(token)
        if token != self._token or not near:
            return
        hits, _ = semantic_search.joined(self._session.vault, self._hits, near, MOST)
        if hits != self._hits:
            self._hits = hits
            self.found.emit(hits, self._words)
