"""The vault's own menu: keys, backup, check, and when it locks by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from muniment.errors import UserError
from muniment.gui.texts import vault_messages
from muniment.gui.vaults.auto_lock import AutoLock
from muniment.gui.vaults.passphrase_dialog import PassphraseDialog
from muniment.gui.vaults.rekey_dialog import RekeyDialog
from muniment.gui.vaults.vault_keys_dialog import SlotsDialog
from muniment.texts.say import say
from muniment.texts.text import said
from muniment.vault.place import vault_places
from muniment.vault.store import Vault

if TYPE_CHECKING:
    from muniment.gui.shell.main_window import MainWindow


_Dialog = TypeVar("_Dialog", bound=QDialog)


class VaultMenu(QObject):
    """Connects the menu with the session of a window.

    Attributes:
        auto_lock: Asks the window for the lock.
        renew_asked: The person wants a new master key, for which the window is closed; a ``Renewal``.
    """

    renew_asked = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._chores = window, window.session.chores
        self.auto_lock = AutoLock(window.session.vault, self)
        self.auto_lock.due.connect(window.lock_asked)
        window.session.closing.connect(self.auto_lock.stop)
        self._chores.told.connect(window.strip.tell)
        self._chores.warned.connect(window.strip.warn)
        deeds = window.deeds
        deeds["passphrase"].triggered.connect(lambda _=False: self.change_passphrase())
        deeds["slots"].triggered.connect(lambda _=False: self.show_keys())
        deeds["renew"].triggered.connect(lambda _=False: self.renew_master())
        deeds["back_up"].triggered.connect(lambda: self._begin("back_up"))
        deeds["verify"].triggered.connect(lambda: self._begin("verify"))
        is_kept = window.session.vault.folder is not None
        for action in deeds.of("slots", "passphrase", "renew", "back_up", "verify"):
            action.setEnabled(is_kept)
        self._fill(window.top.vault_menu)

    def start(self) -> None:
        """Begin to watch, and say what is wrong with the place of the vault."""
        self.auto_lock.start()
        folder = self._window.session.vault.folder
        service = vault_places.synced_by(folder) if folder is not None else ""
        if service:
            self._window.strip.warn(vault_messages.synced(service))

    def change_passphrase(self) -> None:
        """Ask for the old and the new one."""
        dialog = self._run(PassphraseDialog)
        if dialog is not None and dialog.result():
            self._window.strip.tell(vault_messages.CHANGED())

    def show_keys(self) -> None:
        """Show which keys open the vault, and change them."""
        self._renew(self._run(SlotsDialog))

    def renew_master(self) -> None:
        """Ask for what a new master key needs."""
        self._renew(self._run(RekeyDialog))

    def _run(self, kind: Callable[[Vault, QWidget], _Dialog]) -> _Dialog | None:
        """Show a dialog until it is closed; None, and why, if the keys or the policy cannot be read."""
        try:
            dialog = kind(self._window.session.vault, self._window)
        except UserError as error:
            self._window.strip.warn(say(error.message))
            return None
        dialog.exec()
        dialog.deleteLater()
        return dialog

    def _renew(self, dialog: SlotsDialog | RekeyDialog | None) -> None:
        if dialog is not None and dialog.renewal is not None:
            self.renew_asked.emit(dialog.renewal)

    def _begin(self, what: str) -> None:
        if what == "back_up":
            self._window.strip.tell(vault_messages.BACKUP_BUSY())
            self._chores.back_up()
        else:
            self._window.strip.tell(vault_messages.VERIFY_BUSY())
            self._chores.verify()

    def _fill(self, menu: QMenu) -> None:
        choices, group = QMenu(vault_messages.MENU_LOCK(), menu), QActionGroup(menu)
        offered = said(vault_messages.LOCK_MINUTES)
        if self.auto_lock.minutes not in offered:
            offered[self.auto_lock.minutes] = vault_messages.lock_by_policy(self.auto_lock.minutes)
        for minutes, words in offered.items():
            action = QAction(words, choices, checkable=True, checked=minutes == self.auto_lock.minutes)
            action.setData(minutes)
            action.setEnabled(self.auto_lock.allows(minutes))
            group.addAction(action)
            choices.addAction(action)
        group.triggered.connect(lambda action: self.auto_lock.choose(action.data()))
        menu.addSeparator()
        menu.addMenu(choices)
