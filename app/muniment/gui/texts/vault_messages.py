"""The texts of the vault's own dialogs and menu; all others are in ``messages``."""

from __future__ import annotations

from muniment.vault.copies.verify import Report
from muniment.vault.keys.passphrase_strength import PassphraseStrength

UNLOCK_TITLE = "Open your vault"
UNLOCK_LEAD = "Your documents and everything found in them are encrypted in this vault."
UNLOCK_BUTTON = "Open"
CREATE_TITLE = "Create your vault"
CREATE_LEAD = "A vault is one encrypted folder on this computer. It keeps your documents, the figures found in them and your decisions."
CREATE_WARNING = "Nobody can reset the passphrase: without it, or the recovery code, there is no way back in."
CREATE_BUTTON = "Create vault"
VAULT_FOLDER = "Folder"
VAULT_CHANGE = "Change…"
VAULT_CHANGE_NAME = "Choose another vault or folder"
VAULT_DIALOG = "Choose a vault, or a folder for a new one"
VAULT_BUSY_OPEN = "Opening…"
VAULT_BUSY_CREATE = "Creating…"

MENU_VAULT = "Vault"
MENU_LOCK = "Lock by itself"
LOCK_MINUTES: dict[int, str] = {
    5: "After 5 minutes without input",
    15: "After 15 minutes without input",
    30: "After 30 minutes without input",
    60: "After an hour without input",
    0: "Only with the desktop's lock and before sleep",
}

CHANGE_TITLE = "Change the passphrase"
CHANGE_LEAD = (
    "Documents need not be encrypted anew; this takes a second at any size. Copies of the vault's folder from before, such as a "
    "stolen one, still open with the old passphrase."
)
CHANGE_OLD = "Passphrase until now"
CHANGE_NEW = "New passphrase"
CHANGE_AGAIN = "New passphrase again"
CHANGE_BUTTON = "Change"
CHANGE_BUSY = "Changing…"
CHANGE_CANCEL = "Cancel"
CHANGED = "The passphrase is changed."

BACKUP_BUSY = "Making a backup…"
VERIFY_BUSY = "Checking the whole vault…"
REMOVE_BACKUPS = "Make a new backup and delete all older ones"
REMOVE_MASTER = "Make a new master key too"
REMOVE_NOTE = (
    "Backups from before still hold the document. So may unused places of the disk, encrypted: with a new master key nothing "
    "but the old one opens what is left there. Copies of the vault's folder elsewhere stay what they are."
)

DISK_HINT = (
    "Encrypt this computer's disk too (BitLocker, FileVault or LUKS): swap and hibernation may write to it what the vault keeps "
    "encrypted."
)

_TELL = {
    PassphraseStrength.WEAK: "Weak",
    PassphraseStrength.FAIR: "Fair",
    PassphraseStrength.STRONG: "Strong",
}


def passphrase_strength(strength: PassphraseStrength, years: float) -> str:
    """An honest word on a new passphrase."""
    advice = "" if strength is PassphraseStrength.STRONG else " Four or more random words are a good choice."
    return f"{_TELL[strength]}: a thief with several graphics cards may guess it {_within(years)}.{advice}"


def lock_by_policy(minutes: int) -> str:
    """A time that only the policy has."""
    return f"After {minutes} minutes without input, by policy"


def synced(service: str) -> str:
    """The folder is copied away by a program."""
    return (
        f"This folder seems to be kept in step by {service}. Two computers that sync one vault damage it: choose a folder "
        "outside, and copy backups there instead."
    )


def backed_up(name: str) -> str:
    """A backup was made."""
    return f"The backup {name} is made and checked."


def removed(name: str, *, backups_too: bool) -> str:
    """A document was removed."""
    more = " A new backup is made and the older ones are deleted." if backups_too else ""
    return f"{name} is removed from this vault.{more}"


def verified(report: Report) -> str:
    """What came of a check."""
    if report.is_whole:
        return f"The vault is whole: {report.documents:,} documents, every page and index."
    names = ", ".join(name for _, name in report.damaged[:3])
    more = f" and {len(report.damaged) - 3} more" if len(report.damaged) > 3 else ""
    which = f" Not whole: {names}{more}." if report.damaged else " Every document can be read."
    return f"The vault is damaged.{which} Close Muniment and run: muniment vault repair"


def _within(years: float) -> str:
    for longest, words in (
        (1 / 8766, "within an hour"),
        (1 / 365, "within a day"),
        (1 / 12, "within a month"),
        (1, "within a year"),
    ):
        if years < longest:
            return words
    if years < 1_000:
        return f"in about {years:,.0f} years"
    return "in more than a thousand years"
