"""Asking before a model is imported or first used: what it is, under which licence, and in which format it is taken.

Must never take silence for consent: Enter and Esc leave all as it is until a choice is made with the keyboard or the mouse.
"""

from __future__ import annotations

from collections.abc import Sequence

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

from muniment.gui.kit import plain_text
from muniment.gui.texts import model_messages
from muniment.pipeline.models import model_catalogue
from muniment.worker.protocol.exchanged_values import Inspected

_WIDTH = 440  # pixels


class ModelConsent(QDialog):
    """The dialog; accepted once the user accepted the licence.

    Attributes:
        about: What the file is; of an adapter that fits several models, with that which was chosen.
        go: Accepts; not before a model was chosen where there are several.
        leave: Does not.

    Args:
        ways: What the file is: one thing, or an adapter with each of the models that it fits.
        parent: Under which it is shown.
        file: Name of the file that is imported; empty where an imported model is used for the first time.
    """

    def __init__(self, ways: Sequence[Inspected], parent: QWidget, *, file: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = self.about = ways[0]
        self.setWindowTitle(model_messages.CONSENT_TITLE() if file else model_messages.LICENCE_TITLE())
        self._formats, self._bases = QButtonGroup(self), QButtonGroup(self)
        self.go = QPushButton(model_messages.ACCEPT_IMPORT() if file else model_messages.ACCEPT_USE())
        self.leave = QPushButton(model_messages.CANCEL())
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(8)
        self._title, self._lead = _line(about.name if len(ways) == 1 else file, "title"), _line("", "mute")
        column.addWidget(self._title)
        column.addWidget(self._lead)
        if len(ways) > 1:
            self._offer_bases(column, ways)
        self._licence, self._link = _line("", "strong"), _line("", "mute")
        self._show_licence(column)
        self._tell(about)
        if file and not about.is_fast and not about.is_embedding:  # half floats are fast enough for vectors
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
        """Choose a format.

        Args:
            to: One of ``FORMATS``; empty for the file's own.
        """
        for button in self._formats.buttons():
            button.setChecked(button.property("format") == to)

    def choose_base(self, name: str) -> None:
        """Choose the model that an adapter changes."""
        next(button for button in self._bases.buttons() if button.text() == name).click()

    def _offer_bases(self, column: QVBoxLayout, ways: Sequence[Inspected]) -> None:
        column.addSpacing(6)
        column.addWidget(_line(model_messages.BASE_NAME(), "heading"))
        for about in ways:
            button = QRadioButton(model_messages.base_name(about))
            button.toggled.connect(lambda is_on, about=about: self._take(about) if is_on else None)
            self._bases.addButton(button)
            column.addWidget(button)
        self.go.setEnabled(False)
        self._lead.hide()  # what it needs depends on the model

    def _take(self, about: Inspected) -> None:
        self.about = about
        self._title.setText(about.name)
        self._tell(about)
        self._lead.show()
        self.go.setEnabled(True)

    def _tell(self, about: Inspected) -> None:
        """What it is and under which licence: an adapter may have that of its model."""
        licence = model_catalogue.licence(about)
        self._lead.setText(model_messages.consent_lead(about))
        self._licence.setText(licence.name or model_messages.UNKNOWN_LICENCE())
        self._link.setText(licence.link)
        self._link.setVisible(bool(licence.link))

    def _show_licence(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(_line(model_messages.LICENCE(), "heading"))
        column.addWidget(self._licence)
        self._link.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._link.setAccessibleName(model_messages.LICENCE_LINK())
        column.addWidget(self._link)

    def _offer_formats(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(_line(model_messages.FORMAT_NAME(), "heading"))
        column.addWidget(_line(model_messages.slow(self.about), "mute"))
        for to, words in model_messages.FORMATS.items():
            button = QRadioButton(words())
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
    label = plain_text.label(text, role)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDTH)
    return label
