"""What can go wrong with a vault, as sentences.

Must never carry a document's text, a key, or the database's own words.
"""

from __future__ import annotations

import errno
from pathlib import Path

from muniment.errors import Exit, UserError


class ClaimError(UserError):
    """The worker claimed something that does not stand on the pages: a bug in it, or a hostile document.

    Attributes:
        detail: Which claim, by place and kind; never by content. For the log.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(
            "The analysis of this document contradicts its own pages and was not kept. "
            "The original is safe in the vault; please report this.",
            code="claim",
        )
        self.detail = detail


def _refused(sentence: str, code: str) -> UserError:
    return UserError(sentence, code=code, exit_code=Exit.REFUSED)


def wrong_passphrase() -> UserError:
    """No passphrase slot opens with what was typed."""
    return UserError(
        "This passphrase does not open the vault. Check capital letters and the keyboard layout, and try again.",
        code="wrong-passphrase",
        exit_code=Exit.CANNOT_UNLOCK,
    )


def empty_passphrase() -> UserError:
    """A new vault needs a passphrase."""
    return UserError("Choose a passphrase of at least one character.", code="empty-passphrase", exit_code=Exit.USAGE)


def not_a_vault(folder: Path) -> UserError:
    """There is no vault at this place."""
    return UserError(
        f"There is no vault at {folder}. Check the path, or create a new vault there.",
        code="not-a-vault",
        exit_code=Exit.USAGE,
    )


def already_there(folder: Path) -> UserError:
    """A new vault must not cover an old one or other files."""
    return UserError(
        f"{folder} is there already and is no empty folder, so no new vault was made there. Choose a new folder.",
        code="not-empty",
        exit_code=Exit.USAGE,
    )


def already_a_vault(folder: Path) -> UserError:
    """A new vault must not cover an old one."""
    return UserError(
        f"There is a vault at {folder} already; it was left as it is. Choose another folder for a new one.",
        code="not-empty",
        exit_code=Exit.USAGE,
    )


def missing_slots(folder: Path, backup: Path | None) -> UserError:
    """The database is there, its keys are not."""
    if backup is None:
        remedy = "Without it nothing can open the vault: put it back from a backup of the folder."
    else:
        remedy = f"Its last copy is still there: rename {backup.name} to {backup.stem} and open the vault again."
    return _refused(f"The key file vault.slots of {folder} is missing. {remedy}", "missing-slots")


def damaged_slots(backup: Path | None) -> UserError:
    """The key file does not make sense, or its seal is broken."""
    remedy = (
        "put it back from a backup of the folder"
        if backup is None
        else f"rename {backup.name} to {backup.stem} to use its last copy, or put it back from a backup of the folder"
    )
    return _refused(
        f"The key file vault.slots is damaged or was altered. Nothing was changed; {remedy}.", "damaged-slots"
    )


def unsafe_parameters() -> UserError:
    """The cost of the passphrase is outside what is safe: weakened, or a memory bomb."""
    return _refused(
        "The key file vault.slots asks for settings that are not safe, so it may have been altered. "
        "Nothing was changed; put it back from a backup of the folder.",
        "unsafe-slots",
    )


def newer_vault() -> UserError:
    """A later version made it."""
    return _refused(
        "This vault was made by a newer version of Muniment and was left untouched. Update Muniment to open it.",
        "newer-vault",
    )


def damaged_database() -> UserError:
    """The key is right, the pages are not."""
    return _refused(
        "The passphrase is right, but the vault's database is damaged. Run muniment vault repair: it saves every document "
        "that is whole, takes others from the backups, says which are which, and keeps the old database.",
        "damaged-vault",
    )


def damaged_original() -> UserError:
    """What is kept of a file is not what came in."""
    return UserError(
        "The original of this document is damaged in the vault. Remove the document and add the file again, "
        "or run muniment vault repair, which looks for it in the backups.",
        code="damaged-original",
    )


def missing_database(folder: Path) -> UserError:
    """The keys are there, the database is not."""
    return _refused(
        f"The database vault.db of {folder} is missing. Put it back with muniment vault restore, or from a backup of your own.",
        "missing-database",
    )


def no_backup(folder: Path, known: list[str]) -> UserError:
    """There is no such backup."""
    there = f"Those that it has: {', '.join(known)}." if known else "It has none yet; muniment vault backup makes one."
    return UserError(f"The vault {folder} has no such backup. {there}", code="no-backup", exit_code=Exit.USAGE)


def nothing_saved() -> UserError:
    """Neither the database nor a backup can be read."""
    return _refused(
        "Nothing can be read of the vault's database, and there is no whole backup in its folder backups. Nothing was "
        "changed; put the folder back from a backup of your own.",
        "nothing-saved",
    )


def damaged_backup(name: str) -> UserError:
    """A backup that is not whole is not restored."""
    return _refused(
        f"The backup {name} is damaged and was not used; nothing was changed. Name another one.", "damaged-backup"
    )


def network_folder(folder: Path, system: str) -> UserError:
    """A file system of another machine."""
    return _refused(
        f"{folder} lies on a network drive ({system}). Two machines could write the database at once there and damage it, "
        "so Muniment does not open vaults on network drives. Choose a folder on a disk of this machine; "
        "muniment vault backup --to can write a copy to the network drive.",
        "network-folder",
    )


def not_encrypted() -> UserError:
    """The database would lie in the clear."""
    return _refused("The vault's database is not encrypted and was not opened.", "not-encrypted")


def read_only(folder: Path | None) -> UserError:
    """The vault cannot be written."""
    place = "The vault" if folder is None else f"The vault {folder}"
    return _refused(
        f"{place} cannot be written. Check the rights of the folder, or copy it to a disk that can be written.",
        "read-only",
    )


def disk_full(folder: Path | None) -> UserError:
    """The disk (or memory) is full; the transaction was rolled back."""
    if folder is None:
        sentence = "There is no memory left for more documents without a vault. Analyse fewer at once, or use a vault."
    else:
        sentence = f"The disk of {folder} is full. Nothing that was saved is lost; make room and try again."
    return UserError(sentence, code="disk-full")


def disk_failed(folder: Path | None) -> UserError:
    """The disk could not be read or written."""
    return UserError(
        f"The disk of {folder or 'the vault'} could not be read or written. "
        "Check that it is connected and healthy, and try again.",
        code="disk-failed",
    )


def of_disk(error: OSError, folder: Path) -> UserError:
    """What the operating system said when a file of the vault was to be read or written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return read_only(folder)
    return disk_failed(folder)


