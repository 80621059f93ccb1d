"""Shut the network, and for some processes the files, for good.

Must never go on half bound: what the system should refuse and cannot is a ``GuardError``, and the process ends. The one
exception is said aloud: a kernel without Landlock leaves the worker able to read the user's files, never to send them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from muniment import paths
from muniment.guard import landlock, macos, network_probe, seccomp
from muniment.guard.guard_error import GuardError

_UNIX, _INET, _INET6 = 1, 2, 10  # AF_ of Linux
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/etc/ld.so.cache", "/etc/localtime", "/etc/locale.alias", "/dev/null")
_HARDWARE = ("/proc", "/sys", "/etc/OpenCL", "/etc/vulkan", "/opt/rocm", "/opt/cuda", "/opt/intel")
"""What llama.cpp and drivers look at to know the processor and its graphics."""
_NAMES_AND_TRUST = (
    "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf", "/etc/services",
    "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies", "/var/lib/ca-certificates",
    "/run/systemd/resolve", "/run/NetworkManager/resolv.conf", "/dev/urandom",
)  # fmt: skip
"""What a name look-up and the system's trust store are read from."""


class Profile(Enum):
    """What a process is for.

    Attributes:
        WINDOW: Holds the key: local sockets only (display, keyring).
        WORKER: Sees documents: no socket at all, reads its program and its model only, starts nothing.
        FETCHER: Downloads: internet only, reads its program and the trust store, writes to one folder; no local
            socket, so no keyring.
    """

    WINDOW = "window"
    WORKER = "worker"
    FETCHER = "fetcher"


def confine(profile: Profile, *, read: Iterable[Path] = (), write: Iterable[Path] = ()) -> None:
    """Bind this process and all that it starts. To be called before other threads start.

    Args:
        profile: What it is for.
        read: Files and folders that it may read beside its program.
        write: Folders that it may change; none for the window.

    Raises:
        GuardError: The system refused.
    """
    try:
        if sys.platform.startswith("linux"):
            _confine_linux(profile, tuple(read), tuple(write))
        elif sys.platform == "darwin":
            confine_macos(profile)
    except (OSError, ValueError) as error:
        raise GuardError(f"the network could not be shut: {error}") from error


def files_can_be_shut() -> bool:
    """Whether this system shuts the files that a worker has no business with."""
    return sys.platform.startswith("linux") and landlock.version() > 0


def _confine_linux(profile: Profile, read: tuple[Path, ...], write: tuple[Path, ...]) -> None:
    if profile is Profile.FETCHER:  # compulsory: nothing else keeps the vault from it
        landlock.restrict(read=(*_program(), *map(Path, _NAMES_AND_TRUST), *read), write=write, tcp=True)
        seccomp.install((_INET, _INET6), strict=True)
    elif profile is Profile.WORKER:
        if files_can_be_shut():
            devices = [path for path in Path("/dev").glob("*") if path.name.startswith(("nvidia", "dri", "kfd"))]
            landlock.restrict(
                read=(*_program(), *map(Path, _HARDWARE), *read), write=(Path("/dev/null"), *devices, *write)
            )
        seccomp.install((), strict=True)
    else:
        seccomp.install((_UNIX,), strict=False)


def confine_macos(profile: Profile) -> None:
    """Bind this process by the sandbox of macOS; one that its parent's sandbox binds already stays as it is.

    Raises:
        OSError: The sandbox was refused, and an attempt to connect is not.
    """
    if profile is Profile.FETCHER:
        return  # it has no sandbox there yet; SECURITY.md says so
    try:
        macos.install(macos.NO_INTERNET if profile is Profile.WINDOW else macos.NO_NETWORK)
    except OSError:
        if not network_probe.probe_self(profile.value).is_blocked:
            raise


def _program() -> list[Path]:
    """Where this program, its interpreter and the system's libraries are."""
    own = [sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).parent), *filter(None, sys.path)]
    return [*map(Path, (*_SYSTEM, *own)), paths.program_root() / "app", paths.resources(), paths.models()]
