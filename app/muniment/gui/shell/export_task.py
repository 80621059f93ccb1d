"""Exports run on a thread of their own, with a connection of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from muniment.gui.kit.background import Background
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.texts import messages
from muniment.vault.store import Vault

if TYPE_CHECKING:
    from muniment.pipeline.exports.export_documents import ExportReport, Kind


class Exporting(QObject):
    """Begins exports and says what came of them."""

    def __init__(self, vault: Vault, strip: MessageBar) -> None:
        super().__init__()
        self._vault, self._strip = vault, strip
        self._background = Background(self)

    def begin(self, documents: Sequence[int], path: Path, kind: str) -> None:
        """Export documents.

        Args:
            documents: Their ids.
            path: The file; replaced if it is there, since the dialog has asked about that.
            kind: "xlsx", "csv" or "json".
        """
        vault = self._vault.second_connection()

        def write() -> ExportReport:
            from muniment.pipeline.exports.export_documents import (
                export,  # late: the first paint needs no workbook writer
            )

            with vault:
                return export(vault, documents, path, cast("Kind", kind), force=True)

        self._background.begin(write, self._say, self._strip.warn)

    def wait(self) -> None:
        """Until all have ended, before the vault is locked."""
        self._background.wait()

    def _say(self, report: ExportReport) -> None:
        self._strip.tell(messages.exported(report.path.name, report.facts, report.waiting > 0))
