"""A bar of tabs that are named, not counted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar


class NamedTabs(QTabBar):
    """The bar.

    Attributes:
        turned: Another tab is in front; its name.
    """

    turned = Signal(str)

    def __init__(self, name: str) -> None:
        """Make an empty bar.

        Args:
            name: What screen readers call it.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.currentChanged.connect(lambda _: self.turned.emit(self.current()))

    def add(self, tab: str, words: str) -> None:
        """Add a tab at the end.

        Args:
            tab: Names it.
            words: On it.
        """
        self.setTabData(self.addTab(words), tab)

    def names(self) -> list[str]:
        """Of all tabs, from left to right."""
        return [str(self.tabData(at)) for at in range(self.count())]

    def current(self) -> str:
        """The tab in front."""
        return str(self.tabData(self.currentIndex()) or "")

    def turn_to(self, tab: str) -> None:
        """Bring a tab in front; a name that no tab has changes nothing.

        Args:
            tab: Its name.
        """
        if tab in self.names():
            self.setCurrentIndex(self.names().index(tab))

    def after(self) -> str:
        """The tab after the one in front; after the last, the first."""
        return self.names()[(self.currentIndex() + 1) % self.count()]
