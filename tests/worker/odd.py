"""Requests that no worker knows, for programs that misbehave, and for what is done with nonsense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from muniment.worker.protocol.exchanged_message import Bulk, RequestMessage


@dataclass(frozen=True, slots=True)
class Odd(RequestMessage):
    """A request of any name."""

    op: ClassVar[str] = ""
    values: tuple[tuple[str, object], ...]
    data: Bulk[bytes]


def odd(op: str, blob: bytes = b"", **values: object) -> Odd:
    """A request of a name, with names and values."""
    kind: type[Odd] = type("AnyOdd", (Odd,), {"op": op})
    return kind(tuple(values.items()), blob)
