"""What is good to know for a moment, over the lower edge of the window: nothing moves, nothing has to be clicked away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muniment.gui import plain

_MOST = 3  # sentences at once; older ones go
_STAY_MS = 5_000  # a sentence of twenty words takes about five seconds to read
_WIDEST = 560  # pixels: short lines read better
_ABOVE = 56  # pixels over the window's lower edge: over the status bar


class Toasts(QWidget):
    """The sentences; takes no part in what the mouse does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        window.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence for a moment, and have it spoken."""
        for label in self._labels():
            if label.text() == sentence:
                self._drop(label)
        for label in self._labels()[: max(0, len(self._labels()) - _MOST + 1)]:
            self._drop(label)
        label = plain.label(sentence, "toast")
        label.setWordWrap(True)
        label.setFixedWidth(min(_WIDEST, label.fontMetrics().horizontalAdvance(sentence) + 40))
        self._lines.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        QTimer.singleShot(_STAY_MS, label, lambda: self._drop(label))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, sentence))
        self._place()

    def sentences(self) -> list[str]:
        """In sight, oldest first."""
        return [label.text() for label in self._labels()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt: the window has another size."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _labels(self) -> list[QLabel]:
        items = [self._lines.itemAt(i) for i in range(self._lines.count())]
        found = [item.widget() for item in items if item is not None]
        return [label for label in found if isinstance(label, QLabel)]

    def _drop(self, label: QLabel) -> None:
        self._lines.removeWidget(label)
        label.hide()
        label.deleteLater()
        self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._labels()))
        self._lines.activate()
        size = self._lines.sizeHint()
        height = sum(label.heightForWidth(label.width()) for label in self._labels())
        height += self._lines.spacing() * max(0, len(self._labels()) - 1)
        room = self._window.rect()
        self.setGeometry((room.width() - size.width()) // 2, room.height() - _ABOVE - height, size.width(), height)
        self.raise_()
