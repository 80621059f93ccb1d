"""The exports that there are: one explicit list that the program, the window, the command line and the policy read.

To add one, write a module with a writer and name it here. Must never import a writer: it is named by text and loaded when a
file is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from muniment.texts.text import Text


class Scope(StrEnum):
    """What an export is made of."""

    DOCUMENTS = "documents"
    """Analysed documents that the user chose; what is known of them and nothing else."""
    VAULT = "vault"
    """The whole vault, or some documents of it, with all their pages."""


@dataclass(frozen=True, slots=True)
class Export:
    """A format that can be exported to.

    Attributes:
        id: As options, the journal and the policy name it; stays the same for good.
        words: The name of its files in a dialog, with their pattern.
        suffix: Of its file, with the dot; empty for a folder of files.
        scope: What it is made of.
        writer: Module and function, ``package.module:function``. Of ``Scope.DOCUMENTS``: takes
            ``Sequence[Exportable]``, returns the bytes of the file. Of ``Scope.VAULT``: takes a ``VaultContent`` and the path
            of an empty file (or folder) of its own to fill, returns nothing.
    """

    id: str
    words: Text
    suffix: str
    scope: Scope
    writer: str


EXPORTS: tuple[Export, ...] = (
    Export(
        "xlsx", Text("Excel workbook (*.xlsx)"), ".xlsx", Scope.DOCUMENTS, "muniment.pipeline.exports.export_xlsx:write"
    ),
    Export("csv", Text("CSV (*.csv)"), ".csv", Scope.DOCUMENTS, "muniment.pipeline.exports.export_csv:write"),
    Export("json", Text("JSON (*.json)"), ".json", Scope.DOCUMENTS, "muniment.pipeline.exports.export_json:write"),
    Export(
        "sqlite",
        Text("SQLite database (*.sqlite)"),
        ".sqlite",
        Scope.VAULT,
        "muniment.pipeline.exports.export_sqlite:write",
    ),
    Export("csv-folder", Text("Folder of CSV files"), "", Scope.VAULT, "muniment.pipeline.exports.export_tables:write"),
)
"""In the order in which they are offered."""

IDS: tuple[str, ...] = tuple(export.id for export in EXPORTS)
"""Of all exports."""


def of_scope(scope: Scope) -> tuple[Export, ...]:
    """The exports of a scope, in the order in which they are offered."""
    return tuple(export for export in EXPORTS if export.scope is scope)


def find(asked: str) -> Export | None:
    """The export of that id; None where there is none.

    Args:
        asked: An id as ``IDS`` lists them.
    """
    return next((export for export in EXPORTS if export.id == asked), None)


def of_suffix(suffix: str) -> Export | None:
    """The export whose file has that suffix, such as ``.xlsx``; None where there is none."""
    return next((export for export in EXPORTS if export.suffix and export.suffix == suffix.lower()), None)
