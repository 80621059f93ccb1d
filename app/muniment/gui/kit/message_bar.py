"""Messages: what could not be done stays above the panes, what is good to know passes. Never a box that has to be clicked away first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from muniment.gui.kit import icons, plain_text
from muniment.gui.kit.theme import Theme
from muniment.gui.kit.toasts import Toasts
from muniment.gui.texts import messages

_MOST = 4  # messages at once; older ones go


class MessageBar(QWidget):
    """The messages.

    Attributes:
        shown: The sentence of a new message.
    """

    shown = Signal(str)

    def __init__(self, theme: Theme, toasts: Toasts) -> None:
        super().__init__()
        self._theme, self._toasts = theme, toasts
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def sentences(self) -> list[str]:
        """Of the messages in sight."""
        return [frame.accessibleName() for frame in self._frames()] + self._toasts.sentences()

    def tell(self, sentence: str) -> None:
        """Say something that is good to know."""
        self._toasts.say(sentence)
        self.shown.emit(sentence)

    def warn(self, sentence: str) -> None:
        """Say what went wrong; it stays until it is closed."""
        for frame in self._frames():
            if frame.accessibleName() == sentence:
                self._drop(frame)
        for frame in self._frames()[: max(0, len(self._frames()) - _MOST + 1)]:
            self._drop(frame)
        frame = QFrame()
        frame.setProperty("strip", "error")
        frame.setAccessibleName(sentence)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 7, 8, 7)
        words = plain_text.label(sentence)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(icons.icon("close", self._theme.colours.mute))
        close.setAccessibleName(messages.STRIP_CLOSE())
        close.setToolTip(messages.STRIP_CLOSE())
        close.clicked.connect(frame.deleteLater)
        row.addWidget(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(frame)
        self.shown.emit(sentence)

    def _frames(self) -> list[QFrame]:
        items = [self._lines.itemAt(i) for i in range(self._lines.count())]
        found = [item.widget() for item in items if item is not None]
        return [frame for frame in found if isinstance(frame, QFrame)]

    def _drop(self, frame: QFrame) -> None:
        self._lines.removeWidget(frame)
        frame.deleteLater()
