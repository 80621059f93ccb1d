"""A lock that goes to whoever has waited, so that a pipeline that saves without a pause does not keep the window out."""

from __future__ import annotations

import threading


class FairLock:
    """A lock that its holder may take again, and that a thread cannot take twice in a row while another waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = threading.Lock()
        self._holder = 0
        self._depth = 0

    def __enter__(self) -> None:
        me = threading.get_ident()
        if self._holder != me:
            # Who waits for the lock holds the place behind it; the last holder comes after.
            with self._next:
                self._lock.acquire()
            self._holder = me
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._holder = 0
            self._lock.release()
