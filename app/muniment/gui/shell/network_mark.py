"""What the status bar says of the network: tried anew every few seconds, and on a click in full.

Must never say that the network is blocked without having just tried it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from muniment import guard
from muniment.gui.kit import plain_text
from muniment.gui.texts import network_messages

EVERY_MILLISECONDS = 10_000
Processes = Callable[[], Mapping[str, int]]


def probes(processes: Mapping[str, int]) -> list[guard.Probe]:
    """Try this process, and ask the kernel about the others.

    Args:
        processes: The workers that run, by role.
    """
    others = [guard.probe_process(role, pid) for role, pid in processes.items()]
    return [guard.probe_self("window"), *others]


def verdict(found: Sequence[guard.Probe]) -> bool | None:
    """Whether the network is blocked for all of them: no if it is open to one, None if the window cannot tell."""
    answers = [probe.is_blocked for probe in found]
    return False if False in answers else answers[0]


class NetworkMark(QPushButton):
    """The words, which open the details.

    Attributes:
        asked: The user wants to know more.
    """

    asked = Signal()

    def __init__(self, processes: Processes) -> None:
        super().__init__()
        self._processes = processes
        self.setFlat(True)
        self.setToolTip(plain_text.tip(network_messages.TIP()))
        self.clicked.connect(self.asked)
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(EVERY_MILLISECONDS)
        self.look()

    def look(self) -> list[guard.Probe]:
        """Try now, and say what came of it."""
        found = probes(self._processes())
        self.setText(network_messages.WORDS[verdict(found)]())
        return found


class NetworkDialog(QDialog):
    """Each process, and what the system answered."""

    def __init__(self, parent: QWidget, found: Sequence[guard.Probe]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(network_messages.TITLE())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        column.addWidget(plain_text.label(network_messages.WORDS[verdict(found)](), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for row, probe in enumerate(found):
            grid.addWidget(plain_text.label(network_messages.process(probe.name, probe.pid), "strong"), row, 0)
            grid.addWidget(plain_text.label(probe.said), row, 1)
        column.addLayout(grid)
        column.addWidget(plain_text.label(network_messages.MORE(), "mute"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
