"""Which periods the sheet shows: all, years, quarters, years to date, balances."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.sheet.period_names import Shown
from muniment.gui.texts import messages


class PeriodBar(QWidget):
    """A row of choices; it is hidden where there is nothing to choose. The arrow keys go from one to the next.

    Attributes:
        chosen: Another kind of period was chosen.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "bar")
        self.tabs = QTabBar()
        self.tabs.setProperty("segments", True)
        self.tabs.setAccessibleName(messages.PERIODS_NAME())
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for shown in Shown:
            self.tabs.addTab(messages.PERIODS[shown]())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self._wanted = Shown.ALL
        self.tabs.currentChanged.connect(self._choose)
        self.offer(())

    @property
    def wanted(self) -> Shown:
        """What the user chose, also where the document has none of it."""
        return self._wanted

    def want(self, shown: Shown) -> None:
        """Choose as the user did the last time."""
        self._wanted = shown

    def offer(self, shown: Sequence[Shown]) -> None:
        """Offer what a document has; nothing hides the bar."""
        self.setVisible(bool(shown))
        current = self._wanted if self._wanted in shown else Shown.ALL
        with QSignalBlocker(self.tabs):
            for number, each in enumerate(Shown):
                self.tabs.setTabVisible(number, each in shown)
            self.tabs.setCurrentIndex(list(Shown).index(current))

    def _choose(self, number: int) -> None:
        self._wanted = list(Shown)[number]
        self.chosen.emit(self._wanted.value)
