"""What controls the panes of a window, made in the order in which one needs the other; each is handed what it needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from muniment.gui.facts.copy_command import CopyCommand
from muniment.gui.facts.document_controller import DocumentController
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.command import Command, Menu
from muniment.gui.frame.pane import Parts
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.kit.toasts import Toasts
from muniment.gui.library.document_removal import Removing
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.library.library_search import Searching
from muniment.gui.models.model_controller import ModelController
from muniment.gui.models.usage_line import UsageLine
from muniment.gui.page.page_pane import PagePane
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.document_adding import DocumentAdding
from muniment.gui.shell.event_display import Work
from muniment.gui.shell.export_task import Exporting
from muniment.gui.shell.looks import Looks
from muniment.gui.shell.pane_area import PaneArea
from muniment.gui.shell.status_bar import StatusBar
from muniment.gui.vaults.vault_menu import VaultMenu


class Controllers:
    """The controllers of one window.

    Attributes:
        strip: Messages.
        desk: The document that is shown.
        foot: The status bar.
        work: What the pipeline does, shown.
        searching: The search.
        care: The vault as a whole.
        models: Models.
        documents: Files on their way into the vault.
        copying: Copies from the table.
        exporting: Exports.
        ledger: What models spent.
        looks: Light or dark.
    """

    def __init__(self, window: QWidget, session: VaultSession, parts: Parts, panes: PaneArea) -> None:
        """Make them.

        Args:
            window: Over which dialogs open.
            session: The vault and its pipeline.
            parts: What panes are made with.
            panes: What is controlled.
        """
        vault, theme = session.vault, parts.theme
        library, pages, facts = panes.get(LibraryPane), panes.get(PagePane), panes.get(FactsPane)
        self.strip = MessageBar(theme, Toasts(window, pages))
        self.desk = DocumentController(vault, pages, facts)
        self.foot = StatusBar(vault.name, session.pipeline.processes)
        self.work = Work(session, library, self.desk, requests=pages.requests, strip=self.strip, foot=self.foot)
        self.searching = Searching(parts, library, self.desk)
        self.care = VaultMenu(window, vault, session.chores, self.strip)
        self.models = ModelController(window, parts, session.options, self.strip)
        self.documents = DocumentAdding(window, vault, self.work, self.models.take, self.strip)
        self.copying = CopyCommand(vault, facts, self.strip, window)
        self.exporting = Exporting(window, vault, self.strip, lambda: facts.analysis)
        self.ledger = UsageLine(window, vault, self.desk, facts.ledger)
        self.looks = Looks(vault, theme, window)
        self._removing = Removing(window, vault, library, self.work, self.care.renew_master)
        self._connect(session)

    def commands(self, openers: Sequence[Command]) -> list[Command]:
        """What can be done with documents and facts; in this order it stands in menus.

        Args:
            openers: Those that bring panes in front, to stand among the others.
        """
        adding = (*self.documents.commands(), *self.searching.commands())
        keeping = (*self._removing.commands(), *self.work.commands())
        facts = (*self.desk.commands(), *self.copying.commands(), *self.exporting.commands())
        return [*adding, *openers, *keeping, *facts]

    def vault_commands(self) -> list[Command]:
        """What can be done with the vault and with models."""
        return [*self.care.commands(), *self.models.commands(), *self.ledger.commands()]

    def submenus(self, languages: QMenu) -> dict[Menu, list[QMenu]]:
        """The choices that stand at the end of a section of the menu.

        Args:
            languages: Where the user chooses the language.
        """
        return {
            Menu.COPY: [self.copying.menu],
            Menu.VIEW: [self.looks.menu, languages],
            Menu.VAULT: [self.care.lock_menu],
        }

    def cancel(self) -> None:
        """Leave the search, if there is one; else cancel the reading of the chosen document."""
        if not self.searching.leave():
            self.work.cancel()

    def rest(self) -> None:
        """End what uses the vault: it is about to be closed."""
        self.searching.field.rest()
        self.exporting.wait()

    def _connect(self, session: VaultSession) -> None:
        session.closing.connect(self.care.auto_lock.stop)
        session.closing.connect(self.models.close)
        session.bridge.document_changed.connect(self.ledger.write)
        self.desk.document_shown.connect(self.ledger.write)
