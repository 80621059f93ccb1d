"""Where words to look for are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from muniment.gui.texts import messages

_TYPING_MS = 180  # after the last letter, before the vault is searched


class SearchField(QLineEdit):
    """Where words to look for are typed.

    Attributes:
        asked: Look for these words; empty for no more.
        left: Down or Enter: to the results.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(messages.SEARCH_HINT())
        self.setAccessibleName(messages.SEARCH_NAME())
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Enter and Down lead to the results, Esc out of the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._pause.stop()
            self.asked.emit(self.text())
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Take the keyboard, for other words."""
        self.setFocus()
        self.selectAll()

    def rest(self) -> None:
        """Ask for nothing any more: the vault is about to be closed."""
        self._pause.stop()

    def leave(self) -> None:
        """Search no more."""
        self.clear()
        self._pause.stop()
        self.asked.emit("")
