"""The kernel's limits on files (Linux, Landlock): which folders a process can open at all.

Must never widen: a rule only names what stays open, everything else is shut for good.

Source: Documentation/userspace-api/landlock.rst and <linux/landlock.h>.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_ASK_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEVICE = 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_READ = _READ_FILE | _READ_DIR
_NO_TCP = 3
"""Bind and connect (ABI 4)."""
_SCOPED = 3
"""Abstract local sockets and signals reach no process outside (ABI 6)."""


def version() -> int:
    """Of the kernel's Landlock; 0 where it has none or it is switched off."""
    return max(
        int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)), 0
    )


def restrict(*, read: Iterable[Path], write: Iterable[Path] = (), tcp: bool = False) -> None:
    """Shut every file but these, for good, for this process and all that it starts. To be called before threads start.

    Args:
        read: Files and folders that may be read; those that do not exist are left out.
        write: Those that may be changed too.
        tcp: Whether TCP stays open.

    Raises:
        OSError: The kernel has no Landlock, or refused.
    """
    abi = version()
    if abi < 1:
        raise OSError(errno.ENOSYS, "this kernel has no Landlock")
    handled = _handled(abi)
    attributes = struct.pack("QQQ", handled, 0 if tcp or abi < 4 else _NO_TCP, 0 if abi < 6 else _SCOPED)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _checked(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    try:
        for paths, rights in ((read, _READ), (write, handled & ~_EXECUTE)):
            for path in paths:
                _allow(ruleset, path, rights & handled)
        if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), 0, 0, 0) != 0:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        _checked(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _handled(abi: int) -> int:
    """Every right to files that this version knows: 13 at first, then renaming across folders, truncating, ioctl."""
    known = (1 << 13) - 1
    for since, right in ((2, 1 << 13), (3, _TRUNCATE), (5, _IOCTL_DEVICE)):
        if abi >= since:
            known |= right
    return known


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return  # what is not there, or is shut already, needs no rule
    try:
        is_folder = os.path.isdir(path)  # noqa: PTH112 - a descriptor of it is open
        _checked(
            _ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights if is_folder else rights & _OF_FILES, place), 0
        )
    finally:
        os.close(place)


def _checked(number: int, *arguments: object) -> int:
    answer = int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
