"""The vault: one encrypted folder, or one in memory, with everything that is known of the documents.

Must never write a byte in the clear, nor acknowledge what is not on the disk.
"""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from muniment import policy
from muniment.errors import UserError
from muniment.message import Message, message
from muniment.vault import vault_errors
from muniment.vault.content.decisions import Decisions
from muniment.vault.content.job_queue import Jobs
from muniment.vault.content.journal import Audit
from muniment.vault.content.page_search import Search
from muniment.vault.content.results import Results
from muniment.vault.content.vault_settings import Settings
from muniment.vault.content.vectors import Vectors
from muniment.vault.copies import backups, restore, verify
from muniment.vault.copies.backups import Backup, BackupKind
from muniment.vault.copies.verify import Report
from muniment.vault.database import engine, migrations
from muniment.vault.database.engine import Connection
from muniment.vault.keys import finish_open, key_slots, key_wrapping, rekey
from muniment.vault.keys.finish_open import Unlocked
from muniment.vault.keys.key_changes import KeyChanges
from muniment.vault.keys.slot_format import SlotKind, Slots
from muniment.vault.keys.unlock_methods import Passphrase, Way
from muniment.vault.place import vault_places
from muniment.vault.place.vault_folder import Folder, make_private_file, make_private_folder, sync_folder
from muniment.vault.place.vault_lock import FolderLock

_VERIFIED = "vault.verified_at"


