"""Copies of the database in ``backups/``: encrypted under the same key, checked before they count, of a bounded number.

Must never let a copy take the place of another before it was opened, counted and checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from muniment.vault import vault_errors
from muniment.vault.database.engine import Connection
from muniment.vault.place.vault_folder import Folder, make_private_file, make_private_folder, sync_folder


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    ASKED = "asked"
    VERSION = "version"


KEPT = {BackupKind.DAILY: 3, BackupKind.ASKED: 3, BackupKind.VERSION: 2}
"""How many of each kind are kept: three days to notice a mistake, at most eight times the size of the vault."""

_FORM = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(\d{8}T\d{12}Z)-(daily|asked|version)(?:-(\d+))?\.db")
_EVERY = timedelta(hours=23)  # not 24: who works from nine to five would miss every other day


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database.

    Attributes:
        path: In the folder ``backups``.
        made_at: UTC.
        kind: Why.
    """

    path: Path
    made_at: datetime
    kind: BackupKind

    @property
    def name(self) -> str:
        """What the user calls it by."""
        return self.path.name


def listed(folder: Folder) -> list[Backup]:
    """All backups, the newest first; other files are none of ours.

    Raises:
        UserError: The folder cannot be read.
    """
    found = []
    try:
        for path in folder.backups.glob("*.db"):
            parts = _NAME.fullmatch(path.name)
            if parts:
                made = datetime.strptime(parts[1], _FORM).replace(tzinfo=UTC)
                found.append(Backup(path, made, BackupKind(parts[2])))
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def is_due(folder: Folder, now: datetime) -> bool:
    """Whether the daily backup is due; not if the clock was set back."""
    last = next((one.made_at for one in listed(folder) if one.kind is BackupKind.DAILY), None)
    return last is None or abs(now - last) >= _EVERY


def make(
    connection: Connection, folder: Folder, kind: BackupKind, *, on_step: Callable[[], None] = lambda: None
) -> Backup:
    """Copy the database into ``backups/`` and check the copy; then let the oldest of its kind go.

    Args:
        connection: To the vault's database; others may write meanwhile.
        folder: Of the vault.
        kind: Why.
        on_step: Called every few megabytes; what it raises ends the work, and nothing is left of it.

    Raises:
        UserError: The copy could not be written, or is not as the vault; it is removed then.
    """
    moment = datetime.now(UTC)
    version = f"-{_version(connection)}" if kind is BackupKind.VERSION else ""
    target = folder.backups / f"{moment:{_FORM}}-{kind.value}{version}.db"
    # Under another name until it was checked, so that a crash leaves no backup that is none.
    fresh = target.with_name(target.name + ".new")
    try:
        make_private_folder(folder.backups)
        for left in folder.backups.glob("*.new*"):
            left.unlink()
        copy(connection, fresh, on_step)
        fresh.replace(target)
        sync_folder(folder.backups)
        _thin(folder, kind)
    except BaseException as error:
        for rest in folder.backups.glob(target.name + "*"):
            rest.unlink()
        if isinstance(error, OSError):
            raise vault_errors.of_disk(error, folder.path) from None
        raise
    return Backup(target, moment, kind)


def copy(connection: Connection, target: Path, on_step: Callable[[], None] = lambda: None) -> None:
    """Copy the database into a new file and check that it is whole and as the vault.

    Args:
        connection: To the vault's database.
        target: The new file.
        on_step: Called every few megabytes; what it raises ends the copying.

    Raises:
        UserError: It is not.
        OSError: The file cannot be made.
    """
    make_private_file(target)
    with connection.at_one_moment():
        connection.copy_to(target, on_step)
        version, counts = _version(connection), _counts(connection)
    made = connection.beside(target)
    try:
        if made.integrity_errors() or _version(made) != version or _counts(made) != counts:
            raise vault_errors.disk_failed(target.parent)
    finally:
        made.close()


def rotate(connection: Connection, folder: Folder) -> Backup:
    """Make a backup of the vault as it is now and remove all older ones: they may hold what was removed since.

    Raises:
        UserError: It could not be made; the older ones stay then.
    """
    made = make(connection, folder, BackupKind.ASKED)
    try:
        for one in listed(folder):
            if one.path != made.path:
                one.path.unlink()
        sync_folder(folder.backups)
    except OSError as error:
        raise vault_errors.of_disk(error, folder.path) from None
    return made


def _thin(folder: Folder, kind: BackupKind) -> None:
    of_kind = [one for one in listed(folder) if one.kind is kind]
    for one in of_kind[KEPT[kind] :]:
        one.path.unlink()


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
