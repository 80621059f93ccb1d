from __future__ import annotations

import threading
import time

from muniment.vault.database.fair_lock import FairLock


def test_who_waits_comes_before_the_last_holder() -> None:
    turn, order = FairLock(), list[str]()

    def wait() -> None:
        with turn:
            order.append("waiting")

    waiting = threading.Thread(target=wait)
    with turn:
        waiting.start()
        end = time.monotonic() + 10
        while not turn._next.locked() and time.monotonic() < end:
            pass
    with turn:
        order.append("again")
    waiting.join()
    assert order == ["waiting", "again"]


def test_the_holder_takes_it_again_and_lets_go_at_last() -> None:
    turn = FairLock()
    with turn:
        with turn:
            pass
        assert turn._lock.locked()
    assert not turn._lock.locked()
