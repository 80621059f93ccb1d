"""Look at everything that a vault holds: every page, every index, and whether every document can still be decoded.

Must never change a byte, nor say of a document more than its number and name.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from muniment.document.codec import from_json
from muniment.document.facts.fact import Check, ContentTag, Fact, Measure, Sentence
from muniment.document.pages.page import PackedWords
from muniment.errors import UserError
from muniment.message import Message, message
from muniment.vault.content import vectors
from muniment.vault.database.engine import Connection, Row
from muniment.vault.database.repository_base import parse

DAMAGED = frozenset({"damaged-vault", "disk-failed"})
"""Codes of what a bad page, or a disk that cannot read it, ends with."""

OWNED = (
    "originals", "jobs", "pages", "facts", "checks", "measures", "sentences", "decisions", "vectors", "content_tags",
)  # fmt: skip
"""The tables that hold the rows of a document, by ``document_id``; ``documents`` itself comes before them."""

_DECODED = {"facts": ("shown", Fact), "checks": ("content", Check), "measures": ("content", Measure),
            "sentences": ("content", Sentence), "content_tags": ("content", ContentTag)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        faults: Of the database's pages, indexes and references, none if it is whole.
        documents: How many were looked at.
        damaged: Those that are not whole: number and name.
    """

    faults: tuple[Message, ...]
    documents: int
    damaged: tuple[tuple[int, str], ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not self.damaged


def verify(connection: Connection, on_step: Callable[[], None] = lambda: None) -> Report:
    """Check the pages, then the references, then document by document.

    Args:
        connection: To the vault's database.
        on_step: Called before each document; what it raises ends the work.
    """
    faults = [*_pages(connection), *_references(connection)]
    try:
        listed = connection.rows("SELECT id, name FROM documents ORDER BY id")
    except UserError as error:
        _pass(error)
        return Report((*faults, message("no-document-list")), 0, ())
    damaged = []
    for row in listed:
        on_step()
        if not _is_whole(connection, row["id"]):
            damaged.append((row["id"], row["name"]))
    return Report(tuple(faults), len(listed), tuple(damaged))


def rows_stand(document: Row, owned: Mapping[str, Sequence[Row]]) -> bool:
    """Whether the rows of a document can be decoded, and its original is what came in.

    Args:
        document: Its row in ``documents``.
        owned: Its rows by table.
    """
    try:
        (original,) = owned["originals"]
        if hashlib.sha256(opened(original)).hexdigest() != document["sha256"]:
            return False
        for page in owned["pages"]:
            PackedWords.unpack(zlib.decompress(page["words"]))
            json.loads(zlib.decompress(page["tables"]))
        for table, (column, kind) in _DECODED.items():
            for row in owned[table]:
                from_json(kind, json.loads(row[column]))
        for row in owned["vectors"]:
            vectors.of_row(row)
        for row in owned["decisions"]:
            parse(Fact, row["new"])
    except (ValueError, TypeError, KeyError, zlib.error, RecursionError):
        return False
    return len(owned["pages"]) in (0, document["page_count"])


def opened(original: Row) -> bytes:
    """The bytes of an original, from its row.

    Raises:
        zlib.error: They are damaged.
    """
    data: bytes = zlib.decompress(original["bytes"]) if original["deflated"] else original["bytes"]
    return data


def _is_whole(connection: Connection, document_id: int) -> bool:
    try:
        document = connection.row("SELECT * FROM documents WHERE id = ?", (document_id,))
        owned = {
            table: connection.rows(f"SELECT * FROM {table} WHERE document_id = ?", (document_id,))  # noqa: S608 - names above
            for table in OWNED
        }
    except UserError as error:
        _pass(error)
        return False
    return document is None or rows_stand(document, owned)  # None: removed meanwhile


def _pages(connection: Connection) -> list[Message]:
    try:
        count = connection.integrity_errors(thorough=True)
    except UserError as error:
        _pass(error)
        count = 1
    return [message("bad-pages", n=count)] if count else []


def _references(connection: Connection) -> list[Message]:
    try:
        strays = len(connection.rows("PRAGMA foreign_key_check"))
    except UserError as error:
        _pass(error)
        return []  # said already
    return [message("stray-rows", n=strays)] if strays else []


def _pass(error: UserError) -> None:
    """Only what a damaged file ends with is expected here."""
    if error.code not in DAMAGED:
        raise error
