"""Export what is known of documents as a workbook, as CSV or as JSON, every figure with its evidence.

Must never leave half a file, put a temporary file anywhere but beside the target, or let a text be taken for a formula.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from muniment import policy
from muniment.errors import Exit, UserError
from muniment.pipeline.exports import export_csv, export_json, export_xlsx
from muniment.pipeline.exports.export_rows import Exportable, load
from muniment.vault.content.journal import JournalEvent
from muniment.vault.store import Vault

Kind = Literal["xlsx", "csv", "json"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_WRITERS: dict[Kind, Callable[[Sequence[Exportable]], bytes]] = {
    "xlsx": export_xlsx.write,
    "csv": export_csv.write,
    "json": export_json.write,
}

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


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


def export(vault: Vault, document_ids: Sequence[int], path: Path, kind: Kind, *, force: bool = False) -> ExportReport:
    """Write documents' facts, checks and summaries to a file.

    Args:
        vault: Where they are.
        document_ids: Which, in this order; all of them analysed.
        path: The file to write.
        kind: Of the file.
        force: Replace a file that is there.

    Returns:
        What was written.

    Raises:
        UserError: Nothing to export (nothing-to-export), not analysed (not-analysed), the file is there (export-exists),
            or it cannot be written (no-folder, not-writable, disk-full, disk-failed), or the policy of the machine forbids the
            format (policy-forbids), or the vault's journal cannot note it. A file that was there is untouched.
    """
    policy.read().refuse_export(kind)
    refuse_bad_target(path, force=force)
    if not document_ids:
        raise UserError(
            "There is no document to export. Name at least one.", code="nothing-to-export", exit_code=Exit.USAGE
        )
    moment = datetime.now().astimezone()
    documents = [load(vault, document_id, moment) for document_id in dict.fromkeys(document_ids)]
    data = _WRITERS[kind](documents)
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


def _write_noted(vault: Vault, path: Path, data: bytes, about: dict[str, Any]) -> None:
    """Write the file, noted in the journal before it leaves: no file is ever out without an entry."""
    try:
        vault.note(JournalEvent.EXPORTED, **about, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    except UserError as error:
        sentence = f"The vault's journal cannot note this export, so {path} was not written. {error.sentence}"
        raise UserError(sentence, code=error.code, exit_code=error.exit_code) from None
    try:
        write_whole(path, data)
    except UserError as error:
        with suppress(UserError):  # on a full disk this entry fails too; the first one says more than left, never less
            vault.note(JournalEvent.EXPORTED, **about, failed=error.code)
        raise


def refuse_bad_target(path: Path, *, force: bool) -> None:
    """Say early what would fail late.

    Raises:
        UserError: The file is there and ``force`` is not set, it is a folder, its folder is missing, or the system does
            not even take the name.
    """
    try:
        folder, parent, there = path.is_dir(), path.absolute().parent.is_dir(), path.exists()
    except OSError as error:
        raise _cannot_write(error, path) from None
    if folder:
        raise UserError(f"{path} is a folder. Give the name of a file.", code="not-writable", exit_code=Exit.USAGE)
    if not parent:
        raise _no_folder(path)
    if there and not force:
        raise UserError(
            f"{path} is there already and was left as it is. Choose another name, or add --force to replace it.",
            code="export-exists",
            exit_code=Exit.USAGE,
        )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file wholly or not at all: beside it first, then in its place.

    Raises:
        UserError: It cannot be written; a file that was there is untouched.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")  # short: the target's name may be as long as can be
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _cannot_write(error, path) from None
    finally:
        _discard(beside)


def _discard(beside: Path) -> None:
    try:
        beside.unlink(missing_ok=True)
    except OSError:  # its folder went away or turned read-only: there is nothing to take back
        return


def _no_folder(path: Path) -> UserError:
    return UserError(
        f"The folder {path.absolute().parent} is not there. Make it, or choose another.",
        code="no-folder",
        exit_code=Exit.USAGE,
    )


def _cannot_write(error: OSError, path: Path) -> UserError:
    if error.errno in _FULL:
        return UserError(f"The disk is full, so {path} was not written. Make room and try again.", code="disk-full")
    if error.errno in _DENIED:
        return UserError(
            f"{path} cannot be written. Check the rights of its folder, and close the file in other programs.",
            code="not-writable",
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _no_folder(path)
    return UserError(
        f"{path} could not be written. Check that its disk is connected and that the name is allowed there.",
        code="disk-failed",
    )
