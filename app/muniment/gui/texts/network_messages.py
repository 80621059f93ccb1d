"""What is said of the network: on the status bar and in its dialog."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[bool | None, str] = {
    True: "Network: blocked by the kernel",
    False: "Network: not blocked",
    None: "Network: cannot be checked on this system",
}
TIP = "Tried every ten seconds; click to see what the system answered"
TITLE = "Network"
MORE = "Sockets were tried just now; nothing was sent. What is enforced on which system: see SECURITY.md."
PROCESSES: Mapping[str, str] = {"window": "Window", "read": "Reader", "analyse": "Analyst and model"}


def process(name: str, pid: int) -> str:
    """A process of the program, among those whose network was tried."""
    return f"{PROCESSES[name]} (process {pid})"
