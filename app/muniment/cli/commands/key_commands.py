"""``muniment vault passphrase | recovery | slots | rekey``: which keys open a vault.

Must never show a secret but the new recovery code, and that once.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

from muniment import policy
from muniment.cli import screen, secret_input, vault_options
from muniment.errors import Exit, UserError
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault import vault_errors
from muniment.vault.keys import key_slots, recovery_code
from muniment.vault.keys.key_changes import KeyChanges
from muniment.vault.keys.keyring_store import Ring, system_ring
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.slot_format import Slot, SlotKind
from muniment.vault.keys.unlock_methods import Passphrase, Way
from muniment.vault.place.vault_folder import Folder

_TRIES = 3


def add(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options, below ``muniment vault``."""
    passphrase = kinds.add_parser("passphrase", help=Text("set the passphrase")())
    recovery_code = kinds.add_parser(
        "recovery", help=Text("make a recovery code, which takes the place of the one before")(),
        description=Text("Makes a recovery code and shows it once. It counts as soon as you have typed it again.")(),
    )  # fmt: skip
    shown = kinds.add_parser("slots", help=Text("which keys open the vault; add the keyring, or remove a key")())
    rekey = kinds.add_parser(
        "rekey", help=Text("a new master key: for when somebody may have had a copy of the vault and a key to it")(),
        description=Text("Copies the vault under a new master key, checks the copy and puts it in the place of the old one. "
        "Backups under the old key are removed. A recovery code is made anew, the passphrase stays unless you give another.")(),
    )  # fmt: skip
    for parser, run in (
        (passphrase, run_passphrase), (recovery_code, run_recovery), (shown, run_slots), (rekey, run_rekey)
    ):  # fmt: skip
        vault_options.add_options(parser)
        parser.set_defaults(run=run)
    for parser in (passphrase, rekey):
        parser.add_argument(
            "--new-passphrase-file",
            type=Path,
            metavar=Text("FILE")(),
            help=Text("read the new passphrase from the first line of a file")(),
        )
    for parser in (recovery_code, rekey):
        parser.add_argument(
            "--new-recovery-code-file",
            type=Path,
            metavar=Text("FILE")(),
            help=Text("write the new recovery code into a new file")(),
        )
    what = shown.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help=Text("one JSON object a key")())
    what.add_argument("--remove", metavar=Text("KEY")(), help=Text("remove a key, by its number or kind")())
    what.add_argument(
        "--add-keyring", action="store_true", help=Text("let the keyring of this system open the vault")()
    )
    what.add_argument(
        "--accept-older", action="store_true", help=Text("accept an older key file that you have put back yourself")()
    )


def run_passphrase(options: argparse.Namespace) -> int:
    """Set the passphrase."""
    vault, changes, _ = vault_options.open_with_keys(options)
    with vault:
        changes.set_passphrase(_new_passphrase(options))
    screen.say(
        Text(
            "The new passphrase opens the vault. Copies of its folder from before still open with the old one; if somebody may "
            "have such a copy, run muniment vault rekey."
        )()
    )
    return Exit.DONE


def run_recovery(options: argparse.Namespace) -> int:
    """Make a recovery code."""
    vault, changes, _ = vault_options.open_with_keys(options)
    with vault:
        changes.set_recovery(_new_recovery_code(options))
    screen.say(
        Text("The recovery code opens the vault. Keep it away from this machine; one from before opens it no more.")()
    )
    return Exit.DONE


def run_slots(options: argparse.Namespace) -> int:
    """Show the keys, or change them."""
    if options.remove or options.add_keyring or options.accept_older:
        return _change_slots(options)
    rows = described(vault_options.folder(options))
    if options.json:
        for row in rows:
            screen.put_json(row)
        return Exit.DONE
    for line in screen.table([[row["id"], row["kind"], row["note"]] for row in rows]):
        screen.put(line)
    return Exit.DONE


def run_rekey(options: argparse.Namespace) -> int:
    """Make a new master key."""
    vault, changes, way = vault_options.open_with_keys(options)
    with vault:
        changes.renew_master(_fresh(options, changes, way))
    screen.say(
        Text(
            "The vault has a new master key. Keys from before, and copies of the key file, open it no more; backups under the old "
            "key are removed. Copies of the folder elsewhere stay what they were."
        )()
    )
    return Exit.DONE


