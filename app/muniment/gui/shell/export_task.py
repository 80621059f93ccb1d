"""Exports run on a thread of their own, with a connection of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from muniment.errors import UserError
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.texts import messages
from muniment.texts.say import say
from muniment.vault.store import Vault

if TYPE_CHECKING:
    from muniment.pipeline.exports.export_documents import Kind


class _Told(QObject):
    ended = Signal(object, str, bool)


class _Export(QRunnable):
    def __init__(self, vault: Vault, documents: Sequence[int], path: Path, kind: Kind) -> None:
        super().__init__()
        self._vault, self._documents, self._path, self._kind = vault, documents, path, kind
        self.told = _Told()

    def run(self) -> None:
        """Qt: on a thread of the pool; the dialog has asked about replacing."""
        from muniment.pipeline.exports.export_documents import export  # late: the first paint needs no workbook writer

        try:
            report = export(self._vault, self._documents, self._path, self._kind, force=True)
        except UserError as error:
            self.told.ended.emit(self, say(error.message), True)
        else:
            self.told.ended.emit(self, messages.exported(report.path.name, report.facts, report.waiting > 0), False)
        finally:
            self._vault.close()


class Exporting(QObject):
    """Begins exports and says what came of them."""

    def __init__(self, vault: Vault, strip: MessageBar) -> None:
        super().__init__()
        self._vault, self._strip = vault, strip
        self._running: list[_Export] = []

    def begin(self, documents: Sequence[int], path: Path, kind: str) -> None:
        """Export documents.

        Args:
            documents: Their ids.
            path: The file; replaced if it is there.
            kind: "xlsx", "csv" or "json".
        """
        work = _Export(self._vault.second_connection(), documents, path, cast("Kind", kind))
        work.setAutoDelete(False)
        work.told.ended.connect(self._end)
        self._running.append(work)
        QThreadPool.globalInstance().start(work)

    def wait(self) -> None:
        """Until all have ended, before the vault is locked."""
        QThreadPool.globalInstance().waitForDone()

    def _end(self, work: _Export, sentence: str, failed: bool) -> None:
        self._running.remove(work)
        (self._strip.warn if failed else self._strip.tell)(sentence)
