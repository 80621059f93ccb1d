"""F1: the keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from muniment.gui.frame.command import Command
from muniment.gui.frame.shortcut_lines import ShortcutLine, shortcut_groups
from muniment.gui.kit import plain_text
from muniment.texts.text import Text

_TITLE = Text("Keyboard shortcuts")


class KeysDialog(QDialog):
    """All keys, in groups."""

    def __init__(self, commands: Iterable[Command], parent: QWidget) -> None:
        """List the keys.

        Args:
            commands: Those with a key and words for it are listed, in this order.
            parent: Over which it opens.
        """
        super().__init__(parent)
        self.setWindowTitle(_TITLE())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        sides = QHBoxLayout()
        sides.setSpacing(36)
        groups = shortcut_groups(commands)
        half = (len(groups) + 1) // 2
        for side in (groups[:half], groups[half:]):
            sides.addWidget(_side(side), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(sides)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # no other button of ours has one
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def _side(groups: Sequence[tuple[str, Sequence[ShortcutLine]]]) -> QWidget:
    side = QWidget()
    grid = QGridLayout(side)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    row = 0
    for title, lines in groups:
        if row:
            grid.setRowMinimumHeight(row, 10)
            row += 1
        grid.addWidget(plain_text.label(title, "heading"), row, 0, 1, 2)
        for line in lines:
            row += 1
            grid.addWidget(plain_text.label(line.keys, "strong"), row, 0)
            grid.addWidget(plain_text.label(line.words), row, 1)
        row += 1
    return side
