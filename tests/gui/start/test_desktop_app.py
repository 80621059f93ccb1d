"""The program as a whole: locking leads back to the lock screen, closing ends it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from muniment import paths
from muniment.gui.kit.theme import Theme
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start.desktop_app import Ending, _report, show, tell_rules
from muniment.gui.texts import messages
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault


def _press(name: str) -> None:
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
    window.commands[name].trigger()


def test_locking_closes_the_vault_and_says_so(read_vault: Vault, theme: Theme) -> None:
    folder = read_vault.folder
    QTimer.singleShot(300, lambda: _press("lock"))
    assert show(read_vault, theme, PipelineOptions(model=False)).is_locked
    assert folder is not None
    Vault.open(folder, "correct horse battery staple").close()  # nobody holds it any more


def test_what_others_have_set_is_said_for_as_long_as_the_window_is_open(
    empty_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, folder, rules = empty_window, tmp_path / "x.muniment", tmp_path / "policy.toml"
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    with Vault.create(folder, "short", cost=key_wrapping.LEAST_COST) as vault:
        tell_rules(window, vault)
    assert window.foot.rules() == ("", "")
    rules.write_text(
        f'[escrow]\npublic_key = "{key_wrapping.public_of(bytes(range(32))).hex()}"\n[keys]\npassphrase_length = 9\n'
    )
    with Vault.open(folder, "short") as vault:
        tell_rules(window, vault)
        shown, details = window.foot.rules()
        assert messages.STATUS_ESCROW() in shown
        assert "Your firm holds a key" in details
        assert any("this one is shorter" in sentence for sentence in window.strip.sentences())
        rules.write_text("[keys]\nunknown = 1\n")
        tell_rules(window, vault)
    assert any("keys.unknown" in sentence for sentence in window.strip.sentences())


def test_closing_ends_the_program(theme: Theme, sample_pdf: Path) -> None:
    QTimer.singleShot(300, lambda: _press("quit"))
    assert show(Vault.in_memory(), theme, PipelineOptions(model=False), [sample_pdf]) == Ending()


_AT_START = """
import logging, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from muniment.gui.start.desktop_app import make_application, run

application = make_application()

def look():
    if sys.platform != "win32":
        import resource
        print("core", resource.getrlimit(resource.RLIMIT_CORE))
    if sys.platform.startswith("linux"):
        import ctypes
        print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    print("log", len(logging.getLogger("muniment").handlers))
    QApplication.activeModalWidget().reject()

QTimer.singleShot(200, look)
print("code", run(Path(sys.argv[1]) / "New.muniment"))
"""


def test_the_window_leaves_no_core_and_stays_readable_for_the_desktop(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _AT_START, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    ).stdout.splitlines()
    assert "log 1" in told
    assert "code 0" in told
    if sys.platform != "win32":
        assert "core (0, 0)" in told
    if sys.platform.startswith("linux"):
        assert "dumpable 1" in told  # file dialogs of the desktop look at /proc of whoever asks


def test_a_fault_is_told_without_its_words(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="Revenue") as caught:
        int("Revenue 9,000")

    _report(ValueError, caught.value, None)

    assert window.strip.sentences() == [messages.FAULT()]
    assert "ValueError at test_desktop_app.py" in caplog.text
    assert "9,000" not in caplog.text
