"""The window: panes, a bar above and below, and files dropped anywhere.

Only puts together; what the parts do is theirs. Must never be known by a part: each is handed what it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from muniment.gui.ask.ask_controller import AskController
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.command import Command, Group, Help, Menu
from muniment.gui.frame.commands import Commands
from muniment.gui.frame.pane import Parts, Surroundings
from muniment.gui.frame.shortcuts_dialog import KeysDialog
from muniment.gui.kit import icons
from muniment.gui.kit.pane_parts import WIDTHS, first_size, panel
from muniment.gui.kit.theme import Theme
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.page.page_pane import PagePane
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.controllers import Controllers
from muniment.gui.shell.drop_overlay import DropOverlay
from muniment.gui.shell.file_dropping import Dropping
from muniment.gui.shell.language_choice import language_menu
from muniment.gui.shell.network_mark import NetworkDialog
from muniment.gui.shell.pane_area import PaneArea
from muniment.gui.shell.pane_list import PANES, MakePane
from muniment.gui.shell.place_keeper import PlaceKeeper
from muniment.gui.shell.top_bar import TopBar
from muniment.gui.texts import messages
from muniment.texts.text import Text

_KEYS = Help(Group.WINDOW, Text("these keys"))
_MENU = Text("menu")
_CANCEL_HELP = Text("in the library: cancel reading, leave the search")


class MainWindow(QMainWindow):
    """The window of one open vault.

    Attributes:
        session: The vault and its pipeline.
        panes: All panes, those that have no name here too.
        parts: What controls them.
        commands: What the user can do.
        lock_asked: The user wants the vault locked.
    """

    lock_asked = Signal()

    def __init__(self, session: VaultSession, theme: Theme, panes: Iterable[MakePane] = PANES) -> None:
        """Build the window and go where the user was.

        Args:
            session: An open vault.
            theme: Colours.
            panes: Make the panes; those of the program must be among them.
        """
        super().__init__()
        self.session = session
        parts = Parts(session.vault, session.pipeline, session.bridge, theme)
        self.panes = PaneArea(make(parts) for make in panes)
        self.library, self.pages = self.panes.get(LibraryPane), self.panes.get(PagePane)
        self.facts, self.asking = self.panes.get(FactsPane), self.panes.get(AskController)
        self.parts = Controllers(self, session, parts, self.panes)
        self.desk, self.strip, self.foot = self.parts.desk, self.parts.strip, self.parts.foot
        self.care = self.parts.care
        self.commands = Commands(self, self._all_commands())
        self.commands.put_into(self.panes.widgets())
        languages = language_menu(self, self.strip, self.lock_asked)
        self.top = TopBar(self.commands, self.parts.searching.field, theme, self.parts.submenus(languages))
        self.keeper = PlaceKeeper(session.vault, self, self.panes, self.library, self.desk)
        self.overlay = DropOverlay(self, theme)
        self._build()
        self._connect()
        self.keeper.restore()
        self.dropping = Dropping(self, self.overlay, self.add_paths)

    @property
    def bridge(self) -> QObject:
        """The pipeline's events as signals."""
        return self.session.bridge

    def start(self) -> None:
        """Begin to work, once the window has been painted."""
        QTimer.singleShot(0, self, self.session.start)
        self.care.start()
        self._settle()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files to the vault; models among them go another way."""
        self.parts.documents.add(paths)

    def _build(self) -> None:
        self.setWindowIcon(icons.icon("muniment"))
        self.setWindowTitle(messages.window_title(None, self.session.vault.name))
        self.resize(first_size(self.screen().availableSize()))
        self.panes.setSizes([round(self.width() * share) for share in WIDTHS])
        middle, column = panel()
        for widget in (self.top, self.strip):
            column.addWidget(widget)
        column.addWidget(self.panes, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.panes.attach(Surroundings(self.commands, self.desk, self.panes.go_to, self.strip.tell, self.strip.warn))
        self.facts.view.cell_changed.connect(self.commands.refresh)
        self.facts.tab_changed.connect(lambda _: self.commands.refresh())
        self.desk.document_shown.connect(lambda _: self._show_document())
        self.desk.cleared.connect(lambda: self.panes.show_document(None))
        self.session.bridge.document_changed.connect(self._settle_on)
        self.pages.welcome.sample_asked.connect(lambda path: self.add_paths([path]))
        self.foot.network.asked.connect(lambda: NetworkDialog(self, self.foot.network.look()).open())
        self.care.auto_lock.due.connect(self.lock_asked)

    def _all_commands(self) -> list[Command]:
        """Of all parts: in this order they stand in the menu and in the list of shortcuts."""
        documents, window = self.parts.commands(self.panes.openers()), self._own_commands()
        return [*documents, *self.panes.commands(), *self.parts.vault_commands(), *window]

    def _own_commands(self) -> list[Command]:
        return [
            Command(
                "cancel", Text("Cancel reading"), self.parts.cancel, ("Esc",), panes=("library",),
                help=Help(Group.DOCUMENTS, _CANCEL_HELP),
            ),
            Command(
                "lock", Text("Lock"), self.lock_asked.emit, ("Ctrl+L",), menu=Menu.LEAVE,
                help=Help(Group.WINDOW, Text("lock the vault")),
            ),
            Command("menu", _MENU, self._show_menu, ("F10",), help=Help(Group.WINDOW, _MENU)),
            Command("keys", Text("Keyboard shortcuts…"), self._show_keys, ("F1",), menu=Menu.PROGRAM, help=_KEYS),
            Command("keys_letter", _KEYS.words, self._show_keys, ("?",), panes=("facts", "page", "library"), help=_KEYS),
            Command("quit", Text("Quit"), self.close, ("Ctrl+Q",), menu=Menu.LEAVE),
        ]  # fmt: skip

    def _show_menu(self) -> None:
        self.top.menu_button.showMenu()

    def _show_keys(self) -> None:
        KeysDialog(self.commands.all, self).exec()

    def _show_document(self) -> None:
        document = self.desk.document
        self.setWindowTitle(messages.window_title(document.name if document else None, self.session.vault.name))
        self.panes.show_document(document)

    # Where the keyboard is

    def _settle(self) -> None:
        """Give the keyboard to what there is to work on; never take it from where the user has put it."""
        if self.focusWidget() not in (None, self, self.top.buttons["add"]):  # Qt gives it to the first button
            return
        if self.facts.analysis is not None:
            self.facts.focus()
        elif self.library.model.rowCount():
            self.library.focus()

    def _settle_on(self, document_id: int) -> None:
        shown = self.desk.document
        if shown is not None and shown.id == document_id and self.facts.analysis is not None:
            self._settle()

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Qt: when the window is left, the place is kept, in case the program is killed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow() and hasattr(self, "keeper"):
            self.keeper.save()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: nothing is lost; what was being read goes on next time."""
        self.keeper.save()
        self.parts.rest()
        self.session.close()
        super().closeEvent(event)
