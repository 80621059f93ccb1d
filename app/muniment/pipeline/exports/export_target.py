"""Where an export is written: looked at before the work, written wholly or not at all.

Must never leave half a file, put a temporary file anywhere but beside the target, or make a file that others can read.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muniment.errors import Exit, UserError
from muniment.vault.place.vault_folder import make_private_file, make_private_folder, sync_file, sync_folder

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def refuse_bad_target(path: Path, *, force: bool) -> None:
    """Say early what would fail late.

    Args:
        path: The file that is to be written.
        force: A file that is there is replaced.

    Raises:
        UserError: The file is there and ``force`` is not set, it is a folder, its folder is missing, or the system does
            not even take the name.
    """
    try:
        folder, parent, there = path.is_dir(), path.absolute().parent.is_dir(), path.exists()
    except OSError as error:
        raise cannot_write(error, path) from None
    if folder:
        raise UserError("export-to-folder", exit_code=Exit.USAGE, file=str(path))
    if not parent:
        raise _no_folder(path)
    if there and not force:
        raise UserError("export-exists", exit_code=Exit.USAGE, file=str(path))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file wholly or not at all: beside it first, then in its place.

    Raises:
        UserError: It cannot be written; a file that was there is untouched.
    """
    beside = _beside(path)
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise cannot_write(error, path) from None
    finally:
        _discard(beside)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Have a file filled beside its place, for its owner alone; it moves there when all went well.

    Yields:
        The empty file to fill.

    Raises:
        UserError: It cannot be written; a file that was there is untouched.
    """
    beside = _beside(path)
    try:
        make_private_file(beside)
        yield beside
        with beside.open("r+b") as file:
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise cannot_write(error, path) from None
    finally:
        _discard(beside)


def refuse_bad_folder(path: Path, own: frozenset[str], *, force: bool) -> None:
    """Say early what would fail late.

    Args:
        path: The folder that is to be written.
        own: Names of the files that such an export has.
        force: A folder that holds such an export, and nothing else, is replaced.

    Raises:
        UserError: It is there and may not be replaced, or the folder above is missing.
    """
    try:
        parent, there = path.absolute().parent.is_dir(), path.exists()
        names = {one.name for one in path.iterdir()} if path.is_dir() else {path.name}
    except OSError as error:
        raise cannot_write(error, path) from None
    if not parent:
        raise _no_folder(path)
    if there and names and not force:
        raise UserError("folder-not-empty", exit_code=Exit.USAGE, folder=str(path))
    if there and not names <= own:
        raise UserError("folder-of-others", exit_code=Exit.USAGE, folder=str(path))


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Have a folder filled beside its place, for its owner alone; it moves there when all went well.

    Yields:
        The empty folder to fill.

    Raises:
        UserError: It cannot be written; a folder that was there is untouched.
    """
    beside, old = _beside(path), _beside(path)
    try:
        make_private_folder(beside)
        yield beside
        for file in beside.iterdir():
            sync_file(file)
        if path.exists():
            path.rename(old)
        beside.rename(path)
        sync_folder(path.absolute().parent)
    except OSError as error:
        if old.exists() and not path.exists():
            old.rename(path)
        raise cannot_write(error, path) from None
    finally:
        for rest in (beside, old):
            shutil.rmtree(rest, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.part")  # short: the target's name may be as long as can be


def _discard(beside: Path) -> None:
    try:
        beside.unlink(missing_ok=True)
    except OSError:  # its folder went away or turned read-only: there is nothing to take back
        return


def _no_folder(path: Path) -> UserError:
    return UserError("no-folder", exit_code=Exit.USAGE, folder=str(path.absolute().parent))


def cannot_write(error: OSError, path: Path) -> UserError:
    """What the system said when an export was to be written."""
    if error.errno in _FULL:
        return UserError("export-disk-full", file=str(path))
    if error.errno in _DENIED:
        return UserError("export-denied", file=str(path))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _no_folder(path)
    return UserError("export-disk-failed", file=str(path))
