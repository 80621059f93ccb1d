"""Save what can be saved of a damaged vault: document by document into a fresh database, under the same key.

Must never write into the damaged database, nor call a document whole whose rows were not all read and decoded.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from muniment.errors import UserError
from muniment.formats import UNKNOWN
from muniment.recognise import recognise
from muniment.vault import vault_errors
from muniment.vault.copies import backups, restore
from muniment.vault.copies.verify import DAMAGED, OWNED, opened, rows_stand
from muniment.vault.database import engine, migrations, schema
from muniment.vault.database.engine import Connection, Row
from muniment.vault.database.repository_base import now
from muniment.vault.place.vault_folder import Folder

_KNOWN = ("originals", "facts", "decisions")
"""What of a document that is not whole is worth keeping: it is read anew, and the user's decisions follow."""


class Fate(StrEnum):
    """What became of a document."""

    WHOLE = "whole"
    FROM_BACKUP = "taken from a backup"
    READ_AGAIN = "its original is whole and will be read again"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Saved:
    """A document of a repaired vault.

    Attributes:
        document_id: As before.
        name: "" where it could not be read.
        fate: What became of it.
    """

    document_id: int
    name: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did.

    Attributes:
        documents: All that the vault or its newest good backup knew of.
        tables: Others that could not be saved, such as ``settings``.
        aside: Where the damaged database lies now.
    """

    documents: tuple[Saved, ...]
    tables: tuple[str, ...]
    aside: Path


@dataclass(frozen=True, slots=True)
class _Found:
    """What can be read of a document; None for a table of which a row cannot."""

    document: Row | None
    owned: dict[str, list[Row] | None]

    @property
    def is_whole(self) -> bool:
        owned = {table: rows for table, rows in self.owned.items() if rows is not None}
        return self.document is not None and len(owned) == len(OWNED) and rows_stand(self.document, owned)


def repair(folder: Folder, key: str, on_step: Callable[[], None] = lambda: None) -> Repaired:
    """Make the vault anew from what is whole. Its lock is held, and nobody has it open.

    Args:
        folder: Of the vault.
        key: Of the database.
        on_step: Called before each document; what it raises ends the work, and nothing has changed.

    Raises:
        UserError: Nothing can be read of it and there is no good backup (code nothing-saved), the vault is newer than this
            program, or the disk is full or failed. The vault is as it was then.
    """
    damaged = _open(folder.database, key)
    sources = _sources(folder, key, damaged)
    fresh = restore.fresh_database(folder)
    target = engine.open_file(fresh, key)
    try:
        migrations.build(target, 0, _version(sources[0]))
        documents = _documents(sources, target, on_step, has_damaged=damaged is not None)
        tables = _others(sources, target)
        _require_whole(target, folder)
    except BaseException:
        target.close()
        for left in folder.path.glob(fresh.name + "*"):
            left.unlink()
        raise
    finally:
        _close(sources)
    target.close()
    try:
        aside = restore.swap(folder, fresh)
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None
    return Repaired(documents, tables, aside)


def _sources(folder: Folder, key: str, damaged: Connection | None) -> list[Connection]:
    """What there is to save from: the damaged database, then the newest good backup, if it is of the same version.

    Raises:
        UserError: There is neither (nothing-saved), or the vault is newer than this program.
    """
    backup = next((one.path for one in backups.listed(folder) if restore.is_good(one.path, key)), None)
    if damaged is None and backup is None:
        raise vault_errors.nothing_saved()
    sources = [one for one in (damaged, _open(backup, key) if backup else None) if one is not None]
    version = _version(sources[0])
    if version > schema.VERSION:
        _close(sources)
        raise vault_errors.newer_vault()
    return [sources[0], *(one for one in sources[1:] if _version(one) == version)]


def _require_whole(target: Connection, folder: Folder) -> None:
    if target.integrity_errors():
        raise vault_errors.disk_failed(folder.path)


def _documents(
    sources: Sequence[Connection], target: Connection, on_step: Callable[[], None], *, has_damaged: bool
) -> tuple[Saved, ...]:
    saved = []
    for document_id in sorted(set().union(*map(_ids, sources))):
        on_step()
        found = [_find(source, document_id) for source in sources]
        saved.append(_save(target, document_id, found, has_damaged=has_damaged))
    return tuple(saved)


def _save(target: Connection, document_id: int, found: list[_Found], *, has_damaged: bool) -> Saved:
    """The best that there is of a document: as it is, else as its backup has it, else its original to be read again."""
    name = next((one.document["name"] for one in found if one.document), "")
    for number, one in enumerate(found):
        is_old = number > 0 or not has_damaged
        # A backup does not know the newest decisions: where these can be read, reading again keeps more.
        if is_old and number > 0 and _is_readable(found[0]):
            break
        if one.is_whole and one.document is not None:
            _insert(target, one.document, one.owned)
            return Saved(document_id, name, Fate.FROM_BACKUP if is_old else Fate.WHOLE)
    for one in found:
        document = _described(document_id, one, name)
        if document is not None:
            known = {table: one.owned[table] or [] for table in _KNOWN} if _is_readable(one) else {}
            _insert(target, document, {"originals": one.owned["originals"], **known})
            with target.transaction():
                row = {"document_id": document_id, "task": "extract", "state": "queued", "changed_at": now()}
                target.insert("jobs", row)
            return Saved(document_id, document["name"], Fate.READ_AGAIN)
    return Saved(document_id, name, Fate.LOST)


def _is_readable(found: _Found) -> bool:
    """Whether the original and all that the user said can be read."""
    return found.document is not None and all(found.owned[table] is not None for table in _KNOWN) and bool(_sum(found))


def _sum(found: _Found) -> str:
    """The SHA-256 of the original if it can be decoded, and is what came in as far as that is known; else ""."""
    rows = found.owned["originals"]
    if not rows:
        return ""
    try:
        digest = hashlib.sha256(opened(rows[0])).hexdigest()
    except zlib.error:
        return ""
    return digest if found.document is None or found.document["sha256"] == digest else ""


def _described(document_id: int, found: _Found, name: str) -> Row | None:
    """The row of a document that is to be read again; None if there is no original to read."""
    digest, rows = _sum(found), found.owned["originals"]
    if not digest or not rows:
        return None
    if found.document is not None:
        return found.document
    data = opened(rows[0])
    format_ = recognise(data)
    ending, media_type = (format_.suffixes[0], format_.media_type) if format_ else ("", UNKNOWN)
    called = name or f"recovered document {document_id}{ending}"
    return {"id": document_id, "sha256": digest, "name": called, "media_type": media_type, "size": len(data), "added_at": now()}  # fmt: skip


def _insert(target: Connection, document: Row, owned: dict[str, list[Row] | None]) -> None:
    parent = document.get("parent")  # it came before its children; where it is lost, they stand by themselves
    if parent is not None and target.row("SELECT id FROM documents WHERE id = ?", (parent,)) is None:
        document = {**document, "parent": None}
    with target.transaction(bulk=True):
        target.insert("documents", document)
        for table in OWNED:
            rows = owned.get(table)
            if rows:
                target.insert_all(table, rows)


def _others(sources: Sequence[Connection], target: Connection) -> tuple[str, ...]:
    """Copy the tables that belong to no document; returns those that no source can give."""
    lost = []
    listed = target.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%'"
    )
    for table in (row["name"] for row in listed):
        if table in ("documents", *OWNED):
            continue
        rows = next((rows for source in sources if (rows := _rows(source, table, "1", 1)) is not None), None)
        if rows is None:
            lost.append(table)
        elif rows:
            with target.transaction():
                target.insert_all(table, rows)
    return tuple(lost)


def _find(source: Connection, document_id: int) -> _Found:
    rows = _rows(source, "documents", "id", document_id)
    owned = {table: _rows(source, table, "document_id", document_id) for table in OWNED}
    return _Found(rows[0] if rows else None, owned)


def _rows(source: Connection, table: str, column: str, value: int) -> list[Row] | None:
    """By the index, and if that is damaged without it; None if a row cannot be read."""
    for how in ("", "NOT INDEXED"):
        try:
            return source.rows(f"SELECT * FROM {table} {how} WHERE {column} = ?", (value,))  # noqa: S608 - names of our schema
        except UserError as error:
            _expect(error)
    return None


def _ids(source: Connection) -> set[int]:
    """The documents that any table still speaks of."""
    found: set[int] = set()
    for table, column in (("documents", "id"), *((table, "document_id") for table in OWNED)):
        for how in ("", "NOT INDEXED"):
            try:
                rows = source.rows(f"SELECT DISTINCT {column} AS id FROM {table} {how}")  # noqa: S608 - names of our schema
            except UserError as error:
                _expect(error)
                continue
            found |= {row["id"] for row in rows}
            break
    return found


def _open(path: Path, key: str) -> Connection | None:
    """The connection, if at least the tables' names can be read; it opens itself anew after every bad page."""
    try:
        connection = engine.open_file(path, key)
    except UserError as error:
        _expect(error)
        return None
    try:
        connection.rows("SELECT name FROM sqlite_schema")
        if _version(connection) > 0:
            return connection
    except UserError as error:
        _expect(error)
    connection.close()
    return None


def _version(connection: Connection) -> int:
    row = connection.row("PRAGMA user_version")
    return int(row["user_version"]) if row else 0


def _close(connections: Sequence[Connection]) -> None:
    for one in connections:
        one.close()


def _expect(error: UserError) -> None:
    if error.code not in DAMAGED:
        raise error
