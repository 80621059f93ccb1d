"""Secrets from files, descriptors and people: the one place that reads them.

Must never ask where nobody can answer, nor take a secret from a file that others can read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from muniment.errors import Exit, UserError
from muniment.texts.text import Text
from muniment.vault.place.vault_folder import make_private_file, sync_folder

PASSPHRASE, RECOVERY_CODE, ESCROW_KEY = "passphrase", "recovery-code", "escrow-key"
"""What is read; the codes of errors begin with it."""


def can_ask() -> bool:
    """Whether a person is there."""
    return bool(sys.stdin) and sys.stdin.isatty()


def from_file(path: Path, what: str, option: str) -> str:
    """The first line of a file.

    Args:
        path: Of the file.
        what: ``PASSPHRASE``, ``RECOVERY_CODE`` or ``ESCROW_KEY``.
        option: That named it.

    Raises:
        UserError: It cannot be read, others can read it, or it is empty.
    """
    try:
        if path.is_dir():
            raise UserError(f"{what}-is-folder", path=str(path), option=option, exit_code=Exit.CANNOT_UNLOCK)
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise UserError(f"{what}-is-open", path=str(path), exit_code=Exit.CANNOT_UNLOCK)
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{what}-is-no-text", path=str(path), exit_code=Exit.CANNOT_UNLOCK) from None
    except (OSError, ValueError):
        raise UserError(f"{what}-is-unreadable", path=str(path), exit_code=Exit.CANNOT_UNLOCK) from None
    line = _first_line(text)
    if not line:
        raise UserError(f"{what}-file-is-empty", path=str(path), exit_code=Exit.CANNOT_UNLOCK)
    return line


def from_descriptor(number: int, what: str) -> str:
    """The first line of what comes from an open file descriptor.

    Args:
        number: Of the descriptor; it is closed.
        what: Which secret it is, as the codes of our errors begin ("passphrase").

    Raises:
        UserError: It cannot be read, or is empty.
    """
    try:
        with os.fdopen(number, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, ValueError):
        raise UserError(f"{what}-no-descriptor", number=number, exit_code=Exit.CANNOT_UNLOCK) from None
    line = _first_line(text)
    if not line:
        raise UserError(f"{what}-descriptor-is-empty", number=number, exit_code=Exit.CANNOT_UNLOCK)
    return line


def from_person(question: str, *, again: bool = False) -> str:
    """What a person types, unseen.

    Args:
        question: With a colon.
        again: Asked twice.

    Raises:
        UserError: The two differ.
    """
    import getpass

    first = getpass.getpass(f"{question} ")
    if again and first != getpass.getpass(f"{Text('Once more:')()} "):
        raise UserError("passphrases-differ", exit_code=Exit.CANNOT_UNLOCK)
    return first


def to_new_file(path: Path, secret: str) -> None:
    """Write a secret into a new file that its owner alone can read, and have it on the disk.

    Args:
        path: No file may be there.
        secret: Without the line's end, which is added.

    Raises:
        UserError: It is there already, or cannot be written.
    """
    try:
        make_private_file(path)
        with path.open("r+b") as file:
            file.write(f"{secret}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.absolute().parent)
    except FileExistsError:
        raise UserError("secret-file-exists", exit_code=Exit.USAGE, path=str(path)) from None
    except OSError:
        raise UserError("secret-file-unwritable", path=str(path)) from None


def cannot(code: str) -> UserError:
    """There is no secret to be had."""
    return UserError(code, exit_code=Exit.CANNOT_UNLOCK)


def _first_line(text: str) -> str:
    return (text.splitlines() or [""])[0]
