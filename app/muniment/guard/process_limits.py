"""Limits of memory, time and of who may look into a process.

Must never go on after a limit could not be set.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

from muniment.guard import windows
from muniment.guard.guard_error import GuardError

LINUX = sys.platform.startswith("linux")

READ_MEMORY = 4 * 1024**3
"""Bytes of address space of the read worker: the largest original (900 MB) twice, and as much again for parsing."""

# <linux/prctl.h>
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_SIGKILL = 9
# <malloc.h>
_M_MMAP_THRESHOLD = -3
_LARGE_BLOCK = 256 * 1024


def return_memory() -> None:
    """Have large blocks go back to the system when they are freed, where the C library would keep them (glibc).

    It raises its threshold with every large block that is freed, so that a document's bytes would stay until the process ends.
    """
    if LINUX:
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)


def harden(*, memory: int | None) -> None:
    """Bind this process, for good.

    No core dumps, no debugger of the same user, no new rights, and it dies with the thread that started it.

    Args:
        memory: Bytes of address space; None for as much as there is.

    Raises:
        GuardError: The system refused a limit.
    """
    try:
        _limit(memory)
        if LINUX:
            _control(_PR_SET_DUMPABLE, 0)
            _control(_PR_SET_NO_NEW_PRIVS, 1)
            _control(_PR_SET_PDEATHSIG, _SIGKILL)
        if sys.platform == "win32":
            windows.bind_worker(memory)  # its handle stays open until the process ends
    except (OSError, ValueError) as error:
        raise GuardError(f"a limit could not be set: {error}") from error


def refuse_files() -> None:
    """Let this process write no byte to any file, for good; pipes stay. What it holds cannot end on the disk in the clear.

    Raises:
        GuardError: The system refused.
    """
    try:
        if sys.platform != "win32":
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    except (OSError, ValueError) as error:
        raise GuardError(f"a limit could not be set: {error}") from error


def hide_memory() -> None:
    """Keep this process, which holds a key, out of core dumps and of debuggers of the same user.

    Raises:
        GuardError: The system refused.
    """
    refuse_core_dumps()
    try:
        if LINUX:
            _control(_PR_SET_DUMPABLE, 0)
    except OSError as error:
        raise GuardError(f"a limit could not be set: {error}") from error


def refuse_core_dumps() -> None:
    """Keep this process out of core dumps, and readable otherwise.

    For the window: the desktop's file dialogs look at /proc of the program that asks, and fail where it is not dumpable
    (https://github.com/flatpak/xdg-desktop-portal/issues/785).

    Raises:
        GuardError: The system refused.
    """
    try:
        if sys.platform != "win32":
            import resource

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError) as error:
        raise GuardError(f"a limit could not be set: {error}") from error


def allow_cpu(seconds: int) -> None:
    """Let this process spend so many more seconds of processor time; the system kills it after that.

    The parent has its own clock; this one holds even when the parent is stopped.

    Args:
        seconds: From now on, at least 1.
    """
    if sys.platform != "win32":
        import resource

        spent = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(spent.ru_utime + spent.ru_stime) + seconds + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _limit(memory: int | None) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory is not None and sys.platform != "darwin":  # macOS refuses RLIMIT_AS
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _control(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
