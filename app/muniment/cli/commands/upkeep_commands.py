"""``muniment vault backup | restore | verify | repair``: what keeps a vault whole."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from muniment.cli import screen, vault_options
from muniment.errors import Exit, UserError
from muniment.paths import default_vault
from muniment.texts.say import say
from muniment.vault import store
from muniment.vault.copies import backups, repair, restore
from muniment.vault.copies.repair import Fate
from muniment.vault.place.vault_folder import Folder


def add(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options."""
    backing = kinds.add_parser(
        "backup", help="make an encrypted copy in the vault's folder backups, or a whole vault elsewhere"
    )
    backing.add_argument("--to", type=Path, metavar="DIR", help="make a vault with the same keys in this new folder")
    backing.set_defaults(run=run_backup)
    restoring = kinds.add_parser("restore", help="put a backup in the place of the database, which is kept aside")
    restoring.add_argument("backup", nargs="?", metavar="BACKUP", help="its name (default: the newest)")
    restoring.add_argument("--list", action="store_true", help="only list the backups, the newest first")
    restoring.add_argument(
        "--to", type=Path, metavar="DIR", help="restore to this new folder and leave the vault as it is"
    )
    restoring.set_defaults(run=run_restore)
    verifying = kinds.add_parser("verify", help="check every page, index and document")
    verifying.add_argument("--json", action="store_true", help="one JSON object")
    verifying.set_defaults(run=run_verify)
    repairing = kinds.add_parser("repair", help="save what is whole of a damaged vault, and say what is not")
    repairing.set_defaults(run=run_repair)
    for parser in (backing, restoring, verifying, repairing):
        vault_options.add_options(parser)


def run_backup(options: argparse.Namespace) -> int:
    """Make a backup."""
    with vault_options.open_vault(options) as vault:
        if options.to is not None:
            vault.back_up_to(options.to)
            screen.say(f"{options.to} is a whole copy of the vault, checked; the same passphrase opens it.")
            return Exit.DONE
        made = vault.back_up()
    if made is not None:
        screen.put(str(made.path))
        screen.say("The backup is made and checked. muniment vault restore brings it back.")
    return Exit.DONE


def run_restore(options: argparse.Namespace) -> int:
    """Bring a backup back."""
    folder = _folder(options)
    if options.list:
        for one in backups.listed(Folder(folder.absolute())):
            screen.put(f"{one.name}  {one.made_at.astimezone():%Y-%m-%d %H:%M}  {one.kind.value}")
        return Exit.DONE
    with store.closed(folder, vault_options.way_of(options)) as (place, key):
        chosen = restore.chosen(place, options.backup)
        if options.to is not None:
            restore.to_folder(place, chosen.path, key, options.to)
            screen.say(f"{chosen.name} is restored to {options.to}; the vault is as it was.")
            return Exit.DONE
        aside = restore.in_place(place, chosen.path, key)
    screen.say(
        f"{chosen.name} is restored. What was there before lies in {aside}; delete that folder when all is well."
    )
    return Exit.DONE


def run_verify(options: argparse.Namespace) -> int:
    """Check the vault."""
    with vault_options.open_vault(options) as vault:
        report = vault.verify()
    if options.json:
        damaged = [{"document": number, "file": name} for number, name in report.damaged]
        screen.put_json(
            {
                "whole": report.is_whole,
                "documents": report.documents,
                "faults": [say(fault) for fault in report.faults],
                "damaged": damaged,
            }
        )
    elif report.is_whole:
        screen.put(f"The vault is whole: {screen.counted(report.documents, 'document')}, every page and index.")
    else:
        for fault in report.faults:
            screen.put(say(fault))
        for number, name in report.damaged:
            screen.put(f"not whole: document {number}, {name}")
        if not report.damaged:
            screen.put(f"All {report.documents} documents can be read.")
        screen.say("Run muniment vault repair: it saves what is whole and keeps the old database.")
    return Exit.DONE if report.is_whole else Exit.SOME_FAILED


def run_repair(options: argparse.Namespace) -> int:
    """Repair the vault."""
    with store.closed(_folder(options), vault_options.way_of(options)) as (place, key):
        repaired = repair.repair(place, key)
    fates = Counter(one.fate for one in repaired.documents)
    screen.put(f"{screen.counted(fates[Fate.WHOLE], 'document')} whole")
    for one in repaired.documents:
        if one.fate is not Fate.WHOLE:
            screen.put(f"document {one.document_id}, {one.name or 'name unknown'}: {one.fate.value}")
    for table in repaired.tables:
        screen.put(f"the table {table} could not be saved")
    screen.say(f"The vault is whole again. The damaged database lies in {repaired.aside}; keep it until all is well.")
    return Exit.SOME_FAILED if fates[Fate.LOST] else Exit.DONE


def _folder(options: argparse.Namespace) -> Path:
    """Where the vault lies, before any passphrase is asked for.

    Raises:
        UserError: There is none.
    """
    folder: Path = options.vault or default_vault()
    if not Folder(folder).exists():
        raise UserError("no-vault-there", exit_code=Exit.USAGE, folder=str(folder))
    return folder
