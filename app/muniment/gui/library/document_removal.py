"""Asking before a document is removed, and what is offered with it: the backups, and a new master key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QWidget

from muniment.gui.frame.command import Command, Group, Help
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.texts import messages, vault_messages
from muniment.gui.vaults.vault_dialog import VaultDialog, words
from muniment.texts.text import Text
from muniment.vault.store import Vault


class Remover(Protocol):
    """Removes documents."""

    def remove(self, document_id: int, *, backups_too: bool = False) -> bool:
        """Remove a document for good; whether it is removed."""
        ...


@dataclass(frozen=True, slots=True)
class RemovalWanted:
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

    def wanted(self) -> RemovalWanted:
        """What was chosen."""
        return RemovalWanted(self.backups.isChecked(), self.master.isChecked())

    def _include(self, is_wanted: bool) -> None:
        self.backups.setEnabled(not is_wanted)
        if is_wanted:
            self.backups.setChecked(True)


class Removing:
    """Asks about the document that is chosen in the library, and removes it."""

    def __init__(
        self, window: QWidget, vault: Vault, library: LibraryPane, remover: Remover, renew: Callable[[], object]
    ) -> None:
        """Know what the question needs.

        Args:
            window: Over which the question opens.
            vault: Knows what came out of the document.
            library: Where the document is chosen.
            remover: Removes it.
            renew: Asks for what a new master key needs.
        """
        self._window, self._vault, self._library = window, vault, library
        self._remover, self._renew = remover, renew

    def commands(self) -> Sequence[Command]:
        """Remove."""
        words = Help(Group.DOCUMENTS, Text("remove the document"))
        return (Command("remove", Text("Remove document…"), self.ask, ("Del",), panes=("library",), help=words),)

    def ask(self) -> None:
        """Ask, and remove it if that is the answer."""
        document_id = self._library.view.document_id()
        entry = self._library.model.entry_of(document_id) if document_id is not None else None
        if entry is None:
            return
        is_kept, inside = self._vault.folder is not None, len(self._vault.descendants(entry.document.id))
        dialog = RemoveDialog(entry.document.name, self._window, is_kept=is_kept, inside=inside)
        if not dialog.exec():
            return
        wanted = dialog.wanted()
        is_gone = self._remover.remove(entry.document.id, backups_too=wanted.backups_too and not wanted.new_master)
        if is_gone and wanted.new_master:
            self._renew()
