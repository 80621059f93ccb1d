"""The panes side by side, those of one seat behind each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.command import Command, Group, Help
from muniment.gui.frame.pane import Pane, Seat, Surroundings
from muniment.vault.database.records import DocumentRow

_Kind = TypeVar("_Kind")
_STRETCH = {Seat.LEFT: 0, Seat.MIDDLE: 3, Seat.RIGHT: 2}


class PaneArea(QSplitter):
    """Seats the panes, and brings them in front."""

    def __init__(self, panes: Iterable[Pane]) -> None:
        super().__init__()
        self._panes = {pane.info.id: pane for pane in panes}
        self._stacks: dict[Seat, QStackedWidget] = {}
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for number, (seat, stretch) in enumerate(_STRETCH.items()):
            self.addWidget(self._stack(seat))
            self.setStretchFactor(number, stretch)
        for pane in self._seated(Seat.TAB):
            self.get(FactsPane).add_tab(pane.info.id, pane.info.title(), pane.widget)

    def get(self, kind: type[_Kind]) -> _Kind:
        """The pane of a class.

        Raises:
            LookupError: There is none.
        """
        for pane in self._panes.values():
            if isinstance(pane, kind):
                return pane
        raise LookupError(kind.__name__)

    def openers(self) -> list[Command]:
        """The commands that bring panes in front."""
        return [self._opener(pane) for pane in self._panes.values()]

    def commands(self) -> list[Command]:
        """What can be done in the panes."""
        return [command for pane in self._panes.values() for command in pane.commands()]

    def widgets(self) -> Mapping[str, QWidget]:
        """What is seen of each pane."""
        return {name: pane.widget for name, pane in self._panes.items()}

    def attach(self, surroundings: Surroundings) -> None:
        """Connect all panes with the window, which is built now."""
        for pane in self._panes.values():
            pane.attach(surroundings)

    def show_document(self, document: DocumentRow | None) -> None:
        """Tell all panes which document is shown.

        Args:
            document: None where none is.
        """
        for pane in self._panes.values():
            pane.show_document(document)

    def go_to(self, pane_id: str) -> None:
        """Bring a pane in front and give it the keyboard."""
        pane = self._panes[pane_id]
        if pane.info.seat is Seat.TAB:
            facts = self.get(FactsPane)
            self.bring(facts)
            facts.tabs.turn_to(pane_id)
        else:
            self.bring(pane)
        pane.focus(Qt.FocusReason.ShortcutFocusReason)

    def bring(self, pane: Pane) -> None:
        """Bring a pane in front of the others of its seat."""
        for other in self._seated(pane.info.seat):
            if other is not pane:
                other.put_behind()
        self._stacks[pane.info.seat].setCurrentWidget(pane.widget)

    # What is kept

    def places(self) -> dict[str, dict[str, object]]:
        """Where the user is in each pane."""
        return {name: dict(place) for name, pane in self._panes.items() if (place := pane.place())}

    def restore_places(self, places: Mapping[str, object]) -> None:
        """What ``places`` said; of panes that are not there any more nothing."""
        for name, pane in self._panes.items():
            place = places.get(name)
            if isinstance(place, dict):
                pane.restore(place)

    def widths(self) -> str:
        """Of the seats, as text."""
        return bytes(self.saveState().toBase64().data()).decode()

    def restore_widths(self, text: str) -> None:
        """What ``widths`` said."""
        self.restoreState(QByteArray.fromBase64(text.encode()))

    def _seated(self, seat: Seat) -> list[Pane]:
        return [pane for pane in self._panes.values() if pane.info.seat is seat]

    def _stack(self, seat: Seat) -> QStackedWidget:
        stack = self._stacks[seat] = QStackedWidget()
        for pane in self._seated(seat):
            stack.addWidget(pane.widget)
        stack.setMinimumWidth(max((pane.info.least_width for pane in self._seated(seat)), default=0))
        return stack

    def _opener(self, pane: Pane) -> Command:
        info = pane.info
        line = "panes" if info.group is Group.WINDOW else ""
        return Command(
            info.id, info.opens or info.title, lambda: self.go_to(info.id), (info.key,) if info.key else (),
            menu=info.menu, button=info.button, help=Help(info.group, info.help or info.title, line),
        )  # fmt: skip
