"""The whole journey in one process, to be watched from outside.

The window opens a vault, documents are dropped, read and analysed, words searched, figures copied and exported, all locked.

    journey.py FOLDER KIND WORD...

Kinds: ``closed`` ends well, ``abort`` ends by abort() while a document is being read. The others break something on purpose:
``open-socket`` opens an internet socket before it binds itself, ``no-key`` keeps a copy of the vault without a key,
``chatty`` writes a word into a log. ``model`` is ``closed`` with the starter model.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl  # noqa: E402
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from muniment import guard, log  # noqa: E402
from muniment.gui.app import make_application  # noqa: E402
from muniment.gui.main_window import MainWindow  # noqa: E402
from muniment.gui.session import Session  # noqa: E402
from muniment.gui.theme import Theme  # noqa: E402
from muniment.pipeline.pipeline import Options  # noqa: E402
from muniment.vault.keys import LEAST_COST  # noqa: E402
from muniment.vault.records import DocumentState  # noqa: E402
from muniment.vault.store import Vault  # noqa: E402

PASSPHRASE = "only for this journey"
PATIENCE = 240.0


def main() -> int:
    """Take the journey; each stage is said on standard output, which holds no document's word."""
    folder, kind, words = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    held = [socket.socket(socket.AF_INET)] if kind == "open-socket" else []
    log.configure()
    guard.refuse_core_dumps()
    guard.confine(guard.Profile.WINDOW)
    application = make_application()
    vault = Vault.create(folder / "Deals.muniment", PASSPHRASE, cost=LEAST_COST)
    window = MainWindow(Session(vault, Options(model=None if kind == "model" else False)), Theme(application))
    window.show()
    window.start()
    say(f"network {window.foot.network.text()}")
    drop(window, sorted((folder / "given").iterdir()))
    if kind == "abort":
        wait(lambda: any(each.state is DocumentState.RUNNING for each in vault.documents()))
        wait(lambda: bool(vault.search(words[0], 5)))
        os.abort()
    read(window, vault)
    search(window, words)
    take_out(window, vault, folder / "exported")
    if kind == "no-key":
        connection = vault._db._database  # noqa: SLF001 - the control reaches for what nothing may
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", [str(folder / "plain.db")])
        connection.execute("SELECT sqlcipher_export('plain')")
    if kind == "chatty":
        (Path.home() / "app.log").write_text(f"opened {words[0]}\n", "utf-8")
    window.close()
    for one in held:
        one.close()
    say("locked")
    return 0


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


def take_out(window: MainWindow, vault: Vault, folder: Path) -> None:
    """Copy and export; only here may words leave the vault."""
    window.facts.step(1)
    window.deeds["copy_source"].trigger()
    window.deeds["accept"].trigger()
    for kind in ("xlsx", "csv", "json"):
        window.exporting.begin([each.id for each in vault.documents()], folder / f"facts.{kind}", kind)
    window.exporting.wait()
    QApplication.processEvents()
    QGuiApplication.clipboard().clear()
    say(f"exported {len(list(folder.iterdir()))}")


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
    sys.exit(main())