class DescribedKey(TypedDict):
    """A key of a vault, as it is printed."""

    id: str
    kind: str
    epoch: int
    note: str


def described(folder: Path) -> list[DescribedKey]:
    """The keys of a vault as its folder says; nothing is opened for it.

    Raises:
        UserError: There is no vault, or its key file is missing or damaged.
    """
    place = Folder(folder.absolute())
    if not place.exists():
        raise vault_errors.not_a_vault(place.path)
    return [
        {"id": slot["id"], "kind": slot["kind"], "epoch": slot["epoch"], "note": _note(slot)}
        for slot in key_slots.load(place).header["slots"]
    ]


def _note(slot: Slot) -> str:
    match slot["kind"]:
        case SlotKind.PASSPHRASE:
            kdf = slot["kdf"]
            return Text("Argon2id, {mebibytes} MiB, {passes} passes")(
                mebibytes=kdf["memory"] // 1024, passes=kdf["iterations"]
            )
        case SlotKind.ESCROW:
            return Text("your firm holds the private key; its public key's SHA-256 begins {mark}")(
                mark=key_slots.escrow_mark(slot)
            )
        case SlotKind.KEYRING:
            if policy.read().keyring:
                return Text("in the keyring of the system")()
            return Text("in the keyring of the system; not used, by policy")()
        case SlotKind.RECOVERY:
            return Text("a code of {length} characters")(length=recovery_code.LENGTH + 1)
    return Text("of a kind that this version does not know")()


def _change_slots(options: argparse.Namespace) -> int:
    vault, changes, _ = vault_options.open_with_keys(options, accept_older=options.accept_older)
    with vault:
        if options.remove:
            changes.remove(options.remove, system_ring() if changes.header.of_kind(SlotKind.KEYRING) else None)
            screen.say(Text("The key is removed. Copies of the folder from before still open with it.")())
        elif options.add_keyring:
            ring = _ring()
            changes.set_keyring(ring)
            screen.say(
                Text("The keyring of this system ({name}) opens the vault. It is as safe as your login.")(
                    name=ring.name
                )
            )
        else:
            screen.say(Text("The older key file is accepted: what it says opens the vault.")())
    return Exit.DONE


def _fresh(options: argparse.Namespace, changes: KeyChanges, way: Way) -> Fresh:
    has = changes.header.of_kind
    passphrase = code = ring = None
    if options.new_passphrase_file is not None:
        passphrase = _new_passphrase(options)
    elif has(SlotKind.PASSPHRASE):
        passphrase = way.text if isinstance(way, Passphrase) else _new_passphrase(options)
    if has(SlotKind.KEYRING):
        ring = _ring()
    if has(SlotKind.RECOVERY):
        code = _new_recovery_code(options)
    return Fresh(passphrase, code, ring)


def _ring() -> Ring:
    policy.read().refuse_keyring()
    ring = system_ring()
    if ring is None:
        raise vault_errors.no_keyring()
    return ring


def _new_passphrase(options: argparse.Namespace) -> str:
    if options.new_passphrase_file is not None:
        return secret_input.from_file(options.new_passphrase_file, secret_input.PASSPHRASE, "--new-passphrase-file")
    if not secret_input.can_ask():
        raise UserError("new-passphrase-needed", exit_code=Exit.USAGE)
    return secret_input.from_person(Text("New passphrase:")(), again=True)


def _new_recovery_code(options: argparse.Namespace) -> str:
    """A code that its holder has: written into a file, or shown and typed again."""
    code = recovery_code.make()
    if options.new_recovery_code_file is not None:
        secret_input.to_new_file(options.new_recovery_code_file, code)
        return code
    if not secret_input.can_ask():
        raise UserError("recovery-needs-place", exit_code=Exit.USAGE)
    screen.put(code)
    screen.finish()
    screen.say(Text("Write this recovery code down on paper. It is shown once; then type it here.")())
    for _ in range(_TRIES):
        try:
            if recovery_code.parse(secret_input.from_person(Text("Recovery code:")())) == recovery_code.parse(code):
                return code
            screen.say(Text("This is another code. Type the one that is shown above.")())
        except UserError as error:
            screen.say(say(error.message))
    raise UserError("not-confirmed")
