"""The one place that puts something on the clipboard: always with the marks by which programs that keep a history leave it out.

The marks are asks, not locks: a program that keeps all it sees keeps this too. On macOS Qt hands them on under names of its own,
which few programs know (not run there yet, see SECURITY.md).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'  # how Qt is told a system's own name (doc.qt.io, QMimeData)
_NO = b"\0\0\0\0"  # a DWORD of 0

MARKS: Mapping[str, Mapping[str, bytes]] = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "win32": {  # learn.microsoft.com, "Cloud Clipboard and Clipboard History Formats"
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
        _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
        _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    },
    "darwin": {"org.nspasteboard.ConcealedType": b"1"},  # nspasteboard.org
}
"""By system: the names of the marks, and what is put there."""


def marked(text: str, system: str = sys.platform) -> QMimeData:
    """A text with the marks of a system.

    Args:
        text: The text.
        system: As ``sys.platform`` names it.
    """
    row = QStringListModel([""])
    data = row.mimeData([row.index(0)])  # of Qt's own making: Qt lets go of it after Python has ended, and crashed
    data.clear()  # on one made here (PySide 6.11, the clipboard of the offscreen platform)
    data.setText(text)
    return mark(data, system)


def mark(data: QMimeData, system: str = sys.platform) -> QMimeData:
    """Add the marks of a system to what is about to be copied.

    Args:
        data: What is copied.
        system: As ``sys.platform`` names it.
    """
    data.text()  # what Qt makes of a selection lists all that it holds only once it was asked for some of it
    for name, value in MARKS.get(system, {}).items():
        data.setData(name, value)
    return data


def put(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setMimeData(marked(text))


def take_back(text: str) -> None:
    """Empty the clipboard if this text is still on it."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
