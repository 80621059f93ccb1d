"""Lock the vault when nobody is there: after minutes without input, when the desktop is locked, and around sleep.

Must never keep the vault open because a signal did not come: the clock alone finds out after sleep.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from muniment import policy
from muniment.gui.vaults import desktop_lock
from muniment.gui.vaults.desktop_lock import WindowsMessages
from muniment.vault.store import Vault

DEFAULT_MINUTES = 15
TICK_SECONDS = 5.0
SETTING = "gui.lock_minutes"

_SLEPT = 20.0  # seconds that only the clock of the whole world has counted; less may be a clock that was set
_INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TabletMove, QEvent.Type.DragMove,
})  # fmt: skip


def now() -> float:
    """Seconds that the machine was awake."""
    return time.monotonic()


def world() -> float:
    """Seconds that have passed in the world, sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform.startswith("linux") else time.time()


class AutoLock(QObject):
    """Watches, and asks for the lock.

    Attributes:
        due: Lock now.
        minutes: Without input; 0 for never.
    """

    due = Signal()

    def __init__(self, vault: Vault, parent: QObject) -> None:
        super().__init__(parent)
        self._vault = vault
        self.minutes = _allowed(int(vault.get(SETTING, DEFAULT_MINUTES)))
        self._touched, self._awake, self._world = now(), now(), world()
        self._messages: WindowsMessages | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(round(TICK_SECONDS * 1000))
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self._touched = now()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._clock.start()
        self._listen()

    def choose(self, minutes: int) -> None:
        """Set after how many minutes, 0 for never; the vault remembers it.

        Args:
            minutes: Without input; the policy of the machine may ask for fewer.
        """
        self.minutes = _allowed(minutes)
        self._vault.set(SETTING, minutes)
        self._touched = now()

    @staticmethod
    def allows(minutes: int) -> bool:
        """Whether the machine's policy leaves this choice to the user."""
        return _allowed(minutes) == minutes

    def stop(self) -> None:
        """Watch no more."""
        self._clock.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if self._messages is not None:
                application.removeNativeEventFilter(self._messages)

    def look(self) -> None:
        """Whether it is time."""
        awake, passed = now(), world()
        slept = (passed - self._world) - (awake - self._awake) > _SLEPT
        self._awake, self._world = awake, passed
        if slept or desktop_lock.macos_is_locked() or (self.minutes and awake - self._touched >= 60 * self.minutes):
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt: any input anywhere in the program."""
        if event.type() in _INPUT:
            self._touched = now()
        return False

    @Slot(bool)
    def away(self, is_away: bool) -> None:
        """The desktop was locked, or the machine is about to sleep."""
        if is_away:
            self.due.emit()

    @Slot()
    def leave(self) -> None:
        """The session is to be locked."""
        self.due.emit()

    def _listen(self) -> None:
        """Hear the desktop, where it says something; the clock does without."""
        application = QApplication.instance()
        if sys.platform.startswith("linux"):
            desktop_lock.listen_on_the_bus(self)
        elif sys.platform == "win32" and application is not None:
            self._messages = WindowsMessages(self.away)
            application.installNativeEventFilter(self._messages)
            for window in QApplication.topLevelWidgets():
                desktop_lock.ask_windows(int(window.winId()))


def _allowed(minutes: int) -> int:
    """What the user asked for, or less where the machine's policy says so; 0 for never."""
    return policy.read().lock_after(minutes) or 0
