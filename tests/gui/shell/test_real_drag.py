"""A real drag between two programs on a real X server; needs Xvfb, openbox and xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "openbox", "xdotool")

SOURCE = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Source(QLabel):
    def mouseMoveEvent(self, event):
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

import muniment.gui
application = QApplication(sys.argv)
source = Source("drag me")
source.setWindowTitle("source")
source.setGeometry(20, 60, 160, 160)
source.show()
application.exec()
"""

TARGET = """
from PySide6.QtCore import QTimer
from muniment.gui.start.desktop_app import make_application
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.kit.theme import Theme
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.store import Vault

application = make_application()
window = MainWindow(VaultSession(Vault.in_memory(), PipelineOptions(model=False)), Theme(application))
window.setGeometry(300, 60, 960, 640)
window.show()
window.start()

def report(document_id):
    facts = len(window.session.vault.facts(document_id))
    print("facts", facts, window.session.vault.document(document_id).name, flush=True)
    window.close()

window.session.bridge.extracted.connect(report)
print("ready", flush=True)
application.exec()
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x800x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()  # to the line's end: a pipe closed too early kills the server
    environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait(10)


def test_a_file_dragged_from_another_program_is_read(screen: dict[str, str], tmp_path: Path, sample_pdf: Path) -> None:
    path = tmp_path / "Jahresbericht ü 2023.pdf"
    shutil.copy(sample_pdf, path)
    with (
        subprocess.Popen([sys.executable, "-c", TARGET], env=screen, stdout=subprocess.PIPE, text=True) as target,
        subprocess.Popen([sys.executable, "-c", SOURCE, str(path)], env=screen) as source,
    ):
        try:
            assert target.stdout is not None
            assert target.stdout.readline() == "ready\n"
            _wait_for_windows(screen, "source", "Muniment")
            _drag(screen, (100, 140), (800, 400))
            line = target.stdout.readline().split(" ", 2)
            assert line[0] == "facts"
            assert int(line[1]) > 20
            assert line[2].strip() == path.name
            assert target.wait(20) == 0
        finally:
            source.terminate()
            target.terminate()


def _wait_for_windows(screen: dict[str, str], *titles: str) -> None:
    for title in titles:
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", title], env=screen, check=True, timeout=30, stdout=subprocess.DEVNULL)  # fmt: skip


def _drag(screen: dict[str, str], start: tuple[int, int], end: tuple[int, int]) -> None:
    def xdotool(*words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], env=screen, check=True, timeout=20)
        time.sleep(0.15)  # a hand is not faster; the other program has to answer between the steps

    xdotool("mousemove", *start)
    xdotool("mousedown", 1)
    for step in range(1, 11):
        xdotool("mousemove", *(round(a + (b - a) * step / 10) for a, b in zip(start, end, strict=True)))
    xdotool("mousemove", end[0] + 4, end[1] + 4)
    xdotool("mouseup", 1)
