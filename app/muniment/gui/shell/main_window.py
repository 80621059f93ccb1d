"""The window: three panes, a bar above and below, and files dropped anywhere.

Only puts together; what the parts do is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from muniment.gui.ask.ask_controller import AskController
from muniment.gui.facts.copy_command import copy_chosen
from muniment.gui.facts.document_controller import DocumentController
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.facts.figure_format import CopyMode
from muniment.gui.kit import file_dialogs, icons
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.kit.pane_parts import WIDTHS, first_size, panel
from muniment.gui.kit.theme import Scheme, Theme
from muniment.gui.kit.toasts import Toasts
from muniment.gui.library.document_removal import remove_chosen
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.library.library_search import Searching
from muniment.gui.models.model_controller import ModelController
from muniment.gui.models.usage_line import UsageLine
from muniment.gui.page.image_requests import ImageRequests
from muniment.gui.page.page_cache import PageCache
from muniment.gui.page.page_pane import PagePane
from muniment.gui.page.page_texts import PageTexts
from muniment.gui.page.page_view import ACTUAL_SIZE, PageView
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.actions import make_actions, put_into_panes
from muniment.gui.shell.drop_overlay import DropOverlay
from muniment.gui.shell.event_display import Work
from muniment.gui.shell.export_task import Exporting
from muniment.gui.shell.file_dropping import Dropping, sorted_out
from muniment.gui.shell.keyboard_focus import Attention
from muniment.gui.shell.language_choice import change_language
from muniment.gui.shell.network_mark import NetworkDialog
from muniment.gui.shell.place_keeper import PlaceKeeper
from muniment.gui.shell.shortcuts_dialog import KeysDialog
from muniment.gui.shell.status_bar import StatusBar
from muniment.gui.shell.top_bar import TopBar
from muniment.gui.texts import messages
from muniment.gui.vaults.vault_menu import VaultMenu
from muniment.vault.database.records import Hit


class MainWindow(QMainWindow):
    """The window of one open vault.

    Attributes:
        session: The vault and its pipeline.
        lock_asked: The user wants the vault locked.
    """

    lock_asked = Signal()

    def __init__(self, session: VaultSession, theme: Theme) -> None:
        super().__init__()
        self.session, self._theme = session, theme
        self.deeds = make_actions(self)
        self.copy_mode = CopyMode.PRINTED
        cache = PageCache()
        self.texts = PageTexts(session.vault, self.font())
        self.requests = ImageRequests(session.pipeline.render, cache)
        self.library = LibraryPane(theme)
        self.pages = PagePane(PageView(self.requests, cache, self.texts, theme), theme)
        self.facts = FactsPane(theme, self.deeds.of("accept", "point", "reject", "undo"))
        self.top, self.foot = TopBar(self.deeds, theme), StatusBar(session.vault.name, session.pipeline.processes)
        self.strip = MessageBar(theme, Toasts(self, self.pages))
        self.desk = DocumentController(session.vault, self.pages, self.facts, self.texts)
        self.work = Work(session, self.library, self.desk, requests=self.requests, strip=self.strip, foot=self.foot)
        self.exporting = Exporting(session.vault, self.strip)
        self.asking = AskController(session, self.desk, self.facts, theme)
        self.searching = Searching(session, self)
        self.splitter = QSplitter()
        self.overlay = DropOverlay(self, theme)
        self._build()
        self._connect()
        self.keeper = PlaceKeeper(session.vault, self)
        self.keeper.restore()
        self.attention, self.care, self.models = Attention(self), VaultMenu(self), ModelController(self)
        self.ledger = UsageLine(self)
        self.dropping = Dropping(self, self.overlay, self.add_paths)

    @property
    def bridge(self) -> QObject:
        """The pipeline's events as signals."""
        return self.session.bridge

    def start(self) -> None:
        """Begin to work, once the window has been painted."""
        QTimer.singleShot(0, self, self.session.start)
        self.care.start()
        self.attention.settle()

    def _build(self) -> None:
        self.setWindowIcon(icons.icon("muniment"))
        self.setWindowTitle(messages.window_title(None, self.session.vault.name))
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, least in ((self.library, 180), (self.pages, 380), (self.asking.side, 410)):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
        for number, stretch in enumerate((0, 3, 2)):
            self.splitter.setStretchFactor(number, stretch)
        self.resize(first_size(self.screen().availableSize()))
        self.splitter.setSizes([round(self.width() * share) for share in WIDTHS])
        middle, column = panel()
        for widget in (self.top, self.strip):
            column.addWidget(widget)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        panes: dict[str, QWidget] = {"library": self.library, "page": self.pages, "facts": self.facts}
        put_into_panes(self.deeds, panes)
        self.library.view.addActions(self.deeds.of("cancel", "retry", "remove"))
        self.facts.view.addActions(self.deeds.of("accept", "point", "reject", "undo", "copy", "copy_source"))
        self.pages.connect_actions(*self.deeds.of("zoom_out", "zoom_in", "zoom_fit"))
        for name, doing in self._doings().items():
            self.deeds[name].triggered.connect(lambda _=False, doing=doing: doing())
        self.top.search.asked.connect(self.searching.search)
        self.searching.found.connect(self._found)
        self.top.search.left.connect(self.library.focus)
        self.top.scheme_chosen.connect(self.choose_scheme)
        self.top.copy_mode_chosen.connect(self.choose_copy_mode)
        self.top.language_chosen.connect(lambda code: change_language(self, code, self.strip, self.lock_asked))
        self.pages.welcome.sample_asked.connect(lambda path: self.add_paths([path]))
        self.library.document_chosen.connect(self.desk.open)
        self.library.hit_chosen.connect(self._show_hit)
        self.desk.document_shown.connect(self._show_title)
        self.desk.told.connect(self.strip.tell)
        self.facts.view.copy_asked.connect(self.deeds["copy"].trigger)
        self.foot.cancel_asked.connect(self.work.cancel)
        self.foot.network.asked.connect(lambda: NetworkDialog(self, self.foot.network.look()).open())
        self.library.view.cancel_asked.connect(self.work.cancel)

    def _doings(self) -> dict[str, Callable[[], object]]:
        view = self.pages.view
        return {
            "add": self.add_documents,
            "search": self.top.search.enter,
            "ask": self.asking.open,
            "remove": lambda: remove_chosen(self),
            "retry": self.work.retry,
            "cancel": self._escape,
            "accept": self.desk.accept,
            "point": self.desk.begin_pointing,
            "reject": self.desk.reject,
            "undo": self.desk.undo,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "copy": lambda: copy_chosen(self, with_source=False),
            "copy_source": lambda: copy_chosen(self, with_source=True),
            "zoom_in": lambda: view.zoom_by(1),
            "zoom_out": lambda: view.zoom_by(-1),
            "zoom_reset": lambda: view.set_zoom(ACTUAL_SIZE),
            "zoom_fit": view.fit_width,
            "page_number": self._go_to_number,
            "library": self.library.focus,
            "page": view.setFocus,
            "facts": self.asking.leave,
            "next_tab": self.asking.next_tab,
            "menu": self.top.menu_button.showMenu,
            "keys": lambda: KeysDialog(self).exec(),
            "keys_letter": lambda: KeysDialog(self).exec(),
            "export": self.export_facts,
            "lock": self.lock_asked.emit,
            "quit": self.close,
        }

    # What the user does

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files to the vault; models among them go another way."""
        documents, models = sorted_out(paths)
        self.models.take(models)
        if documents:
            self.work.add(documents)
        elif not models:
            self.strip.tell(messages.DROP_NOTHING())

    def add_documents(self) -> None:
        """Let the user choose files to add."""
        paths, folder = file_dialogs.ask_files(self, str(self.session.vault.get("gui.folder", "")))
        if paths:
            self.session.vault.set("gui.folder", folder)
            self.add_paths(paths)

    def export_facts(self) -> None:
        """Let the user export the facts of the document on the desk."""
        document = self.desk.document
        if document is None or self.facts.analysis is None:
            return
        target = file_dialogs.ask_target(self, str(self.session.vault.get("gui.folder", "")), Path(document.name).stem)
        if target is not None:
            self.session.vault.set("gui.folder", str(target[0].parent))
            self.exporting.begin([document.id], *target)

    def choose_scheme(self, scheme: Scheme) -> None:
        """Light, dark, or as the desktop."""
        self._theme.choose(scheme)
        self.session.vault.set("gui.scheme", scheme.value)
        self.top.tick(self.copy_mode, scheme)

    def choose_copy_mode(self, mode: CopyMode) -> None:
        """In what copied amounts are counted."""
        self.copy_mode = mode
        self.session.vault.set("gui.copy", mode.value)
        self.top.tick(mode, self._theme.scheme)

    def _found(self, hits: list[Hit], words: str) -> None:
        self.desk.show_matches(hits)
        if words.strip():
            self.library.show_hits(hits, words)
        else:
            self.library.show_library()

    def _show_hit(self, hit: object) -> None:
        self.library.choose(hit.document_id)  # type: ignore[attr-defined]
        self.desk.show_hit(hit)  # type: ignore[arg-type]

    def _escape(self) -> None:
        if self.top.search.text():
            self.top.search.leave()
            self.library.focus()
        else:
            self.work.cancel()

    def _step(self, by: int) -> None:
        self.facts.step(by)
        if not self.pages.view.hasFocus():
            self.facts.focus()

    def _go_to_number(self) -> None:
        self.pages.field.setFocus()
        self.pages.field.selectAll()

    def _show_title(self, _document_id: int) -> None:
        document = self.desk.document
        self.setWindowTitle(messages.window_title(document.name if document else None, self.session.vault.name))

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Qt: when the window is left, the place is kept, in case the program is killed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow() and hasattr(self, "keeper"):
            self.keeper.save()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: nothing is lost; what was being read goes on next time."""
        self.keeper.save()
        self.top.search.rest()
        self.exporting.wait()
        self.session.close()
        super().closeEvent(event)

    def saved_widths(self) -> str:
        """Of the panes, as text."""
        return bytes(self.splitter.saveState().toBase64().data()).decode()

    def restore_widths(self, text: str) -> None:
        """What ``saved_widths`` said."""
        self.splitter.restoreState(QByteArray.fromBase64(text.encode()))
