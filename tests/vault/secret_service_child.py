"""What the test of the real Secret Service does on a bus of its own; each step is said in a line.

secret_service_child.py FOLDER
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "dev"))

from muniment import guard
from muniment.errors import UserError
from muniment.vault.keys import key_wrapping, keyring_store, keyring_unlock, recovery_code
from muniment.vault.keys.keyring_store import Kept, Ring
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.unlock_methods import Passphrase, RecoveryCode, Way
from muniment.vault.store import Vault
from prove.vault_keys.real_secret_service import keyring

PASSPHRASE = "correct horse battery staple"


def main(folder: Path) -> None:
    """Take all steps."""
    code = recovery_code.make()
    with keyring() as ring:
        say(f"ring {type(ring).__name__} {ring.name}")
        stores_and_changes(ring)
        vault, changes = Vault.create_with_keys(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST)
        with vault:
            changes.set_recovery(code)
            changes.set_keyring(ring)
        for told in (False, True):
            say(f"window {'locked' if told else 'started'} {in_the_window(folder, is_locked=told)}")
        guard.confine(guard.Profile.WINDOW)  # as the window is: local sockets alone
        say(f"opens {opens(folder, keyring_unlock.way_in(folder))}")
        with Vault.open(folder, Passphrase(PASSPHRASE)) as vault:
            vault.change_keys(PASSPHRASE).set_keyring(ring)
            kept = ring.get(vault.key_slots().vault_id)
        say(f"renewed {opens(folder, keyring_unlock.way_in(folder))} {len(kept.secrets) if kept else 0}")
        vault, changes = Vault.open_with_keys(folder, PASSPHRASE)
        with vault:
            code = recovery_code.make()
            changes.renew_master(Fresh(PASSPHRASE, code, ring, key_wrapping.LEAST_COST))
        say(f"new master {opens(folder, keyring_unlock.way_in(folder))}")
    shutil.rmtree(Path.home() / ".local" / "share" / "keyrings")
    with keyring():
        say(f"lost {opens(folder, keyring_unlock.way_in(folder))} {opens(folder, RecoveryCode(code))}")
    # The bus starts the service again, locked, and nobody can answer its question.
    say(f"locked {opens(folder, keyring_unlock.way_in(folder))} {opens(folder, Passphrase(PASSPHRASE))}")


def stores_and_changes(ring: Ring) -> None:
    """Of another vault than the one that follows."""
    for epoch in (1, 2):
        ring.put("another", Kept(epoch, (bytes([epoch]) * 32,)))
        if ring.get("another") != Kept(epoch, (bytes([epoch]) * 32,)):
            say("not kept")
    ring.forget("another")
    say(f"forgotten {ring.get('another') is None} {keyring_store.system_ring() is not None}")


_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from muniment.gui.start.desktop_app import make_application, run
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.pipeline.pipeline import PipelineOptions

application = make_application()
asked = []

def look():
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow) and widget.isVisible():
            print("asked" if asked else "unasked", "open", flush=True)
            widget.close()
            return
        if isinstance(widget, UnlockDialog) and widget.isVisible() and not asked:
            asked.append(True)
            widget.by_ring.click()
    QTimer.singleShot(50, look)

QTimer.singleShot(50, look)
run(Path(sys.argv[1]), options=PipelineOptions(model=False), is_locked=sys.argv[2] == "True")
"""


def in_the_window(folder: Path, *, is_locked: bool) -> str:
    """Start the window as a program of its own, which shuts itself off from the network before it asks the keyring."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _WINDOW, str(folder), str(is_locked)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip() or done.stderr[-500:]


def opens(folder: Path, way: Way | None) -> str:
    """Whether it opens the vault; else why not."""
    if way is None:
        return "none"
    try:
        with Vault.open(folder, way) as vault:
            return f"yes, {len(vault.documents())}"
    except UserError as error:
        return error.code


def say(text: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
