"""Where the keyboard is, and what can be chosen: only what would do something.

Must never take the keyboard from where the user has put it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from muniment.gui.facts.facts_pane import FACTS

if TYPE_CHECKING:
    from muniment.gui.shell.main_window import MainWindow


class Attention(QObject):
    """Follows what a window shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.facts.view.cell_changed.connect(self._enable)
        window.facts.tab_changed.connect(lambda _: self._enable())
        window.session.bridge.document_changed.connect(self._settle_on)
        self._enable()

    def settle(self) -> None:
        """Give the keyboard to what there is to work on, if nobody has it."""
        window = self._window
        if window.focusWidget() not in (None, window, window.top.add):
            return
        if window.facts.analysis is not None:
            window.facts.focus()
        elif window.library.model.rowCount():
            window.library.focus()

    def _settle_on(self, document_id: int) -> None:
        shown = self._window.desk.document
        if shown is not None and shown.id == document_id and self._window.facts.analysis is not None:
            self.settle()

    def _enable(self) -> None:
        deeds, facts = self._window.deeds, self._window.facts
        analysis, is_chosen = facts.analysis, facts.view.cell() is not None and facts.tabs.currentIndex() == FACTS
        for action in deeds.of("accept", "point", "reject"):
            action.setEnabled(analysis is not None and is_chosen)
        deeds["undo"].setEnabled(analysis is not None)
        deeds["export"].setEnabled(analysis is not None and bool(analysis.facts))
