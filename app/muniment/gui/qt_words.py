"""Qt's own words, such as those of file dialogs and standard buttons, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from muniment.texts import language


def system_languages() -> list[str]:
    """What the desktop says that the user reads, the best first."""
    return list(QLocale.system().uiLanguages())


def install(application: QApplication) -> None:
    """Let Qt speak the language of the window; it comes with its own catalogues."""
    if language.current() == language.SOURCE:
        return
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language.current()}", folder):
        application.installTranslator(words)
