"""Something that takes a second or more, done on another thread for a dialog that waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from muniment.errors import Cancelled, UserError
from muniment.texts.say import say


class Told(QObject):
    """How it ended.

    Attributes:
        done: With what came of it.
        failed: With the sentence that says why; empty if it was given up.
    """

    done = Signal(object)
    failed = Signal(str)


class BackgroundTask(QRunnable):
    """One such thing; whoever starts it keeps it until it has told how it ended.

    Attributes:
        told: Connect methods of QObjects only, so that they run on Qt's thread.
    """

    def __init__(self, deed: Callable[[], object]) -> None:
        super().__init__()
        self._deed = deed
        self.told = Told()
        self.setAutoDelete(False)

    def run(self) -> None:
        """Qt: on a thread of the pool."""
        try:
            result = self._deed()
        except UserError as error:
            self.told.failed.emit(say(error.message))
        except Cancelled:
            self.told.failed.emit("")
        else:
            self.told.done.emit(result)

    def start(self) -> None:
        """Begin."""
        QThreadPool.globalInstance().start(self)


def wait_for_all() -> None:
    """Until nothing is under way: before a vault is closed."""
    QThreadPool.globalInstance().waitForDone()
