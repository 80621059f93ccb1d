"""The program as a whole: locking leads back to the lock screen, closing ends it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from muniment.gui.app import show
from muniment.gui.main_window import MainWindow
from muniment.gui.theme import Theme
from muniment.pipeline.pipeline import Options
from muniment.vault.store import Vault


def _window() -> MainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())


def test_locking_closes_the_vault_and_says_so(read_vault: Vault, theme: Theme) -> None:
    folder = read_vault.folder
    QTimer.singleShot(300, lambda: _window().deeds["lock"].trigger())
    assert show(read_vault, theme, Options(model=False), [])
    assert folder is not None
    Vault.open(folder, "correct horse battery staple").close()  # nobody holds it any more


def test_closing_ends_the_program(theme: Theme, sample_pdf: Path) -> None:
    QTimer.singleShot(300, lambda: _window().deeds["quit"].trigger())
    assert not show(Vault.in_memory(), theme, Options(model=False), [sample_pdf])
