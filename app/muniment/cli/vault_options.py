"""Options that name a vault, what opens it, and the vault that they name.

Must never ask where nobody can answer, nor take a passphrase from a file that others can read.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.cli import screen, secret_input
from muniment.errors import UserError
from muniment.paths import default_vault
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault import vault_errors
from muniment.vault.keys import keyring_unlock
from muniment.vault.keys.key_changes import KeyChanges
from muniment.vault.keys.unlock_methods import EscrowKey, Passphrase, RecoveryCode, Way
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault

_ASK_INSTEAD = ("no-keyring", "keyring", "keyring-empty")
"""Whatever goes wrong with the keyring, the person is asked: it is never the only way in."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that opens a vault."""
    group = parser.add_argument_group(Text("vault")())
    add_folder(group)
    source = group.add_mutually_exclusive_group()
    source.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=Text("FILE")(),
        help=Text("read the passphrase from the first line of a file")(),
    )
    source.add_argument(
        "--passphrase-fd",
        type=int,
        metavar=Text("N")(),
        help=Text("read the passphrase from an open file descriptor")(),
    )
    source.add_argument(
        "--recovery-code-file",
        type=Path,
        metavar=Text("FILE")(),
        help=Text("open the vault with the recovery code in a file")(),
    )
    source.add_argument(
        "--escrow-key-file",
        type=Path,
        metavar=Text("FILE")(),
        help=Text("open the vault with a firm's private key in a file (64 digits)")(),
    )


def add_folder(parser: argparse._ActionsContainer) -> None:
    """The option that names the vault."""
    parser.add_argument(
        "--vault", type=Path, metavar=Text("DIR")(), help=Text("the vault's folder (default: your own)")()
    )


def folder(options: argparse.Namespace) -> Path:
    """The vault's folder."""
    return Path(options.vault or default_vault())


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
    if may_create and not Folder(folder(options)).exists():
        return create(options, folder(options))
    return open_with_keys(options)[0]


def open_with_keys(options: argparse.Namespace, *, accept_older: bool = False) -> tuple[Vault, KeyChanges, Way]:
    """The vault that the options name, its keys to be changed, and what opened it.

    Args:
        options: As parsed.
        accept_older: The user says that an older key file was put back on purpose.

    Raises:
        UserError: It cannot be opened.
    """
    place = folder(options)
    if not Folder(place).exists():
        Vault.open(place, "")  # says that there is none
    way = _keyring(options, place)
    try:
        if way is None:
            raise vault_errors.no_keyring()
        opened = Vault.open_with_keys(place, way, accept_older=accept_older)
    except UserError as error:
        if error.code not in _ASK_INSTEAD:
            raise
        way = way_of(options)
        opened = Vault.open_with_keys(place, way, accept_older=accept_older)
    for notice in opened[0].notices:
        screen.say(say(notice))
    return *opened, way


def back_up_daily(vault: Vault) -> None:
    """Make the daily backup if it is due; that it cannot be made is said, and stops nothing else."""
    try:
        vault.back_up(daily=True, on_step=lambda: screen.progress(Text("daily backup")()))
    except UserError as error:
        screen.say(f"{Text('The daily backup could not be made.')()} {say(error.message)}")
    finally:
        screen.clear()


def create(options: argparse.Namespace, place: Path) -> Vault:
    """A new vault.

    Raises:
        UserError: There is something already, or no passphrase.
    """
    return Vault.create(
        place, passphrase(options, Text("Passphrase for the new vault {folder}:")(folder=place), new=True)
    )


def way_of(options: argparse.Namespace) -> Way:
    """What the options name, else the passphrase from the person.

    Raises:
        UserError: There is none to be had.
    """
    if options.recovery_code_file is not None:
        return RecoveryCode(
            secret_input.from_file(options.recovery_code_file, secret_input.RECOVERY_CODE, "--recovery-code-file")
        )
    if options.escrow_key_file is not None:
        text = secret_input.from_file(options.escrow_key_file, secret_input.ESCROW_KEY, "--escrow-key-file")
        try:
            return EscrowKey(bytes.fromhex(text))
        except ValueError:
            raise secret_input.cannot("escrow-key-form") from None
    return Passphrase(passphrase(options))


def _keyring(options: argparse.Namespace, place: Path) -> Way | None:
    """The keyring of this system, where the vault has a key there and the options name nothing else."""
    named = (options.passphrase_file, options.passphrase_fd, options.recovery_code_file, options.escrow_key_file)
    return None if any(one is not None for one in named) else keyring_unlock.way_in(place)


def passphrase(options: argparse.Namespace, question: str = "", *, new: bool = False) -> str:
    """The passphrase, from where the options say, else from the person.

    Args:
        options: With those of ``add_options``.
        question: For the person; empty for the usual one.
        new: Asked twice.

    Raises:
        UserError: There is none to be had.
    """
    if options.passphrase_file is not None:
        return secret_input.from_file(options.passphrase_file, secret_input.PASSPHRASE, "--passphrase-file")
    if options.passphrase_fd is not None:
        return secret_input.from_descriptor(options.passphrase_fd, secret_input.PASSPHRASE)
    if not secret_input.can_ask():
        raise secret_input.cannot("passphrase-or-nothing" if hasattr(options, "no_store") else "passphrase-needed")
    return secret_input.from_person(question or Text("Passphrase:")(), again=new)
