"""States of pages lie within a budget and are overwritten when they are dropped."""

from __future__ import annotations

from muniment.llm.engine.page_states import PageStates


def test_the_page_that_was_not_used_for_longest_is_dropped_and_overwritten() -> None:
    states = PageStates(10)
    first, second, third = (bytearray(b"secret"[:4]) for _ in range(3))
    states.keep([1], first)
    states.keep([2], second)
    assert states.of([1]) is first
    states.keep([3], third)
    assert [page in states for page in ([1], [2], [3])] == [True, False, True]
    assert not any(second)
    states.clear()
    assert not any(first + third)
    assert len(states) == 0


def test_a_page_that_is_too_large_drops_no_other() -> None:
    states = PageStates(10)
    states.keep([1], bytearray(6))
    states.keep([2], bytearray(11))
    assert [1] in states
    assert [2] not in states
    assert not states.fits(11)


def test_without_a_budget_nothing_is_kept() -> None:
    states = PageStates(0)
    states.keep([1], bytearray(1))
    assert len(states) == 0
    assert states.of([1]) is None
