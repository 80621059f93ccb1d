"""While files are dragged over the window: what happens when they are let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from muniment.gui.kit import icons
from muniment.gui.kit.theme import Theme, sized
from muniment.gui.texts import messages, model_messages


class DropOverlay(QWidget):
    """Covers the window; takes no part in the dragging itself."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._words = messages.DROP_OVERLAY(), messages.DROP_UNDER()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, *, documents: bool = True, models: bool = False) -> None:
        """Show over the whole window.

        Args:
            documents: There are documents among the files.
            models: There are models among them.
        """
        if models:
            both = model_messages.DROP_BOTH(), model_messages.DROP_BOTH_UNDER()
            self._words = both if documents else (model_messages.DROP_MODEL(), model_messages.DROP_MODEL_UNDER())
        else:
            self._words = messages.DROP_OVERLAY(), messages.DROP_UNDER()
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def words(self) -> tuple[str, str]:
        """What it says."""
        return self._words

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt: a veil, and a card in the middle."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.ground)
        veil.setAlpha(225)
        painter.fillRect(self.rect(), veil)
        frame = QRectF(self.rect()).adjusted(18, 18, -18, -18)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 14, 14)
        middle = frame.center()
        picture = icons.picture("drop", colours.accent, 48, self.devicePixelRatioF())
        painter.drawPixmap(QRectF(middle.x() - 24, middle.y() - 64, 48, 48).toRect(), picture)
        painter.setPen(QColor(colours.text))
        painter.setFont(sized(self.font(), 18, self.font().Weight.DemiBold))
        line = QRectF(frame.left(), middle.y(), frame.width(), 28)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), self._words[0])
        painter.setPen(QColor(colours.mute))
        painter.setFont(sized(self.font(), 13))
        painter.drawText(line.translated(0, 30), int(Qt.AlignmentFlag.AlignCenter), self._words[1])
        painter.end()


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files of a drag; folders and links to elsewhere are told apart by whoever reads them."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]
