"""The table of facts: heads that stay in sight, figures aligned at their digits, states that survive selection."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from muniment.document.facts.fact import State
from muniment.gui.kit.state_mark import SIDE, paint_state
from muniment.gui.kit.theme import Colours, Theme, sized
from muniment.gui.sheet.fact_sheet import RowKind, SheetCell
from muniment.gui.sheet.facts_model import FactsModel
from muniment.gui.texts import messages

_ROW = 29
_BLOCK_ROW = 50
_GROUP_ROW = 36
_LABEL_GOOD, _LABEL_LEAST = 230, 140  # pixels; with less than the first the columns of figures move together
_PAD = 14


@dataclass(frozen=True, slots=True)
class Pads:
    """Room in a column of figures, in pixels.

    Attributes:
        mark: Right of a figure, for its state.
        figure: Left of a figure.
        head: Right of a head.
        before: Left of a head.
    """

    mark: int
    figure: int
    head: int
    before: int


ROOMY = Pads(mark=22, figure=16, head=27, before=8)  # heads end above the digits
TIGHT = Pads(mark=17, figure=9, head=8, before=6)  # before a bar would have to be moved to see the last period

Index = QModelIndex | QPersistentModelIndex


class FactsDelegate(QStyledItemDelegate):
    """Paints a cell."""

    def __init__(self, theme: Theme, view: FactsView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint a cell."""
        model = self._view.facts_model
        row = model.row_at(index.row())
        box: QRect = option.rect
        font: QFont = option.font
        painter.save()
        self._paint_ground(painter, option, row.kind)
        if row.kind is RowKind.BLOCK:
            text = index.data() or ""
            pad = self._view.pads.head if index.column() else None
            _paint_head(painter, box, font, text, self._theme.colours, pad=pad)
        elif row.kind is RowKind.GROUP:
            _paint_head(painter, box, font, row.label if index.column() == 0 else "", self._theme.colours, pad=None)
        elif index.column() == 0:
            self._paint_label(painter, box, font, row.label, row.note, computed=row.kind is RowKind.MEASURE)
        else:
            cell = model.cell(index)
            if cell is not None:
                self._paint_cell(painter, box, font, cell, text=row.kind is RowKind.TEXT)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, kind: RowKind) -> None:
        colours, box = self._theme.colours, option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.select))
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if kind is not RowKind.BLOCK and state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)

    def _paint_label(
        self, painter: QPainter, box: QRect, font: QFont, label: str, note: str, *, computed: bool
    ) -> None:
        colours = self._theme.colours
        inner = box.adjusted(_PAD, 0, -6, 0)
        metrics, small = QFontMetrics(font), sized(font, 11)
        note_width = QFontMetrics(small).horizontalAdvance(note) + 7 if note else 0
        room = max(inner.width() - note_width, inner.width() * 2 // 3)
        text = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(font)
        painter.setPen(QColor(colours.mute if computed else colours.text))
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, middle, text)
        if note:
            left = metrics.horizontalAdvance(text) + 7
            painter.setFont(small)
            painter.setPen(QColor(colours.mute))
            rest = inner.adjusted(left, 1, 0, 1)
            painter.drawText(
                rest, middle, QFontMetrics(small).elidedText(note, Qt.TextElideMode.ElideRight, rest.width())
            )

    def _paint_cell(self, painter: QPainter, box: QRect, font: QFont, cell: SheetCell, *, text: bool) -> None:
        colours = self._theme.colours
        is_out = cell.state is State.REJECTED or cell.is_stale
        if is_out:
            font = QFont(font)
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.mute if is_out else colours.text))
        metrics = QFontMetrics(font)
        room = self._view.pads.mark
        inner = box.adjusted(8, 0, -room, 0)
        if text:
            shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        else:
            # A closing bracket (or a unit) hangs to the right, so that the digits of a column stand under each other.
            hanging = metrics.horizontalAdvance(")") if cell.text.endswith(")") else 0
            digits = inner.adjusted(0, 0, -metrics.horizontalAdvance(")") + hanging, 0)
            painter.drawText(digits, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), cell.text)
        mark = QRectF(box.right() - room + (room - SIDE) / 2, box.center().y() - SIDE / 2 + 0.5, SIDE, SIDE)
        paint_state(painter, mark, cell.state, colours)


