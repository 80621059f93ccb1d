"""Bring a vault's tables to this version, one numbered step after the other, in one transaction, after a checked backup.

Must never touch a vault that a newer version made.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.vault import vault_errors
from muniment.vault.database.engine import Connection
from muniment.vault.database.fresh_schema import FRESH
from muniment.vault.database.schema import STEPS


def refuse_unfit(version: int) -> None:
    """Check the ``user_version`` of a vault before anything is written.

    Args:
        version: As ``peek_version`` gives it.

    Raises:
        UserError: It is newer than this program (newer-vault), or the database is empty, as no vault ever is (damaged-vault).
    """
    if version > len(STEPS):
        raise vault_errors.newer_vault()
    if version < 1:
        raise vault_errors.damaged_database()


def migrate(connection: Connection, back_up: Callable[[], object] = lambda: None) -> None:
    """Take the steps that are missing; none if the vault is of this version.

    Args:
        connection: To the vault's database.
        back_up: Makes a backup of the vault as it is; called before an older vault is changed.

    Raises:
        UserError: The disk is full or failed; the vault is as it was then.
    """
    version = _version(connection)
    if version == len(STEPS):
        return
    if version > 0:
        back_up()
    build(connection, version, len(STEPS))


def build(connection: Connection, version: int, goal: int) -> None:
    """Take the steps from one version to another, in one transaction.

    Args:
        connection: To a database of that version; 0 is an empty one.
        version: That it has.
        goal: That it gets.
    """
    with connection.transaction(), connection.tables() as tables:
        for step in STEPS[version:goal]:
            for change in step:
                if isinstance(change, str):
                    tables.execute(change)
                else:
                    change(tables)
        tables.execute(f"PRAGMA user_version = {goal}")


def make_fresh(connection: Connection) -> None:
    """Make the tables of this version in an empty database, all at once and without sqlite-utils.

    It is for a vault in memory, which is made at every start of ``analyze --no-store``: the steps take twice as long, and to
    load sqlite-utils a tenth of a second. A test holds that both ways make the same.
    """
    with connection.transaction():
        for statement in FRESH:
            connection.run(statement)
        connection.run(f"PRAGMA user_version = {len(STEPS)}")


def _version(connection: Connection) -> int:
    row = connection.row("PRAGMA user_version")
    return int(row["user_version"]) if row else 0
