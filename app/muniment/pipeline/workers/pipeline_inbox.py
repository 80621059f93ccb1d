"""The one queue of the pipeline thread: what is to be done next, the user's wishes first."""

from __future__ import annotations

import queue
from collections.abc import Callable
from itertools import count

Deed = Callable[[], None]

_WISH, _WORK = 0, 1


class TaskInbox:
    """Deeds from any thread, done by one."""

    def __init__(self) -> None:
        self._queue: queue.PriorityQueue[tuple[int, int, Deed]] = queue.PriorityQueue()
        self._order = count()

    def wish(self, deed: Deed) -> None:
        """What the user wants: it goes before what the workers say."""
        self._queue.put((_WISH, next(self._order), deed))

    def work(self, deed: Deed) -> None:
        """What a worker said."""
        self._queue.put((_WORK, next(self._order), deed))

    def next(self, seconds: float) -> Deed | None:
        """The next deed; None if there was none in that time."""
        try:
            return self._queue.get(timeout=seconds)[2]
        except queue.Empty:
            return None
