"""What a model holds of pages that it has read, so that going back to one costs a copy and no second reading.

It is the text of documents in another form: it lies in memory only, within a budget, and is overwritten when it is dropped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence


class PageStates:
    """States by the tokens of their pages; the one that was not used for longest goes first."""

    def __init__(self, budget: int) -> None:
        """Keep nothing yet.

        Args:
            budget: Bytes of all states together; 0 keeps none.
        """
        self._budget = budget
        self._size = 0
        self._states: OrderedDict[tuple[int, ...], bytearray] = OrderedDict()

    def __contains__(self, text: Sequence[int]) -> bool:
        return tuple(text) in self._states

    def __len__(self) -> int:
        return len(self._states)

    def fits(self, size: int) -> bool:
        """Whether a state of so many bytes can be kept at all.

        Args:
            size: Bytes of the state.
        """
        return size <= self._budget

    def keep(self, text: Sequence[int], state: bytearray) -> None:
        """Keep the state of a page; others go where the budget has no room for all, and this one if it is too large.

        Args:
            text: Tokens of the page.
            state: What a sequence holds after them; overwritten when it is dropped.
        """
        if text in self or not self.fits(len(state)):
            return
        while self._size + len(state) > self._budget:
            self._drop(next(iter(self._states)))
        self._states[tuple(text)] = state
        self._size += len(state)

    def of(self, text: Sequence[int]) -> bytearray | None:
        """The state of a page; None if it is not kept."""
        state = self._states.get(tuple(text))
        if state is not None:
            self._states.move_to_end(tuple(text))
        return state

    def clear(self) -> None:
        """Drop all."""
        for text in list(self._states):
            self._drop(text)

    def _drop(self, text: tuple[int, ...]) -> None:
        state = self._states.pop(text)
        self._size -= len(state)
        state[:] = bytes(len(state))
