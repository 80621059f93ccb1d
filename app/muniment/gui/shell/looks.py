"""Light, dark, or as the desktop: chosen in the menu, kept in the vault."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from muniment.gui.frame.choice_menu import ChoiceMenu
from muniment.gui.kit.theme import Scheme, Theme
from muniment.gui.texts import messages
from muniment.texts.text import said
from muniment.vault.store import Vault

_SCHEME = "gui.scheme"  # of the vault's settings


class Looks:
    """Chooses the scheme of the window.

    Attributes:
        menu: Where the user chooses it.
    """

    def __init__(self, vault: Vault, theme: Theme, window: QWidget) -> None:
        """Look as the vault says.

        Args:
            vault: Keeps the scheme.
            theme: Paints in it.
            window: Owns the menu.
        """
        self._vault, self._theme = vault, theme
        self.menu = ChoiceMenu(messages.MENU_LOOK(), said(messages.LOOK_NAMES).items(), window)
        self.menu.chosen.connect(lambda value: self.choose(Scheme(value)))
        kept = vault.get(_SCHEME)
        self.choose(Scheme(kept) if kept in [scheme.value for scheme in Scheme] else Scheme.SYSTEM)

    def choose(self, scheme: Scheme) -> None:
        """Look like this from now on."""
        self._theme.choose(scheme)
        self._vault.set(_SCHEME, scheme.value)
        self.menu.tick(scheme.value)