def busy() -> UserError:
    """Another connection held the database for too long."""
    return UserError("The vault is busy. Try again in a moment.", code="busy")


def locked(holder: str) -> UserError:
    """Another process has the vault open."""
    by = f" ({holder})" if holder else ""
    return UserError(
        f"The vault is open in another Muniment{by}. Close it there first.",
        code="locked",
        exit_code=Exit.CANNOT_UNLOCK,
    )


def no_document() -> UserError:
    """An id that leads nowhere, often because the document was just removed."""
    return UserError("This document is not in the vault.", code="no-document")


def not_printed() -> UserError:
    """A correction that points at something else than its value."""
    return UserError(
        "This value is not what is printed at that place. Point at the figure on the page again.", code="not-printed"
    )


def too_large(name: str) -> UserError:
    """More than the database can hold in one row."""
    return UserError(f"{name} is larger than 900 MB and cannot be kept in the vault.", code="too-large")


def _cannot_unlock(sentence: str, code: str) -> UserError:
    return UserError(sentence, code=code, exit_code=Exit.CANNOT_UNLOCK)


def no_slot(what: str) -> UserError:
    """The vault has no slot of this kind."""
    return _cannot_unlock(f"This vault has no {what}. Open it with another of its keys.", "no-slot")


def wrong_recovery_code() -> UserError:
    """The code is typed well, and is another vault's or an old one."""
    return _cannot_unlock(
        "This recovery code is typed without an error, but it does not open this vault: it belongs to another vault, "
        "or was replaced by a newer one.",
        "wrong-recovery-code",
    )


def wrong_escrow_key() -> UserError:
    """Another firm's, or the one before."""
    return _cannot_unlock("This escrow key does not open the vault: it was made for another one.", "wrong-escrow-key")


def keyring_does_not_open() -> UserError:
    """The keyring of this user holds no key of this vault: another machine, or another user."""
    return _cannot_unlock(
        "The keyring of this system has no key for this vault. Open it with its passphrase or recovery code.",
        "keyring-empty",
    )


def keyring_failed(name: str) -> UserError:
    """It is locked, refused, or broken."""
    return _cannot_unlock(
        f"The keyring of this system ({name}) could not be used. Open the vault with its passphrase or recovery code.",
        "keyring",
    )


def no_keyring() -> UserError:
    """None that is real."""
    return UserError(
        "This system has no keyring that Muniment trusts (Windows, macOS, Secret Service, libsecret or KWallet). "
        "Open the vault with its passphrase.",
        code="no-keyring",
        exit_code=Exit.USAGE,
    )


def last_slot() -> UserError:
    """Nobody could open the vault any more."""
    return UserError(
        "This is the last passphrase or recovery code of the vault. Without it the vault could not be opened once the "
        "keyring is lost. Set another one first.",
        code="last-slot",
        exit_code=Exit.USAGE,
    )


def escrow_stays() -> UserError:
    """Only the firm's policy decides on it."""
    return UserError(
        "The escrow key belongs to your firm and cannot be removed here. Ask those who look after this machine.",
        code="escrow-stays",
        exit_code=Exit.USAGE,
    )


def no_such_slot(asked: str) -> UserError:
    """An id or kind that the vault does not have."""
    return UserError(f"The vault has no key {asked}. See muniment vault slots.", code="no-slot", exit_code=Exit.USAGE)


def older_slots() -> UserError:
    """An old copy of the key file was put back: keys that were changed since would open the vault again."""
    return _refused(
        "The key file vault.slots is older than the vault: somebody has put back an old copy, with which keys that were "
        "changed or removed would open it again. Put the newer vault.slots back. If there is none, and you put this one "
        "there yourself, run muniment vault slots --accept-older.",
        "older-slots",
    )


def unknown_slot_kind() -> UserError:
    """A new master key would leave it behind."""
    return _refused(
        "This vault has a key of a kind that this version does not know, which a new master key would lock out. "
        "Update Muniment, or remove that key first.",
        "newer-vault",
    )


def key_left_out(kind: str) -> UserError:
    """A new master key, and one of the vault's keys was not given for it."""
    return UserError(
        f"The vault has a {kind} key too, and none was given for the new master key. Give it, or remove that key first.",
        code="key-left-out",
        exit_code=Exit.USAGE,
    )


def memory_only() -> UserError:
    """A vault in memory has no folder and no keys that last."""
    return UserError(
        "This vault is in memory only and has no keys to change.", code="memory-only", exit_code=Exit.USAGE
    )
