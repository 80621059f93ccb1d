"""The SQLite export: documents, pages, facts and all that follows from them in tables that Datasette and others open.

Exact decimals stand as text, each with a number beside it to sort by. Pages have a full-text index. Must never be filled
from anything but ``VaultContent``, which leaves out what the user rejected.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.pipeline.exports.vault_content import TABLES, VaultContent
from muniment.vault.database.plain_database import new_plain_database

if TYPE_CHECKING:
    from sqlite_utils import Database

_VIEWS = {
    "figures": """
        SELECT facts.id, documents.name AS document, concept, entity, period_end, months, value, value_number, unit,
               facts.state, page, quote
        FROM facts JOIN documents ON documents.id = document_id
    """,
    "open_checks": """
        SELECT checks.id, documents.name AS document, checks.name, period_end, result, difference_number, sentence
        FROM checks JOIN documents ON documents.id = document_id WHERE result <> 'closes'
    """,
    "decided_figures": """
        SELECT decisions.id, documents.name AS document, at, action, concept, period_end, old_value, new_value
        FROM decisions JOIN documents ON documents.id = document_id WHERE NOT undone
    """,
}
_INDEXES = {"pages": ["document_id", "number"], "facts": ["concept", "period_end"]}


def write(content: VaultContent, target: Path) -> None:
    """Fill an empty file with a database.

    Args:
        content: What it holds.
        target: The file, which is not encrypted then.

    Raises:
        OSError: The disk is full or failed.
    """
    with new_plain_database(target) as tables:
        _create(tables)
        for name, rows in groupby(content.rows(), key=lambda entry: entry[0]):
            tables.table(name).insert_all(dict(row) for _, row in rows)
        for name, view in _VIEWS.items():
            tables.create_view(name, view)
        for name, columns in _INDEXES.items():
            tables.table(name).create_index(columns)
        tables.table("pages").enable_fts(["text"], tokenize="unicode61 remove_diacritics 2")


def _create(tables: Database) -> None:
    for shape in TABLES:
        links = [(column, other, "id") for column, other in shape.links.items()]
        tables.table(shape.name).create(
            dict(shape.columns), pk=shape.key or tuple(shape.columns), foreign_keys=links, strict=True
        )
