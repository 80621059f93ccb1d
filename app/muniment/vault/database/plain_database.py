"""The one place where a database in the clear is made: for an export that the user asked for.

The only module that imports the standard library's sqlite3. Must never be given a file that holds anything, so that it can
neither read nor change a vault; nothing is written beside the file meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_FULL = ("SQLITE_FULL", "SQLITE_IOERR")


@contextmanager
def new_plain_database(path: Path) -> Iterator[Database]:
    """Fill an empty file with a database that anybody can read.

    Args:
        path: Of an empty file of the caller's own.

    Yields:
        Its tables, in one transaction.

    Raises:
        ValueError: The file is not empty.
        OSError: The disk is full or failed.
    """
    if path.stat().st_size:
        raise ValueError("the file is not empty")
    from sqlite_utils import Database

    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    try:
        for pragma in ("journal_mode = MEMORY", "temp_store = MEMORY", "synchronous = OFF", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()  # the caller syncs the file when it is whole
        tables = Database(connection, execute_plugins=False)
        with tables.atomic():
            yield tables
    except sqlite3.Error as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(_FULL):
            import errno

            raise OSError(errno.ENOSPC, "the database cannot be written") from None
        raise
    finally:
        connection.close()
