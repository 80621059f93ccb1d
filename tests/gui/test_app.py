"""The program as a whole: locking leads back to the lock screen, closing ends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from muniment.gui import messages
from muniment.gui.app import _report, show
from muniment.gui.main_window import MainWindow
from muniment.gui.theme import Theme
from muniment.pipeline.pipeline import Options
from muniment.vault.store import Vault


def _press(name: str) -> None:
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
    window.deeds[name].trigger()


def test_locking_closes_the_vault_and_says_so(read_vault: Vault, theme: Theme) -> None:
    folder = read_vault.folder
    QTimer.singleShot(300, lambda: _press("lock"))
    assert show(read_vault, theme, Options(model=False), [])
    assert folder is not None
    Vault.open(folder, "correct horse battery staple").close()  # nobody holds it any more


def test_closing_ends_the_program(theme: Theme, sample_pdf: Path) -> None:
    QTimer.singleShot(300, lambda: _press("quit"))
    assert not show(Vault.in_memory(), theme, Options(model=False), [sample_pdf])


def test_a_fault_is_told_without_its_words(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="Revenue") as caught:
        int("Revenue 9,000")

    _report(ValueError, caught.value, None)

    assert window.strip.sentences() == [messages.FAULT]
    assert "ValueError at test_app.py" in caplog.text
    assert "9,000" not in caplog.text
