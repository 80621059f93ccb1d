"""What the parts of a vault share: a connection, the clock, and JSON of frozen values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TypeVar

from muniment.document.codec import from_json, to_json
from muniment.vault.database.engine import Connection

T = TypeVar("T")


class Repository:
    """A subject of the vault: some of its methods, on its connection.

    Attributes:
        _db: The keyed connection.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db


def now() -> str:
    """This moment in UTC, ISO 8601 with microseconds, so that entries sort as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def dump(value: object) -> str:
    """A frozen value as JSON text."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


def parse(kind: type[T], text: str) -> T:
    """What ``dump`` wrote."""
    return from_json(kind, json.loads(text))
