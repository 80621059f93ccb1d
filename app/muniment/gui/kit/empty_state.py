"""What a pane shows while it has nothing: what it is for, and the next thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muniment.gui.kit import icons, plain_text
from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.kit.theme import Theme

_WIDEST = 360  # pixels: short lines read better


class EmptyState(QWidget):
    """An icon, a title and a sentence."""

    def __init__(self, name: str, title: str, text: str, theme: Theme) -> None:
        super().__init__()
        set_surface(self, "panel")
        self._icon, self._theme = name, theme
        self._picture = QLabel()
        self._title, self._text = plain_text.label(title, "strong"), plain_text.label(text, "mute")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(6)
        column.addStretch(38)
        for widget in (self._picture, self._title, self._text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            widget.setWordWrap(True)
            widget.setMaximumWidth(_WIDEST)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 100)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(62)
        self.say(title, text)
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, title: str, text: str) -> None:
        """Show other words."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def _draw(self) -> None:
        picture = icons.picture(self._icon, self._theme.colours.mute, 32, self.devicePixelRatioF())
        self._picture.setPixmap(picture)
