"""Export what is known of documents, in a format of ``EXPORTS``, every figure with its evidence.

Must never leave half a file, put a temporary file anywhere but beside the target, or let a text be taken for a formula.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from muniment import exports, policy
from muniment.errors import Exit, UserError
from muniment.exports import Export, Scope
from muniment.pipeline.exports.export_rows import Exportable, load
from muniment.pipeline.exports.export_target import refuse_bad_target, write_whole
from muniment.vault.content.journal import JournalEvent
from muniment.vault.store import Vault

Writer = Callable[[Sequence[Exportable]], bytes]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote.

    Attributes:
        path: The file.
        documents: How many documents it holds.
        facts: How many facts.
        left_out: How many facts a user had rejected.
        size: Of the file, bytes.
        waiting: Documents of which something is left out that waits to be computed anew after a decision.
    """

    path: Path
    documents: int
    facts: int
    left_out: int
    size: int
    waiting: int = 0


def export(vault: Vault, document_ids: Sequence[int], path: Path, kind: str, *, force: bool = False) -> ExportReport:
    """Write documents' facts, checks and summaries to a file.

    Args:
        vault: Where they are.
        document_ids: Which, in this order; all of them analysed.
        path: The file to write.
        kind: Id of an export whose scope are documents.
        force: Replace a file that is there.

    Returns:
        What was written.

    Raises:
        UserError: Nothing to export (nothing-to-export), not analysed (not-analysed), the file is there (export-exists),
            or it cannot be written (no-folder, export-denied, export-disk-full, export-disk-failed), or the policy of the
            machine forbids the format (policy-export), or the vault's journal cannot note it (export-not-noted). A file
            that was there is untouched.
    """
    policy.read().refuse_export(kind)
    refuse_bad_target(path, force=force)
    if not document_ids:
        raise UserError("nothing-to-export", exit_code=Exit.USAGE)
    moment = datetime.now().astimezone()
    documents = [load(vault, document_id, moment) for document_id in dict.fromkeys(document_ids)]
    data = _writer(kind)(documents)
    about = {"documents": [one.known.document.id for one in documents], "to": str(path.absolute()), "format": kind}
    _write_noted(vault, path, data, about)
    return ExportReport(
        path=path,
        documents=len(documents),
        facts=sum(len(one.known.facts) for one in documents),
        left_out=sum(one.left_out for one in documents),
        size=len(data),
        waiting=sum(one.is_waiting for one in documents),
    )


def writer_of(export: Export) -> Any:
    """The function that writes an export; its module is loaded now."""
    module, _, name = export.writer.partition(":")
    return getattr(import_module(module), name)


def note_export(vault: Vault, path: Path, about: Mapping[str, object]) -> None:
    """Note an export in the vault's journal before it leaves: no file is ever out without an entry.

    Args:
        vault: Whose journal.
        path: The file that is to be written.
        about: What the entry says.

    Raises:
        UserError: The journal takes no entry (export-not-noted), so the file must not be written.
    """
    try:
        vault.note(JournalEvent.EXPORTED, **about)
    except UserError as error:
        raise UserError("export-not-noted", exit_code=error.exit_code, file=str(path), why=error.message) from None


def note_failure(vault: Vault, about: Mapping[str, object], error: UserError) -> None:
    """Note that an export that was noted did not leave.

    Args:
        vault: Whose journal.
        about: What the entry of the export says.
        error: Why it did not leave.
    """
    with suppress(UserError):  # on a full disk this entry fails too; the first one says more than left, never less
        vault.note(JournalEvent.EXPORTED, **about, failed=error.code)


def _writer(kind: str) -> Writer:
    found = exports.find(kind)
    if found is None or found.scope is not Scope.DOCUMENTS:
        raise ValueError(f"no export of documents: {kind}")
    writer: Writer = writer_of(found)
    return writer


def _write_noted(vault: Vault, path: Path, data: bytes, about: Mapping[str, object]) -> None:
    note_export(vault, path, {**about, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
    try:
        write_whole(path, data)
    except UserError as error:
        note_failure(vault, about, error)
        raise
