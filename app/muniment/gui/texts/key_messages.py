"""The texts of the dialogs on a vault's keys; all others are in ``messages`` and ``vault_messages``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from muniment.vault.keys.slot_format import SlotKind

CANCEL = "Cancel"
TRYING = "Trying the key…"

CODE = "Recovery code"
CODE_EMPTY = "Type the recovery code."
USE_CODE = "Recovery code instead"
USE_PASSPHRASE = "Passphrase instead"  # noqa: S105 - words on the screen
USE_KEYRING = "Open with the keyring"
KEYRING_BUSY = "Asking the keyring…"

KEYRING_NONE = "This system has no keyring that Muniment trusts, so the passphrase is asked for each time."
KEYRING_FORBIDDEN = "By the policy of this machine the keyring may not open vaults."
CREATE_CODE = "Make a recovery code, for when the passphrase is forgotten"

SET_TITLE = "Set a passphrase"
SET_BUTTON = "Set"

SLOTS_TITLE = "Keys of this vault"
SLOTS_LEAD = "Each of these opens the vault by itself. Whoever changes them shows a key first."
ADD: Mapping[SlotKind, str] = {
    SlotKind.PASSPHRASE: "Set…",
    SlotKind.RECOVERY: "Make…",
    SlotKind.KEYRING: "Add…",
}
CHANGE: Mapping[SlotKind, str] = {
    SlotKind.PASSPHRASE: "Change…",
    SlotKind.RECOVERY: "Replace…",
    SlotKind.KEYRING: "Renew…",
}
REMOVE = "Remove…"
NAMES: Mapping[SlotKind, str] = {
    SlotKind.PASSPHRASE: "Passphrase",
    SlotKind.RECOVERY: "Recovery code",
    SlotKind.KEYRING: "Keyring of this system",
    SlotKind.ESCROW: "Key of your firm (escrow)",
}
NOT_SET: Mapping[SlotKind, str] = {
    SlotKind.PASSPHRASE: "Not set.",
    SlotKind.RECOVERY: "None. Without one, a forgotten passphrase is final.",
    SlotKind.KEYRING: "Not used: the vault asks for its passphrase each time.",
    SlotKind.ESCROW: "None: no firm holds a key to this vault.",
}
RECOVERY_SET = "Set; it was shown once, when it was made."
KEYRING_SET = "Opens the vault without a question, for whoever is logged in as you."
LAST_NOTE = "The last key that a person holds, so it cannot be removed."
UNKNOWN = "A key of a kind that this version does not know"
MASTER_TITLE = "Master key"
MASTER_NOTE = "Encrypts everything. Make a new one if somebody may have had a copy of the vault and a key to it."
MASTER_BUTTON = "New master key…"
POLICY_TITLE = "Set by policy"
POLICY_NONE = "No policy is set on this machine."
CLOSE = "Close"

REMOVE_TITLES: Mapping[SlotKind, str] = {
    SlotKind.PASSPHRASE: "Remove the passphrase",
    SlotKind.RECOVERY: "Remove the recovery code",
    SlotKind.KEYRING: "Remove the keyring's key",
}
REMOVE_LEAD = (
    "It opens the vault no more. Copies of the vault's folder from before still open with it; if somebody may have one, make a "
    "new master key too. Show a key of the vault to go on."
)
REMOVE_BUTTON = "Remove"
KEYRING_TITLE = "Let the keyring open the vault"
KEYRING_BUTTON = "Add"
CODE_PROOF_LEAD = "A new recovery code takes the place of one from before. Show a key of the vault to go on."
CODE_TITLE = "Recovery code"
CODE_LEAD = (
    "Write this code down on paper and keep it away from this computer. It opens the vault if the passphrase is lost, for "
    "whoever has it. It is shown now and never again."
)
CODE_CONFIRM = "Type the code from your paper. Small letters and missing dashes do not matter."
CODE_WRITTEN = "I have written it down"
CODE_BUTTON = "Confirm"
CODE_BUSY = "Setting the recovery code…"
CODE_BACK = "Show it again"
CODE_COPY = "Copy"
CODE_LATER = "Later"
CODE_OTHER = "This is another code. Compare it with your paper, or let it be shown again."
PASSPHRASE_SET = "The passphrase is set."  # noqa: S105 - words on the screen
CODE_SET = "The recovery code opens the vault."
CODE_FAIR = "Copied; it leaves the clipboard when this dialog closes. Paper is safer."
NEXT = "Continue"

REKEY_TITLE = "New master key"
REKEY_LEAD = (
    "The vault is copied under a new master key, the copy is checked and takes its place. Keys and key files from before, and "
    "backups made before, open nothing any more; those backups are removed. Copies of the folder elsewhere stay what they "
    "were. The window closes meanwhile and opens again."
)
REKEY_NEW = "New passphrase; empty to keep the one above"
REKEY_NEW_NEEDED = "New passphrase"
REKEY_AGAIN = "New passphrase again"
REKEY_NEEDED = "Type a new passphrase too: the one from before is needed otherwise."
REKEY_BUSY = "The vault is copied under its new master key."
REKEY_CHECKING = "The copy is checked and takes the vault's place."
REKEY_DONE = "The vault has a new master key. Backups under the old one are removed."
REKEY_GIVEN_UP = "The vault keeps its master key; nothing was changed."
CALM = frozenset({REKEY_DONE, REKEY_GIVEN_UP})
"""Nothing went wrong."""

REMOVED: Mapping[SlotKind, str] = {
    SlotKind.PASSPHRASE: "The passphrase is removed.",
    SlotKind.RECOVERY: "The recovery code is removed.",
    SlotKind.KEYRING: "The keyring opens the vault no more.",
}


def passphrase_note(mebibytes: int, passes: int) -> str:
    """How costly one guess is."""
    return f"Set. One guess costs {mebibytes} MiB of memory and {passes} passes (Argon2id)."


def escrow_note(mark: str) -> str:
    """The firm's key, always visible."""
    return f"Your firm can open this vault; it cannot be removed here. Its public key's SHA-256 begins {mark}."


def by_policy(sentences: Sequence[str]) -> str:
    """What others have set for a vault that is about to be made."""
    return f"{POLICY_TITLE}: {' '.join(sentences)}"


def keyring_offer(name: str) -> str:
    """The choice of the keyring at first run and later."""
    return f"Let this system's keyring ({name}) open it too"


def keyring_lead(name: str) -> str:
    """What the keyring means."""
    return (
        f"The keyring of this system ({name}) then opens the vault without a question, for whoever is logged in as you. It is as "
        "safe as your login. Show a key of the vault to go on."
    )


def keyring_set(name: str) -> str:
    """It was added."""
    return f"The keyring of this system ({name}) opens the vault."


def spoken(button: str, what: str) -> str:
    """A button of a row, for screen readers."""
    return f"{button.rstrip('…')}: {what}"
