"""The panes of the window, in the order in which they are made. A new pane is one line here; see docs/extend.md."""

from __future__ import annotations

from collections.abc import Callable

from muniment.gui.ask.ask_controller import AskController
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.pane import Pane, Parts
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.page.page_pane import PagePane

MakePane = Callable[[Parts], Pane]

PANES: tuple[MakePane, ...] = (
    LibraryPane,
    PagePane,
    FactsPane,
    AskController,
)
"""Of one seat, the pane that is listed first is in front at first."""
