"""The lock screen, with real vaults."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment.gui.kit.theme import Theme
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.window.gui_hands import click

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Deals.muniment"


def _shown(qtbot: QtBot, folder: Path, theme: Theme) -> UnlockDialog:
    dialog = UnlockDialog(folder, theme)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_the_right_passphrase_opens(qtbot: QtBot, folder: Path, theme: Theme) -> None:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    dialog = _shown(qtbot, folder, theme)
    assert not dialog.second.isVisible()

    QTest.keyClicks(dialog.first, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        QTest.keyClick(dialog.first, Qt.Key.Key_Return)

    assert dialog.vault is not None
    assert dialog.vault.name == "Deals"
    assert dialog.first.text() == ""
    dialog.vault.close()


def test_a_wrong_passphrase_says_so_and_can_be_tried_again(qtbot: QtBot, folder: Path, theme: Theme) -> None:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    dialog = _shown(qtbot, folder, theme)

    QTest.keyClicks(dialog.first, "wrong")
    QTest.keyClick(dialog.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open the vault" in dialog.error(), timeout=10_000)
    assert dialog.go.isEnabled()
    assert dialog.first.selectedText()
    QTest.keyClicks(dialog.first, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        QTest.keyClick(dialog.first, Qt.Key.Key_Return)
    assert dialog.vault is not None
    dialog.vault.close()


def test_creating_wants_the_passphrase_twice(qtbot: QtBot, folder: Path, theme: Theme) -> None:
    dialog = _shown(qtbot, folder, theme)
    assert dialog.second.isVisible()

    click(dialog.go)
    assert dialog.error() == "Type a passphrase."
    QTest.keyClicks(dialog.first, PASSPHRASE)
    QTest.keyClicks(dialog.second, "something else")
    click(dialog.go)
    assert dialog.error() == "The two passphrases differ."
    assert not folder.exists()

    dialog.second.clear()
    QTest.keyClicks(dialog.second, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        click(dialog.go)
    assert dialog.vault is not None
    dialog.vault.close()
    Vault.open(folder, PASSPHRASE).close()


def test_enter_goes_on_to_the_second_field_first(qtbot: QtBot, folder: Path, theme: Theme) -> None:
    dialog = _shown(qtbot, folder, theme)
    QTest.keyClicks(dialog.first, PASSPHRASE)
    QTest.keyClick(dialog.first, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.second
    assert dialog.error() == ""
    QTest.keyClicks(dialog.second, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        QTest.keyClick(dialog.second, Qt.Key.Key_Return)
    assert dialog.vault is not None
    dialog.vault.close()


def test_a_folder_of_the_user_is_shown_short(qtbot: QtBot, theme: Theme) -> None:
    dialog = _shown(qtbot, Path.home() / "Deals.muniment", theme)
    assert dialog._where.text() == f"~{os.sep}Deals.muniment"
    dialog.set_folder(Path("/elsewhere/Deals.muniment"))
    assert dialog._where.text() == str(Path("/elsewhere/Deals.muniment"))


def test_a_vault_that_is_open_elsewhere_is_not_opened(qtbot: QtBot, folder: Path, theme: Theme) -> None:
    with Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST):
        dialog = _shown(qtbot, folder, theme)
        QTest.keyClicks(dialog.first, PASSPHRASE)
        QTest.keyClick(dialog.first, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "open in another Muniment" in dialog.error(), timeout=10_000)
    assert dialog.vault is None


def test_no_sentence_is_cut_off(qtbot: QtBot, folder: Path, theme: Theme) -> None:
    dialog = _shown(qtbot, folder, theme)
    QTest.keyClicks(dialog.first, "short")
    for label in (dialog._lead, dialog._warning, dialog._hint):
        assert label.isVisible()
        assert label.height() >= label.heightForWidth(label.width())


def test_a_folder_that_cannot_be_looked_into_says_so(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    dialog = _shown(qtbot, tmp_path / ("x" * 300), theme)  # longer than a name may be: the system refuses to look
    assert not dialog.second.isVisible()
    dialog.first.setText(PASSPHRASE)
    click(dialog.go)
    qtbot.waitUntil(lambda: dialog.error() != "", timeout=10_000)
    assert "x" * 300 in dialog.error()
