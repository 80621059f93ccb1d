"""Keeps the line under the summary up to date, and opens the sheet.

Must never hold the window up because of a price list.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from muniment.errors import UserError
from muniment.gui.frame.command import Command, Menu
from muniment.gui.frame.pane import Guide
from muniment.gui.models.usage_sheet import LedgerFoot, UsageSheet
from muniment.gui.texts import model_messages
from muniment.pipeline.models import model_costs, model_prices
from muniment.pipeline.models.model_costs import Costs
from muniment.pipeline.models.model_prices import Price
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentState
from muniment.vault.store import Vault


class UsageLine(QObject):
    """Connects the ledger with the document on the desk."""

    def __init__(self, window: QWidget, vault: Vault, guide: Guide, line: LedgerFoot) -> None:
        """Write the line of the document that is shown already: where the user left off the last time.

        Args:
            window: Over which the sheet opens.
            vault: Has what was spent.
            guide: Knows which document is shown.
            line: Under the summary.
        """
        super().__init__(window)
        self._window, self._vault, self._guide, self._line = window, vault, guide, line
        line.asked.connect(self.open)
        if guide.document is not None:
            self.write(guide.document.id)

    def commands(self) -> Sequence[Command]:
        """Ledger."""
        return (Command("ledger", Text("Ledger…"), self.open, menu=Menu.PROGRAM),)

    def open(self) -> None:
        """Show the sheet."""
        listed, fault = _prices()
        vault, document = self._vault, self._guide.document
        columns = [] if document is None else [(document.name, self._costs(document.id) or Costs())]
        columns.append((model_messages.LEDGER_ALL(), model_costs.of_all(vault, vault.documents())))
        UsageSheet(columns, listed, fault, self._window).open()

    def write(self, document_id: int) -> None:
        """Write the line anew: something was spent on a document, or another one is shown."""
        document = self._guide.document
        if document is None or document.id != document_id:
            return
        found = self._costs(document_id) if document.state is DocumentState.DONE else None
        listed, _ = _prices()
        line = model_messages.ledger_foot(found, listed[0] if listed else None) if found is not None else ""
        self._line.say(line)

    def _costs(self, document_id: int) -> Costs | None:
        try:
            return model_costs.of_document(self._vault, document_id)
        except UserError:  # removed meanwhile
            return None


def _prices() -> tuple[tuple[Price, ...], str]:
    try:
        return model_prices.prices(), ""
    except UserError as error:
        return (), say(error.message)
