"""The status bar says of the network what is so, and names who was asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from muniment import guard
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.shell.network_mark import NetworkDialog, verdict
from muniment.gui.texts import network_messages
from support.window.gui_hands import click

_BOUND = """
import json, sys
from PySide6.QtWidgets import QApplication
from muniment import guard
from muniment.gui.start.desktop_app import make_application
from muniment.gui.shell.network_mark import NetworkMark
guard.confine(guard.Profile.WINDOW)
application = make_application()
print(json.dumps(NetworkMark(lambda: {}).text()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it is the kernel that refuses")
def test_a_bound_window_says_that_the_kernel_blocks_it() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", _BOUND], capture_output=True, text=True, check=True, env=environment)
    assert json.loads(done.stdout) == "Network: blocked by the kernel"


def test_an_unbound_window_says_so_and_names_the_processes(window: MainWindow, qtbot: QtBot) -> None:
    """The tests' own process is not bound."""
    qtbot.waitUntil(lambda: bool(window.session.pipeline.processes()) or sys.platform != "linux", timeout=30_000)
    assert window.foot.network.text() == network_messages.WORDS[False]()
    click(window.foot.network)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NetworkDialog) and w.isVisible())
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"process {os.getpid()}" in said
    assert "IPv4: opened" in said
    for role, pid in window.session.pipeline.processes().items():
        assert network_messages.process(role, pid) in said
    dialog.reject()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([True, True], True), ([True, None], True), ([True, False], False), ([None, True], None), ([False], False)],
)
def test_one_open_process_is_enough(answers: list[bool | None], expected: bool | None) -> None:
    assert verdict([guard.Probe("x", 1, answer, "") for answer in answers]) is expected
