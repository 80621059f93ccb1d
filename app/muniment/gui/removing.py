"""Asking before a document is removed."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from muniment.gui import messages, vault_messages


class Wanted(Enum):
    """What the user wants."""

    KEEP = auto()
    REMOVE = auto()
    REMOVE_EVERYWHERE = auto()


def wants_removed(parent: QWidget, name: str) -> Wanted:
    """Whether the user wants a document removed, from the backups too; Enter and Esc keep it."""
    box = QMessageBox(parent)
    box.setWindowTitle(messages.REMOVE_TITLE)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(messages.remove_question(name))
    everywhere = QCheckBox(vault_messages.REMOVE_BACKUPS)
    box.setCheckBox(everywhere)
    remove = box.addButton(messages.REMOVE, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(messages.KEEP, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    if box.clickedButton() is not remove:
        return Wanted.KEEP
    return Wanted.REMOVE_EVERYWHERE if everywhere.isChecked() else Wanted.REMOVE
