"""Words of a document shown as words.

Qt guesses whether a text is HTML; a document (or a file's name) must never decide that.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget


def tip(text: str) -> str:
    """A tooltip that shows the text as it is."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if text else ""


def speak(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say what has just come up; nothing of an empty sentence."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def label(text: str = "", role: str = "") -> QLabel:
    """A label for words of any origin.

    Args:
        text: Shown as it is.
        role: Of the style sheet.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made
