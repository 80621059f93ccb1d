"""Whether the network is shut, found out by trying.

Must never send anything: a socket that opens is closed at once, and a connection is tried to this machine only.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TRIES = {
    "IPv4": (socket.AF_INET, socket.SOCK_STREAM),
    "IPv6": (socket.AF_INET6, socket.SOCK_STREAM),
    "UDP": (socket.AF_INET, socket.SOCK_DGRAM),
}
_DISCARD = ("127.0.0.1", 9)
"""Nobody listens there; what counts is who refuses (RFC 863 names the port)."""
_FILTERED = "2"
"""``Seccomp:`` of /proc/PID/status: a filter decides over every call."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of it.

    Attributes:
        name: Of the process, for people: "window", "read", "analyse".
        pid: Of the process.
        is_blocked: Whether the system refuses the network; None if this system cannot be asked.
        said: What it answered: "IPv4: Permission denied"; or what the kernel says of another process.
    """

    name: str
    pid: int
    is_blocked: bool | None
    said: str


def probe_self(name: str) -> Probe:
    """Try to open sockets in this process, and name what the system said."""
    if sys.platform == "win32":
        return Probe(name, os.getpid(), None, "Windows' firewall cannot be asked without sending")
    answers = {what: _attempt(*how) for what, how in _TRIES.items()}
    said = ", ".join(f"{what}: {answer or 'opened'}" for what, answer in answers.items())
    return Probe(name, os.getpid(), all(answers.values()), said)


def probe_process(name: str, pid: int) -> Probe:
    """Ask the kernel whether a process that we started is bound. What it says of itself would prove nothing.

    Args:
        name: For people.
        pid: Of the process.
    """
    if not sys.platform.startswith("linux"):
        return Probe(name, pid, None, "this system does not tell it of another process")
    status: dict[str, str] = {}
    with suppress(OSError):  # it has just ended
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
        status = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    if not status or status.get("State", "").startswith("Z"):
        return Probe(name, pid, None, "it has ended")
    is_bound = status.get("Seccomp") == _FILTERED and status.get("NoNewPrivs") == "1"
    filters = status.get("Seccomp_filters", "some")
    return Probe(name, pid, is_bound, f"kernel filters in place: {filters}" if is_bound else "no kernel filter")


def _attempt(family: int, kind: int) -> str:
    """What refused a socket; empty if it opened."""
    try:
        with socket.socket(family, kind) as opened:
            if sys.platform == "darwin" and family == socket.AF_INET:  # its sandbox refuses only when one connects
                opened.connect(_DISCARD)
    except ConnectionRefusedError:
        return ""
    except OSError as error:
        return os.strerror(error.errno or 0)
    return ""
