"""The clipboard: what is copied carries the marks, and the program ends well with it still there."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication

from muniment.gui.kit import clipboard
from muniment.gui.shell.main_window import MainWindow


def test_copied_figures_ask_clipboard_histories_to_leave_them_out(window: MainWindow) -> None:
    window.facts.step(1)
    window.commands["copy"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasText()
    assert data.formats() == clipboard.marked("").formats()


def test_copied_prose_does_too(window: MainWindow) -> None:
    summary = window.facts.summary
    window.facts.go_to_tab("summary")
    summary.selectAll()
    summary.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasText()
    assert set(clipboard.marked("").formats()) <= set(data.formats())


@pytest.mark.parametrize(
    ("system", "mark", "value"),
    [
        ("linux", "x-kde-passwordManagerHint", b"secret"),
        (
            "win32",
            'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
            b"1",
        ),
        ("win32", 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\0\0\0\0"),
        ("win32", 'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\0\0\0\0"),
        ("darwin", "org.nspasteboard.ConcealedType", b"1"),
    ],
)
def test_what_is_copied_is_marked_for_each_system(system: str, mark: str, value: bytes) -> None:
    data = clipboard.marked("9,000", system)
    assert data.text() == "9,000"
    assert data.data(mark).data() == value


COPY_AND_END = """
from PySide6.QtWidgets import QApplication
from muniment.gui.kit import clipboard
app = QApplication(["muniment", "-platform", "offscreen"])
clipboard.put("9,000")
print(app.clipboard().text())
"""


def test_the_program_ends_well_with_something_copied() -> None:
    done = subprocess.run([sys.executable, "-c", COPY_AND_END], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "9,000", "")
