"""The kernel's filter of system calls (Linux): which sockets a process may open, and what it may never call.

Must never let a call through that it does not know how to judge: another architecture's calls end the process, and
io_uring, which opens sockets past every filter, is answered as if the kernel had none.

Source: Documentation/userspace-api/seccomp_filter.rst and <linux/filter.h>; numbers from <asm/unistd.h>.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

# <linux/bpf_common.h>: load a word, jump if equal, jump if greater or equal, return.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# <linux/seccomp.h>: struct seccomp_data and what a filter returns.
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_SET_MODE_FILTER, _SYNC_THREADS = 1, 1
_PR_SET_NO_NEW_PRIVS = 38
_X32 = 0x40000000
"""Bit of the numbers of x32, a second ABI under the same architecture."""
_IO_URING = (425, 426, 427)


@dataclass(frozen=True, slots=True)
class Machine:
    """The numbers of an architecture's system calls.

    Attributes:
        audit: AUDIT_ARCH_ of <linux/audit.h>.
        seccomp: The call that installs a filter.
        socket: Opens a socket; its first argument is the family.
        socketpair: Two sockets joined, one of which can still be turned to an address.
        forbidden: What no worker needs: programs, other processes' memory, kernel keys, name spaces, tracing.
    """

    audit: int
    seccomp: int
    socket: int
    socketpair: int
    forbidden: tuple[int, ...]


# In this order: execve, execveat, ptrace, process_vm_readv, process_vm_writev, pidfd_getfd, bpf, perf_event_open,
# userfaultfd, add_key, request_key, keyctl, setns, unshare, mount, open_by_handle_at.
MACHINES = {
    "x86_64": Machine(
        0xC000003E, 317, 41, 53, (59, 322, 101, 310, 311, 438, 321, 298, 323, 248, 249, 250, 308, 272, 165, 304)
    ),
    "aarch64": Machine(
        0xC00000B7, 277, 198, 199, (221, 281, 117, 270, 271, 438, 280, 241, 282, 217, 218, 219, 268, 97, 40, 265)
    ),
}


class _Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def program(machine: Machine, families: Iterable[int], *, strict: bool) -> bytes:
    """The filter, as the kernel takes it.

    Args:
        machine: Whose numbers.
        families: Of sockets that may be opened (AF_UNIX is 1, AF_INET 2, AF_INET6 10); every other is refused with EACCES.
        strict: Also refuse what ``Machine.forbidden`` lists, and socketpair.
    """
    refuse = _ERRNO | errno.EACCES
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, machine.audit),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if machine.audit == MACHINES["x86_64"].audit:
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL_PROCESS)]
    for number in _IO_URING:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    for number in (*machine.forbidden, machine.socketpair) if strict else ():
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    steps += [(_EQUAL, 1, 0, machine.socket), (_RETURN, 0, 0, _ALLOW), (_LOAD, 0, 0, _FIRST_ARGUMENT_AT)]
    for family in families:
        steps += [(_EQUAL, 0, 1, family), (_RETURN, 0, 0, _ALLOW)]
    steps.append((_RETURN, 0, 0, refuse))
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def install(families: Iterable[int], *, strict: bool) -> None:
    """Bind every thread of this process and all that it starts, for good; a later filter can only take more away.

    Args:
        families: As of ``program``.
        strict: As of ``program``.

    Raises:
        OSError: The kernel refused, or this architecture is not known.
    """
    name = os.uname().machine
    machine = MACHINES.get(name)
    if machine is None:
        raise OSError(errno.ENOSYS, f"no filter is known for {name}")
    code = program(machine, families, strict=strict)
    buffer = ctypes.create_string_buffer(code, len(code))
    loaded = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    answer = libc.syscall(machine.seccomp, _SET_MODE_FILTER, _SYNC_THREADS, ctypes.byref(loaded))
    if answer:  # positive: the thread that could not be bound
        number = ctypes.get_errno() if answer < 0 else errno.EAGAIN
        raise OSError(number, os.strerror(number))
