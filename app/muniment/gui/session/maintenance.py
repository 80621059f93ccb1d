"""What is done for the vault beside the work on documents: backups and checks, on a thread of their own, given up when it closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from muniment.errors import Cancelled, UserError
from muniment.gui.texts import vault_messages
from muniment.texts.say import say
from muniment.vault.store import Vault

Step = Callable[[], None]
Deed = Callable[[Vault, Step], str]

FIRST_MS = 60_000
"""After the start: nobody waits for a backup, but many wait for the first page."""
EVERY_MS = 3_600_000


class _Told(QObject):
    ended = Signal(object, str, bool)


class _Chore(QRunnable):
    def __init__(self, vault: Vault, deed: Deed, step: Step) -> None:
        super().__init__()
        self._vault, self._deed, self._step = vault, deed, step
        self.told = _Told()

    def run(self) -> None:
        """Qt: on a thread of the pool."""
        try:
            self.told.ended.emit(self, self._deed(self._vault, self._step), False)
        except UserError as error:
            self.told.ended.emit(self, say(error.message), True)
        except Cancelled:
            self.told.ended.emit(self, "", False)
        finally:
            self._vault.close()


class Chores(QObject):
    """Does them one after the other.

    Attributes:
        told: A sentence that is good to know.
        warned: A sentence about something wrong.
        ended: One is done.
    """

    told = Signal(str)
    warned = Signal(str)
    ended = Signal()

    def __init__(self, vault: Vault) -> None:
        super().__init__()
        self._vault = vault
        self._running: list[_Chore] = []
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._is_over = False
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._tend)

    def start(self) -> None:
        """Make the daily backup and the weekly check when they are due, from now on."""
        if self._vault.folder is not None:
            self._clock.start(FIRST_MS)

    def back_up(self) -> None:
        """Make a backup now."""
        self.begin(_backed_up)

    def verify(self) -> None:
        """Check the whole vault now."""
        self.begin(_verified)

    def rotate(self) -> None:
        """Make a new backup and let the older ones go."""
        self.begin(_rotated)

    def begin(self, deed: Deed) -> None:
        """Do something with a connection of its own."""
        chore = _Chore(self._vault.second_connection(), deed, self._step)
        chore.setAutoDelete(False)
        chore.told.ended.connect(self._end)
        self._running.append(chore)
        self._pool.start(chore)

    def stop(self) -> None:
        """Give up what is being done, before the vault is closed; half a backup is removed."""
        self._is_over = True
        self._clock.stop()
        self._pool.waitForDone()

    def _step(self) -> None:
        if self._is_over:
            raise Cancelled

    def _tend(self) -> None:
        self.begin(_daily)
        self._clock.start(EVERY_MS)

    def _end(self, chore: _Chore, sentence: str, failed: bool) -> None:
        self._running.remove(chore)
        if sentence and not self._is_over:
            (self.warned if failed or sentence.startswith(_DAMAGED) else self.told).emit(sentence)
        self.ended.emit()


_DAMAGED = "The vault is damaged"


def _backed_up(vault: Vault, step: Step) -> str:
    made = vault.back_up(on_step=step)
    return vault_messages.backed_up(made.name) if made else ""


def _verified(vault: Vault, step: Step) -> str:
    return vault_messages.verified(vault.verify(step))


def _rotated(vault: Vault, _: Step) -> str:
    vault.rotate_backups()
    return ""


def _daily(vault: Vault, step: Step) -> str:
    """The check first: what is damaged must not take the place of a good backup."""
    if vault.is_check_due():
        report: Any = vault.verify(step)
        if not report.is_whole:
            return vault_messages.verified(report)
    vault.back_up(daily=True, on_step=step)
    return ""
