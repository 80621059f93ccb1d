"""Bring a vault's tables to this version, one numbered step after the other, in one transaction, after a checked backup.

Must never touch a vault that a newer version made.
"""

from __future__ import annotations

from muniment.vault import vault_errors
from muniment.vault.copies import backups
from muniment.vault.copies.backups import BackupKind
from muniment.vault.database.engine import Connection
from muniment.vault.database.schema import STEPS
from muniment.vault.place.vault_folder import Folder


def refuse_unfit(version: int) -> None:
    """Check the ``user_version`` of a vault before anything is written.

    Raises:
        UserError: It is newer than this program (newer-vault), or the database is empty, as no vault ever is (damaged-vault).
    """
    if version > len(STEPS):
        raise vault_errors.newer_vault()
    if version < 1:
        raise vault_errors.damaged_database()


def migrate(connection: Connection, folder: Folder | None) -> None:
    """Take the steps that are missing; none if the vault is of this version.

    Args:
        connection: To the vault's database.
        folder: For the backup; None in memory.

    Raises:
        UserError: The disk is full or failed; the vault is as it was then.
    """
    version = _version(connection)
    if version == len(STEPS):
        return
    if version > 0 and folder is not None:
        backups.make(connection, folder, BackupKind.VERSION)
    build(connection, version, len(STEPS))


def build(connection: Connection, version: int, goal: int) -> None:
    """Take the steps from one version to another, in one transaction."""
    with connection.transaction():
        for step in STEPS[version:goal]:
            if callable(step):
                step(connection)
            else:
                for statement in step:
                    connection.run(statement)
        connection.run(f"PRAGMA user_version = {goal}")


def _version(connection: Connection) -> int:
    row = connection.row("PRAGMA user_version")
    return int(row["user_version"]) if row else 0
