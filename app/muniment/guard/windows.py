"""The job object of Windows: a worker's memory, and that it starts nothing and leaves nothing behind.

Must never be taken for a network limit: Windows shuts the network by the firewall rules that the installer sets
(installer/firewall.ps1). Written from the documented interface, not yet run on Windows (SECURITY.md says so).

Source: SetInformationJobObject and JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows API.
"""

from __future__ import annotations

import ctypes
from typing import Any

_EXTENDED_LIMITS = 9
"""``JobObjectExtendedLimitInformation``."""
# JOB_OBJECT_LIMIT_: one process, its memory, an ending without a dialog, and the end of all when the job's handle closes.
_ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_QUIETLY, _KILL_ON_CLOSE = 0x8, 0x100, 0x400, 0x2000


class BasicLimits(ctypes.Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION``."""

    _fields_ = [
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    ]


class ExtendedLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

    _fields_ = [
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    ]


def limits(memory: int | None) -> ExtendedLimits:
    """What a worker is bound to.

    Args:
        memory: Bytes that it may commit; None for as much as there is.
    """
    bound = ExtendedLimits()
    bound.BasicLimitInformation.LimitFlags = _ACTIVE_PROCESS | _DIE_QUIETLY | _KILL_ON_CLOSE
    bound.BasicLimitInformation.ActiveProcessLimit = 1
    if memory is not None:
        bound.BasicLimitInformation.LimitFlags |= _PROCESS_MEMORY
        bound.ProcessMemoryLimit = memory
    return bound


def bind_worker(memory: int | None, kernel: Any = None) -> int:
    """Put this process into a job of its own, for good.

    Args:
        memory: Bytes that it may commit; None for as much as there is.
        kernel: ``kernel32``; None to load it.

    Returns:
        The job's handle, which must stay open as long as the process runs.

    Raises:
        OSError: Windows refused.
    """
    kernel = kernel or ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        raise OSError("the job object was refused")
    bound = limits(memory)
    size = ctypes.c_uint32(ctypes.sizeof(bound))
    if not kernel.SetInformationJobObject(ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(bound), size):
        raise OSError("the limits of the job object were refused")
    if not kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(kernel.GetCurrentProcess())):
        raise OSError("the process could not join its job object")
    return int(job)
