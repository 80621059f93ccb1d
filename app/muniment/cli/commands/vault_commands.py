"""``muniment vault``: make a vault, look at it, try its passphrase, label it, keep it whole."""

from __future__ import annotations

import argparse
from collections import Counter

from muniment import policy
from muniment.cli import screen, vault_options
from muniment.cli.commands import key_commands, upkeep_commands, vault_exports
from muniment.cli.commands.library_commands import STATES
from muniment.errors import Exit
from muniment.texts import numbers
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.place import vault_places

_OPENS = {
    SlotKind.PASSPHRASE: Text("The passphrase opens the vault {folder}."),
    SlotKind.RECOVERY: Text("The recovery code opens the vault {folder}."),
    SlotKind.KEYRING: Text("The keyring of this system opens the vault {folder}."),
    SlotKind.ESCROW: Text("The escrow key opens the vault {folder}."),
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options."""
    top = commands.add_parser("vault", help=Text("make a vault, look at it, back it up, verify, repair")())
    kinds = top.add_subparsers(dest="vault_command", required=True, metavar=Text("COMMAND")())
    for name, run, words in (
        ("create", run_create, Text("make a new vault")),
        ("unlock-check", run_unlock_check, Text("say whether the passphrase opens the vault")),
        ("info", run_info, Text("how many documents it holds, and where it lies")),
    ):
        parser = kinds.add_parser(name, help=words())
        vault_options.add_options(parser)
        parser.set_defaults(run=run)
    key_commands.add(kinds)
    label = kinds.add_parser("label", help=Text("show or set the classification label that exports carry")())
    label.add_argument(
        "text", nargs="?", metavar=Text("TEXT")(), help=Text("such as Confidential; empty text takes it away")()
    )
    vault_options.add_options(label)
    label.set_defaults(run=run_label)
    upkeep_commands.add(kinds)
    vault_exports.add(kinds)


def run_create(options: argparse.Namespace) -> int:
    """Make a vault."""
    folder = vault_options.folder(options)
    with vault_options.create(options, folder):
        screen.say(
            Text("The vault {folder} is made. Nothing opens it without its passphrase: keep that safe.")(folder=folder)
        )
        for rule in policy.read().rules():
            screen.say(Text("By policy: {rule}")(rule=say(rule)))
    service = vault_places.synced_by(folder)
    if service:
        screen.say(
            Text(
                "The folder seems to be kept in step by {service}. Two computers that sync one vault damage it: keep the vault "
                "outside, and copy backups there instead."
            )(service=service)
        )
    return Exit.DONE


def run_unlock_check(options: argparse.Namespace) -> int:
    """Open it and close it."""
    vault, _, way = vault_options.open_with_keys(options)
    with vault:
        screen.say(_OPENS[way.kind](folder=vault.folder))
    return Exit.DONE


def run_label(options: argparse.Namespace) -> int:
    """Show the label, or set it."""
    with vault_options.open_vault(options) as vault:
        if options.text is None:
            screen.put(vault.label)
        else:
            vault.set_label(options.text)
            screen.say(
                Text("Exports of this vault are labelled {label}.")(label=options.text)
                if options.text
                else Text("Exports carry no label.")()
            )
    return Exit.DONE


def run_info(options: argparse.Namespace) -> int:
    """Count what it holds."""
    with vault_options.open_vault(options) as vault:
        rows = vault.documents()
        states = Counter(row.state for row in rows)
        size = sum(path.stat().st_size for path in vault.folder.rglob("*") if path.is_file()) if vault.folder else 0
        counts = "".join(f", {count} {STATES[state]()}" for state, count in sorted(states.items()))
        lines = [
            (Text("name"), vault.name),
            (Text("folder"), str(vault.folder)),
            (Text("documents"), f"{len(rows)}{counts}"),
            (Text("pages"), str(sum(row.page_count or 0 for row in rows))),
            (Text("on disk"), f"{numbers.number(size / 1e6, 1)} MB"),
            (Text("keys"), ", ".join(slot["kind"] for slot in vault.key_slots().header["slots"])),
            *((Text("by policy"), say(rule)) for rule in policy.read().rules()),
        ]
        width = max(len(head()) for head, _ in lines)
        for head, said in lines:
            screen.put(f"{head():{max(width, 9)}}  {said}")
    return Exit.DONE
