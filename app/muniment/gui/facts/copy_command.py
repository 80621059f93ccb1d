"""Ctrl+C in the table: what is chosen goes to the clipboard, where the policy lets it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.choice_menu import ChoiceMenu
from muniment.gui.frame.command import Command, Group, Help, Menu
from muniment.gui.kit import clipboard
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.sheet import copy_figures
from muniment.gui.sheet.figure_format import CopyMode
from muniment.gui.texts import messages
from muniment.texts.text import Text, said
from muniment.vault.store import Vault

_MODE = "gui.copy"  # of the vault's settings


class CopyCommand:
    """Copies what is chosen in the table.

    Attributes:
        mode: In what copied amounts are counted.
        menu: Where the user chooses the mode.
    """

    def __init__(self, vault: Vault, facts: FactsPane, strip: MessageBar, window: QWidget) -> None:
        """Take the mode from the vault.

        Args:
            vault: Keeps the mode.
            facts: Whose table it is.
            strip: Says what was copied.
            window: Owns the menu.
        """
        self._vault, self._facts, self._strip = vault, facts, strip
        self.menu = ChoiceMenu(messages.MENU_COPY(), said(messages.COPY_MODES).items(), window)
        self.menu.chosen.connect(lambda value: self.choose(CopyMode(value)))
        kept = vault.get(_MODE)
        self.mode = CopyMode(kept) if kept in [mode.value for mode in CopyMode] else CopyMode.PRINTED
        self.menu.tick(self.mode.value)

    def commands(self) -> Sequence[Command]:
        """Copy, and copy with source."""
        return (
            Command(
                "copy", Text("Copy numbers"), lambda: self.copy(with_source=False), keys=("Ctrl+C",),
                panes=("facts",), menu=Menu.COPY,
                help=Help(Group.FACTS, Text("copy the selected cells as numbers")),
            ),
            Command(
                "copy_source", Text("Copy with source"), lambda: self.copy(with_source=True), keys=("Ctrl+Shift+C",),
                panes=("facts",), menu=Menu.COPY,
                help=Help(Group.FACTS, Text("copy them with document, page, quote and state")),
            ),
        )  # fmt: skip

    def choose(self, mode: CopyMode) -> None:
        """Count copied amounts in another way from now on."""
        self.mode = mode
        self._vault.set(_MODE, mode.value)
        self.menu.tick(mode.value)

    def copy(self, *, with_source: bool) -> None:
        """Copy the selected cells.

        Args:
            with_source: One fact a row, with where it was read.
        """
        analysis, view, sheet = self._facts.analysis, self._facts.view, self._facts.model.sheet
        if analysis is None:
            return
        cells = [(one.row(), one.column() - 1) for one in view.selectedIndexes()]
        if with_source:
            text = copy_figures.with_source(sheet, cells, analysis.facts, self.mode, analysis.document.name)
        else:
            text = copy_figures.numbers(sheet, cells, analysis.facts, self.mode)
        if refused := copy_figures.refused(with_source=with_source):
            self._strip.warn(refused)
        elif text:
            clipboard.put(text)
            self._strip.tell(messages.copied(len(cells)))
