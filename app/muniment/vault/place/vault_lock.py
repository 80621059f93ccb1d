"""One process at a time has a vault open.

The lock is the operating system's, on the open file, so that a killed process never leaves a stale one; what the file says
is for the message only. Must never be held across a fork: the handle is not inherited.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
import threading
from contextlib import suppress
from pathlib import Path

from muniment.vault import vault_errors
from muniment.vault.place.vault_folder import FILE_MODE

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 1 << 30, os.SEEK_SET)  # far behind the text, since Windows lets nobody read a locked region
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock belongs to the open file, not to the process: two vaults in one process exclude each other too.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """The lock on a vault's folder, shared by the connections of one process.

    Attributes:
        path: Of the lock file; it stays when the lock is let go.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            UserError: Another process has it (code locked), or the folder cannot be written (read-only).
        """
        self.path = path
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError as error:
            raise vault_errors.of_disk(error, path.parent) from None
        try:
            _lock(self._handle)
        except OSError as error:
            holder = _printable(os.read(self._handle, 200))
            os.close(self._handle)
            if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise vault_errors.locked(holder) from None
            raise vault_errors.of_disk(error, path.parent) from None
        self._holders = 1
        self._counting = threading.Lock()  # += is two steps, and connections come and go on several threads

    def sign(self) -> None:
        """Write who holds it, for the message that another process shows."""
        with suppress(OSError):  # on a full disk the vault can still be read
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, f"process {os.getpid()} on {platform.node()}".encode())

    def share(self) -> FolderLock:
        """Count one more connection."""
        with self._counting:
            self._holders += 1
        return self

    @property
    def is_shared(self) -> bool:
        """Whether more than one connection has it."""
        return self._holders > 1

    def release(self) -> None:
        """Count one less; the last one lets go."""
        with self._counting:
            self._holders -= 1
            is_last = self._holders == 0
        if is_last:
            os.close(self._handle)


def _printable(holder: bytes) -> str:
    text = holder.decode("utf-8", "replace").strip()
    return text if text.isprintable() else ""
