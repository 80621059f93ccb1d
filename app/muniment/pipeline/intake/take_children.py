"""The documents inside a document: each becomes a document of the vault, with its parent.

Must never take one in before it has been checked, nor end its parent's work over one that there is no room for.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.message import Message, message
from muniment.pipeline.workers import pipeline_events
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply

LEFT_OUT = message("children-left-out")
"""The warning of a document not all of whose documents were taken in."""


class Children:
    """What comes out of one document.

    Attributes:
        left_out: How many were not taken in: too many, too large, or too deep in each other.
    """

    def __init__(self, vault: Vault, parent: int, emit: Callable[[pipeline_events.Event], None]) -> None:
        """Nothing has come yet.

        Args:
            vault: That keeps them.
            parent: The document's id.
            emit: Told of each that is new.
        """
        self.left_out = 0
        self._vault, self._parent, self._emit = vault, parent, emit
        self._count = self._size = 0

    def take(self, answer: Reply) -> None:
        """Take in one that the worker has unpacked.

        Raises:
            Distrusted: It is not of the form, or one too many.
            Cancelled: Its parent was removed meanwhile.
            UserError: The disk is full.
        """
        child = trust_gate.child(answer, count=self._count, size=self._size)
        self._count += 1
        self._size += len(child.data)
        arrival = self._vault.arrive_child(self._parent, child.name, child.media_type, child.data)
        if arrival is None:
            self.left_out += 1
        elif arrival.new:
            self._emit(pipeline_events.Arrived(arrival.document.id, "", new=True))

    def end(self, answer: Reply) -> tuple[Message, ...]:
        """Take the end of the unpacking; returns the warnings that follow.

        Raises:
            Distrusted: It is not one.
        """
        self.left_out += trust_gate.left_out(answer)
        return (LEFT_OUT,) if self.left_out else ()
