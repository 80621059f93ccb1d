"""Bring a vault's tables to this version, one numbered step after the other, in one transaction, after a checked backup.

Must never touch a vault that a newer version made.
"""

from __future__ import annotations

from datetime import UTC, datetime

from muniment.vault import engine, errors
from muniment.vault.engine import Connection
from muniment.vault.folder import Folder, make_private_file, make_private_folder, sync_folder
from muniment.vault.schema import STEPS


def refuse_newer(version: int, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Check a ``user_version`` before anything is written.

    Raises:
        UserError: It is newer than this program (code newer-vault).
    """
    if version > len(steps):
        raise errors.newer_vault()


def migrate(
    connection: Connection, folder: Folder | None, key: str, steps: tuple[tuple[str, ...], ...] = STEPS
) -> None:
    """Take the steps that are missing; none if the vault is of this version.

    Args:
        connection: To the vault's database.
        folder: For the backup; None in memory.
        key: Of the database, for checking the backup.
        steps: All of them, from the first.

    Raises:
        UserError: The vault is newer, or its disk failed; it is as it was then.
    """
    version = _version(connection)
    refuse_newer(version, steps)
    if version == len(steps):
        return
    if version > 0 and folder is not None:
        back_up(connection, folder, key)
    with connection.transaction():
        for step in steps[version:]:
            for statement in step:
                connection.run(statement)
        connection.run(f"PRAGMA user_version = {len(steps)}")


def back_up(connection: Connection, folder: Folder, key: str) -> None:
    """Copy the database into ``backups/`` under the same key, and check the copy.

    Raises:
        UserError: The copy could not be written, or is not as the vault; it is removed then.
    """
    make_private_folder(folder.backups)
    version = _version(connection)
    target = folder.backups / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-version-{version}.db"
    make_private_file(target)
    try:
        connection.copy_to(target)
        copy = engine.open_file(target, key)
        try:
            if copy.integrity_errors() or _version(copy) != version or _counts(copy) != _counts(connection):
                raise errors.disk_failed(folder.path)
        finally:
            copy.close()
    except BaseException:
        for rest in folder.backups.glob(target.name + "*"):
            rest.unlink()
        raise
    sync_folder(folder.backups)


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
