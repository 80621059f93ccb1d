"""A new master key in the window: asked for, given up, failed, done; what removing a document offers. The keyring alone is stood in for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from muniment.errors import UserError
from muniment.gui.kit.theme import Theme
from muniment.gui.library.document_removal import RemoveDialog
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start import desktop_app
from muniment.gui.texts import key_messages, vault_messages
from muniment.gui.vaults import rekey_progress
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.vaults.rekey_dialog import RekeyDialog, Renewal
from muniment.gui.vaults.rekey_progress import Renewing
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.keys import recovery_code
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.unlock_methods import KeyringKey, Passphrase, RecoveryCode
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault
from prove.vault_keys.memory_ring import MemoryRing
from support.window.gui_hands import click
from support.window.gui_keys import PASSPHRASE, confirm, press_return, shown, when_open

PATIENCE = 30_000

pytestmark = pytest.mark.usefixtures("ring")


def test_a_new_master_key_from_the_window(
    qtbot: QtBot, window: MainWindow, code: str, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = window.session.vault
    vault.change_keys(PASSPHRASE).set_recovery(code)
    vault.change_keys(PASSPHRASE).set_keyring(ring)
    before, names = vault.key_slots(), [row.name for row in vault.documents()]
    made: list[str] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RekeyDialog)
        dialog.proof.field.setText(PASSPHRASE)
        when_open(CodeDialog, lambda one: made.append(confirm(one)))
        press_return(dialog.proof.field)

    when_open(RekeyDialog, answer)
    with qtbot.waitSignal(window.care.renew_asked, timeout=PATIENCE) as asked:
        window.commands["renew"].trigger()
    assert vault.key_slots() == before  # nothing is changed while the window is open
    window.close()

    dialog = Renewing(asked.args[0])
    dialog.begin()
    assert dialog.exec()
    assert dialog.sentence == key_messages.REKEY_DONE()
    assert dialog.vault is not None
    assert [row.name for row in dialog.vault.documents()] == names
    assert dialog.vault.key_slots().header["db_salt"] != before.header["db_salt"]
    folder = dialog.vault.folder
    assert folder is not None
    dialog.vault.close()
    for way in (RecoveryCode(made[0]), KeyringKey(ring), Passphrase(PASSPHRASE)):
        Vault.open(folder, way).close()
    with pytest.raises(UserError):
        Vault.open(folder, RecoveryCode(code))


def test_a_new_master_key_can_be_given_up(qtbot: QtBot, vault: Vault, folder: Path, code: str) -> None:
    before = vault.key_slots()
    vault.close()
    fresh = Fresh("another one entirely", recovery_code.make(), None)
    dialog = Renewing(Renewal(folder, Passphrase(PASSPHRASE), fresh, Passphrase("another one entirely")))
    dialog.reject()
    dialog.begin()
    assert dialog.exec()
    assert dialog.sentence == key_messages.REKEY_GIVEN_UP()
    assert dialog.vault is not None
    assert dialog.vault.key_slots() == before
    assert not Folder(folder).rekeyed.exists()
    dialog.vault.close()


def test_a_new_master_key_that_fails_says_why_and_opens_the_vault_again(vault: Vault, folder: Path) -> None:
    vault.close()
    renewal = Renewal(folder, Passphrase(PASSPHRASE), Fresh("without the code"), Passphrase("without the code"))
    dialog = rekey_progress.Renewing(renewal)
    dialog.begin()
    assert dialog.exec()
    assert "recovery key too" in dialog.sentence
    assert dialog.vault is not None
    dialog.vault.close()


def test_after_a_new_master_key_the_window_is_there_again_and_says_so(
    read_vault: Vault, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = read_vault.folder
    assert folder is not None
    said: list[list[str]] = []

    def windows() -> list[MainWindow]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]

    def renew() -> None:
        renewal = Renewal(folder, Passphrase(PASSPHRASE), Fresh("tulip anvil mosaic"), Passphrase("tulip anvil mosaic"))
        QTimer.singleShot(100, again)
        windows()[0].care.renew_asked.emit(renewal)

    def again() -> None:
        found = [one for one in windows() if one.strip.sentences()]
        if found:
            said.append(found[0].strip.sentences())
            assert found[0].library.model.rowCount() == 1
            found[0].close()
        else:
            QTimer.singleShot(50, again)

    QTimer.singleShot(300, renew)
    assert not desktop_app.show_until_closed(read_vault, theme, PipelineOptions(model=False))
    assert said == [[key_messages.REKEY_DONE()]]
    Vault.open(folder, "tulip anvil mosaic").close()


def test_with_a_recovery_code_a_new_passphrase_is_asked_for(qtbot: QtBot, vault: Vault, code: str) -> None:
    dialog = RekeyDialog(vault, None)
    shown(qtbot, dialog)
    click(dialog.proof.other)
    assert dialog.new.placeholderText() == key_messages.REKEY_NEW_NEEDED()
    dialog.proof.field.setText(code)
    press_return(dialog.proof.field)
    assert dialog.error() == "Type a new passphrase too: the one from before is needed otherwise."
    dialog.close()
    vault.close()


def test_removing_offers_the_backups_and_a_new_master_key_and_enter_keeps(
    qtbot: QtBot, window: MainWindow, shown_messages: list[str]
) -> None:
    def keep(dialog: QDialog) -> None:
        press_return(dialog)

    when_open(RemoveDialog, keep)
    window.library.focus()
    window.commands["remove"].trigger()
    assert window.library.model.rowCount() == 1

    def remove(dialog: QDialog) -> None:
        assert isinstance(dialog, RemoveDialog)
        dialog.master.click()
        assert dialog.backups.isChecked()
        assert not dialog.backups.isEnabled()
        when_open(RekeyDialog, lambda one: one.reject())
        click(dialog.go)

    name = window.session.vault.documents()[0].name
    when_open(RemoveDialog, remove)
    window.commands["remove"].trigger()
    assert window.library.model.rowCount() == 0
    assert vault_messages.removed(name, backups_too=False) in shown_messages
    assert "is removed from this vault" in shown_messages[-1]
