"""The paths of macOS and Windows, as far as they can be tried on another system: what they ask of it, and that they fail closed.

The two libraries below stand for the systems' own, which are not here; SECURITY.md lists both paths as unproven.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

import pytest

from muniment import guard
from muniment.guard import guard_profile, macos, windows


class Seatbelt:
    """Stands for libSystem: notes what was asked, and answers as told."""

    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.asked: list[tuple[bytes, int]] = []
        self.freed = 0

    def sandbox_init(self, profile: bytes, flags: ctypes.c_uint64, message: object) -> int:
        self.asked.append((profile, flags.value))
        return self.answer

    def sandbox_free_error(self, message: object) -> None:
        self.freed += 1


def test_macos_is_asked_for_a_named_profile() -> None:
    library = Seatbelt(0)
    macos.install(macos.NO_NETWORK, library)  # type: ignore[arg-type]
    assert library.asked == [(b"no-network", 1)]


def test_a_refusal_of_macos_is_an_error_and_its_message_is_freed() -> None:
    library = Seatbelt(-1)
    with pytest.raises(OSError, match="refused"):
        macos.install(macos.NO_INTERNET, library)  # type: ignore[arg-type]
    assert library.freed == 1


def test_where_there_is_no_such_sandbox_the_process_does_not_go_on() -> None:
    if sys.platform != "darwin":
        with pytest.raises(OSError):  # noqa: PT011 - the loader words it
            guard_profile.confine_macos(guard.Profile.WORKER)


class Kernel:
    """Stands for kernel32."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.limits: Any = None
        self.joined: list[int] = []
        for name in ("CreateJobObjectW", "GetCurrentProcess", "SetInformationJobObject", "AssignProcessToJobObject"):
            setattr(self, name, _Function(self, name))


class _Function:
    def __init__(self, kernel: Kernel, name: str) -> None:
        self.kernel, self.name, self.restype = kernel, name, None

    def __call__(self, *arguments: Any) -> int:
        if self.name == self.kernel.refuses:
            return 0
        if self.name == "SetInformationJobObject":
            self.kernel.limits = ctypes.cast(arguments[2], ctypes.POINTER(windows.ExtendedLimits)).contents
            assert arguments[1] == 9
            assert arguments[3].value == ctypes.sizeof(windows.ExtendedLimits)
        if self.name == "AssignProcessToJobObject":
            self.kernel.joined.append(arguments[0].value)
        return 77


def test_a_worker_of_windows_is_bound_by_a_job() -> None:
    kernel = Kernel()
    assert windows.bind_worker(4 << 30, kernel) == 77
    assert kernel.joined == [77]
    assert kernel.limits.ProcessMemoryLimit == 4 << 30
    assert kernel.limits.BasicLimitInformation.ActiveProcessLimit == 1
    assert kernel.limits.BasicLimitInformation.LimitFlags == 0x8 | 0x100 | 0x400 | 0x2000


def test_without_a_limit_of_memory_none_is_asked() -> None:
    assert windows.limits(None).BasicLimitInformation.LimitFlags == 0x8 | 0x400 | 0x2000


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are of 64-bit Windows")
def test_the_structures_are_as_large_as_windows_makes_them() -> None:
    assert (ctypes.sizeof(windows.BasicLimits), ctypes.sizeof(windows.ExtendedLimits)) == (64, 144)


@pytest.mark.parametrize("refuses", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_a_refusal_of_windows_is_an_error(refuses: str) -> None:
    with pytest.raises(OSError, match=r"refused|could not"):
        windows.bind_worker(None, Kernel(refuses))
