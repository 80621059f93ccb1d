"""The texts of the dialogs on a vault's keys; all others are in ``messages`` and ``vault_messages``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from muniment.texts.text import Text
from muniment.vault.keys.slot_format import SlotKind

CANCEL = Text("Cancel")
TRYING = Text("Trying the key…")

CODE = Text("Recovery code")
USE_CODE = Text("Recovery code instead")
USE_PASSPHRASE = Text("Passphrase instead")
USE_KEYRING = Text("Open with the keyring")
KEYRING_BUSY = Text("Asking the keyring…")

KEYRING_NONE = Text("This system has no keyring that Muniment trusts, so the passphrase is asked for each time.")
KEYRING_FORBIDDEN = Text("By the policy of this machine the keyring may not open vaults.")
CREATE_CODE = Text("Make a recovery code, for when the passphrase is forgotten")

SET_TITLE = Text("Set a passphrase")
SET_BUTTON = Text("Set")

SLOTS_TITLE = Text("Keys of this vault")
SLOTS_LEAD = Text("Each of these opens the vault by itself. Whoever changes them shows a key first.")
ADD: Mapping[SlotKind, Text] = {
    SlotKind.PASSPHRASE: Text("Set…"),
    SlotKind.RECOVERY: Text("Make…"),
    SlotKind.KEYRING: Text("Add…"),
}
CHANGE: Mapping[SlotKind, Text] = {
    SlotKind.PASSPHRASE: Text("Change…"),
    SlotKind.RECOVERY: Text("Replace…"),
    SlotKind.KEYRING: Text("Renew…"),
}
REMOVE = Text("Remove…")
NAMES: Mapping[SlotKind, Text] = {
    SlotKind.PASSPHRASE: Text("Passphrase"),
    SlotKind.RECOVERY: Text("Recovery code"),
    SlotKind.KEYRING: Text("Keyring of this system"),
    SlotKind.ESCROW: Text("Key of your firm (escrow)"),
}
NOT_SET: Mapping[SlotKind, Text] = {
    SlotKind.PASSPHRASE: Text("Not set."),
    SlotKind.RECOVERY: Text("None. Without one, a forgotten passphrase is final."),
    SlotKind.KEYRING: Text("Not used: the vault asks for its passphrase each time."),
    SlotKind.ESCROW: Text("None: no firm holds a key to this vault."),
}
RECOVERY_SET = Text("Set; it was shown once, when it was made.")
KEYRING_SET = Text("Opens the vault without a question, for whoever is logged in as you.")
LAST_NOTE = Text("The last key that a person holds, so it cannot be removed.")
UNKNOWN = Text("A key of a kind that this version does not know")
MASTER_TITLE = Text("Master key")
MASTER_NOTE = Text("Encrypts everything. Make a new one if somebody may have had a copy of the vault and a key to it.")
MASTER_BUTTON = Text("New master key…")
POLICY_TITLE = Text("Set by policy")
POLICY_NONE = Text("No policy is set on this machine.")
CLOSE = Text("Close")

REMOVE_TITLES: Mapping[SlotKind, Text] = {
    SlotKind.PASSPHRASE: Text("Remove the passphrase"),
    SlotKind.RECOVERY: Text("Remove the recovery code"),
    SlotKind.KEYRING: Text("Remove the keyring's key"),
}
REMOVE_LEAD = Text(
    "It opens the vault no more. Copies of the vault's folder from before still open with it; if somebody may have one, make a "
    "new master key too. Show a key of the vault to go on."
)
REMOVE_BUTTON = Text("Remove")
KEYRING_TITLE = Text("Let the keyring open the vault")
KEYRING_BUTTON = Text("Add")
CODE_PROOF_LEAD = Text("A new recovery code takes the place of one from before. Show a key of the vault to go on.")
CODE_TITLE = Text("Recovery code")
CODE_LEAD = Text(
    "Write this code down on paper and keep it away from this computer. It opens the vault if the passphrase is lost, for "
    "whoever has it. It is shown now and never again."
)
CODE_CONFIRM = Text("Type the code from your paper. Small letters and missing dashes do not matter.")
CODE_WRITTEN = Text("I have written it down")
CODE_BUTTON = Text("Confirm")
CODE_BUSY = Text("Setting the recovery code…")
CODE_BACK = Text("Show it again")
CODE_COPY = Text("Copy")
CODE_LATER = Text("Later")
CODE_OTHER = Text("This is another code. Compare it with your paper, or let it be shown again.")
PASSPHRASE_SET = Text("The passphrase is set.")
CODE_SET = Text("The recovery code opens the vault.")
CODE_FAIR = Text("Copied; it leaves the clipboard when this dialog closes. Paper is safer.")
NEXT = Text("Continue")

REKEY_TITLE = Text("New master key")
REKEY_LEAD = Text(
    "The vault is copied under a new master key, the copy is checked and takes its place. Keys and key files from before, and "
    "backups made before, open nothing any more; those backups are removed. Copies of the folder elsewhere stay what they "
    "were. The window closes meanwhile and opens again."
)
REKEY_NEW = Text("New passphrase; empty to keep the one above")
REKEY_NEW_NEEDED = Text("New passphrase")
REKEY_AGAIN = Text("New passphrase again")
REKEY_BUSY = Text("The vault is copied under its new master key.")
REKEY_CHECKING = Text("The copy is checked and takes the vault's place.")
REKEY_DONE = Text("The vault has a new master key. Backups under the old one are removed.")
REKEY_GIVEN_UP = Text("The vault keeps its master key; nothing was changed.")

REMOVED: Mapping[SlotKind, Text] = {
    SlotKind.PASSPHRASE: Text("The passphrase is removed."),
    SlotKind.RECOVERY: Text("The recovery code is removed."),
    SlotKind.KEYRING: Text("The keyring opens the vault no more."),
}


def passphrase_note(mebibytes: int, passes: int) -> str:
    """How costly one guess is.

    Args:
        mebibytes: Of memory.
        passes: Over that memory.
    """
    return Text("Set. One guess costs {mebibytes} MiB of memory and {passes} passes (Argon2id).")(
        mebibytes=mebibytes, passes=passes
    )


def escrow_note(mark: str) -> str:
    """The firm's key, always visible.

    Args:
        mark: As ``escrow_mark`` gives it.
    """
    return Text("Your firm can open this vault; it cannot be removed here. Its public key's SHA-256 begins {mark}.")(
        mark=mark
    )


def by_policy(sentences: Sequence[str]) -> str:
    """What others have set for a vault that is about to be made."""
    return f"{POLICY_TITLE()}: {' '.join(sentences)}"


def keyring_offer(name: str) -> str:
    """The choice of the keyring at first run and later."""
    return Text("Let this system's keyring ({name}) open it too")(name=name)


def keyring_lead(name: str) -> str:
    """What the keyring means."""
    return Text(
        "The keyring of this system ({name}) then opens the vault without a question, for whoever is logged in as you. It is as "
        "safe as your login. Show a key of the vault to go on."
    )(name=name)


def keyring_set(name: str) -> str:
    """It was added."""
    return Text("The keyring of this system ({name}) opens the vault.")(name=name)


def spoken(button: str, what: str) -> str:
    """A button of a row, for screen readers.

    Args:
        button: As written on it.
        what: What it acts on.
    """
    return f"{button.rstrip('…')}: {what}"