class Vault(Results, Decisions, Jobs, Search, Vectors, Settings, Audit):
    """An open vault: one connection, and the lock on the folder. Use one a thread (``second_connection``).

    Attributes:
        name: The folder's name without its suffix; "memory" in memory.
        folder: None in memory.
        notices: What came up when it was opened and is good to know.
    """

    def __init__(
        self, db: Connection, folder: Folder | None, lock: FolderLock | None, notices: tuple[Message, ...] = ()
    ) -> None:
        super().__init__(db)
        self.notices = notices
        self._place = folder
        self._lock = lock
        self._closed = False
        self.name = folder.name if folder else "memory"
        self.folder = folder.path if folder else None

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, cost: key_wrapping.Cost | None = None) -> Vault:
        """Make a vault and open it.

        Args:
            folder: Not there yet, or empty; by custom ``NAME.muniment``.
            passphrase: Not empty; there is no other way in yet, and none back without it.
            cost: Of one try of the passphrase; None to measure it.

        Raises:
            UserError: There is something already, the passphrase is empty, the policy of the machine forbids the place or the
                passphrase, or the disk cannot be written.
        """
        return cls.create_with_keys(folder, passphrase, cost=cost)[0]

    @classmethod
    def create_with_keys(
        cls, folder: Path, passphrase: str, *, cost: key_wrapping.Cost | None = None
    ) -> tuple[Vault, KeyChanges]:
        """Make a vault to which more keys are added at once.

        Args:
            folder: As for ``create``.
            passphrase: As for ``create``.
            cost: As for ``create``.

        Raises:
            UserError: As ``create``.
        """
        place, rules = Folder(folder.absolute()), policy.read()
        rules.refuse_folder(place.path)
        vault_places.refuse_network(place.path)
        if place.exists():
            raise vault_errors.already_a_vault(place.path)
        if _is_taken(place.path):
            raise vault_errors.already_there(place.path)
        rules.refuse_passphrase(passphrase or "")
        header, master = key_slots.create(passphrase, cost or key_wrapping.calibrated())
        if rules.escrow is not None:
            header = key_slots.with_escrow(header, master, rules.escrow)
        _make(place, header, master)
        return _open(cls, Unlocked(place, header, master, Passphrase(passphrase), rules))

    @classmethod
    def open(cls, folder: Path, way: Way | str, *, accept_older: bool = False) -> Vault:
        """Open a vault.

        Args:
            folder: Of the vault.
            way: What opens it; a text is a passphrase.
            accept_older: The user says that an older key file was put back on purpose.

        Raises:
            UserError: No vault there (not-a-vault), wrong passphrase (wrong-passphrase), keys or database missing, damaged
                or altered, newer than this program (newer-vault; nothing is touched), open elsewhere (locked), read-only,
                or the policy of the machine forbids it.
        """
        return cls.open_with_keys(folder, way, accept_older=accept_older)[0]

    @classmethod
    def open_with_keys(cls, folder: Path, way: Way | str, *, accept_older: bool = False) -> tuple[Vault, KeyChanges]:
        """Open a vault to change its keys; what opens it is asked for once.

        Args:
            folder: Of the vault.
            way: What opens it; a text is a passphrase.
            accept_older: As for ``open``.

        Raises:
            UserError: As ``open``.
        """
        opened = unlocked(folder, way, accept_older=accept_older)
        if not opened.folder.database.exists():
            raise vault_errors.missing_database(opened.folder.path)
        return _open(cls, opened)

    @classmethod
    def in_memory(cls) -> Vault:
        """A vault that is gone when its last connection is closed: the same code, encrypted in memory under a random key."""
        policy.read()  # refuses a policy that cannot be understood
        db = engine.open_memory(secrets.token_hex(key_wrapping.KEY_BYTES + key_wrapping.SALT_BYTES))
        migrations.make_fresh(db)
        return cls(db, None, None)

    def second_connection(self) -> Vault:
        """The same vault for another thread."""
        db = self._db.second()
        return type(self)(db, self._place, self._lock.share() if self._lock else None)

    def change_keys(self, way: Way | str) -> KeyChanges:
        """Change which keys open the vault; whoever does shows one anew.

        Raises:
            UserError: What was given does not open it; a vault in memory has no keys (code memory-only).
        """
        if self._place is None or self._lock is None:
            raise vault_errors.memory_only()
        way = Passphrase(way) if isinstance(way, str) else way
        return KeyChanges(self._db, self._lock, finish_open.unlock(self._place, way, policy.read()))

    def key_slots(self) -> Slots:
        """The key slots as they stand in the folder, nothing of them secret.

        Raises:
            UserError: As ``open``; a vault in memory has none (code memory-only).
        """
        if self._place is None:
            raise vault_errors.memory_only()
        return key_slots.load(self._place)

    @property
    def is_escrowed(self) -> bool:
        """Whether a firm holds a key to this vault."""
        return self._place is not None and bool(self.key_slots().of_kind(SlotKind.ESCROW))

    def back_up(self, *, daily: bool = False, on_step: Callable[[], None] = lambda: None) -> Backup | None:
        """Make an encrypted, checked copy of the database in ``backups/``; None in memory.

        Args:
            daily: Only if the daily one is due; it is counted as that.
            on_step: Called every few megabytes; what it raises ends the work.

        Raises:
            UserError: The disk is full or failed, or the vault is damaged.
        """
        if self._place is None or (daily and not backups.is_due(self._place, datetime.now(UTC))):
            return None
        return backups.make(self._db, self._place, BackupKind.DAILY if daily else BackupKind.ASKED, on_step=on_step)

    def back_up_to(self, folder: Path) -> None:
        """Make a whole vault with the same keys in a new folder.

        Raises:
            UserError: The folder is not empty, or the disk is full or failed.
        """
        if self._place is not None:
            restore.carry(self._place, self._db, folder)

    def rotate_backups(self) -> None:
        """Make a backup of the vault as it is, and let all older ones go: they may hold what was removed since.

        Raises:
            UserError: The disk is full or failed; the older ones stay then.
        """
        if self._place is not None:
            backups.rotate(self._db, self._place)

    def verify(self, on_step: Callable[[], None] = lambda: None) -> Report:
        """Check every page, index, reference and document, and note the day if all is whole.

        Args:
            on_step: Called before each document; what it raises ends the work.
        """
        report = verify.verify(self._db, on_step)
        entry = self.audit_fault()
        if entry is not None:
            report = replace(report, faults=(*report.faults, message("journal-changed", entry=entry)))
        if report.is_whole:
            with _unless_full():  # then it is checked again sooner
                self.set(_VERIFIED, datetime.now(UTC).isoformat())
        return report

    def is_check_due(self) -> bool:
        """Whether a week has passed since all was found whole; not if the clock was set back."""
        last = self.get(_VERIFIED, "")
        return not last or abs(datetime.now(UTC) - datetime.fromisoformat(last)) >= timedelta(days=7)

    def shrink(self) -> None:
        """Give memory back that is only kept in case it is wanted again; for after an original has passed through."""
        self._db.shrink()

    def close(self) -> None:
        """Close this connection; the last one lets the folder go. Closing twice is allowed."""
        if self._closed:
            return
        self._closed = True
        self._db.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def unlocked(folder: Path, way: Way | str, *, accept_older: bool = False) -> Unlocked:
    """The opened key file of a vault, whose database may be damaged or missing.

    Args:
        folder: Of the vault.
        way: What opens it; a text is a passphrase.
        accept_older: As for ``Vault.open``.

    Raises:
        UserError: No vault there, wrong passphrase, keys missing, damaged, altered or newer, or the policy of the machine
            forbids it.
    """
    place, rules = Folder(folder.absolute()), policy.read()
    vault_places.refuse_network(place.path)
    if not place.exists():
        raise vault_errors.not_a_vault(place.path)
    rules.refuse_folder(place.path)
    way = Passphrase(way) if isinstance(way, str) else way
    return finish_open.unlock(place, way, rules, accepts_older=accept_older)


