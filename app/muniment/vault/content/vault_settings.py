"""Settings that name documents, and so belong into the vault (places, orders, the label), and the models last seen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from muniment.vault.content.journal import JournalEvent, record
from muniment.vault.database.repository_base import Repository

_LABEL = "label"
_MODELS = "models"


class Settings(Repository):
    """Values by key, as JSON."""

    def get(self, key: str, default: object = None) -> Any:
        """What was set, or the default.

        Args:
            key: Name of the setting.
            default: Also for what was removed.
        """
        row = self._db.row("SELECT value FROM settings WHERE key = ?", (key,))
        return json.loads(row["value"]) if row else default

    def set(self, key: str, value: object) -> None:
        """Set a value that JSON can hold; None removes it.

        Args:
            key: Name of the setting.
            value: Replaces what was set.
        """
        with self._db.transaction():
            if value is None:
                self._db.run("DELETE FROM settings WHERE key = ?", (key,))
            else:
                self._write(key, value)

    @property
    def label(self) -> str:
        """The vault's classification label ("Confidential"), for exports; may be empty."""
        return str(self.get(_LABEL, ""))

    def set_label(self, label: str, document_id: int | None = None) -> None:
        """Set the label of the vault, or of one document (empty: the vault's again).

        Args:
            label: In the user's words; may be empty.
            document_id: None for the vault itself.
        """
        if document_id is None:
            self.set(_LABEL, label or None)
            with self._db.transaction():
                record(self._db, JournalEvent.LABEL, label=label)
            return
        with self._db.transaction():
            record(self._db, JournalEvent.LABEL, label=label, document=document_id)
            self._db.run("UPDATE documents SET label = ? WHERE id = ?", (label, document_id))

    def note_models(self, there: Sequence[str], used: Mapping[str, str]) -> None:
        """Write down which models there are, and which are used, if that is not what was written down last.

        Args:
            there: Names of their files.
            used: The name of each that is used, by what for ("fast", "strong", "embed").
        """
        now = {"there": sorted(there), "used": [f"{tier}: {name}" for tier, name in sorted(used.items())]}
        with self._db.transaction():
            row = self._db.row("SELECT value FROM settings WHERE key = ?", (_MODELS,))
            before = json.loads(row["value"]) if row else {"there": [], "used": []}
            if now != before:
                record(self._db, JournalEvent.MODEL, **now)
                self._write(_MODELS, now)

    def _write(self, key: str, value: object) -> None:
        self._db.run(
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value)),
        )
