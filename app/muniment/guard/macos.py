"""The sandbox of macOS, by its documented profiles.

Must never be taken for proven: it was written from sandbox_init(3) and has not run on a Mac (SECURITY.md says so).
"""

from __future__ import annotations

import ctypes
import errno

_LIBRARY = "/usr/lib/libSystem.B.dylib"
_NAMED = 1
"""``SANDBOX_NAMED`` of <sandbox.h>: the first argument is the name of a profile."""
NO_INTERNET = "no-internet"
"""``kSBXProfileNoInternet``: TCP/IP networking is prohibited, local sockets stay (sandbox_init(3))."""
NO_NETWORK = "no-network"
"""``kSBXProfileNoNetwork``: all sockets-based networking is prohibited."""


def install(profile: str, library: ctypes.CDLL | None = None) -> None:
    """Bind this process and all that it starts, for good.

    Args:
        profile: ``NO_INTERNET`` or ``NO_NETWORK``.
        library: The system's; None to load it.

    Raises:
        OSError: The system refused.
    """
    system = library or ctypes.CDLL(_LIBRARY, use_errno=True)
    message = ctypes.c_char_p()
    if system.sandbox_init(profile.encode(), ctypes.c_uint64(_NAMED), ctypes.byref(message)) != 0:
        system.sandbox_free_error(message)
        raise OSError(errno.EPERM, "the sandbox was refused")
