"""Documents and their originals: they arrive, are listed, given back, and removed."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import UTC, datetime

from muniment import policy
from muniment.document.limits import MAX_ORIGINAL
from muniment.document.pages.page import Info, PackedWords, Page, Source, Unit
from muniment.errors import Cancelled
from muniment.vault import vault_errors
from muniment.vault.content.company_documents import Company, queue_neighbours
from muniment.vault.content.families import descendants, has_room
from muniment.vault.content.job_queue import reason
from muniment.vault.content.journal import JournalEvent, record
from muniment.vault.database.engine import Row
from muniment.vault.database.records import Arrival, DocumentRow, DocumentState, PageShape
from muniment.vault.database.repository_base import now, parse

_SAMPLE = 1 << 16

_LIST = """
    SELECT d.id, d.sha256, d.name, d.media_type, d.size, d.page_count, d.kind, d.kind_confidence, d.added_at, d.parent,
           j.state, j.page_reached, j.error_code, j.error,
           CASE d.label WHEN '' THEN coalesce((SELECT value FROM settings WHERE key = 'label'), '""')
                        ELSE json_quote(d.label) END AS label
    FROM documents d JOIN jobs j ON j.document_id = d.id AND j.task = 'extract'
"""


class Documents(Company):
    """The documents of a vault."""

    def arrive(self, name: str, media_type: str, data: bytes) -> Arrival:
        """Keep an original and queue its extraction; once this returns, neither can get lost.

        Args:
            name: File name without folders.
            media_type: As sniffed or as the suffix says; the reader decides.
            data: The whole file.

        Returns:
            The document, new or (the same bytes) as it was there already.

        Raises:
            UserError: The file is too large or the disk is full.
        """
        row = _row(name, media_type, data)
        original = _deflate(data)
        with self._db.transaction():
            there = self._there(row)
            if there is None:
                return self._take_in(row, original)
            # What a user adds is theirs: it does not go any more with the document that it came out of before.
            self._db.run("UPDATE documents SET parent = NULL WHERE id = ?", (there.id,))
            return Arrival(self.document(there.id), new=False)

    def arrive_child(self, parent: int, name: str, media_type: str, data: bytes) -> Arrival | None:
        """Keep a document that came out of another, as ``arrive`` does.

        Args:
            parent: The document that it lay in.
            name: File name without folders.
            media_type: As the reader of its parent recognised it.
            data: The whole file.

        Returns:
            The document, new or (the same bytes) as it was there already, whoever its parent is; None where its family is
            too large or too deep already.

        Raises:
            Cancelled: The parent was removed meanwhile.
            UserError: The disk is full.
        """
        row = {**_row(name, media_type, data), "parent": parent}
        original = _deflate(data)
        with self._db.transaction():
            if self._db.row("SELECT id FROM documents WHERE id = ?", (parent,)) is None:
                raise Cancelled
            there = self._there(row)
            if there is not None:
                return Arrival(there, new=False)
            return self._take_in(row, original) if has_room(self._db, parent, len(data)) else None

    def _there(self, row: Row) -> DocumentRow | None:
        """The document with the same bytes, if it is there already."""
        found = self._db.row("SELECT id FROM documents WHERE sha256 = ?", (row["sha256"],))
        return self.document(found["id"]) if found else None

    def _take_in(self, row: Row, original: tuple[bool, bytes]) -> Arrival:
        """Write a document, its original and its first job, and note it in the journal."""
        deflated, stored = original
        document_id = self._db.insert("documents", row)
        self._db.insert("originals", {"document_id": document_id, "deflated": deflated, "bytes": stored})
        self._db.insert("jobs", {"document_id": document_id, "task": "extract", "state": "queued", "changed_at": now()})
        told = {name: row[name] for name in ("name", "sha256", "size", "parent") if name in row}
        record(self._db, JournalEvent.IMPORTED, document=document_id, **told)
        return Arrival(self.document(document_id), new=True)

    def documents(self) -> list[DocumentRow]:
        """All documents, in the order in which they came."""
        return [_document(row) for row in self._db.rows(f"{_LIST} ORDER BY d.id")]

    def document(self, document_id: int) -> DocumentRow:
        """One document.

        Raises:
            UserError: It is not there (code no-document).
        """
        row = self._db.row(f"{_LIST} WHERE d.id = ?", (document_id,))
        if row is None:
            raise vault_errors.no_document()
        return _document(row)

    def find(self, text: str) -> list[DocumentRow]:
        """The documents that a user may mean: by id, else by name, else by the first digits of the SHA-256.

        Returns:
            All that fit the first of these that fits any; the caller asks again where there are several.
        """
        asked = text.strip()
        everything = self.documents()
        for fits in (
            lambda row: str(row.id) == asked,
            lambda row: row.name == asked,
            lambda row: row.name.casefold() == asked.casefold(),
            lambda row: len(asked) >= 4 and row.sha256.startswith(asked.lower()),
        ):
            found = [row for row in everything if fits(row)]
            if found:
                return found
        return []

    def original(self, document_id: int) -> bytes:
        """The original, byte for byte.

        Raises:
            UserError: It is not there, or it is not what came in (code damaged-original).
        """
        row = self._db.row(
            "SELECT sha256, deflated, bytes FROM originals JOIN documents ON id = document_id WHERE document_id = ?",
            (document_id,),
        )
        if row is None:
            raise vault_errors.no_document()
        try:
            data: bytes = zlib.decompress(row["bytes"]) if row["deflated"] else row["bytes"]
        except zlib.error:
            raise vault_errors.damaged_original() from None
        if hashlib.sha256(data).hexdigest() != row["sha256"]:
            raise vault_errors.damaged_original()
        return data

    def descendants(self, document_id: int) -> list[int]:
        """The documents that came out of one, however deep they lay in it; they go when it goes."""
        return descendants(self._db, document_id)

    def refuse_removal(self, document_id: int) -> None:
        """Say before anything is stopped for it that a document cannot be removed.

        Raises:
            UserError: The policy of the machine keeps it, or one that came out of it (policy-hold, policy-retention).
        """
        self._removable(document_id)

    def remove(self, document_id: int) -> None:
        """Remove a document with all that is known of it, its words in the index included, and those that came out of it.

        Backups and the disk may remember.

        Raises:
            UserError: The policy of the machine keeps it, or one that came out of it (policy-hold, policy-retention).
        """
        with self._db.transaction():
            for row in self._removable(document_id):
                queue_neighbours(self._db, row["id"])
                self._db.run("DELETE FROM documents WHERE id = ?", (row["id"],))
                record(self._db, JournalEvent.DELETED, document=row["id"], name=row["name"], sha256=row["sha256"])

    def _removable(self, document_id: int) -> list[Row]:
        """A document and those that came out of it, the innermost first; nothing where it is gone already.

        Raises:
            UserError: The policy of the machine keeps one of them.
        """
        family = (*reversed(self.descendants(document_id)), document_id)
        found = (
            self._db.row("SELECT id, sha256, name, added_at FROM documents WHERE id = ?", (one,)) for one in family
        )
        rows = [row for row in found if row is not None]
        for row in rows:
            _refuse_removal(row)
        return rows

    def info(self, document_id: int) -> Info:
        """What the document says of itself; empty until it was read."""
        row = self._db.row("SELECT info FROM documents WHERE id = ?", (document_id,))
        if row is None:
            raise vault_errors.no_document()
        return parse(Info, row["info"]) if row["info"] else Info()

    def page(self, document_id: int, number: int) -> Page:
        """One page, as it was read.

        Args:
            document_id: Whose page.
            number: From 1.

        Raises:
            UserError: There is no such page (code no-document).
        """
        row = self._db.row("SELECT * FROM pages WHERE document_id = ? AND number = ?", (document_id, number))
        if row is None:
            raise vault_errors.no_document()
        return _page(row)

    def pages(self, document_id: int, *, words: bool = True) -> list[Page]:
        """All pages in order; empty until the document was read.

        Args:
            document_id: Which.
            words: With the places of their words, which are four times as long as the text.
        """
        kept = "words" if words else "NULL AS words"
        rows = self._db.rows(
            f"SELECT number, width, height, unit, source, text, {kept} FROM pages WHERE document_id = ? ORDER BY number",  # noqa: S608 - names above
            (document_id,),
        )
        return [_page(row) for row in rows]

    def page_shapes(self, document_id: int) -> list[PageShape]:
        """What a view needs before it shows a page, of all pages in order; empty until the document was read."""
        rows = self._db.rows(
            "SELECT width, height, unit FROM pages WHERE document_id = ? ORDER BY number", (document_id,)
        )
        return [PageShape(row["width"], row["height"], Unit(row["unit"])) for row in rows]

    def page_tables(self, document_id: int, number: int) -> bytes:
        """What was saved as the tables of one page, from 1.

        Raises:
            UserError: There is no such page (code no-document).
        """
        row = self._db.row("SELECT tables FROM pages WHERE document_id = ? AND number = ?", (document_id, number))
        if row is None:
            raise vault_errors.no_document()
        return zlib.decompress(row["tables"])

    def tables(self, document_id: int) -> list[bytes]:
        """What was saved as the tables of each page, in order."""
        rows = self._db.rows("SELECT tables FROM pages WHERE document_id = ? ORDER BY number", (document_id,))
        return [zlib.decompress(row["tables"]) for row in rows]


def _refuse_removal(row: Row) -> None:
    policy.read().refuse_removal(row["sha256"], _days_since(row["added_at"]))


def _days_since(moment: str) -> float:
    """Negative where the clock was set back; then a document counts as just arrived."""
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() / 86_400


def _row(name: str, media_type: str, data: bytes) -> Row:
    """What is known of a document when it arrives.

    Raises:
        UserError: It is too large.
    """
    if len(data) > MAX_ORIGINAL:
        raise vault_errors.too_large(name)
    sha256 = hashlib.sha256(data).hexdigest()
    return {"sha256": sha256, "name": name, "media_type": media_type, "size": len(data), "added_at": now()}


def _deflate(data: bytes) -> tuple[bool, bytes]:
    """Compress what shrinks; most originals (PDF, DOCX) are compressed inside, and a sample shows it."""
    middle = len(data) // 2
    sample = data[:_SAMPLE] + data[middle : middle + _SAMPLE]
    if len(zlib.compress(sample, 1)) > 0.9 * len(sample):
        return False, data
    small = zlib.compress(data, 1)
    return (True, small) if len(small) < len(data) else (False, data)


def _document(row: Row) -> DocumentRow:
    return DocumentRow(
        id=row["id"],
        sha256=row["sha256"],
        name=row["name"],
        media_type=row["media_type"],
        size=row["size"],
        page_count=row["page_count"],
        kind=row["kind"],
        kind_confidence=row["kind_confidence"],
        state=DocumentState(row["state"]),
        pages_read=row["page_reached"],
        error_code=row["error_code"],
        error=reason(row["error"]),
        added_at=row["added_at"],
        label=json.loads(row["label"]),
        parent=row["parent"],
    )


def _page(row: Row) -> Page:
    return Page(
        number=row["number"],
        width=row["width"],
        height=row["height"],
        unit=Unit(row["unit"]),
        source=Source(row["source"]),
        text=row["text"],
        words=PackedWords.unpack(zlib.decompress(row["words"])) if row["words"] else PackedWords(),
    )
