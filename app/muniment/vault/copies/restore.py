"""Put a database in the place of a vault's own, which is set aside, never deleted; or carry a whole vault to a new folder.

Must never leave a moment at which a crash would lose both.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from muniment import policy
from muniment.vault import vault_errors
from muniment.vault.copies import backups
from muniment.vault.copies.backups import Backup
from muniment.vault.database import engine
from muniment.vault.database.engine import Connection
from muniment.vault.place.vault_folder import (
    Folder,
    make_private_file,
    make_private_folder,
    replace,
    sync_file,
    sync_folder,
)

_LOGS = ("-wal", "-shm")


def chosen(folder: Folder, asked: str | None) -> Backup:
    """The backup that is meant.

    Args:
        folder: Of the vault.
        asked: Its name, or None for the newest.

    Raises:
        UserError: There is none (code no-backup).
    """
    known: Sequence[Backup] = backups.listed(folder)
    for one in known:
        if asked is None or one.name == asked:
            return one
    raise vault_errors.no_backup(folder.path, [one.name for one in known])


def is_good(path: Path, key: str) -> bool:
    """Whether a backup opens with the key and is whole; one that is newer than this program is left to that.

    Args:
        path: Of the backup.
        key: As ``open_file`` takes it.
    """
    return engine.is_whole(path, key)


def in_place(folder: Folder, path: Path, key: str) -> Path:
    """Restore a backup over the vault, whose lock is held.

    Args:
        folder: Of the vault.
        path: Of the backup; it stays.
        key: Of the database.

    Returns:
        Where the database that was there lies now.

    Raises:
        UserError: The backup is damaged (code damaged-backup), or the disk is full or failed; nothing has changed then.
    """
    if not is_good(path, key):
        raise vault_errors.damaged_backup(path.name)
    fresh = fresh_database(folder)
    try:
        shutil.copyfile(path, fresh)
        return swap(folder, fresh)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise vault_errors.of_disk(error, folder.path) from None


def fresh_database(folder: Folder) -> Path:
    """An empty file in which a database is made that is to take the vault's place; what was left of an older try goes.

    Raises:
        UserError: It cannot be made.
    """
    fresh = folder.path / "vault.db.new"
    try:
        for left in folder.path.glob(fresh.name + "*"):
            left.unlink()
        make_private_file(fresh)
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None
    return fresh


def swap(folder: Folder, fresh: Path) -> Path:
    """Set the vault's database and its log aside, and put a new one in their place.

    Returns:
        The folder in which the old ones lie now.

    Raises:
        OSError: The disk failed.
    """
    aside = folder.backups / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-set-aside"
    make_private_folder(folder.backups)
    make_private_folder(aside)
    sync_file(fresh)
    # The log first: it belongs to the old database and would be played into the new one.
    for log in (folder.database.with_name(folder.database.name + end) for end in _LOGS):
        if log.exists():
            log.replace(aside / log.name)
    if folder.database.exists():
        _second_name(folder.database, aside / folder.database.name)
    fresh.replace(folder.database)  # in one step: there is a database at every moment
    for path in (aside, folder.backups, folder.path):
        sync_folder(path)
    return aside


def carry(folder: Folder, connection: Connection, target: Path) -> None:
    """Make a whole vault of the same keys in a new folder: for another disk.

    Raises:
        UserError: The folder is not empty, the policy of the machine forbids the place, or the disk is full or failed.
    """
    place = Folder(target.absolute())
    policy.read().refuse_folder(place.path)
    if place.path.exists() and (not place.path.is_dir() or any(place.path.iterdir())):
        raise vault_errors.already_there(place.path)
    try:
        make_private_folder(place.path)
        make_private_folder(place.backups)
        backups.copy(connection, place.database)
        copy_keys(folder, place)
    except OSError as error:
        raise vault_errors.of_disk(error, place.path) from None


def to_folder(folder: Folder, path: Path, key: str, target: Path) -> None:
    """Restore a backup to a new folder, with the vault's keys.

    Args:
        folder: Whose keys open the backup.
        path: Of the backup.
        key: As ``open_file`` takes it.
        target: Made if it is not there.

    Raises:
        UserError: The backup is damaged, the folder is not empty, or the disk is full or failed.
    """
    if not is_good(path, key):
        raise vault_errors.damaged_backup(path.name)
    connection = engine.open_file(path, key)
    try:
        carry(folder, connection, target)
    finally:
        connection.close()


def copy_keys(folder: Folder, place: Folder) -> None:
    """Give a new folder the keys of a vault.

    Raises:
        OSError: The disk failed.
    """
    header = folder.slots.read_bytes()
    for path in (place.slots, place.slots_backup):
        replace(path, header)


def _second_name(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # a file system without hard links
        shutil.copy2(path, other)
