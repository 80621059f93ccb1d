"""The vault's own menu: keys, backup, check, and when it locks by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from muniment.errors import UserError
from muniment.gui.frame.choice_menu import ChoiceMenu
from muniment.gui.frame.command import Command, Menu
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.session.maintenance import Chores
from muniment.gui.texts import vault_messages
from muniment.gui.vaults.auto_lock import AutoLock
from muniment.gui.vaults.passphrase_dialog import PassphraseDialog
from muniment.gui.vaults.rekey_dialog import RekeyDialog
from muniment.gui.vaults.vault_keys_dialog import SlotsDialog
from muniment.texts.say import say
from muniment.texts.text import Text, said
from muniment.vault.place import vault_places
from muniment.vault.store import Vault

_Dialog = TypeVar("_Dialog", bound=QDialog)


class VaultMenu(QObject):
    """What can be done with the vault as a whole.

    Attributes:
        auto_lock: Asks the window for the lock.
        lock_menu: Where the user chooses after how many minutes the vault locks.
        renew_asked: The person wants a new master key, for which the window is closed; a ``Renewal``.
    """

    renew_asked = Signal(object)

    def __init__(self, window: QWidget, vault: Vault, chores: Chores, strip: MessageBar) -> None:
        super().__init__(window)
        self._window, self._vault, self._chores, self._strip = window, vault, chores, strip
        self.auto_lock = AutoLock(vault, self)
        chores.told.connect(strip.tell)
        chores.warned.connect(strip.warn)
        self.lock_menu = self._make_lock_menu()

    def commands(self) -> Sequence[Command]:
        """Keys, passphrase, master key, backup, check; only for a vault that lies in a folder."""
        entries: tuple[tuple[str, Text, Callable[[], object]], ...] = (
            ("slots", Text("Keys and policy…"), self.show_keys),
            ("passphrase", Text("Change the passphrase…"), self.change_passphrase),
            ("renew", Text("New master key…"), self.renew_master),
            ("back_up", Text("Back up now"), self.back_up),
            ("verify", Text("Check the whole vault"), self.verify),
        )
        is_kept = self._vault.folder is not None
        return [Command(name, text, run, menu=Menu.VAULT, enabled=lambda: is_kept) for name, text, run in entries]

    def start(self) -> None:
        """Begin to watch, and say what is wrong with the place of the vault."""
        self.auto_lock.start()
        folder = self._vault.folder
        service = vault_places.synced_by(folder) if folder is not None else ""
        if service:
            self._strip.warn(vault_messages.synced(service))

    def change_passphrase(self) -> None:
        """Ask for the old and the new one."""
        dialog = self._run(PassphraseDialog)
        if dialog is not None and dialog.result():
            self._strip.tell(vault_messages.CHANGED())

    def show_keys(self) -> None:
        """Show which keys open the vault, and change them."""
        self._renew(self._run(SlotsDialog))

    def renew_master(self) -> None:
        """Ask for what a new master key needs."""
        self._renew(self._run(RekeyDialog))

    def _run(self, kind: Callable[[Vault, QWidget], _Dialog]) -> _Dialog | None:
        """Show a dialog until it is closed; None, and why, if the keys or the policy cannot be read."""
        try:
            dialog = kind(self._vault, self._window)
        except UserError as error:
            self._strip.warn(say(error.message))
            return None
        dialog.exec()
        dialog.deleteLater()
        return dialog

    def _renew(self, dialog: SlotsDialog | RekeyDialog | None) -> None:
        if dialog is not None and dialog.renewal is not None:
            self.renew_asked.emit(dialog.renewal)

    def back_up(self) -> None:
        """Make a backup now."""
        self._strip.tell(vault_messages.BACKUP_BUSY())
        self._chores.back_up()

    def verify(self) -> None:
        """Check the whole vault now."""
        self._strip.tell(vault_messages.VERIFY_BUSY())
        self._chores.verify()

    def _make_lock_menu(self) -> ChoiceMenu:
        chosen = self.auto_lock.minutes
        offered = said(vault_messages.LOCK_MINUTES)
        if chosen not in offered:
            offered[chosen] = vault_messages.lock_by_policy(chosen)
        menu = ChoiceMenu(vault_messages.MENU_LOCK(), offered.items(), self._window)
        menu.tick(chosen)
        for action in menu.actions():
            action.setEnabled(self.auto_lock.allows(action.data()))
        menu.chosen.connect(self.auto_lock.choose)
        return menu
