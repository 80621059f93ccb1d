"""Keeps the line under the summary up to date, and opens the sheet.

Must never hold the window up because of a price list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from muniment.errors import UserError
from muniment.gui.models.usage_sheet import UsageSheet
from muniment.gui.texts import model_messages
from muniment.pipeline.models import model_costs, model_prices
from muniment.pipeline.models.model_costs import Costs
from muniment.pipeline.models.model_prices import Price
from muniment.texts.say import say
from muniment.vault.database.records import DocumentState

if TYPE_CHECKING:
    from muniment.gui.shell.main_window import MainWindow


class UsageLine(QObject):
    """Connects the ledger with the document on the desk."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.deeds["ledger"].triggered.connect(self.open)
        window.facts.ledger.asked.connect(self.open)
        window.desk.document_shown.connect(self._write)
        window.session.bridge.document_changed.connect(self._write)
        if window.desk.document is not None:  # where the user left off the last time
            self._write(window.desk.document.id)

    def open(self) -> None:
        """Show the sheet."""
        listed, fault = _prices()
        vault, document = self._window.session.vault, self._window.desk.document
        columns = [] if document is None else [(document.name, self._costs(document.id) or Costs())]
        columns.append((model_messages.LEDGER_ALL(), model_costs.of_all(vault, vault.documents())))
        UsageSheet(columns, listed, fault, self._window).open()

    def _write(self, document_id: int) -> None:
        document = self._window.desk.document
        if document is None or document.id != document_id:
            return
        found = self._costs(document_id) if document.state is DocumentState.DONE else None
        listed, _ = _prices()
        line = model_messages.ledger_foot(found, listed[0] if listed else None) if found is not None else ""
        self._window.facts.ledger.say(line)

    def _costs(self, document_id: int) -> Costs | None:
        try:
            return model_costs.of_document(self._window.session.vault, document_id)
        except UserError:  # removed meanwhile
            return None


def _prices() -> tuple[tuple[Price, ...], str]:
    try:
        return model_prices.prices(), ""
    except UserError as error:
        return (), say(error.message)
