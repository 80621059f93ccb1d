"""Lock the vault when nobody is there: after minutes without input, when the desktop is locked, and around sleep.

Must never keep the vault open because a signal did not come: the clock alone finds out after sleep.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from PySide6.QtCore import SLOT, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from muniment import policy
from muniment.vault.store import Vault

DEFAULT_MINUTES = 15
TICK_SECONDS = 5.0
SETTING = "gui.lock_minutes"

_SLEPT = 20.0  # seconds that only the clock of the whole world has counted; less may be a clock that was set
_INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TabletMove, QEvent.Type.DragMove,
})  # fmt: skip

# Service, path, interface, signal; the desktops' screen savers on the session bus, logind's on the system bus.
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"),
)
_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")


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
        """Set after how many minutes, 0 for never; the vault remembers it."""
        self.minutes = _allowed(minutes)
        self._vault.set(SETTING, minutes)
        self._touched = now()

    def stop(self) -> None:
        """Watch no more."""
        self._clock.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def look(self) -> None:
        """Whether it is time."""
        awake, passed = now(), world()
        slept = (passed - self._world) - (awake - self._awake) > _SLEPT
        self._awake, self._world = awake, passed
        if slept or (self.minutes and awake - self._touched >= 60 * self.minutes):
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

    def _listen(self) -> None:
        """Hear the desktop, where there is a D-Bus; elsewhere (not run yet: Windows, macOS) the clock has to do."""
        if not sys.platform.startswith("linux"):
            return
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:  # a build without it
            return
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for bus, signals in ((session, _SAVERS), (system, (_LOGIND,))):
            for service, path, interface, name in signals if bus.isConnected() else ():
                slot: Any = SLOT("away(bool)")  # a text, whatever its type hint says: bytes are refused
                bus.connect(service, path, interface, name, self, slot)


def _allowed(minutes: int) -> int:
    """What the user asked for, or less where the machine's policy says so; 0 for never."""
    return policy.read().lock_after(minutes) or 0
