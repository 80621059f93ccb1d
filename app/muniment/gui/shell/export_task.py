"""Exports run on a thread of their own, with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from muniment.gui.frame.command import Button, Command, Group, Help, Menu
from muniment.gui.kit import file_dialogs
from muniment.gui.kit.background import Background
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.texts import messages
from muniment.texts.text import Text
from muniment.vault.database.records import StoredAnalysis
from muniment.vault.store import Vault

if TYPE_CHECKING:
    from muniment.pipeline.exports.export_documents import ExportReport


class Exporting(QObject):
    """Begins exports and says what came of them."""

    def __init__(
        self, window: QWidget, vault: Vault, strip: MessageBar, shown: Callable[[], StoredAnalysis | None]
    ) -> None:
        """Know what to export.

        Args:
            window: Over which the dialog opens.
            vault: Has the facts, and remembers the folder.
            strip: Says what came of an export.
            shown: What is known of the document that is shown; None while nothing is.
        """
        super().__init__()
        self._window, self._vault, self._strip, self._shown = window, vault, strip, shown
        self._background = Background(self)

    def commands(self) -> Sequence[Command]:
        """Export."""
        return (
            Command(
                "export", Text("Export…"), self.ask, ("Ctrl+E",), menu=Menu.COPY, enabled=self._has_facts,
                button=Button(Text("Export"), Text("Export this document's facts (Ctrl+E)"), "export"),
                help=Help(Group.DOCUMENTS, Text("export the facts")),
            ),
        )  # fmt: skip

    def ask(self) -> None:
        """Let the user export the facts of the document that is shown."""
        analysis = self._shown()
        if analysis is None:
            return
        name, folder = Path(analysis.document.name).stem, str(self._vault.get("gui.folder", ""))
        target = file_dialogs.ask_target(self._window, folder, name)
        if target is not None:
            self._vault.set("gui.folder", str(target[0].parent))
            self.begin([analysis.document.id], *target)

    def begin(self, documents: Sequence[int], path: Path, kind: str) -> None:
        """Export documents.

        Args:
            documents: Their ids.
            path: The file; replaced if it is there, since the dialog has asked about that.
            kind: Id of an export of documents.
        """
        vault = self._vault.second_connection()

        def write() -> ExportReport:
            from muniment.pipeline.exports.export_documents import (
                export,  # late: the first paint needs no workbook writer
            )

            with vault:
                return export(vault, documents, path, kind, force=True)

        self._background.begin(write, self._say, self._strip.warn)

    def wait(self) -> None:
        """Until all have ended, before the vault is locked."""
        self._background.wait()

    def _say(self, report: ExportReport) -> None:
        self._strip.tell(messages.exported(report.path.name, report.facts, report.waiting > 0))

    def _has_facts(self) -> bool:
        analysis = self._shown()
        return analysis is not None and bool(analysis.facts)
