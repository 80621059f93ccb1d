"""What is said of the network: on the status bar and in its dialog."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

WORDS: Mapping[bool | None, Text] = {
    True: Text("Network: blocked by the kernel"),
    False: Text("Network: not blocked"),
    None: Text("Network: cannot be checked on this system"),
}
TIP = Text("Tried every ten seconds; click to see what the system answered")
TITLE = Text("Network")
MORE = Text("Sockets were tried just now; nothing was sent. What is enforced on which system: see SECURITY.md.")
PROCESSES: Mapping[str, Text] = {"window": Text("Window"), "read": Text("Reader"), "analyse": Text("Analyst and model")}


def process(name: str, pid: int) -> str:
    """A process of the program, among those whose network was tried.

    Args:
        name: A key of ``PROCESSES``.
        pid: Number of the process.
    """
    return Text("{name} (process {pid})")(name=PROCESSES[name](), pid=pid)
