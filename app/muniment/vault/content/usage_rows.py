"""What language models spent on each document, and on questions: kept with the document, and gone with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from muniment.document.codec import from_json, to_json
from muniment.document.usage.model_usage import Spent, merged, undecided
from muniment.vault import vault_errors
from muniment.vault.database.engine import Connection
from muniment.vault.database.repository_base import Repository, dump

_QUESTIONS = "ledger.questions"


class UsageSums(Repository):
    """Sums by model and tier."""

    def spent(self, document_id: int) -> tuple[Spent, ...]:
        """What models spent on a document.

        Raises:
            UserError: It is not there (code no-document).
        """
        row = self._db.row("SELECT ledger FROM documents WHERE id = ?", (document_id,))
        if row is None:
            raise vault_errors.no_document()
        return _parsed(row["ledger"])

    def rows_chosen(self, document_id: int) -> int:
        """How many rows of its pages were chosen for a concept; a row gives a figure for each of its periods."""
        row = self._db.row(
            "SELECT count(*) AS n FROM (SELECT DISTINCT concept, entity, page FROM facts "
            "WHERE document_id = ? AND period_end IS NOT NULL)",
            (document_id,),
        )
        return int(row["n"]) if row else 0

    def spent_on_questions(self) -> tuple[Spent, ...]:
        """What models spent on questions, which belong to no document."""
        row = self._db.row("SELECT value FROM settings WHERE key = ?", (_QUESTIONS,))
        return _parsed(row["value"]) if row else ()

    def note_questions(self, spent: Sequence[Spent]) -> None:
        """Add what models spent on a question."""
        if spent:
            with self._db.transaction():
                together = merged((*self.spent_on_questions(), *spent))
                self._db.run(
                    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (_QUESTIONS, dump(together)),
                )


def add_spent(db: Connection, document_id: int, spent: Sequence[Spent]) -> None:
    """Add what models spent on a document, within a transaction."""
    if spent:
        _write(db, document_id, merged((*_read(db, document_id), *spent)))


def forget_decisions(db: Connection, document_id: int) -> None:
    """Keep tokens and time, but no decision: the document was read anew. Within a transaction."""
    _write(db, document_id, undecided(_read(db, document_id)))


def _read(db: Connection, document_id: int) -> tuple[Spent, ...]:
    row = db.row("SELECT ledger FROM documents WHERE id = ?", (document_id,))
    return _parsed(row["ledger"]) if row else ()


def _write(db: Connection, document_id: int, spent: Sequence[Spent]) -> None:
    db.run("UPDATE documents SET ledger = ? WHERE id = ?", (json.dumps(to_json(tuple(spent))), document_id))


def _parsed(text: str) -> tuple[Spent, ...]:
    return tuple(from_json(Spent, one) for one in json.loads(text))
