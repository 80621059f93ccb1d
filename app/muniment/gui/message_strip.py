"""Messages above the panes: what could not be done and why. Never a box that has to be clicked away first."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from muniment.gui import icons, messages, plain
from muniment.gui.theme import Theme

_MOST = 4  # messages at once; older ones go
_INFO_MS = 6_000  # after which what is only good to know goes by itself


class MessageStrip(QWidget):
    """The messages.

    Attributes:
        shown: The sentence of a new message.
    """

    shown = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def sentences(self) -> list[str]:
        """Of the messages in sight."""
        return [frame.accessibleName() for frame in self._frames()]

    def tell(self, sentence: str) -> None:
        """Say something that is good to know."""
        frame = self._add(sentence, "info")
        QTimer.singleShot(_INFO_MS, frame, frame.deleteLater)

    def warn(self, sentence: str) -> None:
        """Say what went wrong; it stays until it is closed."""
        self._add(sentence, "error")

    def _add(self, sentence: str, kind: str) -> QFrame:
        for frame in self._frames():
            if frame.accessibleName() == sentence:
                self._drop(frame)
        for frame in self._frames()[: max(0, len(self._frames()) - _MOST + 1)]:
            self._drop(frame)
        frame = QFrame()
        frame.setProperty("strip", kind)
        frame.setAccessibleName(sentence)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 7, 8, 7)
        words = plain.label(sentence)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(icons.icon("close", self._theme.colours.mute))
        close.setAccessibleName(messages.STRIP_CLOSE)
        close.setToolTip(messages.STRIP_CLOSE)
        close.clicked.connect(frame.deleteLater)
        row.addWidget(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(frame)
        self.shown.emit(sentence)
        return frame

    def _frames(self) -> list[QFrame]:
        items = [self._lines.itemAt(i) for i in range(self._lines.count())]
        found = [item.widget() for item in items if item is not None]
        return [frame for frame in found if isinstance(frame, QFrame)]

    def _drop(self, frame: QFrame) -> None:
        self._lines.removeWidget(frame)
        frame.deleteLater()
