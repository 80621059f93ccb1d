"""Why something could not be done with a vault, and what was found when one was opened or checked."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.document_words.chosen_words import Words, by_value, with_or_without
from muniment.texts.text import Text

_FOLDER: Mapping[str, Words] = {
    "not-a-vault": Text("There is no vault at {folder}. Check the path, or create a new vault there."),
    "no-vault-there": Text("There is no vault at {folder}. Check the path."),
    "not-empty": Text(
        "{folder} is there already and is no empty folder, so no new vault was made there. Choose a new folder."
    ),
    "already-a-vault": Text(
        "There is a vault at {folder} already; it was left as it is. Choose another folder for a new one."
    ),
    "network-folder": Text(
        "{folder} lies on a network drive ({system}). Two machines could write the database at once there and damage it, "
        "so Muniment does not open vaults on network drives. Choose a folder on a disk of this machine; "
        "muniment vault backup --to can write a copy to the network drive."
    ),
    "read-only": with_or_without(
        "folder",
        Text(
            "The vault {folder} cannot be written. "
            "Check the rights of the folder, or copy it to a disk that can be written."
        ),
        Text("The vault cannot be written. Check the rights of the folder, or copy it to a disk that can be written."),
    ),
    "disk-full": with_or_without(
        "folder",
        Text("The disk of {folder} is full. Nothing that was saved is lost; make room and try again."),
        Text("There is no memory left for more documents without a vault. Analyse fewer at once, or use a vault."),
    ),
    "disk-failed": with_or_without(
        "folder",
        Text(
            "The disk of {folder} could not be read or written. Check that it is connected and healthy, and try again."
        ),
        Text(
            "The disk of the vault could not be read or written. Check that it is connected and healthy, and try again."
        ),
    ),
    "busy": Text("The vault is busy. Try again in a moment."),
    "locked": with_or_without(
        "holder",
        Text("The vault is open in another Muniment ({holder}). Close it there first."),
        Text("The vault is open in another Muniment. Close it there first."),
    ),
    "memory-only": Text("This vault is in memory only and has no keys to change."),
}

_DATABASE: Mapping[str, Words] = {
    "newer-vault": Text(
        "This vault was made by a newer version of Muniment and was left untouched. Update Muniment to open it."
    ),
    "damaged-vault": Text(
        "The passphrase is right, but the vault's database is damaged. Run muniment vault repair: it saves every document "
        "that is whole, takes others from the backups, says which are which, and keeps the old database."
    ),
    "damaged-original": Text(
        "The original of this document is damaged in the vault. Remove the document and add the file again, "
        "or run muniment vault repair, which looks for it in the backups."
    ),
    "missing-database": Text(
        "The database vault.db of {folder} is missing. Put it back with muniment vault restore, or from a backup of your own."
    ),
    "not-encrypted": Text("The vault's database is not encrypted and was not opened."),
    "no-backup": with_or_without(
        "known",
        Text("The vault {folder} has no such backup. Those that it has: {known}."),
        Text("The vault {folder} has no such backup. It has none yet; muniment vault backup makes one."),
    ),
    "nothing-saved": Text(
        "Nothing can be read of the vault's database, and there is no whole backup in its folder backups. Nothing was "
        "changed; put the folder back from a backup of your own."
    ),
    "damaged-backup": Text("The backup {name} is damaged and was not used; nothing was changed. Name another one."),
    "claim": Text(
        "The analysis of this document contradicts its own pages and was not kept. "
        "The original is safe in the vault; please report this."
    ),
    "no-document": Text("This document is not in the vault."),
    "not-printed": Text("This value is not what is printed at that place. Point at the figure on the page again."),
    "too-large-for-vault": Text("{name} is larger than 900 MB and cannot be kept in the vault."),
    "audit-broken": Text(
        "The journal was changed: from entry {entry} on its chain does not hold. Restore the vault from a backup that "
        "you trust, and ask who had access."
    ),
}

_KEYS: Mapping[str, Words] = {
    "wrong-passphrase": Text(
        "This passphrase does not open the vault. Check capital letters and the keyboard layout, and try again."
    ),
    "empty-passphrase": Text("Choose a passphrase of at least one character."),
    "no-memory": Text(
        "Unlocking needs {megabytes} MB of memory, which this machine does not have free. "
        "Close other programs and try again."
    ),
    "missing-slots": with_or_without(
        "copy",
        Text(
            "The key file vault.slots of {folder} is missing. "
            "Its last copy is still there: rename {copy} to {file} and open the vault again."
        ),
        Text(
            "The key file vault.slots of {folder} is missing. "
            "Without it nothing can open the vault: put it back from a backup of the folder."
        ),
    ),
    "damaged-slots": with_or_without(
        "copy",
        Text(
            "The key file vault.slots is damaged or was altered. Nothing was changed; rename {copy} to {file} to use its "
            "last copy, or put it back from a backup of the folder."
        ),
        Text(
            "The key file vault.slots is damaged or was altered. Nothing was changed; "
            "put it back from a backup of the folder."
        ),
    ),
    "unsafe-slots": Text(
        "The key file vault.slots asks for settings that are not safe, so it may have been altered. "
        "Nothing was changed; put it back from a backup of the folder."
    ),
    "older-slots": Text(
        "The key file vault.slots is older than the vault: somebody has put back an old copy, with which keys that were "
        "changed or removed would open it again. Put the newer vault.slots back. If there is none, and you put this one "
        "there yourself, run muniment vault slots --accept-older."
    ),
    "no-slot": by_value(
        "kind",
        {
            "passphrase": Text("This vault has no passphrase. Open it with another of its keys."),
            "recovery": Text("This vault has no recovery code. Open it with another of its keys."),
            "keyring": Text("This vault has no key in the keyring. Open it with another of its keys."),
            "escrow": Text("This vault has no escrow key. Open it with another of its keys."),
        },
        Text("This vault has no such key. Open it with another of its keys."),
    ),
    "no-such-slot": Text("The vault has no key {asked}. See muniment vault slots."),
    "unknown-slot-kind": Text(
        "This vault has a key of a kind that this version does not know, which a new master key would lock out. "
        "Update Muniment, or remove that key first."
    ),
    "key-left-out": by_value(
        "kind",
        {
            "passphrase": Text(
                "The vault has a passphrase key too, and none was given for the new master key. "
                "Give it, or remove that key first."
            ),
            "recovery": Text(
                "The vault has a recovery key too, and none was given for the new master key. "
                "Give it, or remove that key first."
            ),
            "keyring": Text(
                "The vault has a keyring key too, and none was given for the new master key. "
                "Give it, or remove that key first."
            ),
        },
        Text(
            "The vault has a {kind} key too, and none was given for the new master key. "
            "Give it, or remove that key first."
        ),
    ),
    "last-slot": Text(
        "This is the last passphrase or recovery code of the vault. Without it the vault could not be opened once the "
        "keyring is lost. Set another one first."
    ),
    "escrow-stays": Text(
        "The escrow key belongs to your firm and cannot be removed here. Ask those who look after this machine."
    ),
    "wrong-escrow-key": Text("This escrow key does not open the vault: it was made for another one."),
    "wrong-recovery-code": Text(
        "This recovery code is typed without an error, but it does not open this vault: it belongs to another vault, "
        "or was replaced by a newer one."
    ),
    "recovery-character": Text(
        'The recovery code has a typing error. It has "{character}" in group {group}, which no recovery code has. '
        "Compare it with the paper and type it again."
    ),
    "recovery-length": Text(
        "The recovery code has a typing error. It has {found} characters instead of {expected}. "
        "Compare it with the paper and type it again."
    ),
    "recovery-typo": Text(
        "The recovery code has a typing error. One of its characters is wrong, or two are swapped. "
        "Compare it with the paper and type it again."
    ),
    "not-confirmed": Text("The recovery code was not confirmed, so nothing was changed."),
    "new-passphrase-needed": Text("A new passphrase is needed. Give --new-passphrase-file."),
    "recovery-needs-place": Text("The recovery code needs a place. Give --new-recovery-code-file."),
    "keyring-empty": Text(
        "The keyring of this system has no key for this vault. Open it with its passphrase or recovery code."
    ),
    "keyring": Text(
        "The keyring of this system ({name}) could not be used. Open the vault with its passphrase or recovery code."
    ),
    "no-keyring": Text(
        "This system has no keyring that Muniment trusts (Windows, macOS, Secret Service, libsecret or KWallet). "
        "Open the vault with its passphrase."
    ),
}

_NOTICES: Mapping[str, Words] = {
    "older-vault": Text(
        "This vault is older than the one that was opened here last: an old copy of its folder was put back. "
        "Keys that were changed since open it again."
    ),
    "short-passphrase": Text(
        "By the policy of this machine a passphrase has at least {least} characters; this one is shorter. "
        "Set a longer one with muniment vault passphrase."
    ),
}

_FAULTS: Mapping[str, Words] = {
    "bad-pages": Text("{n} faults in the pages of the database", "{n} faults in the pages of the database"),
    "stray-rows": Text("{n} rows belong to no document", "{n} rows belong to no document"),
    "no-document-list": Text("the list of documents cannot be read"),
    "journal-changed": Text("the journal was changed: its chain breaks at entry {entry}"),
}

VAULT: Mapping[str, Words] = {**_FOLDER, **_DATABASE, **_KEYS, **_NOTICES, **_FAULTS}
"""The words of the codes of ``vault``: errors, notices of an opening, faults that a check found."""
