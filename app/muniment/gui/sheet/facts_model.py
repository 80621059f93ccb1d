"""The sheet of facts as a Qt table: the label's column, then one column a period."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from muniment.document.facts.fact import Measure
from muniment.gui.kit import plain_text
from muniment.gui.sheet.fact_sheet import FactSheet, RowKind, SheetCell, SheetRow
from muniment.gui.texts import messages

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FactsModel(QAbstractTableModel):
    """Facts by periods."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = FactSheet()
        self._block = 0

    @property
    def sheet(self) -> FactSheet:
        """What is shown."""
        return self._sheet

    def show_sheet(self, sheet: FactSheet) -> bool:
        """Show another sheet; whether its shape is another (only then is the selection lost)."""
        same = _shape(sheet) == _shape(self._sheet)
        if same and sheet.rows:
            self._sheet = sheet
            self.dataChanged.emit(self.index(0, 0), self.index(len(sheet.rows) - 1, sheet.columns))
            return False
        self.beginResetModel()
        self._sheet = sheet
        self._block = 0
        self.endResetModel()
        return True

    def show_heads_of(self, row: int) -> None:
        """Let the horizontal header show the heads of the block that a row belongs to.

        Args:
            row: From 0.
        """
        block = max(
            (r for r, content in enumerate(self._sheet.rows[: row + 1]) if content.kind is RowKind.BLOCK), default=0
        )
        if block != self._block:
            self._block = block
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._sheet.columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Qt: blocks' heads count too."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Qt: the label's column and the periods."""
        return 0 if parent.isValid() or not self._sheet.rows else 1 + self._sheet.columns

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Qt: texts, alignment and what is spoken; colours are the delegate's."""
        if not index.isValid():
            return None
        row, column = self._sheet.rows[index.row()], index.column()
        if role == _DISPLAY:
            return _text(row, column)
        if role == _ALIGN:
            return _LEFT if column == 0 or row.kind is RowKind.TEXT else _RIGHT
        if role == _SPOKEN:
            return _spoken(row, column)
        if role == _TOOL_TIP:
            return plain_text.tip(_spoken(row, column) or "")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:  # noqa: N802
        """Qt: the heads of the block at the top."""
        if orientation is not Qt.Orientation.Horizontal or not self._sheet.rows:
            return None
        row = self._sheet.rows[self._block]
        if role == _ALIGN:
            return _LEFT if section == 0 else _RIGHT
        if role != _DISPLAY:
            return None
        if section == 0:
            units = self._sheet.units if row.heads else ""
            return f"{row.label}\n{units}" if units else row.label
        return _head(row, section - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: heads cannot be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._sheet.rows[index.row()].kind in (RowKind.BLOCK, RowKind.GROUP):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row_at(self, row: int) -> SheetRow:
        """A row of the sheet.

        Args:
            row: From 0.
        """
        return self._sheet.rows[row]

    def cell(self, index: Index) -> SheetCell | None:
        """The fact or measure at an index, if there is one."""
        if not index.isValid() or index.column() == 0:
            return None
        cells = self._sheet.rows[index.row()].cells
        return cells[index.column() - 1] if index.column() <= len(cells) else None

    def index_of(self, fact_id: int) -> QModelIndex:
        """Where a fact is; invalid if it is not shown."""
        place = self._sheet.place_of(fact_id)
        return self.index(place[0], place[1] + 1) if place else QModelIndex()

    def index_of_measure(self, measure: Measure) -> QModelIndex:
        """Where a measure is, whatever its value is now; invalid if it is not shown."""
        place = self._sheet.place_of_measure(measure)
        return self.index(place[0], place[1] + 1) if place else QModelIndex()

    def filled(self) -> list[QModelIndex]:
        """All places that hold a fact or measure, row by row."""
        places = []
        for row, content in enumerate(self._sheet.rows):
            places += [self.index(row, c + 1) for c, cell in enumerate(content.cells) if cell is not None]
        return places


def _shape(sheet: FactSheet) -> tuple[object, ...]:
    return sheet.columns, tuple((row.kind, row.label, len(row.cells)) for row in sheet.rows)


def _text(row: SheetRow, column: int) -> str | None:
    if column == 0:
        return row.label
    if row.kind is RowKind.BLOCK:
        return _head(row, column - 1)
    cell = row.cells[column - 1] if column <= len(row.cells) else None
    return cell.text if cell else None


def _head(row: SheetRow, column: int) -> str:
    if column >= len(row.heads):
        return ""
    head = row.heads[column]
    return f"{head.name}\n{head.under}" if head.under else head.name


def _spoken(row: SheetRow, column: int) -> str | None:
    if column == 0:
        return f"{row.label}, {row.note}" if row.note else row.label
    if row.kind is RowKind.BLOCK:
        return row.heads[column - 1].spoken() if column <= len(row.heads) else None
    cell = row.cells[column - 1] if column <= len(row.cells) else None
    if cell is None:
        return None
    period = row.heads[column - 1].spoken() if column <= len(row.heads) else ""
    return messages.cell_spoken(row.label, period, cell.text, cell.state)
