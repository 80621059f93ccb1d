"""What is good to know for a moment, over the lower edge of the window: nothing moves, nothing has to be clicked away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muniment.gui.kit import plain_text

_MOST = 3  # sentences at once; older ones go
_STAY_MS = 5_000  # a sentence of twenty words takes about five seconds to read
_PAD = 40  # pixels beside the words, those of the style sheet and some for rounding
_WIDEST = 560  # pixels: short lines read better
_ASIDE, _ABOVE = 16, 20  # pixels from the edges of what it stands over


class Toasts(QWidget):
    """The sentences, over a part of the window; takes no part in what the mouse does."""

    def __init__(self, window: QWidget, part: QWidget) -> None:
        super().__init__(window)
        self._window, self._part = window, part
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        part.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence for a moment, and have it spoken."""
        for label in self._labels():
            if label.text() == sentence:
                self._drop(label)
        for label in self._labels()[: max(0, len(self._labels()) - _MOST + 1)]:
            self._drop(label)
        label = plain_text.label(sentence, "toast")
        label.setWordWrap(True)
        self._lines.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        QTimer.singleShot(_STAY_MS, label, lambda: self._drop(label))
        plain_text.speak(self._window, sentence)
        self._place()

    def sentences(self) -> list[str]:
        """In sight, oldest first."""
        return [label.text() for label in self._labels()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt: there is more or less room."""
        if watched is self._part and event.type() is QEvent.Type.Resize:
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
        corner, widest = self._part.mapTo(self._window, QPoint()), min(_WIDEST, self._part.width() - 2 * _ASIDE)
        height = self._lines.spacing() * max(0, len(self._labels()) - 1)
        for label in self._labels():
            label.setFixedWidth(min(widest, label.fontMetrics().horizontalAdvance(label.text()) + _PAD))
            height += label.heightForWidth(label.width())
        left = corner.x() + (self._part.width() - widest) // 2
        self.setGeometry(left, corner.y() + self._part.height() - _ABOVE - height, widest, height)
        self.raise_()
