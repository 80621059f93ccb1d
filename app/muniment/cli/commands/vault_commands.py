"""``muniment vault``: make a vault, look at it, try its passphrase, label it, keep it whole."""

from __future__ import annotations

import argparse
from collections import Counter

from muniment import policy
from muniment.cli import screen, vault_exports, vault_options
from muniment.cli.commands import key_commands, upkeep_commands
from muniment.errors import Exit
from muniment.texts.say import say
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.place import vault_places

_WAYS = {
    SlotKind.PASSPHRASE: "The passphrase",
    SlotKind.RECOVERY: "The recovery code",
    SlotKind.KEYRING: "The keyring of this system",
    SlotKind.ESCROW: "The escrow key",
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options."""
    top = commands.add_parser("vault", help="make a vault, look at it, back it up, verify, repair")
    kinds = top.add_subparsers(dest="vault_command", required=True, metavar="COMMAND")
    for name, run, words in (
        ("create", run_create, "make a new vault"),
        ("unlock-check", run_unlock_check, "say whether the passphrase opens the vault"),
        ("info", run_info, "how many documents it holds, and where it lies"),
    ):
        parser = kinds.add_parser(name, help=words)
        vault_options.add_options(parser)
        parser.set_defaults(run=run)
    key_commands.add(kinds)
    label = kinds.add_parser("label", help="show or set the classification label that exports carry")
    label.add_argument("text", nargs="?", metavar="TEXT", help="such as Confidential; empty text takes it away")
    vault_options.add_options(label)
    label.set_defaults(run=run_label)
    upkeep_commands.add(kinds)
    vault_exports.add(kinds)


def run_create(options: argparse.Namespace) -> int:
    """Make a vault."""
    folder = vault_options.folder(options)
    with vault_options.create(options, folder):
        screen.say(f"The vault {folder} is made. Nothing opens it without its passphrase: keep that safe.")
        for rule in policy.read().rules():
            screen.say(f"By policy: {say(rule)}")
    service = vault_places.synced_by(folder)
    if service:
        screen.say(
            f"The folder seems to be kept in step by {service}. Two computers that sync one vault damage it: keep the vault "
            "outside, and copy backups there instead."
        )
    return Exit.DONE


def run_unlock_check(options: argparse.Namespace) -> int:
    """Open it and close it."""
    vault, _, way = vault_options.open_with_keys(options)
    with vault:
        screen.say(f"{_WAYS[way.kind]} opens the vault {vault.folder}.")
    return Exit.DONE


def run_label(options: argparse.Namespace) -> int:
    """Show the label, or set it."""
    with vault_options.open_vault(options) as vault:
        if options.text is None:
            screen.put(vault.label)
        else:
            vault.set_label(options.text)
            screen.say(
                f"Exports of this vault are labelled {options.text}." if options.text else "Exports carry no label."
            )
    return Exit.DONE


def run_info(options: argparse.Namespace) -> int:
    """Count what it holds."""
    with vault_options.open_vault(options) as vault:
        rows = vault.documents()
        states = Counter(row.state.value for row in rows)
        size = sum(path.stat().st_size for path in vault.folder.rglob("*") if path.is_file()) if vault.folder else 0
        screen.put(f"name       {vault.name}")
        screen.put(f"folder     {vault.folder}")
        screen.put(f"documents  {len(rows)}" + "".join(f", {count} {state}" for state, count in sorted(states.items())))
        screen.put(f"pages      {sum(row.page_count or 0 for row in rows)}")
        screen.put(f"on disk    {size / 1e6:.1f} MB")
        screen.put(f"keys       {', '.join(slot['kind'] for slot in vault.key_slots().header['slots'])}")
        for rule in policy.read().rules():
            screen.put(f"by policy  {say(rule)}")
    return Exit.DONE
