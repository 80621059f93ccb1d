"""The bar at the top: buttons of commands, the search, and the menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from muniment.gui.frame.command import BarSide, Button, Menu
from muniment.gui.frame.commands import Commands
from muniment.gui.kit import icons
from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.kit.theme import Theme
from muniment.gui.library.search_field import SearchField
from muniment.gui.texts import messages, vault_messages

Submenus = Mapping[Menu, Sequence[QMenu]]
_LINE_BEFORE = (Menu.DECISIONS, Menu.COPY, Menu.VIEW, Menu.VAULT)  # sections of the menu


class TopBar(QWidget):
    """The bar.

    Attributes:
        search: The field.
        buttons: By the commands that they run.
        menu_button: Opens the menu.
        vault_menu: The part of the menu that is about the vault.
    """

    def __init__(self, commands: Commands, search: SearchField, theme: Theme, submenus: Submenus) -> None:
        """Make it.

        Args:
            commands: Those with a button or a place in the menu are shown.
            search: The field in the middle.
            theme: Colours of the pictures.
            submenus: Menus that stand at the end of a section.
        """
        super().__init__()
        set_surface(self, "bar")
        self._theme, self.search = theme, search
        self.buttons: dict[str, QPushButton] = {}
        self._looks: dict[str, Button] = {}
        self._submenus = submenus
        search.setMaximumWidth(560)
        self.menu_button = _menu_button()
        self.vault_menu = QMenu(vault_messages.MENU_VAULT(), self)
        self.menu_button.setMenu(self._menu(commands))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(10)
        self._add_buttons(row, commands, BarSide.LEFT)
        row.addWidget(search, 1)
        self._add_buttons(row, commands, BarSide.SEARCH)
        row.addStretch(0)
        self._add_buttons(row, commands, BarSide.RIGHT)
        row.addWidget(self.menu_button)
        theme.changed.connect(self._draw)
        self._draw()

    def _add_buttons(self, row: QHBoxLayout, commands: Commands, side: BarSide) -> None:
        for command in commands.all:
            look = command.button
            if look is not None and look.side is side:
                button = self.buttons[command.id] = _button(look, commands[command.id])
                self._looks[command.id] = look
                row.addWidget(button)

    def _menu(self, commands: Commands) -> QMenu:
        menu = QMenu(self)
        for section in Menu:
            if section in _LINE_BEFORE:
                menu.addSeparator()
            place = menu
            if section is Menu.VAULT:
                menu.addMenu(self.vault_menu)
                place = self.vault_menu
            place.addActions(commands.in_menu(section))
            if section is Menu.VAULT:
                place.addSeparator()
            for submenu in self._submenus.get(section, ()):
                place.addMenu(submenu)
        return menu

    def _draw(self) -> None:
        colours = self._theme.colours
        for name, look in self._looks.items():
            self.buttons[name].setIcon(icons.icon(look.icon, colours.on_fill if look.is_primary else colours.text))
        self.menu_button.setIcon(icons.icon("menu", colours.text))


def _button(look: Button, action: QAction) -> QPushButton:
    button = QPushButton(look.words())
    if look.is_primary:
        button.setProperty("primary", "true")
    button.setToolTip(look.tip())
    button.setAccessibleName(look.words())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button


def _menu_button() -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(messages.MENU())
    button.setToolTip(messages.menu_tip())
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setIconSize(QSize(20, 20))
    return button
