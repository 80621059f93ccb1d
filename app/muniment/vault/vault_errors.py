"""What can go wrong with a vault, as codes with arguments; ``texts.vault_errors`` has the words.

Must never carry a document's text, a key, or the database's own words.
"""

from __future__ import annotations

import errno
from pathlib import Path

from muniment.errors import Exit, UserError
from muniment.message import Argument, message


class ClaimError(UserError):
    """The worker claimed something that does not stand on the pages: a bug in it, or a hostile document.

    Attributes:
        detail: Which claim, by place and kind; never by content. For the log.
    """

    def __init__(self, detail: str) -> None:
        super().__init__("claim")
        self.detail = detail


def _refused(code: str, **arguments: Argument) -> UserError:
    return UserError.of(message(code, **arguments), Exit.REFUSED)


def _misused(code: str, **arguments: Argument) -> UserError:
    return UserError.of(message(code, **arguments), Exit.USAGE)


def _cannot_unlock(code: str, **arguments: Argument) -> UserError:
    return UserError.of(message(code, **arguments), Exit.CANNOT_UNLOCK)


def _of_folder(folder: Path | None) -> dict[str, Argument]:
    """The argument that names a folder; none in memory, or where it is not known."""
    return {} if folder is None else {"folder": str(folder)}


def wrong_passphrase() -> UserError:
    """No passphrase slot opens with what was typed."""
    return _cannot_unlock("wrong-passphrase")


def empty_passphrase() -> UserError:
    """A new vault needs a passphrase."""
    return _misused("empty-passphrase")


def not_a_vault(folder: Path) -> UserError:
    """There is no vault at this place."""
    return _misused("not-a-vault", folder=str(folder))


def already_there(folder: Path) -> UserError:
    """A new vault must not cover an old one or other files."""
    return _misused("not-empty", folder=str(folder))


def already_a_vault(folder: Path) -> UserError:
    """A new vault must not cover an old one."""
    return _misused("already-a-vault", folder=str(folder))


def missing_slots(folder: Path, backup: Path | None) -> UserError:
    """The database is there, its keys are not.

    Args:
        folder: Of the vault.
        backup: The last copy of the key file; None where there is none.
    """
    return _refused("missing-slots", folder=str(folder), **_of_copy(backup))


def damaged_slots(backup: Path | None) -> UserError:
    """The key file does not make sense, or its seal is broken.

    Args:
        backup: The last copy of the key file; None where there is none.
    """
    return _refused("damaged-slots", **_of_copy(backup))


def _of_copy(backup: Path | None) -> dict[str, Argument]:
    """The arguments that name the last copy of the key file and what it is to be called; none where there is no copy."""
    return {} if backup is None else {"copy": backup.name, "file": backup.stem}


def unsafe_parameters() -> UserError:
    """The cost of the passphrase is outside what is safe: weakened, or a memory bomb."""
    return _refused("unsafe-slots")


def newer_vault() -> UserError:
    """A later version made it."""
    return _refused("newer-vault")


def damaged_database() -> UserError:
    """The key is right, the pages are not."""
    return _refused("damaged-vault")


def damaged_original() -> UserError:
    """What is kept of a file is not what came in."""
    return UserError("damaged-original")


def missing_database(folder: Path) -> UserError:
    """The keys are there, the database is not."""
    return _refused("missing-database", folder=str(folder))


def no_backup(folder: Path, known: list[str]) -> UserError:
    """There is no such backup.

    Args:
        folder: Of the vault.
        known: Names of the backups that there are.
    """
    return _misused("no-backup", folder=str(folder), known=", ".join(known))


def nothing_saved() -> UserError:
    """Neither the database nor a backup can be read."""
    return _refused("nothing-saved")


def damaged_backup(name: str) -> UserError:
    """A backup that is not whole is not restored."""
    return _refused("damaged-backup", name=name)


def network_folder(folder: Path, system: str) -> UserError:
    """A file system of another machine.

    Args:
        folder: Of the vault.
        system: As the operating system names it ("nfs").
    """
    return _refused("network-folder", folder=str(folder), system=system)


