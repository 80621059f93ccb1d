"""What this machine has for a model: processor cores and free memory.

Must never guess high: too many threads make llama.cpp collapse, too much memory makes the machine swap.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from pathlib import Path


def physical_cores() -> int:
    """Cores that this process may use; two threads of one core count once, since llama.cpp gains nothing from the second."""
    if sys.platform == "win32":
        return _windows_cores() or os.cpu_count() or 1
    if sys.platform == "darwin":
        # the fast cores only, where there are two kinds: the slow ones hold the others up
        return _sysctl("hw.perflevel0.physicalcpu") or _sysctl("hw.physicalcpu") or os.cpu_count() or 1
    allowed = os.sched_getaffinity(0)
    return len({_siblings(cpu) for cpu in allowed}) or 1


def lacks_avx2() -> bool:
    """Whether this is a processor of Intel or AMD without AVX2 (before 2013, and some cheap ones since)."""
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return False
    if sys.platform == "win32":
        return not ctypes.CDLL("kernel32").IsProcessorFeaturePresent(40)  # PF_AVX2_INSTRUCTIONS_AVAILABLE
    if sys.platform == "darwin":
        return not _sysctl("hw.optional.avx2_0")
    return lacks_flag(Path("/proc/cpuinfo"), "avx2")


def lacks_flag(told: Path, flag: str) -> bool:
    """Whether what Linux tells of the processor names its flags, and not this one.

    Args:
        told: What Linux tells of the processor: ``/proc/cpuinfo``.
        flag: As it is spelled there ("avx2").
    """
    try:
        lines = told.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    flags = next((line.split() for line in lines if line.startswith("flags")), [])
    return bool(flags) and flag not in flags


def free_memory() -> int | None:
    """Bytes that can be taken without swapping; None where the system does not say."""
    if sys.platform == "win32":
        return _windows_memory()
    if sys.platform == "darwin":
        total = _sysctl("hw.memsize")
        return total // 2 if total else None  # there is no cheap figure of what is free; half is the rule of Metal too
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _siblings(cpu: int) -> str:
    """A text that is the same for all threads of a core."""
    try:
        return Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").read_text("ascii")
    except OSError:
        return str(cpu)


def _sysctl(name: str) -> int:
    """A number of the macOS kernel; 0 if there is none of that name."""
    value, size = ctypes.c_uint64(0), ctypes.c_size_t(8)
    libc = ctypes.CDLL(None)
    failed = libc.sysctlbyname(name.encode("ascii"), ctypes.byref(value), ctypes.byref(size), None, ctypes.c_size_t(0))
    return 0 if failed else value.value


def _windows_cores() -> int:
    """Entries of the kind "processor core" (0) in SYSTEM_LOGICAL_PROCESSOR_INFORMATION, 32 bytes each on 64 bits."""
    kernel = ctypes.CDLL("kernel32")
    size = ctypes.c_uint32(0)
    kernel.GetLogicalProcessorInformation(None, ctypes.byref(size))
    buffer = ctypes.create_string_buffer(size.value)
    if not kernel.GetLogicalProcessorInformation(buffer, ctypes.byref(size)):
        return 0
    return sum(struct.unpack_from("<I", buffer.raw, at + 8)[0] == 0 for at in range(0, size.value, 32))


def _windows_memory() -> int | None:
    """``ullAvailPhys`` of MEMORYSTATUSEX."""
    buffer = ctypes.create_string_buffer(64)
    struct.pack_into("<I", buffer, 0, 64)
    if not ctypes.CDLL("kernel32").GlobalMemoryStatusEx(buffer):
        return None
    return int(struct.unpack_from("<Q", buffer.raw, 16)[0])
