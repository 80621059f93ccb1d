"""Ctrl+C in the table: what is chosen goes to the clipboard, where the policy lets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.gui.facts import copy_figures
from muniment.gui.kit import clipboard
from muniment.gui.texts import messages

if TYPE_CHECKING:
    from muniment.gui.shell.main_window import MainWindow


def copy_chosen(window: MainWindow, *, with_source: bool) -> None:
    """Copy the selected cells.

    Args:
        window: Whose table it is.
        with_source: One fact a row, with where it was read.
    """
    analysis, view, sheet = window.facts.analysis, window.facts.view, window.facts.model.sheet
    if analysis is None:
        return
    cells = [(one.row(), one.column() - 1) for one in view.selectedIndexes()]
    if with_source:
        text = copy_figures.with_source(sheet, cells, analysis.facts, window.copy_mode, analysis.document.name)
    else:
        text = copy_figures.numbers(sheet, cells, analysis.facts, window.copy_mode)
    if refused := copy_figures.refused(with_source=with_source):
        window.strip.warn(refused)
    elif text:
        clipboard.put(text)
        window.strip.tell(messages.copied(len(cells)))
