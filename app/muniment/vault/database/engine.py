"""The one opener of the encrypted database.

The only module that imports sqlcipher3. Must never open a database without a key: it would silently be made in the clear.
For the same reason sqlite-utils is given an open connection here, never a path, which it would open without a key.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3

from muniment.errors import UserError
from muniment.vault import vault_errors
from muniment.vault.database.fair_lock import FairLock

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]
Values = Sequence[object]

_PLAIN_HEADER = b"SQLite format 3"
_BUSY_SECONDS = 15.0  # the longest save of a large filing is about one second; more means that something hangs
_CACHE_KIB = 64 * 1024  # brings the cost of encryption at a million passages from 2.2x to 1.08x (measured)
_STEP_PAGES = 2048  # 8 MB: a copy can be given up within a tenth of a second
_BULK_CACHE_KIB = 2 * 1024  # what a large save writes goes to the log as it comes, rather than fill the memory first


class Connection:
    """A keyed connection, safe to hand from thread to thread.

    Attributes:
        folder: Of the vault, for messages; None in memory.

    Args:
        path: Of the file; None for a database in memory.
        address: URI, as SQLite opens it.
        key: 64 hexadecimal digits of key and 32 of salt.
        writing: Of the first connection to the same database; None for a first one.
        salt_stands: Whether the file begins with the salt of the key.
    """

    def __init__(
        self, path: Path | None, address: str, key: str, writing: FairLock | None = None, *, salt_stands: bool = True
    ) -> None:
        self.folder = path.parent if path else None
        self._path = path
        self._address = address
        self._key = key
        self._salt_stands = salt_stands  # the file's own; what counts is that of the header
        # Only one process has a vault, so its writers wait here, in turn, rather than poll the database's lock.
        self._writing = writing or FairLock()
        # In memory there is no log: a reader would poll while somebody writes, so it waits here too.
        self._guard = FairLock() if path else self._writing
        self._poisoned = False
        self._changing = False
        with self._guard:
            self._database = self._open()

    def second(self) -> Connection:
        """Another connection to the same database."""
        return Connection(self._path, self._address, self._key, self._writing, salt_stands=self._salt_stands)

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query.

        Args:
            sql: With a question mark for each value.
            values: In the order of the question marks.
        """
        with self._using() as database:
            cursor = database.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, if there is one.

        Args:
            sql: With a question mark for each value.
            values: In the order of the question marks.
        """
        found = self.rows(sql, values)
        return found[0] if found else None

    def run(self, sql: str, values: Values = ()) -> int:
        """Change rows; returns how many. Only inside a transaction.

        Args:
            sql: With a question mark for each value.
            values: In the order of the question marks.
        """
        with self._using() as database:
            self._require_transaction()
            return int(database.execute(sql, values).rowcount)

    def insert(self, table: str, row: Row) -> int:
        """Insert a row; returns its id. Only inside a transaction.

        Args:
            table: A name of our own, which is not quoted.
            row: Values by column.
        """
        with self._using() as database:
            self._require_transaction()
            return int(database.execute(_insertion(table, row), tuple(row.values())).lastrowid)

    def insert_all(self, table: str, rows: Iterable[Row]) -> None:
        """Insert rows of the same columns as they come. Only inside a transaction.

        Args:
            table: A name of our own, which is not quoted.
            rows: Values by column.
        """
        coming = iter(rows)
        first = next(coming, None)
        if first is None:
            return
        with self._using() as database:
            self._require_transaction()
            names = tuple(first)
            database.executemany(_insertion(table, names), (_values(row, names) for row in chain((first,), coming)))

    @contextmanager
    def transaction(self, *, durable: bool = True, bulk: bool = False) -> Iterator[None]:
        """All or nothing.

        Args:
            durable: Survives a power cut once this returns. Without it the change is whole and ordered, but the disk is
                not waited for; for bookkeeping that can be done again.
            bulk: Much is written, so that the cache is kept small meanwhile.
        """
        with self._writing, self._using() as database:
            database.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            database.execute("BEGIN IMMEDIATE")
            self._changing = True
            try:
                if bulk:
                    database.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
                yield
                database.execute("COMMIT")
            except BaseException:
                database.rollback()
                raise
            finally:
                self._changing = False
                if bulk:
                    database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @contextmanager
    def tables(self) -> Iterator[Database]:
        """This database as sqlite-utils shows it, to create, change and inspect tables.

        It is loaded when it is first wanted: it takes a tenth of a second and brings numpy along, so neither an ordinary
        opening nor a vault in memory asks for it. What it finds wrong is said in SQLCipher's own exceptions, which it does
        not know and so lets through to ``translated``. Changes belong inside ``transaction``; there each of its own
        transactions is a savepoint.
        """
        from sqlite_utils import Database

        with self._using() as database:
            yield Database(database, recursive_triggers=False, execute_plugins=False)  # plug-ins are others' code

    def shrink(self) -> None:
        """Let go of pages that are only kept in case they are wanted again; an original fills the cache by itself."""
        with self._using() as database:
            database.execute("PRAGMA shrink_memory")

    def copy_to(self, path: Path, on_step: Callable[[], None] = lambda: None) -> None:
        """Copy the database into an empty file, under the same key; best within ``at_one_moment``.

        Args:
            path: Of the empty file.
            on_step: Called every few megabytes; what it raises ends the copying.
        """
        target = _keyed(f"{path.as_uri()}?mode=rw", self._key)
        try:
            with self._using() as database, translated(path.parent, self._mark_poisoned):
                database.backup(target, pages=_STEP_PAGES, progress=lambda *_: on_step())
        finally:
            target.close()

    def copy_under(self, path: Path, key: str, on_step: Callable[[int, int], None] = lambda *_: None) -> None:
        """Copy the database into an empty file, under another key.

        Args:
            path: Of the empty file.
            key: Of the copy.
            on_step: Called every few megabytes with the pages done and all pages; what it raises ends the copying.
        """
        target = _keyed(f"{path.as_uri()}?mode=rw", key)
        try:
            with self._using() as database, translated(path.parent, self._mark_poisoned):
                database.backup(target, pages=_STEP_PAGES, progress=lambda _, left, total: on_step(total - left, total))
        finally:
            target.close()

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """See the database as it is now, whatever other connections write meanwhile."""
        with self._using() as database:
            database.execute("BEGIN")
            try:
                database.execute(
                    "SELECT count(*) FROM sqlite_schema"
                ).fetchone()  # the moment is that of the first look
                yield
            finally:
                database.rollback()

    def beside(self, path: Path) -> Connection:
        """Open another database under the same key, such as a copy of this one."""
        return open_file(path, self._key)

    def integrity_errors(self, *, thorough: bool = False) -> int:
        """How many faults SQLCipher's and SQLite's own checks find; reads the whole file.

        Args:
            thorough: Hold the indexes against their tables too, which takes several times as long.
        """
        if self._bad_pages():
            # The check reads the file past the log: what a power cut left half written there, the log may still hold whole,
            # and what is being moved there at this moment is half written too.
            with self._writing:
                self.move_log()
                bad = self._bad_pages()
            if bad:
                return bad
        with self._using() as database:
            shape = database.execute("PRAGMA integrity_check" if thorough else "PRAGMA quick_check").fetchall()
        return sum(1 for row in shape if row[0] != "ok") + (not self._salt_stands)

    def move_log(self) -> None:
        """Move what is in the log into the database, as far as nobody reads there."""
        with self._using() as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _bad_pages(self) -> int:
        if not self._path:
            return 0
        with self._using() as database:
            bad = len(database.execute("PRAGMA cipher_integrity_check").fetchall())
            if bad:
                self._mark_poisoned()
        return bad

    def close(self) -> None:
        """Close; the last connection of a file moves the log into it."""
        with self._guard:
            self._database.close()

    def _require_transaction(self) -> None:
        if not self._changing:
            raise RuntimeError("a change outside a transaction")

    @contextmanager
    def _using(self) -> Iterator[Any]:
        with self._guard, translated(self.folder, self._mark_poisoned):
            if self._poisoned and self._path and not self._changing:
                self._database.close()
                self._database = self._open()
                self._poisoned = False
            yield self._database

    def _mark_poisoned(self) -> None:
        # After one bad page a connection calls every page bad (sqlcipher issue 617).
        self._poisoned = True

    def _open(self) -> Any:
        with translated(self.folder):
            connection = _keyed(self._address, self._key)
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection


def open_file(path: Path, key: str) -> Connection:
    """Open the database of a vault for reading and writing.

    Args:
        path: An encrypted file, or an empty one that becomes one.
        key: 64 hexadecimal digits of key and 32 of salt.

    Raises:
        UserError: It is damaged, read-only, not encrypted, or the disk failed.
    """
    # Before SQLite opens it: to close a file a second time in one process would let go of SQLite's locks on it. Writable,
    # because SQLite would silently make do with reading until the first document comes.
    try:
        with path.open("r+b") as file:
            start = file.read(16)
    except OSError as error:
        raise vault_errors.of_disk(error, path.parent) from None
    if start.startswith(_PLAIN_HEADER):
        raise vault_errors.not_encrypted()
    salt_stands = not start or start.hex() == key[64:]
    return Connection(path, f"{path.as_uri()}?mode=rw", key, salt_stands=salt_stands)


def open_memory(key: str) -> Connection:
    """Open a new database in memory; its pages are encrypted there too. It lives as long as one connection to it.

    Args:
        key: 64 hexadecimal digits of key and 32 of salt.
    """
    return Connection(None, f"file:/{secrets.token_hex(16)}?vfs=memdb", key)


def versions() -> dict[str, str]:
    """The versions of the libraries inside, by name."""
    connection = sqlcipher3.connect(":memory:")
    try:
        connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
        asked = {"SQLCipher": "PRAGMA cipher_version", "OpenSSL in SQLCipher": "PRAGMA cipher_provider_version"}
        told = {name: str(connection.execute(pragma).fetchone()[0]) for name, pragma in asked.items()}
    finally:
        connection.close()
    return {"SQLite": sqlcipher3.sqlite_version, **told}


def peek_version(path: Path, key: str) -> int:
    """The ``user_version`` of a file, without changing a byte of it or of its log.

    Args:
        path: Of an encrypted file.
        key: As ``open_file`` takes it.

    Raises:
        UserError: It is damaged.
    """
    with translated(path.parent):
        connection = _keyed(f"{path.as_uri()}?mode=ro", key)
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()


def is_whole(path: Path, key: str) -> bool:
    """Whether a database opens with the key and every page of it is whole; nothing is written beside it.

    Args:
        path: Of an encrypted file that nobody writes to.
        key: As ``open_file`` takes it.
    """
    try:
        with translated(path.parent):
            connection = _keyed(f"{path.as_uri()}?mode=ro&immutable=1", key)
            try:
                faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                return not faults and connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            finally:
                connection.close()
    except UserError:
        return False


def _insertion(table: str, names: Iterable[str]) -> str:
    columns = tuple(names)  # of our own schema
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def _values(row: Row, names: tuple[str, ...]) -> Values:
    if tuple(row) != names:
        raise ValueError("rows of different columns")
    return tuple(row.values())


def _keyed(address: str, key: str) -> Any:
    connection = sqlcipher3.connect(address, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # first: SQLCipher writes to stderr by default
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        encrypted = connection.execute("PRAGMA cipher_status").fetchone() == ("1",)
    except BaseException:
        connection.close()
        raise
    if not encrypted:
        connection.close()
        raise vault_errors.not_encrypted()
    return connection


def _prepare(connection: Any) -> None:
    for pragma in (
        "cipher_memory_security = OFF",  # on, queries take 3 to 20 times as long, and Python holds the key anyway
        f"cache_size = -{_CACHE_KIB}",
        "temp_store = MEMORY",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "recursive_triggers = ON",  # what is replaced leaves the index, too
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


_NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
}
"""What ``sqlite3_errstr`` says of a code: all that is told where copying a database fails."""


@contextmanager
def translated(folder: Path | None, on_damage: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Turn what the database says of the disk into sentences; what is left is a bug and stays an exception.

    Args:
        folder: That the errors name; None for a database in memory.
        on_damage: Called where the file, or the disk under it, is damaged.
    """
    try:
        yield
    except sqlcipher3.Error as error:
        name = str(getattr(error, "sqlite_errorname", "") or _NAMES.get(str(error), ""))
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            on_damage()
            raise vault_errors.damaged_database() from None
        if name.startswith("SQLITE_FULL"):
            raise vault_errors.disk_full(folder) from None
        if name.startswith("SQLITE_IOERR"):
            on_damage()
            raise vault_errors.disk_failed(folder) from None
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
            raise vault_errors.read_only(folder) from None
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
            raise vault_errors.busy() from None
        raise
