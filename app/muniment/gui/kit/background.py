"""Work that takes a second or more, done on another thread while the window stays alive.

Must never touch a widget from that thread: what came of the work is told on the thread of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from muniment.errors import Cancelled, UserError
from muniment.texts.say import say

_Result = TypeVar("_Result")


class _Told(QObject):
    """Carries the end of a task to the thread of the window: the task, its result, and why it failed."""

    ended = Signal(object, object, object)


class _Task(QRunnable):
    """One piece of work; ``Background`` keeps it until it has ended, since Qt would not."""

    def __init__(
        self, work: Callable[[], object], done: Callable[..., object], failed: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.work, self.done, self.failed = work, done, failed
        self.told = _Told()

    def run(self) -> None:
        """Qt: on a thread of the pool."""
        result, why = None, None
        try:
            result = self.work()
        except UserError as error:
            why = say(error.message)
        except Cancelled:
            why = ""
        self.told.ended.emit(self, result, why)


class Background(QObject):
    """Does work on threads for one owner, and tells the owner how each piece ended."""

    def __init__(self, parent: QObject | None = None, *, threads: int = 0) -> None:
        """Make it.

        Args:
            parent: The owner. Once it is deleted, nothing is told any more.
            threads: How many pieces run at a time, the others wait for their turn; 0 shares the threads of the program.
        """
        super().__init__(parent)
        self._pool = QThreadPool() if threads else QThreadPool.globalInstance()
        if threads:
            self._pool.setMaxThreadCount(threads)
        self._running: set[_Task] = set()

    def begin(
        self, work: Callable[[], _Result], done: Callable[[_Result], object], failed: Callable[[str], object]
    ) -> None:
        """Begin a piece of work.

        Args:
            work: Called on another thread.
            done: Called on the thread of the window with the result.
            failed: Called on the thread of the window with the sentence that says why; empty if the work was given up.
        """
        task = _Task(work, done, failed)
        task.told.ended.connect(self._end)  # a method of this object, so that it is called on the window's thread
        self._running.add(task)
        self._pool.start(task)

    def wait(self) -> None:
        """Wait until nothing runs, before what the work uses is closed."""
        self._pool.waitForDone()

    def _end(self, task: _Task, result: object, why: str | None) -> None:
        self._running.discard(task)
        if why is None:
            task.done(result)
        else:
            task.failed(why)
