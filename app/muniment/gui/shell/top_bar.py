"""The bar at the top: add, search, menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from muniment.gui.facts.figure_format import CopyMode
from muniment.gui.kit import icons
from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.kit.theme import Scheme, Theme
from muniment.gui.shell.actions import Actions
from muniment.gui.texts import ask_messages, messages, vault_messages
from muniment.texts import language
from muniment.texts.text import said

_TYPING_MS = 180  # after the last letter, before the vault is searched


class SearchField(QLineEdit):
    """Where words to look for are typed.

    Attributes:
        asked: Look for these words; empty for no more.
        left: Down or Enter: to the results.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(messages.SEARCH_HINT())
        self.setAccessibleName(messages.SEARCH_NAME())
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Enter and Down lead to the results, Esc out of the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._pause.stop()
            self.asked.emit(self.text())
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Take the keyboard, for other words."""
        self.setFocus()
        self.selectAll()

    def rest(self) -> None:
        """Ask for nothing any more: the vault is about to be closed."""
        self._pause.stop()

    def leave(self) -> None:
        """Search no more."""
        self.clear()
        self._pause.stop()
        self.asked.emit("")


class TopBar(QWidget):
    """The bar.

    Attributes:
        add: The button.
        search: The field.
        ask: The button.
        export: The button.
        menu_button: Opens the menu.
        vault_menu: The part of the menu that is about the vault.
        scheme_chosen: Of the look.
        copy_mode_chosen: In what copied amounts are counted.
        language_chosen: The code of another language.
    """

    scheme_chosen = Signal(object)
    copy_mode_chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__()
        set_surface(self, "bar")
        self._theme = theme
        self.add = QPushButton(messages.ADD())
        self.add.setProperty("primary", "true")
        self.add.setToolTip(messages.ADD_TIP())
        self.add.setAccessibleName(messages.ADD())
        self.add.clicked.connect(actions["add"].trigger)
        self.export = QPushButton(messages.EXPORT())
        self.export.setToolTip(messages.EXPORT_TIP())
        self.export.setAccessibleName(messages.EXPORT())
        self.export.clicked.connect(actions["export"].trigger)
        actions["export"].changed.connect(lambda: self.export.setEnabled(actions["export"].isEnabled()))
        self.ask = QPushButton(ask_messages.TITLE())
        self.ask.setToolTip(ask_messages.TIP())
        self.ask.setAccessibleName(ask_messages.TITLE())
        self.ask.clicked.connect(actions["ask"].trigger)
        self.search = SearchField()
        self.search.setMaximumWidth(560)
        self.menu_button = QToolButton()
        self.menu_button.setAccessibleName(messages.MENU())
        self.menu_button.setToolTip(messages.menu_tip())
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setIconSize(QSize(20, 20))
        self._modes, self._schemes, self._languages = (QActionGroup(self) for _ in range(3))
        self.menu_button.setMenu(self._menu(actions))
        self._lay_out()
        self._modes.triggered.connect(lambda action: self.copy_mode_chosen.emit(CopyMode(action.data())))
        self._schemes.triggered.connect(lambda action: self.scheme_chosen.emit(Scheme(action.data())))
        for action in self._languages.actions():
            action.setChecked(action.data() == language.current())
        self._languages.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
        theme.changed.connect(self._draw)
        self._draw()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self.add)
        row.addWidget(self.search, 1)
        row.addWidget(self.ask)
        row.addStretch(0)
        row.addWidget(self.export)
        row.addWidget(self.menu_button)

    def tick(self, mode: CopyMode, scheme: Scheme) -> None:
        """Show what is chosen in the menu."""
        for group, value in ((self._modes, mode.value), (self._schemes, scheme.value)):
            for action in group.actions():
                action.setChecked(action.data() == value)

    def _menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        menu.addActions(actions.of("add", "search", "ask"))
        menu.addSeparator()
        menu.addActions(actions.of("accept", "point", "reject", "undo"))
        menu.addSeparator()
        menu.addActions(actions.of("copy", "copy_source", "export"))
        menu.addMenu(self._choices(messages.MENU_COPY(), said(messages.COPY_MODES), self._modes))
        menu.addSeparator()
        menu.addActions(actions.of("zoom_in", "zoom_out", "zoom_reset", "zoom_fit"))
        menu.addMenu(self._choices(messages.MENU_LOOK(), said(messages.LOOK_NAMES), self._schemes))
        menu.addMenu(self._choices(messages.MENU_LANGUAGE(), language.LANGUAGES, self._languages))
        menu.addSeparator()
        self.vault_menu = menu.addMenu(vault_messages.MENU_VAULT())
        self.vault_menu.addActions(actions.of("slots", "passphrase", "renew", "back_up", "verify"))
        menu.addActions(actions.of("models", "ledger", "keys", "lock", "quit"))
        return menu

    def _choices(self, title: str, names: Mapping[str, str], group: QActionGroup) -> QMenu:
        menu = QMenu(title, self)
        for value, name in names.items():
            action = QAction(name, menu, checkable=True)
            action.setData(value)
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _draw(self) -> None:
        colours = self._theme.colours
        self.add.setIcon(icons.icon("add", colours.on_fill))
        self.ask.setIcon(icons.icon("ask", colours.text))
        self.export.setIcon(icons.icon("export", colours.text))
        self.menu_button.setIcon(icons.icon("menu", colours.text))
