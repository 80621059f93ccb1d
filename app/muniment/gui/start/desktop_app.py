"""The application: unlock, show, and when it is locked begin anew as another process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from muniment import guard, log, paths, policy
from muniment.errors import Exit, UserError
from muniment.gui.kit import file_dialogs, icons
from muniment.gui.kit.theme import Theme
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start import qt_words
from muniment.gui.texts import key_messages, messages
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.vaults.rekey_dialog import Renewal
from muniment.gui.vaults.rekey_progress import Renewing
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.pipeline.pipeline import PipelineOptions
from muniment.texts.language import begin as begin_language
from muniment.texts.say import say
from muniment.vault.store import Vault

LOCKED = "--locked"
"""The option with which the program starts at the lock screen of a vault."""


def make_application() -> QApplication:
    """Qt's application, with nothing of it written to the user's settings."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([messages.PROGRAM])
    application.setApplicationName(messages.PROGRAM)
    application.setApplicationDisplayName("")
    application.setWindowIcon(icons.icon("muniment"))
    QGuiApplication.setDesktopFileName("muniment")
    file_dialogs.forget_places()
    qt_words.install(application)
    return application


def run(
    folder: Path | None = None,
    *,
    options: PipelineOptions | None = None,
    documents: Sequence[Path] = (),
    is_locked: bool = False,
    language: str = "",
) -> int:
    """Open the window.

    Args:
        folder: Of the vault; None for the usual one.
        options: Of the pipeline.
        documents: Files to add at once.
        is_locked: Begin at the lock screen, whatever the keyring would open.
        language: Named on the command line; empty for the user's choice, else the desktop's.

    Returns:
        The exit code.
    """
    log.configure()
    begin_language(language, qt_words.system_languages())
    guard.refuse_core_dumps()  # not hidden wholly: file dialogs of the desktop would fail
    guard.return_memory()
    if not _bound():
        return Exit.REFUSED
    application = make_application()
    sys.excepthook = _report
    theme = Theme(application)
    dialog = UnlockDialog(folder or paths.default_vault(), theme)
    if is_locked or not dialog.opens_at_once():
        dialog.exec()
    if dialog.vault is None:
        return 0
    if dialog.changes is not None and dialog.wants_code:
        CodeDialog(dialog.changes.set_recovery, None, key_messages.CODE_LATER).exec()
    if show_until_closed(dialog.vault, theme, options or PipelineOptions(), documents, dialog.notice):
        start_over(dialog.folder)
    return 0


def show_until_closed(
    vault: Vault, theme: Theme, options: PipelineOptions, documents: Sequence[Path] = (), told: str = ""
) -> bool:
    """Show the window of a vault, again after each new master key.

    Args:
        vault: Open; closed at the end.
        theme: Of the window.
        options: Of the pipeline.
        documents: Files to add at once.
        told: A sentence to show.

    Returns:
        Whether it is to be unlocked again.
    """
    is_calm = False
    while True:
        ending = show(vault, theme, options, documents, told, is_calm=is_calm)
        if ending.renewal is None:
            return ending.is_locked
        renewing = Renewing(ending.renewal)
        renewing.begin()
        renewing.exec()
        if renewing.vault is None:
            return True
        vault, told, is_calm, documents = renewing.vault, renewing.sentence, renewing.is_calm, ()


def start_over(folder: Path) -> None:
    """Become a new process at the lock screen: what this one's memory holds of keys and documents cannot be wiped otherwise."""
    command = [sys.executable, *([] if paths.frozen() else ["-m", "muniment"]), LOCKED, str(folder)]
    if sys.platform == "win32":  # no exec that keeps the console; this process ends right after
        subprocess.Popen(command)
        return
    os.execv(command[0], command)  # noqa: S606 - ourselves


def _bound() -> bool:
    """Shut the network for this window and all that it starts; without that nothing is opened."""
    try:
        guard.confine(guard.Profile.WINDOW)
    except guard.GuardError as error:
        log.of("gui").error("not bound: %s", log.place(error))
        make_application()
        QMessageBox.critical(None, messages.PROGRAM, messages.NOT_BOUND())
        return False
    return True


def _report(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A fault of ours: its place goes to the log, never its words, and the window stays."""
    log.of("gui").error("a fault: %s", log.place(error))
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.strip.warn(messages.FAULT())


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a window was closed.

    Attributes:
        is_locked: It was locked, and will be unlocked again.
        renewal: A new master key is wanted, and the window again afterwards; None else.
    """

    is_locked: bool = False
    renewal: Renewal | None = None


def show(
    vault: Vault,
    theme: Theme,
    options: PipelineOptions,
    documents: Sequence[Path] = (),
    told: str = "",
    *,
    is_calm: bool = False,
) -> Ending:
    """Show the window of an open vault until it is closed.

    Args:
        vault: Closed at the end.
        theme: Of the window.
        options: Of the pipeline.
        documents: Files to add at once.
        told: A sentence to show.
        is_calm: It tells of nothing that went wrong.

    Returns:
        Why it was closed.
    """
    window = MainWindow(VaultSession(vault, options), theme)
    endings: list[Ending] = []

    def end(ending: Ending) -> None:
        endings.append(ending)
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        window.close()
        QApplication.quit()

    window.lock_asked.connect(lambda: end(Ending(is_locked=True)))
    window.care.renew_asked.connect(lambda renewal: end(Ending(renewal=renewal)))
    window.show()
    window.start()
    tell_rules(window, vault)
    if told:
        (window.strip.tell if is_calm else window.strip.warn)(told)
    if documents:
        window.add_paths(documents)
    QApplication.exec()
    window.deleteLater()
    return endings[0] if endings else Ending()


def tell_rules(window: MainWindow, vault: Vault) -> None:
    """Say what others have set for this vault, and what came up when it was opened."""
    try:
        window.foot.show_rules([say(rule) for rule in policy.read().rules()], is_escrowed=vault.is_escrowed)
    except UserError as error:
        window.strip.warn(say(error.message))
    for notice in vault.notices:
        window.strip.warn(say(notice))


def main() -> int:
    """The window without a command line; returns the exit code."""
    return run()
