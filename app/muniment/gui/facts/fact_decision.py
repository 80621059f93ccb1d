"""What the user decides on the selected fact: accept, reject, take back.

Must never hold a decision back: each goes to the vault at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from muniment.document.facts.fact import Fact
from muniment.errors import UserError
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.frame.command import Command, Group, Help, Menu
from muniment.gui.texts import messages
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.database.records import Decision, DocumentRow, StoredFact
from muniment.vault.store import Vault


class ShownDocument(Protocol):
    """The document that is shown."""

    @property
    def document(self) -> DocumentRow | None:
        """The document."""
        ...

    def show_decided(self, fact_id: int) -> None:
        """Show the facts anew, with one of them selected."""
        ...


class FactDecision(QObject):
    """Decides on the selected fact.

    Attributes:
        decided: The user decided on a fact, or took it back; its id.
        told: A sentence that is good to know.
    """

    decided = Signal(int)
    told = Signal(str)

    def __init__(self, vault: Vault, facts: FactsPane, shown: ShownDocument) -> None:
        super().__init__()
        self._vault, self._facts, self._shown = vault, facts, shown

    def commands(self) -> Sequence[Command]:
        """Accept, reject, undo."""
        return (
            Command(
                "accept", Text("Accept"), self.accept,
                shown_key="Return",  # in the table only: on a button it must press the button
                panes=("facts",), menu=Menu.DECISIONS, enabled=self.is_chosen,
                help=Help(Group.FACTS, Text("accept the selected figure")),
            ),
            Command(
                "reject", Text("Reject"), self.reject, keys=("R",),
                panes=("facts", "page"), menu=Menu.DECISIONS, enabled=self.is_chosen,
                help=Help(Group.FACTS, Text("reject it")),
            ),
            Command(
                "undo", Text("Undo"), self.undo, keys=("Ctrl+Z",),
                panes=("facts", "page", "library"), menu=Menu.DECISIONS,
                enabled=lambda: self._facts.analysis is not None,
                help=Help(Group.FACTS, Text("undo the last decision on this document")),
            ),
        )  # fmt: skip

    def is_chosen(self) -> bool:
        """Whether a figure is selected and in sight."""
        return self._facts.is_figure_chosen

    def accept(self) -> None:
        """Accept the selected fact."""
        self._decide(Decision.ACCEPT)

    def reject(self) -> None:
        """Reject the selected fact."""
        self._decide(Decision.REJECT)

    def undo(self) -> None:
        """Take back the last decision on the document."""
        if self._shown.document is None:
            return
        fact_id = self._vault.undo(self._shown.document.id)
        if fact_id is None:
            self.told.emit(messages.NOTHING_TO_UNDO())
            return
        self._shown.show_decided(fact_id)
        self.decided.emit(fact_id)

    def decide(self, stored: StoredFact, decision: Decision, fact: Fact | None = None) -> None:
        """Keep a decision.

        Args:
            stored: The fact that it is on.
            decision: What the user decided.
            fact: What stands there instead, for a correction.
        """
        try:
            self._vault.decide(stored.id, decision, fact=fact)
        except UserError as error:
            self.told.emit(say(error.message))
            return
        self._shown.show_decided(stored.id)
        self.decided.emit(stored.id)

    def _decide(self, decision: Decision) -> None:
        stored = self._facts.selected_fact()
        if stored is not None:
            self.decide(stored, decision)
        elif self._facts.view.cell() is not None:
            self.told.emit(messages.POINT_COMPUTED())
