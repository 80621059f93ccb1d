"""What the window's tests of keys do: show a dialog, prove a key, write a recovery code down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from muniment.gui.vaults.proof_dialog import ProofDialog
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.vault.store import Vault
from support.window.gui_hands import click

PASSPHRASE = "correct horse battery staple"


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()


def press_return(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


def kinds(vault: Vault) -> set[str]:
    return {slot["kind"] for slot in vault.key_slots().header["slots"]}


def when_open(kind: type[QDialog], deed: Callable[[Any], object]) -> None:
    """Do something in a dialog as soon as it is open, whoever opens it."""

    def look() -> None:
        found = [one for one in QApplication.topLevelWidgets() if type(one) is kind and one.isVisible()]
        if found:
            deed(found[0])
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def prove(text: str = PASSPHRASE) -> None:
    """Type a key where one is asked for."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ProofDialog)
        dialog.proof.field.setText(text)
        press_return(dialog.proof.field)

    when_open(ProofDialog, answer)


def confirm(dialog: CodeDialog) -> str:
    """Write the code down and type it again; the code."""
    code = dialog.code
    click(dialog.go)
    dialog.typed.setText(code.lower())
    press_return(dialog.typed)
    return code
