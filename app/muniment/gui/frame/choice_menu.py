"""A menu of values, one of which is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """The menu.

    Attributes:
        chosen: The user chose this value.
    """

    chosen = Signal(object)

    def __init__(self, title: str, values: Iterable[tuple[object, str]], parent: QWidget) -> None:
        """Make it.

        Args:
            title: Of the menu.
            values: What can be chosen, with the words of each.
            parent: Owns it.
        """
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        for value, words in values:
            action = QAction(words, self, checkable=True)
            action.setData(value)
            self._group.addAction(action)
            self.addAction(action)
        self._group.triggered.connect(lambda action: self.chosen.emit(action.data()))

    def tick(self, value: object) -> None:
        """Show which value counts."""
        for action in self._group.actions():
            action.setChecked(action.data() == value)
