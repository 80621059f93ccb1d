"""The whole journey in one process, to be watched from outside.

The window opens a vault, documents are dropped, read and analysed, words searched, questions asked, figures copied and exported.
Then the desktop's lock (or, without a D-Bus, the time without input) locks the vault, and the program begins anew at the lock
screen, where it is ended by a process that first opens the vault, to see that nobody has it.

    journey.py FOLDER KIND WORD...

Kinds: ``closed`` ends well, ``model`` too, with the starter model at work. ``abort`` ends by abort() while a document is being read, and
``resume`` opens the vault that was left then and goes on. The others break something on purpose: ``open-socket`` opens an
internet socket before it binds itself, ``no-key`` keeps a copy of the vault without a key, ``chatty`` writes a word into a log.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHONPATH"] = str(ROOT / "app")  # for the process at the lock screen

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from muniment import guard, log
from muniment.gui.kit.theme import Theme
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start import desktop_app
from muniment.gui.vaults import auto_lock
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.database.records import DocumentState
from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault

PASSPHRASE = "only for this journey"
PATIENCE = 240.0
IDLE_LOOKS = 10
"""A tenth of a second apart, asleep at each: the lock screen waits for somebody."""


def main() -> int:
    """Take the journey; each stage is said on standard output, which holds no document's word."""
    folder, kind, words = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    held = [socket.socket(socket.AF_INET)] if kind == "open-socket" else []
    log.configure()
    guard.refuse_core_dumps()
    guard.confine(guard.Profile.WINDOW)
    application = desktop_app.make_application()
    place = folder / "Deals.muniment"
    vault = Vault.open(place, PASSPHRASE) if kind == "resume" else Vault.create(place, PASSPHRASE, cost=LEAST_COST)
    QTimer.singleShot(0, lambda: _or_end(lambda: go(folder, kind, words)))
    if not desktop_app.show(
        vault, Theme(application), PipelineOptions(model=None if kind == "model" else False)
    ).is_locked:
        return 1
    for one in held:
        one.close()
    say("locked")
    subprocess.Popen([sys.executable, __file__, "--end", str(os.getpid()), str(place)])
    desktop_app.start_over(place)
    return 0


def _or_end(stages: Callable[[], None]) -> None:
    try:
        stages()
    except BaseException:  # noqa: BLE001 - Qt would go on without the stages
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(3)


def go(folder: Path, kind: str, words: list[str]) -> None:
    """The stages up to the lock."""
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    vault = window.session.vault
    say(f"network {window.foot.network.text()}")
    if kind != "resume":
        drop(window, sorted((folder / "given").iterdir()))
    if kind == "abort":
        wait(lambda: any(each.state is DocumentState.RUNNING for each in vault.documents()))
        wait(lambda: bool(vault.search(words[0], 5)))
        os.abort()
    if kind == "model":
        wait(
            lambda: any(vault.analysis(each.id).model for each in vault.documents() if each.state is DocumentState.DONE)
        )
        say("model used")
    read(window, vault)
    search(window, words)
    ask(window, ["What were net sales in FY2023?", f"What is said of {words[1]}?"])
    take_out(window, vault, folder / "exported")
    if kind == "no-key":
        connection = vault._db._database  # noqa: SLF001 - the control reaches for what nothing may
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", [str(folder / "plain.db")])
        connection.execute("SELECT sqlcipher_export('plain')")
    if kind == "chatty":
        (Path.home() / "app.log").write_text(f"opened {words[0]}\n", "utf-8")
    lock(window)


def drop(window: MainWindow, paths: list[Path]) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    spot, action = QPointF(window.rect().center()), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(spot.toPoint(), action, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(spot, action, data, button, keys))
    say(f"dropped {len(paths)}")


def read(window: MainWindow, vault: Vault) -> None:
    """Wait until every document is read and shown."""
    wait(lambda: bool(vault.documents()) and all(each.state is DocumentState.DONE for each in vault.documents()))
    wait(lambda: window.facts.analysis is not None)
    facts = sum(len(vault.facts(each.id)) for each in vault.documents())
    say(f"read {len(vault.documents())} facts {'some' if facts else 'none'}")


def search(window: MainWindow, words: list[str]) -> None:
    """Search for the words, as typed."""
    found = 0
    for word in words:
        window.top.search.asked.emit(word)
        found += bool(window.session.vault.search(word, 5))
        QApplication.processEvents()
    window.top.search.asked.emit("")
    say(f"found {found}")


def ask(window: MainWindow, questions: list[str]) -> None:
    """Ask, as typed, and wait for each answer."""
    over: list[bool] = []
    window.session.bridge.answered.connect(lambda _, is_over: over.append(is_over))
    window.panes.go_to("ask")
    said = 0
    for number, question in enumerate(questions, start=1):
        window.asking.pane.field.setText(question)
        window.asking.pane.button.click()
        wait(lambda number=number: over.count(True) == number)  # type: ignore[misc]
        said += bool(window.asking.pane.answer.toPlainText())
    window.panes.go_to("facts")
    say(f"asked {said}")


def take_out(window: MainWindow, vault: Vault, folder: Path) -> None:
    """Copy and export; only here may words leave the vault."""
    window.facts.step(1)
    window.commands["copy_source"].trigger()
    window.commands["accept"].trigger()
    for kind in ("xlsx", "csv", "json"):
        window.parts.exporting.begin([each.id for each in vault.documents()], folder / f"facts.{kind}", kind)
    window.parts.exporting.wait()
    QApplication.processEvents()
    QGuiApplication.clipboard().clear()
    say(f"exported {len(list(folder.iterdir()))}")


def lock(window: MainWindow) -> None:
    """Have the vault locked as when nobody is there: by the desktop over D-Bus where there is one, else by the clock."""
    if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "saver")
        bus.registerService("org.freedesktop.ScreenSaver")
        away = QDBusMessage.createSignal("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
        away.setArguments([True])
        bus.send(away)
        say("lock asked by the desktop")
    else:
        later = auto_lock.now() + 3600
        auto_lock.now = lambda: later
        auto_lock.world = auto_lock.now
        say("lock asked by the clock")
        window.care.auto_lock.look()


def end(pid: int, folder: Path) -> int:
    """The other process: see the lock screen of the first wait, open the vault, and end it."""
    looks = 0
    end = time.monotonic() + PATIENCE
    status = Path(f"/proc/{pid}")
    while looks < IDLE_LOOKS and time.monotonic() < end:
        time.sleep(0.1)
        is_new = b"--locked" in (status / "cmdline").read_bytes()
        sleeps = (status / "stat").read_text().rpartition(")")[2].split()[0] == "S"
        looks = looks + 1 if is_new and sleeps else 0
    Vault.open(folder, PASSPHRASE).close()
    if looks == IDLE_LOOKS:
        say("at the lock screen, the vault closed")
    os.kill(pid, signal.SIGTERM)
    return 0


def wait(until: Callable[[], bool]) -> None:
    """Let the program work until something is so."""
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            raise SystemExit("the journey came to a halt")
        QApplication.processEvents()
        time.sleep(0.02)


def say(stage: str) -> None:
    """Tell whoever watches."""
    os.write(1, f"{stage}\n".encode())


if __name__ == "__main__":
    sys.exit(end(int(sys.argv[2]), Path(sys.argv[3])) if sys.argv[1] == "--end" else main())
