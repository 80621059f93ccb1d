"""Qt's own words, such as those of file dialogs and standard buttons, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from muniment.texts import language


def system_languages() -> list[str]:
    """What the desktop says that the user reads, the best first."""
    return list(QLocale.system().uiLanguages())


def install(application: QApplication) -> QTranslator | None:
    """Let Qt speak the language of the window; it comes with its own catalogues.

    Returns:
        What was installed; None where English needs none, or Qt has none.
    """
    if language.current() == language.SOURCE:
        return None
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not words.load(f"qtbase_{language.current()}", folder):
        return None
    application.installTranslator(words)
    return words
