"""Keys in the window: first run, the lock screen, the dialog on keys. The keyring alone is stood in for."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from muniment import paths
from muniment.errors import UserError
from muniment.gui.kit import clipboard, plain_text
from muniment.gui.kit.theme import Theme
from muniment.gui.texts import key_messages, messages
from muniment.gui.vaults import unlock_dialog, vault_key_rows
from muniment.gui.vaults.proof_dialog import ProofDialog
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.vaults.rekey_dialog import RekeyDialog
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.gui.vaults.vault_keys_dialog import SlotsDialog
from muniment.policy import Policy
from muniment.vault.keys import failed_unlocks, key_wrapping, keyring_store
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.keys.unlock_methods import KeyringKey, Passphrase, RecoveryCode
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault
from prove.vault_keys.memory_ring import MemoryRing
from support.window.gui_hands import click
from support.window.gui_keys import PASSPHRASE, confirm, kinds, press_return, prove, shown, when_open

PATIENCE = 30_000

pytestmark = pytest.mark.usefixtures("ring")


def test_first_run_makes_a_vault_with_keyring_and_recovery_code(
    qtbot: QtBot, folder: Path, theme: Theme, ring: MemoryRing
) -> None:
    dialog = UnlockDialog(folder, theme)
    shown(qtbot, dialog)
    assert not dialog.keys.keyring.isChecked()
    dialog.keys.keyring.click()
    QTest.keyClicks(dialog.first, PASSPHRASE)
    QTest.keyClicks(dialog.second, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press_return(dialog.second)
    vault, changes = dialog.vault, dialog.changes
    assert vault is not None
    assert changes is not None
    assert dialog.wants_code
    assert kinds(vault) == {"passphrase", "keyring"}

    told = CodeDialog(changes.set_recovery, None, key_messages.CODE_LATER)
    shown(qtbot, told)
    confirm(told)
    qtbot.waitUntil(lambda: not told.isVisible(), timeout=PATIENCE)
    vault.close()
    for way in (KeyringKey(ring), RecoveryCode(told.code), Passphrase(PASSPHRASE)):
        Vault.open(folder, way).close()


def test_a_keyring_that_fails_at_first_run_leaves_a_vault_and_a_word(
    qtbot: QtBot, folder: Path, theme: Theme, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UserError("The keyring could not be used.", code="keyring")

    monkeypatch.setattr(ring, "put", fail)
    dialog = UnlockDialog(folder, theme)
    shown(qtbot, dialog)
    dialog.keys.keyring.click()
    dialog.first.setText(PASSPHRASE)
    dialog.second.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        click(dialog.go)
    assert dialog.notice == "The keyring could not be used."
    assert dialog.vault is not None
    dialog.vault.close()
    Vault.open(folder, PASSPHRASE).close()


@pytest.mark.parametrize("by_policy", [True, False])
def test_first_run_says_why_there_is_no_keyring(
    qtbot: QtBot, folder: Path, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_policy: bool
) -> None:
    if by_policy:
        rules = tmp_path / "policy.toml"
        rules.write_text("[keys]\nkeyring = false\n")
        monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    else:
        monkeypatch.setattr(keyring_store, "system_ring", lambda: None)
    dialog = UnlockDialog(folder, theme)
    shown(qtbot, dialog)
    assert not dialog.keys.keyring.isVisible()
    said = [label.text() for label in dialog.keys.findChildren(QLabel) if label.isVisible()]
    forbidden = "Set by policy: The keyring of the system may not open vaults."
    assert said == [forbidden if by_policy else key_messages.KEYRING_NONE()]


def test_the_recovery_code_opens_at_the_lock_screen_and_its_typing_errors_are_named_before_any_try(
    qtbot: QtBot, folder: Path, theme: Theme, vault: Vault, code: str
) -> None:
    vault.close()
    dialog = UnlockDialog(folder, theme)
    shown(qtbot, dialog)
    QTest.keyClick(dialog.first, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.proof.other
    press_return(dialog.proof.other)
    assert dialog.first.accessibleName() == key_messages.CODE()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for typed, named in ((wrong, "wrong, or two are swapped"), (code[:-2], "characters instead of 27"), ("U", '"U"')):
        dialog.first.setText(typed)
        press_return(dialog.first)
        assert named in dialog.error()
        assert dialog.go.isEnabled()  # nothing is tried
    assert failed_unlocks.noted(Folder(folder)) == []
    dialog.first.setText(code.lower().replace("-", " "))
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press_return(dialog.first)
    assert dialog.vault is not None
    dialog.vault.close()


def test_the_keyring_opens_at_the_start_and_by_a_button_once_locked(
    qtbot: QtBot, folder: Path, theme: Theme, vault: Vault, ring: MemoryRing
) -> None:
    vault.change_keys(PASSPHRASE).set_keyring(ring)
    vault.close()
    unasked = UnlockDialog(folder, theme)
    assert unasked.opens_at_once()
    assert unasked.vault is not None
    unasked.vault.close()

    dialog = UnlockDialog(folder, theme)
    shown(qtbot, dialog)
    dialog.by_ring.setFocus()
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press_return(dialog.by_ring)
    assert dialog.vault is not None
    dialog.vault.close()


def test_a_lost_keyring_asks_for_what_the_person_has(
    qtbot: QtBot, folder: Path, theme: Theme, vault: Vault, ring: MemoryRing
) -> None:
    vault.change_keys(PASSPHRASE).set_keyring(ring)
    vault.close()
    ring.items.clear()
    dialog = UnlockDialog(folder, theme)
    assert not dialog.opens_at_once()
    shown(qtbot, dialog)
    assert "passphrase or recovery code" in dialog.error()
    dialog.first.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press_return(dialog.first)
    assert dialog.vault is not None
    dialog.vault.close()


def test_a_keyring_that_does_not_answer_keeps_nobody_from_the_dialog(
    qtbot: QtBot, folder: Path, theme: Theme, vault: Vault, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.change_keys(PASSPHRASE).set_keyring(ring)
    vault.close()
    answered, kept = threading.Event(), ring.get
    monkeypatch.setattr(ring, "get", lambda vault: answered.wait(20) and kept(vault))
    monkeypatch.setattr(unlock_dialog, "_SOON_MS", 50)
    dialog = UnlockDialog(folder, theme)
    assert not dialog.opens_at_once()
    shown(qtbot, dialog)
    assert dialog.go.text() == key_messages.KEYRING_BUSY()
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        answered.set()
    assert dialog.vault is not None
    dialog.vault.close()


def test_without_a_vault_or_without_its_key_the_keyring_says_nothing(folder: Path, vault: Vault, theme: Theme) -> None:
    vault.close()
    for place in (folder.with_name("None.muniment"), folder):
        dialog = UnlockDialog(place, theme)
        assert not dialog.opens_at_once()
        assert dialog.error() == ""


def test_first_run_says_what_is_set_by_policy(
    qtbot: QtBot, folder: Path, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text(f'[escrow]\npublic_key = "{key_wrapping.public_of(bytes(range(32))).hex()}"\n')
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    dialog = UnlockDialog(folder, theme)
    shown(qtbot, dialog)
    said = "\n".join(label.text() for label in dialog.keys.findChildren(QLabel) if label.isVisible())
    assert "Set by policy: Your firm holds a key" in said


def test_a_recovery_code_counts_only_once_it_is_typed_again(qtbot: QtBot, vault: Vault, code: str) -> None:
    set_to: list[str] = []
    dialog = CodeDialog(set_to.append, None)
    shown(qtbot, dialog)
    click(dialog.copy)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == dialog.code
    assert data.formats() == clipboard.marked("").formats()
    click(dialog.go)
    assert not dialog.copy.isVisible()
    for typed, named in (("", "0 characters"), (code, key_messages.CODE_OTHER()), ("!", '"!"')):
        dialog.typed.setText(typed)
        press_return(dialog.typed)
        assert named in dialog.error()
    click(dialog.back)
    qtbot.waitUntil(dialog.copy.isVisible)
    assert set_to == []
    confirm(dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE)
    assert set_to == [dialog.code]
    assert QGuiApplication.clipboard().text() == ""
    vault.close()


def test_leaving_without_confirming_sets_nothing_and_clears_the_clipboard(qtbot: QtBot) -> None:
    set_to: list[str] = []
    dialog = CodeDialog(set_to.append, None)
    shown(qtbot, dialog)
    click(dialog.copy)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert set_to == []
    assert QGuiApplication.clipboard().text() == ""


def test_keys_are_added_changed_and_removed_with_a_key_shown(
    qtbot: QtBot, vault: Vault, folder: Path, code: str, ring: MemoryRing
) -> None:
    dialog = SlotsDialog(vault, None)
    shown(qtbot, dialog)
    prove("wrong")
    when_open(ProofDialog, lambda one: one.ended.connect(one.reject))
    click(dialog.setting[SlotKind.KEYRING])
    assert kinds(vault) == {"passphrase", "recovery"}

    prove()
    click(dialog.setting[SlotKind.KEYRING])
    assert kinds(vault) == {"passphrase", "recovery", "keyring"}
    assert ring.name in dialog._told.text()

    made: list[str] = []
    prove()
    when_open(CodeDialog, lambda one: made.append(confirm(one)))
    click(dialog.setting[SlotKind.RECOVERY])
    with pytest.raises(UserError):
        vault.change_keys(RecoveryCode(code))
    vault.change_keys(RecoveryCode(made[0]))

    prove()
    click(dialog.removing[SlotKind.PASSPHRASE])
    assert kinds(vault) == {"recovery", "keyring"}
    assert not dialog.removing[SlotKind.RECOVERY].isEnabled()
    prove(made[0])
    click(dialog.removing[SlotKind.KEYRING])
    assert kinds(vault) == {"recovery"}
    assert ring.items == {}
    vault.close()
    Vault.open(folder, RecoveryCode(made[0])).close()


def test_the_keyboard_alone_goes_through_the_keys_in_order(qtbot: QtBot, vault: Vault) -> None:
    dialog = SlotsDialog(vault, None)
    shown(qtbot, dialog)
    order = [dialog.focusWidget()]
    for _ in range(6):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        order.append(dialog.focusWidget())
    kinds = (SlotKind.PASSPHRASE, SlotKind.KEYRING, SlotKind.RECOVERY)
    rows = [side[kind] for kind in kinds for side in (dialog.setting, dialog.removing) if kind in side]
    assert order == [*rows, dialog.renew, dialog.leave]

    prove()
    QTest.keyClick(dialog.setting[SlotKind.KEYRING], Qt.Key.Key_Space)
    assert dialog.focusWidget() is dialog.setting[SlotKind.KEYRING]  # where the keyboard was
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    vault.close()


def test_the_firms_key_and_the_policy_are_always_in_sight(
    qtbot: QtBot, vault: Vault, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    rules = tmp_path / "policy.toml"
    rules.write_text(
        f'[escrow]\npublic_key = "{key_wrapping.public_of(bytes(range(32))).hex()}"\n[keys]\nkeyring = false\n'
    )
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    with Vault.open(folder, PASSPHRASE) as opened:
        dialog = SlotsDialog(opened, None)
        shown(qtbot, dialog)
        said = "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        assert "Your firm can open this vault; it cannot be removed here" in said
        assert "The keyring of the system may not open vaults." in said
        assert set(dialog.removing) == {SlotKind.PASSPHRASE, SlotKind.RECOVERY}
        assert SlotKind.KEYRING not in dialog.setting
        dialog.close()


def test_the_rows_name_every_kind_and_what_can_be_done(vault: Vault) -> None:
    rows = {row.kind: row for row in vault_key_rows.rows(vault.key_slots(), Policy(), has_ring=True)}
    assert set(rows) == set(SlotKind)
    assert rows[SlotKind.ESCROW].note == key_messages.NOT_SET[SlotKind.ESCROW]()
    assert rows[SlotKind.PASSPHRASE].can_remove
    assert rows[SlotKind.KEYRING].sets == key_messages.ADD[SlotKind.KEYRING]()
    vault.change_keys(PASSPHRASE).remove("recovery")
    last = {row.kind: row for row in vault_key_rows.rows(vault.key_slots(), Policy(), has_ring=False)}
    assert not last[SlotKind.PASSPHRASE].can_remove
    assert key_messages.LAST_NOTE() in last[SlotKind.PASSPHRASE].note
    assert last[SlotKind.KEYRING].sets == ""
    vault.close()


def test_what_goes_wrong_is_spoken(
    qtbot: QtBot, folder: Path, theme: Theme, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(plain_text, "QAccessible", SimpleNamespace(updateAccessibility=events.append))
    dialog = RekeyDialog(vault, None)
    shown(qtbot, dialog)
    press_return(dialog.proof.field)
    vault.close()
    unlocking = UnlockDialog(folder, theme)
    shown(qtbot, unlocking)
    press_return(unlocking.first)
    assert [event.message() for event in events] == [messages.PASSPHRASE_EMPTY()] * 2


def test_everything_on_the_keys_has_a_name_and_no_sentence_is_cut_off(qtbot: QtBot, vault: Vault) -> None:
    for dialog in (SlotsDialog(vault, None), RekeyDialog(vault, None), CodeDialog(lambda _: None, None)):
        shown(qtbot, dialog)
        for widget in dialog.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget
        for label in dialog.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        dialog.close()
    vault.close()


_FIRST_RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from muniment.gui.start.desktop_app import make_application, run
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.keys import key_wrapping as keys

keys.calibrated = lambda: keys.LEAST_COST
application = make_application()

def look():
    for widget in [one for one in QApplication.topLevelWidgets() if one.isVisible()]:
        if isinstance(widget, UnlockDialog) and widget.go.isEnabled():
            widget.first.setText(sys.argv[2])
            widget.second.setText(sys.argv[2])
            widget.go.click()
        elif isinstance(widget, CodeDialog) and widget.go.isEnabled():
            widget.typed.setText(widget.code)
            widget.go.click()
        elif isinstance(widget, MainWindow):
            print(" ".join(slot["kind"] for slot in widget.session.vault.key_slots().header["slots"]), flush=True)
            widget.close()
            return
    QTimer.singleShot(50, look)

QTimer.singleShot(50, look)
run(Path(sys.argv[1]), options=PipelineOptions(model=False))
"""


def test_the_first_run_as_a_whole(folder: Path) -> None:
    command = [sys.executable, "-c", _FIRST_RUN, str(folder), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "passphrase recovery\n", done.stderr
