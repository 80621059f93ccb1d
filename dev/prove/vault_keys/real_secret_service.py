"""A real Secret Service for one process: a session bus and a GNOME keyring of its own, which nobody's login sees.

Must never touch the keyring of whoever runs it: home, runtime folder and bus are new ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muniment.vault.keys import keyring_store
from muniment.vault.keys.keyring_store import Ring

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
_LOGIN = b"of a keyring that is gone after the test"
_PATIENCE = 20.0  # seconds for the daemon to come
_APP = Path(__file__).resolve().parents[3] / "app"


def is_possible() -> bool:
    """Whether a Secret Service can be started here."""
    return sys.platform.startswith("linux") and all(shutil.which(program) for program in PROGRAMS)


def on_own_bus(script: Path, place: Path, *arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a Python program on a bus of its own.

    Args:
        script: The program; it starts the keyring with ``keyring``.
        place: An empty folder, which takes the place of the home folder.
        arguments: Of the program.
        seconds: After which it is ended.
    """
    runtime = place / "runtime"
    runtime.mkdir(mode=0o700, parents=True)
    # The paths must be short: a socket's name has 108 bytes.
    environment = {**os.environ, "HOME": str(place), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(_APP)}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS"):
        environment.pop(name, None)
    command = ["dbus-run-session", "--", sys.executable, str(script), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds, check=False)


@contextmanager
def keyring() -> Iterator[Ring]:
    """The keyring of this bus, unlocked; it keeps its items in the home folder from one time to the next."""
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write(_LOGIN)
        daemon.stdin.close()
        try:
            yield _awaited()
        finally:
            daemon.terminate()


def _awaited() -> Ring:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        ring = keyring_store.system_ring()
        if ring is not None:
            return ring
        time.sleep(0.02)
    raise SystemExit("no Secret Service came up")
