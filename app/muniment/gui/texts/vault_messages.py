"""The texts of the vault's own dialogs and menu; all others are in ``messages``."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text
from muniment.vault.copies.verify import Report
from muniment.vault.keys.passphrase_strength import PassphraseStrength

UNLOCK_TITLE = Text("Open your vault")
UNLOCK_LEAD = Text("Your documents and everything found in them are encrypted in this vault.")
UNLOCK_BUTTON = Text("Open")
CREATE_TITLE = Text("Create your vault")
CREATE_LEAD = Text(
    "A vault is one encrypted folder on this computer. It keeps your documents, the figures found in them and your decisions."
)
CREATE_WARNING = Text("Nobody can reset the passphrase: without it, or the recovery code, there is no way back in.")
CREATE_BUTTON = Text("Create vault")
VAULT_FOLDER = Text("Folder")
VAULT_CHANGE = Text("Change…")
VAULT_CHANGE_NAME = Text("Choose another vault or folder")
VAULT_DIALOG = Text("Choose a vault, or a folder for a new one")
VAULT_BUSY_OPEN = Text("Opening…")
VAULT_BUSY_CREATE = Text("Creating…")

MENU_VAULT = Text("Vault")
MENU_LOCK = Text("Lock by itself")
LOCK_MINUTES: dict[int, Text] = {
    5: Text("After 5 minutes without input"),
    15: Text("After 15 minutes without input"),
    30: Text("After 30 minutes without input"),
    60: Text("After an hour without input"),
    0: Text("Only with the desktop's lock and before sleep"),
}

CHANGE_TITLE = Text("Change the passphrase")
CHANGE_LEAD = Text(
    "Documents need not be encrypted anew; this takes a second at any size. Copies of the vault's folder from before, such as a "
    "stolen one, still open with the old passphrase."
)
CHANGE_OLD = Text("Passphrase until now")
CHANGE_NEW = Text("New passphrase")
CHANGE_AGAIN = Text("New passphrase again")
CHANGE_BUTTON = Text("Change")
CHANGE_BUSY = Text("Changing…")
CHANGED = Text("The passphrase is changed.")

BACKUP_BUSY = Text("Making a backup…")
VERIFY_BUSY = Text("Checking the whole vault…")
REMOVE_BACKUPS = Text("Make a new backup and delete all older ones")
REMOVE_MASTER = Text("Make a new master key too")
REMOVE_NOTE = Text(
    "Backups from before still hold the document. So may unused places of the disk, encrypted: with a new master key nothing "
    "but the old one opens what is left there. Copies of the vault's folder elsewhere stay what they are."
)

DISK_HINT = Text(
    "Encrypt this computer's disk too (BitLocker, FileVault or LUKS): swap and hibernation may write to it what the vault keeps "
    "encrypted."
)

_TELL: Mapping[PassphraseStrength, Text] = {
    PassphraseStrength.WEAK: Text("Weak: a thief with several graphics cards may guess it {within}."),
    PassphraseStrength.FAIR: Text("Fair: a thief with several graphics cards may guess it {within}."),
    PassphraseStrength.STRONG: Text("Strong: a thief with several graphics cards may guess it {within}."),
}
_ADVICE = Text("Four or more random words are a good choice.")
_WITHIN = (
    (1 / 8766, Text("within an hour")),
    (1 / 365, Text("within a day")),
    (1 / 12, Text("within a month")),
    (1, Text("within a year")),
)  # in years
_NAMED = 3  # of the documents that are damaged


def passphrase_strength(strength: PassphraseStrength, years: float) -> str:
    """An honest word on a new passphrase.

    Args:
        strength: Decides on the words.
        years: That guessing it takes.
    """
    said = _TELL[strength](within=_within(years))
    return said if strength is PassphraseStrength.STRONG else f"{said} {_ADVICE()}"


def lock_by_policy(minutes: int) -> str:
    """A time that only the policy has.

    Args:
        minutes: Without input; 1 at least.
    """
    return Text("After {n} minute without input, by policy", "After {n} minutes without input, by policy")(n=minutes)


def synced(service: str) -> str:
    """The folder is copied away by a program.

    Args:
        service: Name of the program ("OneDrive").
    """
    return Text(
        "This folder seems to be kept in step by {service}. Two computers that sync one vault damage it: choose a folder "
        "outside, and copy backups there instead."
    )(service=service)


def backed_up(name: str) -> str:
    """A backup was made."""
    return Text("The backup {name} is made and checked.")(name=name)


def removed(name: str, *, backups_too: bool) -> str:
    """A document was removed."""
    said = Text("{name} is removed from this vault.")(name=name)
    more = Text("A new backup is made and the older ones are deleted.")() if backups_too else ""
    return f"{said} {more}".rstrip()


def verified(report: Report) -> str:
    """What came of a check."""
    if report.is_whole:
        return Text(
            "The vault is whole: {n:,} documents, every page and index.",
            "The vault is whole: {n:,} documents, every page and index.",
        )(n=report.documents)
    names = ", ".join(name for _, name in report.damaged[:_NAMED])
    more = len(report.damaged) - _NAMED
    if more > 0:
        which = Text("Not whole: {names} and {n} more.", "Not whole: {names} and {n} more.")(names=names, n=more)
    elif names:
        which = Text("Not whole: {names}.")(names=names)
    else:
        which = Text("Every document can be read.")()
    advice = Text("Close Muniment and run: muniment vault repair")()
    return f"{Text('The vault is damaged.')()} {which} {advice}"


def _within(years: float) -> str:
    for longest, words in _WITHIN:
        if years < longest:
            return words()
    if years < 1_000:
        return Text("in about {n:,} year", "in about {n:,} years")(n=round(years))
    return Text("in more than a thousand years")()
