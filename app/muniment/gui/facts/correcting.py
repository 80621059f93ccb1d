"""F2: correct the selected fact by pointing at another figure on the page.

Must never change a fact before the user has taken a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from muniment.document.facts.fact import Fact
from muniment.gui.facts.fact_decision import FactDecision, ShownDocument
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.command import Command, Group, Help, Menu
from muniment.gui.page.page_pane import PagePane
from muniment.gui.page.pointing import corrected, figures_of
from muniment.gui.sheet import figure_format
from muniment.gui.texts import messages
from muniment.texts.text import Text
from muniment.vault.database.records import Decision, StoredFact


class Correcting(QObject):
    """Lets the user point, and keeps what was pointed at.

    Attributes:
        told: A sentence that is good to know.
    """

    told = Signal(str)

    def __init__(self, pages: PagePane, facts: FactsPane, decisions: FactDecision, shown: ShownDocument) -> None:
        super().__init__()
        self._pages, self._facts, self._decisions, self._shown = pages, facts, decisions, shown
        self._pointed: StoredFact | None = None
        pointer = pages.view.pointer
        pointer.moved.connect(self._show_pointed)
        pointer.taken.connect(self._take_pointed)
        pointer.left.connect(self._end)

    def commands(self) -> Sequence[Command]:
        """Correct."""
        return (
            Command(
                "point", Text("Correct…"), self.begin, keys=("F2",),
                panes=("facts", "page"), menu=Menu.DECISIONS, enabled=self._decisions.is_chosen,
                help=Help(Group.FACTS, Text("correct it: point at another figure on the page")),
            ),
        )  # fmt: skip

    def begin(self) -> None:
        """Let the user point at another figure for the selected fact."""
        stored, document = self._facts.selected_fact(), self._shown.document
        if stored is None or document is None:
            if self._facts.view.cell() is not None:
                self.told.emit(messages.POINT_COMPUTED())
            return
        if not isinstance(stored.fact.value, Decimal):
            self.told.emit(messages.POINT_TEXT())
            return
        own = stored.fact.evidence.span
        number = own.page if self._pages.view.shows(own) else self._pages.view.page
        found = figures_of(self._pages.texts.page(document.id, number))
        if not found:
            self.told.emit(messages.POINT_NONE())
            return
        begin = own.start if number == own.page else 0
        at = next((i for i, figure in enumerate(found) if figure.end > begin), len(found) - 1)
        self._pointed = stored
        self._pages.view.pointer.begin(number, found, at)
        self._pages.show_hint(messages.POINT_BEGIN())

    def _show_pointed(self) -> None:
        fact = self._corrected()
        if fact is None or self._pointed is None:
            return
        old, scale = self._pointed.fact, self._facts.scale
        value = figure_format.full(fact.value, figure_format.unit_of(fact), scale)
        self._pages.show_hint(
            messages.pointing(
                fact.evidence.quote, value, figure_format.full(old.value, figure_format.unit_of(old), scale)
            )
        )

    def _take_pointed(self) -> None:
        fact, stored = self._corrected(), self._pointed
        self._pages.view.pointer.leave()
        if fact is None or stored is None:
            return
        if fact.evidence == stored.fact.evidence:
            self._decisions.accept()
        else:
            self._decisions.decide(stored, Decision.CORRECT, fact)

    def _end(self) -> None:
        self._pages.show_hint("")
        self._pointed = None
        self._facts.view.setFocus()

    def _corrected(self) -> Fact | None:
        pointer, document = self._pages.view.pointer, self._shown.document
        if self._pointed is None or document is None or pointer.figure is None:
            return None
        return corrected(self._pointed.fact, self._pages.texts.page(document.id, pointer.page), pointer.figure)