def not_encrypted() -> UserError:
    """The database would lie in the clear."""
    return _refused("not-encrypted")


def read_only(folder: Path | None) -> UserError:
    """The vault cannot be written.

    Args:
        folder: Of the vault; None for a database in memory.
    """
    return _refused("read-only", **_of_folder(folder))


def disk_full(folder: Path | None) -> UserError:
    """The disk (or memory) is full; the transaction was rolled back.

    Args:
        folder: Of the vault; None for a database in memory.
    """
    return UserError.of(message("disk-full", **_of_folder(folder)))


def disk_failed(folder: Path | None) -> UserError:
    """The disk could not be read or written.

    Args:
        folder: Of the vault; None for a database in memory.
    """
    return UserError.of(message("disk-failed", **_of_folder(folder)))


def of_disk(error: OSError, folder: Path) -> UserError:
    """What the operating system said when a file of the vault was to be read or written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return read_only(folder)
    return disk_failed(folder)


def of_place(error: UserError, folder: Path) -> UserError:
    """The same error, naming another folder: one that the user knows."""
    arguments = dict(error.message.arguments)
    if "folder" in arguments:
        arguments["folder"] = str(folder)
    return UserError.of(message(error.code, **arguments), error.exit_code)


def busy() -> UserError:
    """Another connection held the database for too long."""
    return UserError("busy")


def locked(holder: str) -> UserError:
    """Another process has the vault open.

    Args:
        holder: Which process and machine, as the lock says; empty where it does not.
    """
    return _cannot_unlock("locked", **({"holder": holder} if holder else {}))


def no_document() -> UserError:
    """An id that leads nowhere, often because the document was just removed."""
    return UserError("no-document")


def not_printed() -> UserError:
    """A correction that points at something else than its value."""
    return UserError("not-printed")


def too_large(name: str) -> UserError:
    """More than the database can hold in one row."""
    return UserError("too-large-for-vault", name=name)


def no_slot(kind: str) -> UserError:
    """The vault has no slot of this kind.

    Args:
        kind: As ``SlotKind`` names it.
    """
    return _cannot_unlock("no-slot", kind=kind)


def wrong_recovery_code() -> UserError:
    """The code is typed well, and is another vault's or an old one."""
    return _cannot_unlock("wrong-recovery-code")


def wrong_escrow_key() -> UserError:
    """Another firm's, or the one before."""
    return _cannot_unlock("wrong-escrow-key")


def keyring_does_not_open() -> UserError:
    """The keyring of this user holds no key of this vault: another machine, or another user."""
    return _cannot_unlock("keyring-empty")


def keyring_failed(name: str) -> UserError:
    """It is locked, refused, or broken."""
    return _cannot_unlock("keyring", name=name)


def no_keyring() -> UserError:
    """None that is real."""
    return _misused("no-keyring")


def last_slot() -> UserError:
    """Nobody could open the vault any more."""
    return _misused("last-slot")


def escrow_stays() -> UserError:
    """Only the firm's policy decides on it."""
    return _misused("escrow-stays")


def no_such_slot(asked: str) -> UserError:
    """An id or kind that the vault does not have.

    Args:
        asked: As typed: an id or a kind.
    """
    return _misused("no-such-slot", asked=asked)


def older_slots() -> UserError:
    """An old copy of the key file was put back: keys that were changed since would open the vault again."""
    return _refused("older-slots")


def unknown_slot_kind() -> UserError:
    """A new master key would leave it behind."""
    return _refused("unknown-slot-kind")


def key_left_out(kind: str) -> UserError:
    """A new master key, and one of the vault's keys was not given for it.

    Args:
        kind: Value of the ``SlotKind`` that is missing.
    """
    return _misused("key-left-out", kind=kind)


def memory_only() -> UserError:
    """A vault in memory has no folder and no keys that last."""
    return _misused("memory-only")
