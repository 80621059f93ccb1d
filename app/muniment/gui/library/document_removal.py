"""Asking before a document is removed, and what is offered with it: the backups, and a new master key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from muniment.gui.texts import messages, vault_messages
from muniment.gui.vaults.vault_dialog import VaultDialog, words

if TYPE_CHECKING:
    from muniment.gui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user wants besides.

    Attributes:
        backups_too: A new backup, and all older ones deleted.
        new_master: A new master key afterwards.
    """

    backups_too: bool = False
    new_master: bool = False


class RemoveDialog(VaultDialog):
    """The question; Enter and Esc keep the document.

    Attributes:
        backups: Whether the backups are to forget it too.
        master: Whether a new master key is to follow, which lets the backups go anyway.
    """

    def __init__(self, name: str, parent: QWidget | None, *, is_kept: bool = True, inside: int = 0) -> None:
        """The question.

        Args:
            name: Of the document.
            parent: Over which it opens.
            is_kept: The vault lies in a folder, so that there are backups and keys.
            inside: How many documents came out of it, and go with it.
        """
        super().__init__(messages.REMOVE_TITLE(), messages.REMOVE(), parent)
        self.backups = QCheckBox(vault_messages.REMOVE_BACKUPS())
        self.master = QCheckBox(vault_messages.REMOVE_MASTER())
        self._note = words(vault_messages.REMOVE_NOTE())
        self.put(words(messages.remove_question(name, inside), ""), self.backups, self.master, self._note)
        self.leave.setText(messages.KEEP())
        self.go.setProperty("primary", "false")
        self.go.setAutoDefault(False)
        self.leave.setDefault(True)
        self.leave.setFocus()
        for part in (self.backups, self.master, self._note):
            part.setVisible(is_kept)
        self.master.toggled.connect(self._include)

    def begin(self) -> None:
        """Nothing to wait for: who asked removes."""
        self.accept()

    def wanted(self) -> Wanted:
        """What was chosen."""
        return Wanted(self.backups.isChecked(), self.master.isChecked())

    def _include(self, is_wanted: bool) -> None:
        self.backups.setEnabled(not is_wanted)
        if is_wanted:
            self.backups.setChecked(True)


def remove_chosen(window: MainWindow) -> None:
    """Ask about the document that is chosen in the library, and remove it."""
    document_id = window.library.view.document_id()
    entry = window.library.model.entry_of(document_id) if document_id is not None else None
    if entry is None:
        return
    vault = window.session.vault
    inside = len(vault.descendants(entry.document.id))
    dialog = RemoveDialog(entry.document.name, window, is_kept=vault.folder is not None, inside=inside)
    if not dialog.exec():
        return
    wanted = dialog.wanted()
    is_gone = window.work.remove(entry.document.id, backups_too=wanted.backups_too and not wanted.new_master)
    if is_gone and wanted.new_master:
        window.care.renew_master()
