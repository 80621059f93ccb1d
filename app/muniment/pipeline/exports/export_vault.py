"""Export the whole vault, or some documents of it, in a format of ``EXPORTS``: asked for, noted, and in the clear.

Must never write into the vault's own folder, replace what Muniment has not exported, or leave anything half written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from muniment import exports, policy
from muniment.errors import Exit, UserError
from muniment.exports import Export, Scope
from muniment.pipeline.exports.export_documents import note_export, note_failure, writer_of
from muniment.pipeline.exports.export_target import refuse_bad_folder, refuse_bad_target, whole_file, whole_folder
from muniment.pipeline.exports.vault_content import TABLES, VaultContent
from muniment.vault.content.journal import JournalEvent
from muniment.vault.database.records import DocumentRow
from muniment.vault.store import Vault


@dataclass(frozen=True, slots=True)
class VaultExportReport:
    """What an export of a vault wrote.

    Attributes:
        path: The file or folder.
        documents: How many documents it holds.
        size: Of all its files, bytes.
    """

    path: Path
    documents: int
    size: int


def export_vault(
    vault: Vault, path: Path, kind: str, documents: Sequence[DocumentRow] | None = None, *, force: bool = False
) -> VaultExportReport:
    """Write a vault's documents with their pages, facts and all that follows from them.

    Args:
        vault: Where they are.
        path: The file or folder to write.
        kind: Id of an export whose scope is the vault.
        documents: Which; None for all.
        force: Replace a file that is there, or a folder that was exported before.

    Returns:
        What was written.

    Raises:
        UserError: The policy of the machine forbids it (policy-export), there is something at the place already
            (export-exists, folder-not-empty, folder-of-others), the place lies in the vault (inside-vault), it cannot be
            written, or the vault's journal cannot note it (export-not-noted). What was there is untouched.
    """
    export = exports.find(kind)
    if export is None or export.scope is not Scope.VAULT:
        raise ValueError(f"no export of a vault: {kind}")
    policy.read().refuse_export(kind)
    _refuse_inside(vault, path)
    if export.suffix:
        refuse_bad_target(path, force=force)
    else:
        refuse_bad_folder(path, _file_names(), force=force)
    chosen = vault.documents() if documents is None else list({row.id: row for row in documents}.values())
    about: Mapping[str, object] = {"documents": [row.id for row in chosen], "to": str(path.absolute()), "format": kind}
    note_export(vault, path, about)
    try:
        size, digest = _write(export, VaultContent(vault, chosen, datetime.now().astimezone()), path)
    except UserError as error:
        note_failure(vault, about, error)
        raise
    vault.note(JournalEvent.EXPORTED, **about, sha256=digest, size=size)
    return VaultExportReport(path, len(chosen), size)


def _write(export: Export, content: VaultContent, path: Path) -> tuple[int, str]:
    """Write it; returns bytes and SHA-256, of a folder that of its files one after the other."""
    with _place(export, path) as place:
        writer_of(export)(content, place)
        files = [place] if place.is_file() else sorted(place.iterdir())
        digest = hashlib.sha256()
        for file in files:
            with file.open("rb") as read:
                while piece := read.read(1 << 20):
                    digest.update(piece)
        return sum(file.stat().st_size for file in files), digest.hexdigest()


@contextmanager
def _place(export: Export, path: Path) -> Iterator[Path]:
    with whole_file(path) if export.suffix else whole_folder(path) as place:
        yield place


def _refuse_inside(vault: Vault, path: Path) -> None:
    if vault.folder is not None and vault.folder.resolve() in path.absolute().resolve().parents:
        raise UserError("inside-vault", exit_code=Exit.USAGE, file=str(path))


def _file_names() -> frozenset[str]:
    return frozenset(f"{shape.name}.csv" for shape in TABLES)
