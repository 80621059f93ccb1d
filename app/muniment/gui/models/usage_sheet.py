"""What models spent, on the document on the desk and in all, with an estimate; a sheet, and one line under the summary.

Must never show an estimate without the word.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from muniment.gui.kit import plain_text
from muniment.gui.kit.elided_label import ElidedLabel
from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.texts import model_messages
from muniment.pipeline.models.model_costs import Costs
from muniment.pipeline.models.model_prices import Price
from muniment.texts import units

_WIDTH = 620  # pixels


class LedgerFoot(QWidget):
    """The line under a summary.

    Attributes:
        asked: The user wants to see more.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "foot")
        self._words = ElidedLabel()
        self.more = QPushButton(model_messages.LEDGER_MORE())
        self.more.setFlat(True)
        self.more.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 10, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.more)
        self.hide()

    def say(self, text: str) -> None:
        """Show a line; nothing where it is empty."""
        self._words.set_text(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What is in sight, before it is cut to the room that there is."""
        return self._words.text()


class UsageSheet(QDialog):
    """The sheet: a column for the document, and one for all."""

    def __init__(
        self, columns: Sequence[tuple[str, Costs]], prices: Sequence[Price], fault: str, parent: QWidget
    ) -> None:
        """Show it.

        Args:
            columns: Heads, and what was spent.
            prices: The list by which is estimated; empty where it has a fault.
            fault: Why there is no estimate; empty where there is one.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(model_messages.LEDGER())
        self._rows: list[list[str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 18)
        column.setSpacing(12)
        self._add_note(column, model_messages.LEDGER_LEAD())
        column.addLayout(self._grid(columns, prices))
        for note in (model_messages.LEDGER_REUSED(), *map(model_messages.estimate_source, prices), fault):
            self._add_note(column, note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def rows(self) -> list[list[str]]:
        """The words of the grid."""
        return self._rows

    def _add_note(self, column: QVBoxLayout, text: str) -> None:
        if text:
            label = plain_text.label(text, "mute")
            label.setWordWrap(True)
            label.setFixedWidth(_WIDTH)
            column.addWidget(label)

    def _grid(self, columns: Sequence[tuple[str, Costs]], prices: Sequence[Price]) -> QGridLayout:
        values = [model_messages.ledger_values(one) for _, one in columns]
        rows = [["", *(head for head, _ in columns)]]
        rows += [list(row) for row in zip(model_messages.ledger_rows(), *values, strict=True)]
        rows += [
            [model_messages.estimate_name(price), *(units.estimate(one.estimate(price), price.currency) for _, one in columns)]
            for price in prices
        ]  # fmt: skip
        self._rows = rows
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                grid.addWidget(*_cell(words, number, place), number, place)
        return grid


def _cell(words: str, row: int, column: int) -> tuple[QWidget]:
    label = plain_text.label(words, "heading" if row == 0 else "mute" if column == 0 else "")
    if column:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setMaximumWidth(220)
    return (label,)
