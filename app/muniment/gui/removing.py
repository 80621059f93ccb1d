"""Asking before a document is removed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from muniment.gui import messages


def wants_removed(parent: QWidget, name: str) -> bool:
    """Whether the user wants a document removed; Enter and Esc keep it."""
    box = QMessageBox(parent)
    box.setWindowTitle(messages.REMOVE_TITLE)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(messages.remove_question(name))
    remove = box.addButton(messages.REMOVE, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(messages.KEEP, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is remove
