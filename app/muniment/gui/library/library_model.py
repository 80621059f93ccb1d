"""The documents of the vault as a Qt list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from muniment.gui.kit import plain_text
from muniment.gui.texts import messages
from muniment.texts.say import say
from muniment.vault.content.families import in_families
from muniment.vault.database.records import DocumentRow, DocumentState

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A document as listed.

    Attributes:
        document: Its row.
        page: The page that is being read, 0 before the first.
        of: Pages in all, None until known.
    """

    document: DocumentRow
    page: int = 0
    of: int | None = None

    @property
    def line(self) -> str:
        """What stands under the name; the reason where it failed."""
        if self.document.state is DocumentState.FAILED and self.document.error:
            return say(self.document.error)
        return messages.document_line(
            self.document.state, self.document.kind, self.page, self.of or self.document.page_count
        )

    @property
    def busy(self) -> bool:
        """Whether there is something to cancel."""
        return self.document.state in (DocumentState.QUEUED, DocumentState.RUNNING)

    @property
    def part(self) -> float | None:
        """How much is read, 0 to 1; None while nothing is being read."""
        if self.document.state is not DocumentState.RUNNING:
            return None
        return min(1.0, self.page / self.of) if self.of else 0.0


class LibraryModel(QAbstractListModel):
    """Documents in the order in which they came, newest first; each is followed by those that came out of it."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[LibraryEntry] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Qt: how many documents."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Qt: what is shown and spoken of a document."""
        if not index.isValid():
            return None
        if role == ENTRY_ROLE:
            return self._entries[index.row()]
        entry = self._entries[index.row()]
        if role == _DISPLAY:
            return entry.document.name
        if role == _TOOL_TIP:
            return plain_text.tip(f"{entry.document.name}\n{entry.line}")
        if role == _SPOKEN:
            return messages.document_spoken(entry.document.name, entry.line)
        return None

    def names(self) -> list[str]:
        """Of all documents, as listed."""
        return [entry.document.name for entry in self._entries]

    def entry(self, row: int) -> LibraryEntry:
        """What is in a row.

        Args:
            row: From 0.
        """
        return self._entries[row]

    def entry_of(self, document_id: int) -> LibraryEntry | None:
        """What is listed of a document."""
        return next((entry for entry in self._entries if entry.document.id == document_id), None)

    def row_of(self, document_id: int) -> int:
        """Where a document is listed; -1 if it is not."""
        return next((row for row, entry in enumerate(self._entries) if entry.document.id == document_id), -1)

    def load(self, documents: Sequence[DocumentRow]) -> None:
        """List these documents, given oldest first."""
        self.beginResetModel()
        self._entries = [_entry(row) for row, _ in in_families(reversed(documents))]
        self.endResetModel()

    def put(self, document: DocumentRow) -> None:
        """List a document, or what became of it."""
        row = self.row_of(document.id)
        if row < 0:
            place = 0 if document.parent is None else 1 + self.row_of(document.parent)
            self.beginInsertRows(QModelIndex(), place, place)
            self._entries.insert(place, _entry(document))
            self.endInsertRows()
            return
        old = self._entries[row]
        fresh = _entry(document)
        self._set(row, replace(fresh, page=max(old.page, fresh.page), of=fresh.of or old.of) if fresh.busy else fresh)

    def set_progress(self, document_id: int, page: int, of: int | None) -> None:
        """Note how far the reading of a document is.

        Args:
            document_id: A document that is not in the list changes nothing.
            page: That was read last, from 1; 0 before the first.
            of: How many pages it has; None where that is not known yet.
        """
        row = self.row_of(document_id)
        if row >= 0:
            old = self._entries[row]
            document = replace(old.document, state=DocumentState.RUNNING) if old.busy else old.document
            self._set(row, LibraryEntry(document, page, of or old.of))

    def remove(self, document_id: int) -> None:
        """List a document no more, nor those that came out of it."""
        for entry in [one for one in self._entries if one.document.parent == document_id]:
            self.remove(entry.document.id)
        row = self.row_of(document_id)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._entries[row]
            self.endRemoveRows()

    def running(self) -> LibraryEntry | None:
        """The document that is being read, or else waits first."""
        for state in (DocumentState.RUNNING, DocumentState.QUEUED):
            for entry in reversed(self._entries):
                if entry.document.state is state:
                    return entry
        return None

    def _set(self, row: int, entry: LibraryEntry) -> None:
        self._entries[row] = entry
        self.dataChanged.emit(self.index(row), self.index(row))


def _entry(document: DocumentRow) -> LibraryEntry:
    return LibraryEntry(document, document.pages_read, document.page_count)
