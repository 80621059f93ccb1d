"""The vault's journal: what was done, when, each entry chained to the one before by its hash.

Must never hold a document's text or figures, nor a secret; must never change or lose an entry. Whoever holds the key and
writes a program for it could make another journal: the chain shows mistakes and clumsy hands, and does not claim more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from muniment.vault.database.engine import Connection
from muniment.vault.database.repository_base import Repository, now

_FIRST = hashlib.sha256(b"muniment audit").hexdigest()


class JournalEvent(StrEnum):
    """What is written down."""

    OPENED = "opened"
    FAILED_UNLOCK = "failed unlock"
    IMPORTED = "imported"
    ANALYSED = "analysed"
    EXPORTED = "exported"
    CORRECTED = "corrected"
    DELETED = "deleted"
    SLOTS = "slots"
    MODEL = "model"
    POLICY = "policy"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry.

    Attributes:
        id: From 1, without gaps.
        at: UTC, ISO 8601 with microseconds and offset.
        event: What.
        detail: Of what; numbers, names and hashes.
        chain: SHA-256 over the entry before and this one, hexadecimal.
    """

    id: int
    at: str
    event: str
    detail: dict[str, Any]
    chain: str


def record(db: Connection, event: JournalEvent, **detail: object) -> None:
    """Add an entry; inside the transaction of what it tells, so that there is never one without the other."""
    last = db.row("SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1")
    entry = {"at": now(), "event": event.value, "detail": json.dumps(detail, sort_keys=True, ensure_ascii=False)}
    number = int(last["id"]) + 1 if last else 1
    db.insert("audit", {"id": number, **entry, "chain": _link(last["chain"] if last else _FIRST, number, entry)})


class Audit(Repository):
    """The journal of a vault."""

    def note(self, event: JournalEvent, **detail: object) -> None:
        """Add an entry of its own."""
        with self._db.transaction():
            record(self._db, event, **detail)

    def audit(self) -> list[AuditEntry]:
        """All entries, oldest first."""
        return [
            AuditEntry(row["id"], row["at"], row["event"], json.loads(row["detail"]), row["chain"])
            for row in self._db.rows("SELECT id, at, event, detail, chain FROM audit ORDER BY id")
        ]

    def audit_fault(self) -> int | None:
        """The number of the first entry that is missing, was changed, or was put in; None if the chain holds.

        The last numbers are held against the count that SQLite keeps by itself, so that a missing end is seen too.
        """
        before = _FIRST
        number = 0
        for number, row in enumerate(self._db.rows("SELECT * FROM audit ORDER BY id"), start=1):
            entry = {name: row[name] for name in ("at", "event", "detail")}
            if row["id"] != number or row["chain"] != _link(before, number, entry):
                return number
            before = row["chain"]
        counted = self._db.row("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
        return number + 1 if counted and counted["seq"] != number else None


def _link(before: str, number: int, entry: dict[str, str]) -> str:
    content = json.dumps([before, number, entry["at"], entry["event"], entry["detail"]], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
