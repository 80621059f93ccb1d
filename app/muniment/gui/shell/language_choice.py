"""Changing the language of the window.

The words of a window are those that it was built with. So the choice is kept, and the window takes the one way that builds all
of it anew and is tested daily: the vault is locked, and the program starts again at its lock screen. Must never lock unasked.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMessageBox, QWidget

from muniment import paths
from muniment.gui.frame.choice_menu import ChoiceMenu
from muniment.gui.texts import messages
from muniment.texts import language


class Strip(Protocol):
    """Where a window says what went wrong."""

    def warn(self, sentence: str) -> None:
        """Say it."""


def language_menu(window: QWidget, strip: Strip, lock_asked: SignalInstance) -> ChoiceMenu:
    """Where the user chooses the language, each under its own name.

    Args:
        window: Owns the menu.
        strip: Says that the choice could not be kept.
        lock_asked: Locks the vault and starts again.
    """
    menu = ChoiceMenu(messages.MENU_LANGUAGE(), language.LANGUAGES.items(), window)
    menu.tick(language.current())
    menu.chosen.connect(lambda code: change_language(window, code, strip, lock_asked))
    return menu


def change_language(window: QWidget, code: str, strip: Strip, lock_asked: SignalInstance) -> None:
    """Keep the user's choice, and lock the vault if the user wants it at once.

    Args:
        window: Over which is asked.
        code: Of the language.
        strip: Says that the choice could not be kept.
        lock_asked: Locks the vault and starts again.
    """
    if code == language.current() and code == (language.chosen() or code):
        return
    try:
        language.choose(code)
    except OSError:
        strip.warn(messages.LANGUAGE_UNKEPT(folder=paths.user_settings()))
        return
    if code != language.current() and _wants_it_now(window):
        lock_asked.emit()


def _wants_it_now(window: QWidget) -> bool:
    box = QMessageBox(window)
    box.setWindowTitle(messages.LANGUAGE_TITLE())
    box.setText(messages.LANGUAGE_ASK())
    now = box.addButton(messages.LANGUAGE_CHANGE(), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(messages.LANGUAGE_LATER(), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is now
