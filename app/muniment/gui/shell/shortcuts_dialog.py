"""F1: the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from muniment.gui.kit import plain_text
from muniment.gui.texts import shortcut_messages
from muniment.texts.text import Text


class KeysDialog(QDialog):
    """All keys, in groups."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(shortcut_messages.TITLE())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        sides = QHBoxLayout()
        sides.setSpacing(36)
        half = (len(shortcut_messages.KEYS) + 1) // 2
        for groups in (shortcut_messages.KEYS[:half], shortcut_messages.KEYS[half:]):
            sides.addWidget(_side(groups), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(sides)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # no other button of ours has one
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def _side(groups: tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...]) -> QWidget:
    side = QWidget()
    grid = QGridLayout(side)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    row = 0
    for title, keys in groups:
        if row:
            grid.setRowMinimumHeight(row, 10)
            row += 1
        grid.addWidget(plain_text.label(title(), "heading"), row, 0, 1, 2)
        for key, meaning in keys:
            row += 1
            grid.addWidget(plain_text.label(shortcut_messages.key(key), "strong"), row, 0)
            grid.addWidget(plain_text.label(meaning()), row, 1)
        row += 1
    return side
