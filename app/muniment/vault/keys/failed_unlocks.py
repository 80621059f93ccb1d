"""When somebody tried to open the vault in vain: kept beside it, because nobody could write into it then.

The next opening takes it into the journal. Must never hold what was typed. Whoever can write the folder can remove it: it tells
an honest owner of tries at the keyboard, and does not claim more.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress

from muniment.vault.database.repository_base import now
from muniment.vault.place.vault_folder import FILE_MODE, Folder

_MOST_BYTES = 64 * 1024  # more than a thousand tries; what comes after is not counted
_LINE = re.compile(r"(\d{4}-\d\d-\d\dT[0-9:.+]{8,22}) (passphrase|recovery|keyring|escrow)")


def note(folder: Folder, way: str) -> None:
    """Write one down; a folder that cannot be written does without.

    Args:
        folder: Of the vault.
        way: Value of a ``SlotKind``: what was tried.
    """
    with suppress(OSError):
        handle = os.open(folder.failed_unlocks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE)
        try:
            if os.fstat(handle).st_size < _MOST_BYTES:
                os.write(handle, f"{now()} {way}\n".encode())
        finally:
            os.close(handle)


def noted(folder: Folder) -> list[tuple[str, str]]:
    """When and which way; lines that make no sense are left out."""
    try:
        with folder.failed_unlocks.open("rb") as file:
            text = file.read(2 * _MOST_BYTES).decode("ascii", "replace")
    except OSError:
        return []
    return [(found[1], found[2]) for found in map(_LINE.fullmatch, text.splitlines()) if found]


def forget(folder: Folder) -> None:
    """Once they are in the journal."""
    with suppress(OSError):
        folder.failed_unlocks.unlink(missing_ok=True)
