"""Secrets from files, descriptors and people: the one place that reads them.

Must never ask where nobody can answer, nor take a secret from a file that others can read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from muniment.errors import Exit, UserError
from muniment.vault.place.vault_folder import make_private_file, sync_folder


def can_ask() -> bool:
    """Whether a person is there."""
    return bool(sys.stdin) and sys.stdin.isatty()


def from_file(path: Path, what: str, option: str) -> str:
    """The first line of a file.

    Args:
        path: Of the file.
        what: "passphrase", "recovery code" ...
        option: That named it.

    Raises:
        UserError: It cannot be read, others can read it, or it is empty.
    """
    try:
        if path.is_dir():
            raise cannot(f"{path} is a folder. Give {option} the file in which the {what} stands.")
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise cannot(f"Others can read the {what} file {path}. Run chmod 600 on it, and think of a new {what}.")
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise cannot(f"The {what} file {path} is not in UTF-8. Save it as plain UTF-8 text.") from None
    except (OSError, ValueError):
        raise cannot(f"The {what} file {path} cannot be read. Check its path and rights.") from None
    return _first_line(text, f"The first line of the {what} file {path}", what)


def from_descriptor(number: int, what: str) -> str:
    """The first line of what comes from an open file descriptor.

    Raises:
        UserError: It cannot be read, or is empty.
    """
    try:
        with os.fdopen(number, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, ValueError):
        raise cannot(f"The {what} cannot be read from file descriptor {number}.") from None
    return _first_line(text, f"What came from file descriptor {number}", what)


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
    if again and first != getpass.getpass("Once more: "):
        raise cannot("The two passphrases differ. Nothing was changed; try again.")
    return first


def to_new_file(path: Path, secret: str) -> None:
    """Write a secret into a new file that its owner alone can read, and have it on the disk.

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
        raise UserError(
            f"{path} is there already and was left as it is. Name a new file.", code="not-empty", exit_code=Exit.USAGE
        ) from None
    except OSError:
        raise UserError(
            f"{path} cannot be written. Check its folder and the rights there.", code="not-writable"
        ) from None


def cannot(sentence: str) -> UserError:
    """There is no secret to be had."""
    return UserError(sentence, code="no-passphrase", exit_code=Exit.CANNOT_UNLOCK)


def _first_line(text: str, source: str, what: str) -> str:
    line = (text.splitlines() or [""])[0]
    if not line:
        raise cannot(f"{source} is empty. Put the {what} there.")
    return line
