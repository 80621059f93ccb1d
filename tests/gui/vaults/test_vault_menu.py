"""The vault's own menu: passphrase, backups, checks; and locking, by itself and as another process."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from muniment import paths
from muniment.errors import UserError
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.texts import vault_messages
from muniment.gui.vaults import auto_lock, desktop_lock
from muniment.gui.vaults.auto_lock import AutoLock
from muniment.gui.vaults.passphrase_dialog import PassphraseDialog
from muniment.vault.copies import backups
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault
from support.command_line import is_gone
from support.window.gui_hands import click

PASSPHRASE = "correct horse battery staple"


def folder_of(window: MainWindow) -> Path:
    folder = window.session.vault.folder
    assert folder is not None
    return folder


def test_a_backup_from_the_menu(qtbot: QtBot, window: MainWindow, shown_messages: list[str]) -> None:
    with qtbot.waitSignal(window.session.chores.ended, timeout=20_000):
        window.commands["back_up"].trigger()
    (made,) = backups.listed(Folder(folder_of(window)))
    assert shown_messages[-1] == vault_messages.backed_up(made.name)


def test_a_check_from_the_menu_and_what_it_finds(qtbot: QtBot, window: MainWindow, shown_messages: list[str]) -> None:
    with qtbot.waitSignal(window.session.chores.ended, timeout=20_000):
        window.commands["verify"].trigger()
    assert shown_messages[-1].startswith("The vault is whole: 1 documents")
    window.session.pipeline.stop()
    vault = window.session.vault
    with vault._db.transaction():
        vault._db.run("UPDATE pages SET words = x'00' WHERE number = 2")
    with qtbot.waitSignal(window.session.chores.warned, timeout=20_000) as told:
        window.commands["verify"].trigger()
    assert "damaged. Not whole" in told.args[0]


def test_the_daily_backup_comes_once_and_only_of_a_whole_vault(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(2):
        with qtbot.waitSignal(window.session.chores.ended, timeout=20_000):
            window.session.chores._tend()
    assert len(backups.listed(Folder(folder_of(window)))) == 1
    assert not window.session.vault.is_check_due()


def test_closing_gives_up_what_is_under_way(qtbot: QtBot, window: MainWindow) -> None:
    window.session.vault.arrive("large.pdf", "application/pdf", os.urandom(60_000_000))
    window.commands["back_up"].trigger()
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 5
    folder = folder_of(window)
    assert [path.name for path in (folder / "backups").iterdir() if "new" in path.name] == []
    Vault.open(folder, PASSPHRASE).close()


def test_the_passphrase_is_changed_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PassphraseDialog(window.session.vault, window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.old.setFocus()
    QTest.keyClicks(dialog.old, "wrong")
    QTest.keyClick(dialog.old, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.new
    for field in (dialog.new, dialog.again):
        QTest.keyClicks(field, "tulip anvil mosaic ferret")
    assert "Strong" in dialog._hint.text()
    QTest.keyClick(dialog.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open the vault" in dialog.error(), timeout=20_000)
    assert dialog.focusWidget() is dialog.old
    QTest.keyClicks(dialog.old, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        QTest.keyClick(dialog.old, Qt.Key.Key_Return)
    assert dialog.new.text() == ""
    folder = folder_of(window)
    window.close()
    with pytest.raises(UserError):
        Vault.open(folder, PASSPHRASE)
    Vault.open(folder, "tulip anvil mosaic ferret").close()


def test_two_new_passphrases_that_differ_change_nothing(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PassphraseDialog(window.session.vault, window)
    qtbot.addWidget(dialog)
    dialog.old.setText(PASSPHRASE)
    dialog.new.setText("one")
    dialog.again.setText("other")
    click(dialog.go)
    assert "differ" in dialog.error()


class Times:
    """A clock that the test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.awake = self.world = 1000.0
        monkeypatch.setattr(auto_lock, "now", lambda: self.awake)
        monkeypatch.setattr(auto_lock, "world", lambda: self.world)

    def pass_by(self, seconds: float, *, asleep: bool = False) -> None:
        self.world += seconds
        self.awake += 0 if asleep else seconds


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    return Times(monkeypatch)


