"""Asking before a model is imported or first used: what it is, under which licence, and in which format it is taken.

Must never take silence for consent: Enter and Esc leave all as it is until a choice is made with the keyboard or the mouse.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from muniment.gui import model_messages, plain
from muniment.pipeline import catalogue
from muniment.worker.messages import Inspected

_WIDTH = 440  # pixels


class ModelConsent(QDialog):
    """The dialog; accepted once the user accepted the licence.

    Attributes:
        about: What the file is.
        go: Accepts.
        leave: Does not.
    """

    def __init__(self, about: Inspected, parent: QWidget, *, is_import: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.about = about
        self.setWindowTitle(model_messages.CONSENT_TITLE if is_import else model_messages.LICENCE_TITLE)
        self._formats = QButtonGroup(self)
        self.go = QPushButton(model_messages.ACCEPT_IMPORT if is_import else model_messages.ACCEPT_USE)
        self.leave = QPushButton(model_messages.CANCEL)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(8)
        column.addWidget(_line(about.name, "title"))
        column.addWidget(_line(model_messages.consent_lead(about), "mute"))
        self._show_licence(column)
        if is_import and not about.is_fast and not about.is_embedding:  # half floats are fast enough for vectors
            self._offer_formats(column)
        self._add_buttons(column)
        self.leave.setFocus()
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    @property
    def format(self) -> str:
        """In which it is to be written; empty to take it as it is."""
        chosen = self._formats.checkedButton()
        return str(chosen.property("format")) if chosen else ""

    def choose(self, to: str) -> None:
        """Choose a format."""
        for button in self._formats.buttons():
            button.setChecked(button.property("format") == to)

    def _show_licence(self, column: QVBoxLayout) -> None:
        licence = catalogue.licence(self.about)
        column.addSpacing(6)
        column.addWidget(_line("Licence", "heading"))
        column.addWidget(_line(licence.name or model_messages.UNKNOWN_LICENCE, "strong"))
        if licence.link:
            link = _line(licence.link, "mute")
            link.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            link.setAccessibleName(model_messages.LICENCE_LINK)
            column.addWidget(link)

    def _offer_formats(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(_line(model_messages.FORMAT_NAME, "heading"))
        column.addWidget(_line(model_messages.slow(self.about), "mute"))
        for to, words in model_messages.FORMATS.items():
            button = QRadioButton(words)
            button.setProperty("format", to)
            self._formats.addButton(button)
            column.addWidget(button)
        self.choose("")  # a conversion needs consent

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        self.go.setProperty("primary", "true")
        self.go.setAutoDefault(False)
        self.leave.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        for button in (self.leave, self.go):
            row.addWidget(button)
        column.addSpacing(8)
        column.addLayout(row)


def _line(text: str, role: str) -> QLabel:
    label = plain.label(text, role)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDTH)
    return label
