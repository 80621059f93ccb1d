"""Options that name a vault, and the vault that they name.

Must never ask where nobody can answer, nor take a passphrase from a file that others can read.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from muniment.errors import Exit, UserError
from muniment.paths import default_vault
from muniment.vault.folder import Folder
from muniment.vault.store import Vault


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that opens a vault."""
    group = parser.add_argument_group("vault")
    group.add_argument("--vault", type=Path, metavar="DIR", help="the vault's folder (default: your own)")
    source = group.add_mutually_exclusive_group()
    source.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="read the passphrase from the first line of a file"
    )
    source.add_argument(
        "--passphrase-fd", type=int, metavar="N", help="read the passphrase from an open file descriptor"
    )


def open_vault(options: argparse.Namespace, *, may_create: bool = False) -> Vault:
    """The vault that the options name.

    Args:
        options: With those of ``add_options``.
        may_create: Make it if it is not there.

    Raises:
        UserError: It cannot be opened.
    """
    if getattr(options, "no_store", False):
        return Vault.in_memory()
    folder = options.vault or default_vault()
    if Folder(folder).exists():
        return Vault.open(folder, passphrase(options))
    if not may_create:
        return Vault.open(folder, "")  # says that there is none
    return create(options, folder)


def create(options: argparse.Namespace, folder: Path) -> Vault:
    """A new vault.

    Raises:
        UserError: There is something already, or no passphrase.
    """
    return Vault.create(folder, passphrase(options, new=folder))


def passphrase(options: argparse.Namespace, *, new: Path | None = None) -> str:
    """The passphrase, from where the options say, else from the person.

    Args:
        options: With those of ``add_options``.
        new: The vault that is to be made with it; then a person is asked twice.

    Raises:
        UserError: There is none to be had.
    """
    if options.passphrase_file is not None:
        return _from_file(options.passphrase_file)
    if options.passphrase_fd is not None:
        return _from_descriptor(options.passphrase_fd)
    if not sys.stdin or not sys.stdin.isatty():
        instead = ", or --no-store to keep nothing" if hasattr(options, "no_store") else ""
        raise _cannot(f"A passphrase is needed. Give --passphrase-file or --passphrase-fd{instead}.")
    return _from_person(new)


def _from_file(path: Path) -> str:
    try:
        if path.is_dir():
            raise _cannot(f"{path} is a folder. Give --passphrase-file the file in which the passphrase stands.")
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise _cannot(
                f"Others can read the passphrase file {path}. Run chmod 600 on it, and think of a new passphrase."
            )
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise _cannot(f"The passphrase file {path} is not in UTF-8. Save it as plain UTF-8 text.") from None
    except (OSError, ValueError):
        raise _cannot(f"The passphrase file {path} cannot be read. Check its path and rights.") from None
    return _first_line(text, f"The first line of the passphrase file {path}")


def _from_descriptor(number: int) -> str:
    try:
        with os.fdopen(number, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, ValueError):
        raise _cannot(f"The passphrase cannot be read from file descriptor {number}.") from None
    return _first_line(text, f"What came from file descriptor {number}")


def _from_person(new: Path | None) -> str:
    import getpass

    if new is None:
        return getpass.getpass("Passphrase: ")
    first = getpass.getpass(f"Passphrase for the new vault {new}: ")
    if first != getpass.getpass("Once more: "):
        raise _cannot("The two passphrases differ. No vault was made; try again.")
    return first


def _first_line(text: str, source: str) -> str:
    line = (text.splitlines() or [""])[0]
    if not line:
        raise _cannot(f"{source} is empty. Put the passphrase there.")
    return line


def _cannot(sentence: str) -> UserError:
    return UserError(sentence, code="no-passphrase", exit_code=Exit.CANNOT_UNLOCK)