@pytest.fixture
def watch(times: Times, read_vault: Vault, window: MainWindow) -> AutoLock:
    return window.care.auto_lock


def asked(watch: AutoLock) -> list[bool]:
    found: list[bool] = []
    watch.due.connect(lambda: found.append(True))
    return found


def test_it_locks_after_minutes_without_input(watch: AutoLock, times: Times, window: MainWindow) -> None:
    watch.start()
    locks = asked(watch)
    times.pass_by(14 * 60)
    watch.look()
    QTest.keyClick(window.library.view, Qt.Key.Key_Down)
    times.pass_by(14 * 60)
    watch.look()
    assert locks == []
    times.pass_by(61)
    watch.look()
    assert locks == [True]


def test_the_minutes_are_chosen_in_the_menu_and_remembered(watch: AutoLock, times: Times, window: MainWindow) -> None:
    choices = window.top.vault_menu.actions()[-1].menu()
    assert isinstance(choices, QMenu)
    never = next(action for action in choices.actions() if action.data() == 0)
    never.trigger()
    watch.start()
    locks = asked(watch)
    times.pass_by(10 * 3600)
    watch.look()
    assert locks == []
    assert AutoLock(window.session.vault, window).minutes == 0


def test_it_locks_after_sleep_and_with_the_desktop(watch: AutoLock, times: Times) -> None:
    watch.choose(0)
    watch.start()
    locks = asked(watch)
    times.pass_by(3600, asleep=True)
    watch.look()
    assert locks == [True]
    watch.away(True)
    watch.away(False)
    assert locks == [True, True]


def test_the_window_asks_for_the_lock_and_the_watch_ends_with_it(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_asked, timeout=1000):
        window.care.auto_lock.due.emit()
    window.close()
    assert not window.care.auto_lock._clock.isActive()


