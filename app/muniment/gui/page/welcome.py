"""What the middle shows while the vault is empty: an invitation, and a document to try."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from muniment import paths
from muniment.gui.kit import icons, plain_text
from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.kit.theme import Theme
from muniment.gui.texts import messages

_ICON = 48  # pixels
SAMPLE = ("sample", "annual-report.pdf")


class Welcome(QWidget):
    """The invitation.

    Attributes:
        sample: The button; absent words mean that no sample was installed.
        sample_asked: The user wants to try the sample; its path.
    """

    sample_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_surface(self, "ground")
        self._theme = theme
        self._picture = QLabel()
        self.sample = QPushButton(messages.WELCOME_SAMPLE())
        self.sample.setVisible(_sample().is_file())
        self.sample.clicked.connect(lambda: self.sample_asked.emit(_sample()))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 0, 32, 0)
        column.setSpacing(8)
        column.addStretch(38)
        column.addWidget(self._picture)
        column.addSpacing(4)
        for text, role in ((messages.WELCOME_TITLE(), "title"), (messages.welcome(), "mute")):
            label = plain_text.label(text, role)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(62)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.picture("drop", self._theme.colours.accent, _ICON, self.devicePixelRatioF()))


def _sample() -> Path:
    return paths.resources().joinpath(*SAMPLE)
