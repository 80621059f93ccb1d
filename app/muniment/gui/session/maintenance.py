"""What is done for the vault beside the work on documents: backups and checks, on a thread of their own, given up when it closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from muniment.errors import Cancelled
from muniment.gui.kit.background import Background
from muniment.gui.texts import vault_messages
from muniment.vault.store import Vault


@dataclass(frozen=True, slots=True)
class ChoreOutcome:
    """What came of a chore.

    Attributes:
        sentence: To be said to the user; empty where there is nothing to say.
        is_bad: Something is wrong with the vault.
    """

    sentence: str = ""
    is_bad: bool = False


Step = Callable[[], None]
Work = Callable[[Vault, Step], ChoreOutcome]

FIRST_MS = 60_000
"""After the start: nobody waits for a backup, but many wait for the first page."""
EVERY_MS = 3_600_000


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
        self._background = Background(self, threads=1)
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

    def begin(self, work: Work) -> None:
        """Do something with a connection of its own."""
        vault = self._vault.second_connection()

        def with_own_vault() -> ChoreOutcome:
            with vault:
                return work(vault, self._step)

        self._background.begin(with_own_vault, self._end, lambda why: self._end(ChoreOutcome(why, is_bad=True)))

    def stop(self) -> None:
        """Give up what is being done, before the vault is closed; half a backup is removed."""
        self._is_over = True
        self._clock.stop()
        self._background.wait()

    def _step(self) -> None:
        if self._is_over:
            raise Cancelled

    def _tend(self) -> None:
        self.begin(_daily)
        self._clock.start(EVERY_MS)

    def _end(self, outcome: ChoreOutcome) -> None:
        if outcome.sentence and not self._is_over:
            (self.warned if outcome.is_bad else self.told).emit(outcome.sentence)
        self.ended.emit()


def _backed_up(vault: Vault, step: Step) -> ChoreOutcome:
    made = vault.back_up(on_step=step)
    return ChoreOutcome(vault_messages.backed_up(made.name)) if made else ChoreOutcome()


def _verified(vault: Vault, step: Step) -> ChoreOutcome:
    report = vault.verify(step)
    return ChoreOutcome(vault_messages.verified(report), is_bad=not report.is_whole)


def _rotated(vault: Vault, _: Step) -> ChoreOutcome:
    vault.rotate_backups()
    return ChoreOutcome()


def _daily(vault: Vault, step: Step) -> ChoreOutcome:
    """The check first: what is damaged must not take the place of a good backup."""
    if vault.is_check_due():
        checked = _verified(vault, step)
        if checked.is_bad:
            return checked
    vault.back_up(daily=True, on_step=step)
    return ChoreOutcome()