class FactsHeader(QHeaderView):
    """The heads of the block at the top, painted like those between the rows."""

    def __init__(self, theme: Theme, view: FactsView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setFixedHeight(_BLOCK_ROW - 4)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Qt: paint one head."""
        colours = self._theme.colours
        painter.save()
        painter.fillRect(rect, QColor(colours.panel))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = self.model().headerData(section, Qt.Orientation.Horizontal) or ""
        _paint_head(painter, rect, self.font(), text, colours, pad=self._view.pads.head if section else None)
        painter.restore()


class FactsView(QTableView):
    """The table.

    Attributes:
        pads: Of its columns now.
        accept_asked: Enter was pressed on a figure.
        copy_asked: The keys for copying were pressed; Qt's own table would copy one cell only.
        cell_changed: Another cell is current.
    """

    accept_asked = Signal()
    copy_asked = Signal()
    cell_changed = Signal()

    def __init__(self, model: FactsModel, theme: Theme) -> None:
        super().__init__()
        self.facts_model = model
        self.pads = ROOMY
        self.setAccessibleName(messages.FACTS_NAME())
        self.setModel(model)
        self.setItemDelegate(FactsDelegate(theme, self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setHorizontalHeader(FactsHeader(theme, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        model.modelReset.connect(self._lay_out)
        model.dataChanged.connect(self._fit_columns)
        self.verticalScrollBar().valueChanged.connect(self._follow_heads)
        theme.changed.connect(self.viewport().update)
        self._lay_out()

    def cell(self) -> SheetCell | None:
        """The fact or measure that is current."""
        return self.facts_model.cell(self.currentIndex())

    def select_fact(self, fact_id: int) -> bool:
        """Make a fact current and scroll to it; whether it is there."""
        index = self.facts_model.index_of(fact_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def select_again(self, cell: SheetCell, scrolled: int) -> None:
        """Make what was current current again, in a new sheet of the same document.

        Args:
            cell: What was current.
            scrolled: Where the table was, in pixels.
        """
        model = self.facts_model
        index = model.index_of_measure(cell.measure) if cell.measure else model.index_of(cell.fact_id or 0)
        if index.isValid():
            self.setCurrentIndex(index)
        self.verticalScrollBar().setValue(scrolled)

    def step(self, by: int) -> None:
        """Go to the next figure but ``by`` - 1, before the current one where it is negative."""
        places = self.facts_model.filled()
        if not places:
            return
        current = (self.currentIndex().row(), self.currentIndex().column())
        keys = [(place.row(), place.column()) for place in places]
        if current in keys:
            at = min(max(keys.index(current) + by, 0), len(keys) - 1)
        else:
            at = next((i for i, key in enumerate(keys) if key > current), 0)
        self.setCurrentIndex(places[at])
        self.scrollTo(places[at])

    def currentChanged(  # noqa: N802
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: tell what is current now."""
        super().currentChanged(current, previous)
        self.cell_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Qt: whoever comes by the keyboard finds a figure; Qt's own would choose the first label, whoever comes."""
        by_keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        QAbstractScrollArea.focusInEvent(self, event)
        if event.reason() in by_keys and not self.currentIndex().isValid():
            self.step(1)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Enter accepts; letters are commands, not a search."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.accept_asked.emit()
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return
        if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.currentIndex().isValid():
            self.step(1)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt: the label's column takes what is left."""
        super().resizeEvent(event)
        self._fit_columns()

    def _lay_out(self) -> None:
        self.clearSpans()
        for row in range(self.facts_model.rowCount()):
            content = self.facts_model.row_at(row)
            block = content.kind is RowKind.BLOCK
            self.setRowHeight(row, _BLOCK_ROW if block else _GROUP_ROW if content.kind is RowKind.GROUP else _ROW)
            # The header shows the heads of the first block.
            self.setRowHidden(row, block and row == 0)
            if content.kind is RowKind.TEXT and self.facts_model.columnCount() > 2:
                self.setSpan(row, 1, 1, self.facts_model.columnCount() - 1)
        self._fit_columns()
        self._follow_heads()

    def _fit_columns(self) -> None:
        columns = self.facts_model.columnCount()
        if not columns:
            return
        room = self.viewport().width() - _LABEL_GOOD
        widths = self._widths(ROOMY)
        self.pads = ROOMY if sum(widths) <= room else TIGHT
        if self.pads is TIGHT:
            widths = self._widths(TIGHT)
        for column, width in enumerate(widths, 1):
            self.setColumnWidth(column, width)
        self.setColumnWidth(0, max(_LABEL_LEAST, self.viewport().width() - sum(widths)))

    def _widths(self, pads: Pads) -> list[int]:
        rows = range(self.facts_model.rowCount())
        columns = range(1, self.facts_model.columnCount())
        return [max((self._wanted(row, column, pads) for row in rows), default=0) for column in columns]

    def _wanted(self, row: int, column: int, pads: Pads) -> int:
        content = self.facts_model.row_at(row)
        is_head = content.kind is RowKind.BLOCK
        metrics = QFontMetrics(sized(self.font(), 11, QFont.Weight.Medium)) if is_head else self.fontMetrics()
        if content.kind is RowKind.TEXT:
            return 0
        text = self.facts_model.index(row, column).data() or ""
        widest = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
        return widest + (pads.head + pads.before if is_head else pads.mark + pads.figure)

    def _follow_heads(self) -> None:
        self.facts_model.show_heads_of(max(0, self.rowAt(0)))


def _paint_head(painter: QPainter, box: QRect, font: QFont, text: str, colours: Colours, *, pad: int | None) -> None:
    """Paint a head; ``pad`` is its room on the right, None for the label's."""
    painter.setFont(sized(font, 11, QFont.Weight.Medium))
    painter.setPen(QColor(colours.mute))
    inner = box.adjusted(_PAD, 0, 0, -7) if pad is None else box.adjusted(0, 0, -pad, -7)
    side = Qt.AlignmentFlag.AlignLeft if pad is None else Qt.AlignmentFlag.AlignRight
    painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignBottom), text)
