"""The folder of a vault: what lies where, for its owner alone, and written so that a crash leaves the old or the new.

Must never write anything that is not encrypted or meant to be read by all (``lock``, ``vault.slots``).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from muniment.vault import vault_errors

FOLDER_MODE = 0o700
FILE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a vault lie.

    Attributes:
        path: The folder ``NAME.muniment``.
    """

    path: Path

    @property
    def name(self) -> str:
        """The vault's name: the folder's, without its suffix."""
        return self.path.stem if self.path.suffix == ".muniment" else self.path.name

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "vault.db"

    @property
    def slots(self) -> Path:
        """The key slots."""
        return self.path / "vault.slots"

    @property
    def slots_backup(self) -> Path:
        """The last good copy of the key slots."""
        return self.path / "vault.slots.bak"

    @property
    def lock(self) -> Path:
        """Locked while a process has the vault open."""
        return self.path / "lock"

    @property
    def rekeyed(self) -> Path:
        """The database under a new master key, while it takes the place of the old one."""
        return self.path / "vault.db.rekey"

    @property
    def failed_unlocks(self) -> Path:
        """When somebody tried in vain, until the next opening takes it into the journal."""
        return self.path / "failed-unlocks"

    @property
    def backups(self) -> Path:
        """Encrypted copies of the database: daily, when asked, and before each migration."""
        return self.path / "backups"

    def exists(self) -> bool:
        """Whether there is a vault, or what is left of one.

        Raises:
            UserError: The folder may not be looked into (read-only), or its disk failed.
        """
        try:
            return self.path.is_dir() and (self.database.exists() or self.slots.exists() or self.slots_backup.exists())
        except OSError as error:
            raise vault_errors.of_disk(error, self.path) from None


def make_private_folder(path: Path) -> None:
    """Make a folder for its owner alone; its parents get the usual rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    path.chmod(FOLDER_MODE)


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone, which must not be there yet."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))


def replace(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it holds either its old content or all of the new."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    make_private_file(fresh)
    with fresh.open("r+b") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make what was written to a file durable."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable (Windows does so by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