_BUS = """
import os, sys
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
os.environ["XDG_SESSION_ID"] = "7"
service, path, interface, name, *values = sys.argv[1:]
from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from muniment.gui.vaults.auto_lock import AutoLock
from muniment.vault.store import Vault
application = QApplication([])
parent = QObject()
watch = AutoLock(Vault.in_memory(), parent)
watch.start()
watch.due.connect(lambda: (print("locked", flush=True), application.quit()))
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "saver")
bus.registerService(service)
signal = QDBusMessage.createSignal(path, interface, name)
signal.setArguments([True] if values else [])
QTimer.singleShot(200, lambda: bus.send(signal))
QTimer.singleShot(2500, application.quit)
application.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a D-Bus of its own")
@pytest.mark.parametrize(
    ("signal", "locks"),
    [
        (
            "org.freedesktop.ScreenSaver /org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver ActiveChanged yes",
            True,
        ),
        ("org.cinnamon.ScreenSaver /org/cinnamon/ScreenSaver org.cinnamon.ScreenSaver ActiveChanged yes", True),
        ("org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep yes", True),
        ("org.freedesktop.login1 /org/freedesktop/login1/session/_37 org.freedesktop.login1.Session Lock", True),
        ("org.freedesktop.login1 /org/freedesktop/login1/session/_38 org.freedesktop.login1.Session Lock", False),
    ],
)
def test_it_hears_the_desktop_on_a_real_bus(signal: str, locks: bool) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", _BUS, *signal.split()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ("locked" in done.stdout) is locks, done.stderr


@pytest.mark.parametrize(("number", "path"), [("", ""), ("2", "_32"), ("12", "_312"), ("c1", "c1"), ("a-b", "a_2db")])
def test_a_session_is_found_as_logind_names_it(number: str, path: str) -> None:
    assert desktop_lock.session_path(number).removeprefix("/org/freedesktop/login1/session/") == path


@pytest.mark.parametrize(
    ("message", "value", "locks"),
    [
        (desktop_lock.SESSION_CHANGE, desktop_lock.LOCKED, True),
        (desktop_lock.SESSION_CHANGE, 0x8, False),  # unlocked
        (desktop_lock.POWER, desktop_lock.SUSPEND, True),
        (desktop_lock.POWER, 0x12, False),  # awake again
        (0x0100, desktop_lock.LOCKED, False),  # a key
    ],
)
def test_a_message_of_windows_locks(message: int, value: int, locks: bool) -> None:
    told: list[bool] = []
    sent = wintypes.MSG()
    sent.message, sent.wParam = message, value
    kept = desktop_lock.WindowsMessages(told.append).nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent))
    assert kept == (False, 0)
    assert told == [True] * locks


_LOCKS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from muniment.gui.start.desktop_app import make_application, run
from muniment.gui.shell.main_window import MainWindow

application = make_application()

def unlock():
    dialog = QApplication.activeModalWidget()
    dialog.first.setText(sys.argv[2])
    dialog.go.click()

def lock():
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    if found and found[0].library.model.rowCount():
        print("open", flush=True)
        QTimer.singleShot(300, found[0].commands["keys"].trigger)  # a dialog is open when it is locked
        QTimer.singleShot(800, found[0].care.auto_lock.due.emit)
    else:
        QTimer.singleShot(50, lock)

QTimer.singleShot(200, unlock)
QTimer.singleShot(400, lock)
run(Path(sys.argv[1]))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_locking_begins_anew_as_another_process_without_workers(read_vault: Vault) -> None:
    folder = read_vault.folder
    assert folder is not None
    read_vault.close()
    with subprocess.Popen([sys.executable, "-c", _LOCKS, str(folder), PASSPHRASE], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        late = threading.Timer(60, program.kill)
        late.start()
        assert program.stdout.readline() == b"open\n"
        status = Path(f"/proc/{program.pid}")
        workers = [int(one) for one in (status / "task" / str(program.pid) / "children").read_text().split()]
        until = time.monotonic() + 30
        while b"--locked" not in (status / "cmdline").read_bytes():
            assert time.monotonic() < until
            time.sleep(0.05)
        Vault.open(folder, PASSPHRASE).close()  # nobody holds it any more
        assert all(is_gone(pid) for pid in workers)
        late.cancel()
        program.kill()


def test_every_dialog_is_named_and_no_sentence_cut_off(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PassphraseDialog(window.session.vault, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.new.setText("abc")
    QApplication.processEvents()
    for label in (dialog._hint, dialog._error):
        assert not label.isVisible() or label.height() >= label.heightForWidth(label.width())
    assert all(field.accessibleName() for field in (dialog.old, dialog.new, dialog.again))


@pytest.mark.parametrize(("asked", "minutes"), [(0, 10), (60, 10), (5, 5)])
def test_the_policy_of_the_machine_locks_sooner_than_asked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: int, minutes: int
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text("[lock]\nminutes = 10\n")
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    watch = window.care.auto_lock
    watch.choose(asked)
    assert watch.minutes == minutes


def test_the_menu_offers_what_the_policy_leaves(
    read_vault: Vault, open_window: Callable[[Vault], MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text("[lock]\nminutes = 10\n")
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    choices = open_window(read_vault).top.vault_menu.actions()[-1].menu()
    assert isinstance(choices, QMenu)
    offered = {action.data(): (action.isEnabled(), action.isChecked()) for action in choices.actions()}
    assert offered == {
        5: (True, False), 15: (False, False), 30: (False, False), 60: (False, False), 0: (False, False), 10: (True, True)
    }  # fmt: skip


def test_a_policy_that_cannot_be_read_is_told_where_the_keys_are_asked_for(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text("[keys]\nunknown = 1\n")
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    window.commands["slots"].trigger()
    assert any("keys.unknown" in sentence for sentence in window.strip.sentences())