@contextmanager
def closed(folder: Path, way: Way | str) -> Iterator[tuple[Folder, str]]:
    """The place and the key of a vault that nobody has open, for as long as this holds its lock.

    Raises:
        UserError: As ``unlocked``, or it is open elsewhere (locked).
    """
    opened = unlocked(folder, way)
    lock = FolderLock(opened.folder.lock)
    try:
        lock.sign()
        opened = finish_open.again(opened)
        rekey.finish(opened.folder, opened.key)
        yield opened.folder, opened.key
    finally:
        lock.release()


@contextmanager
def _unless_full() -> Iterator[None]:
    """For what is only noted: a full disk must not hinder what it is noted of."""
    try:
        yield
    except UserError as error:
        if error.code != "disk-full":
            raise


def _is_taken(path: Path) -> bool:
    try:
        return path.exists() and (not path.is_dir() or any(path.iterdir()))
    except OSError as error:
        raise vault_errors.of_disk(error, path) from None


def _make(place: Folder, header: Slots, master: bytes) -> None:
    """Make a vault beside its place and move it there whole, so that a crash never leaves half of one."""
    fresh = Folder(place.path.with_name(f".{place.path.name}.{secrets.token_hex(4)}.new"))
    try:
        _build(fresh, header, master, key_wrapping.database_key(master, header.db_salt))
        if place.path.exists():
            place.path.rmdir()
        fresh.path.rename(place.path)
        sync_folder(place.path.parent)
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:  # another process was faster
            raise vault_errors.already_a_vault(place.path) from None
        raise vault_errors.of_disk(error, place.path) from None
    except UserError as error:  # it names the folder beside, which nobody knows
        raise vault_errors.of_place(error, place.path) from None
    finally:
        shutil.rmtree(fresh.path, ignore_errors=True)


def _build(folder: Folder, header: Slots, master: bytes, key: str) -> None:
    make_private_folder(folder.path)
    key_slots.save(folder, header, master)
    make_private_folder(folder.backups)
    make_private_file(folder.database)
    db = engine.open_file(folder.database, key)
    try:
        migrations.migrate(db)
    finally:
        db.close()
    sync_folder(folder.path)


def _open(kind: type[Vault], opened: Unlocked) -> tuple[Vault, KeyChanges]:
    folder = opened.folder
    lock = FolderLock(folder.lock)
    try:
        opened = finish_open.again(opened)
        key = opened.key
        rekey.finish(folder, key)
        migrations.refuse_unfit(engine.peek_version(folder.database, key))
        db = engine.open_file(folder.database, key)
        try:
            migrations.migrate(db, lambda: backups.make(db, folder, backups.BackupKind.VERSION))
            header, notices = finish_open.settle(db, opened)
            lock.sign()
        except BaseException:
            db.close()
            raise
    except BaseException:
        lock.release()
        raise
    return kind(db, folder, lock, notices), KeyChanges(db, lock, replace(opened, header=header))
