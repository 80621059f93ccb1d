"""Bring a vault's tables to this version, one numbered step after the other, in one transaction, after a checked backup.

Must never touch a vault that a newer version made.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from muniment.vault import engine, errors
from muniment.vault.engine import Connection
from muniment.vault.folder import Folder, make_private_file, make_private_folder, sync_folder
from muniment.vault.schema import STEPS


def refuse_unfit(version: int) -> None:
    """Check the ``user_version`` of a vault before anything is written.

    Raises:
        UserError: It is newer than this program (newer-vault), or the database is empty, as no vault ever is (damaged-vault).
    """
    if version > len(STEPS):
        raise errors.newer_vault()
    if version < 1:
        raise errors.damaged_database()


def migrate(connection: Connection, folder: Folder | None, key: str) -> None:
    """Take the steps that are missing; none if the vault is of this version.

    Args:
        connection: To the vault's database.
        folder: For the backup; None in memory.
        key: Of the database, for checking the backup.

    Raises:
        UserError: The disk is full or failed; the vault is as it was then.
    """
    version = _version(connection)
    if version == len(STEPS):
        return
    if version > 0 and folder is not None:
        back_up(connection, folder, key)
    with connection.transaction():
        for step in STEPS[version:]:
            for statement in step:
                connection.run(statement)
        connection.run(f"PRAGMA user_version = {len(STEPS)}")


def back_up(connection: Connection, folder: Folder, key: str) -> None:
    """Copy the database into ``backups/`` under the same key, and check the copy.

    Raises:
        UserError: The copy could not be written, or is not as the vault; it is removed then.
    """
    version = _version(connection)
    target = folder.backups / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-version-{version}.db"
    try:
        make_private_folder(folder.backups)
        make_private_file(target)
        connection.copy_to(target)
        _compare(connection, target, key)
        sync_folder(folder.backups)
    except BaseException as error:
        for rest in folder.backups.glob(target.name + "*"):
            rest.unlink()
        if isinstance(error, OSError):
            raise errors.of_disk(error, folder.path) from None
        raise


def _compare(connection: Connection, target: Path, key: str) -> None:
    copy = engine.open_file(target, key)
    try:
        same = _version(copy) == _version(connection) and _counts(copy) == _counts(connection)
        if copy.integrity_errors() or not same:
            raise errors.disk_failed(target.parent)
    finally:
        copy.close()


def _version(connection: Connection) -> int:
    row = connection.row("PRAGMA user_version")
    return int(row["user_version"]) if row else 0


def _counts(connection: Connection) -> dict[str, int]:
    tables = connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    counts = {}
    for table in tables:
        row = connection.row(f'SELECT count(*) AS n FROM "{table["name"]}"')  # noqa: S608 - names of our own schema
        counts[table["name"]] = int(row["n"]) if row else 0
    return counts
