"""``muniment vault backup | restore | verify | repair``: what keeps a vault whole."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from muniment.cli import screen, vault_options
from muniment.errors import Exit, UserError
from muniment.paths import default_vault
from muniment.texts import dates
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault import store
from muniment.vault.copies import backups, repair, restore
from muniment.vault.copies.repair import Fate
from muniment.vault.place.vault_folder import Folder

_KINDS: Mapping[backups.BackupKind, Text] = {
    backups.BackupKind.DAILY: Text("daily"),
    backups.BackupKind.ASKED: Text("asked", context="kind of backup"),
    backups.BackupKind.VERSION: Text("version", context="kind of backup"),
}
_FATES: Mapping[Fate, Text] = {
    Fate.WHOLE: Text("whole"),
    Fate.FROM_BACKUP: Text("taken from a backup"),
    Fate.READ_AGAIN: Text("its original is whole and will be read again"),
    Fate.LOST: Text("lost"),
}


def add(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options."""
    backing = kinds.add_parser(
        "backup", help=Text("make an encrypted copy in the vault's folder backups, or a whole vault elsewhere")()
    )
    backing.add_argument(
        "--to", type=Path, metavar=Text("DIR")(), help=Text("make a vault with the same keys in this new folder")()
    )
    backing.set_defaults(run=run_backup)
    restoring = kinds.add_parser(
        "restore", help=Text("put a backup in the place of the database, which is kept aside")()
    )
    restoring.add_argument("backup", nargs="?", metavar=Text("BACKUP")(), help=Text("its name (default: the newest)")())
    restoring.add_argument("--list", action="store_true", help=Text("only list the backups, the newest first")())
    restoring.add_argument(
        "--to", type=Path, metavar=Text("DIR")(), help=Text("restore to this new folder and leave the vault as it is")()
    )
    restoring.set_defaults(run=run_restore)
    verifying = kinds.add_parser("verify", help=Text("check every page, index and document")())
    verifying.add_argument("--json", action="store_true", help=Text("one JSON object")())
    verifying.set_defaults(run=run_verify)
    repairing = kinds.add_parser("repair", help=Text("save what is whole of a damaged vault, and say what is not")())
    repairing.set_defaults(run=run_repair)
    for parser in (backing, restoring, verifying, repairing):
        vault_options.add_options(parser)


def run_backup(options: argparse.Namespace) -> int:
    """Make a backup."""
    with vault_options.open_vault(options) as vault:
        if options.to is not None:
            vault.back_up_to(options.to)
            screen.say(
                Text("{folder} is a whole copy of the vault, checked; the same passphrase opens it.")(folder=options.to)
            )
            return Exit.DONE
        made = vault.back_up()
    if made is not None:
        screen.put(str(made.path))
        screen.say(Text("The backup is made and checked. muniment vault restore brings it back.")())
    return Exit.DONE


def run_restore(options: argparse.Namespace) -> int:
    """Bring a backup back."""
    folder = _folder(options)
    if options.list:
        for one in backups.listed(Folder(folder.absolute())):
            screen.put(f"{one.name}  {dates.moment(one.made_at.astimezone())}  {_KINDS[one.kind]()}")
        return Exit.DONE
    with store.closed(folder, vault_options.way_of(options)) as (place, key):
        chosen = restore.chosen(place, options.backup)
        if options.to is not None:
            restore.to_folder(place, chosen.path, key, options.to)
            screen.say(
                Text("{name} is restored to {folder}; the vault is as it was.")(name=chosen.name, folder=options.to)
            )
            return Exit.DONE
        aside = restore.in_place(place, chosen.path, key)
    screen.say(
        Text("{name} is restored. What was there before lies in {folder}; delete that folder when all is well.")(
            name=chosen.name, folder=aside
        )
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
        screen.put(
            Text(
                "The vault is whole: {n} document, every page and index.",
                "The vault is whole: {n} documents, every page and index.",
            )(n=report.documents)
        )
    else:
        for fault in report.faults:
            screen.put(say(fault))
        for number, name in report.damaged:
            screen.put(Text("not whole: document {number}, {name}")(number=number, name=name))
        if not report.damaged:
            screen.put(Text("All {n} documents can be read.", "All {n} documents can be read.")(n=report.documents))
        screen.say(Text("Run muniment vault repair: it saves what is whole and keeps the old database.")())
    return Exit.DONE if report.is_whole else Exit.SOME_FAILED


def run_repair(options: argparse.Namespace) -> int:
    """Repair the vault."""
    with store.closed(_folder(options), vault_options.way_of(options)) as (place, key):
        repaired = repair.repair(place, key)
    fates = Counter(one.fate for one in repaired.documents)
    screen.put(Text("{n} document whole", "{n} documents whole")(n=fates[Fate.WHOLE]))
    for one in repaired.documents:
        if one.fate is not Fate.WHOLE:
            screen.put(
                Text("document {number}, {name}: {fate}")(
                    number=one.document_id, name=one.name or Text("name unknown")(), fate=_FATES[one.fate]()
                )
            )
    for table in repaired.tables:
        screen.put(Text("the table {table} could not be saved")(table=table))
    screen.say(
        Text("The vault is whole again. The damaged database lies in {folder}; keep it until all is well.")(
            folder=repaired.aside
        )
    )
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
