"""The list of documents: name, kind, state, progress, and a cross to cancel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muniment.gui.kit.theme import Colours, Theme, sized
from muniment.gui.library.library_model import ENTRY_ROLE, LibraryEntry, LibraryModel
from muniment.gui.texts import messages
from muniment.vault.database.records import DocumentState

_PAD = 12
_CROSS = 22  # pixels; the smallest target that is easy to hit (WCAG 2.2, 2.5.8 asks for 24 with its surroundings)
_REASON_LINES = 4

Index = QModelIndex | QPersistentModelIndex


class LibraryDelegate(QStyledItemDelegate):
    """Paints one document."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Qt: two lines, more where a reason has to be read, a bar while it is being read."""
        entry: LibraryEntry = index.data(ENTRY_ROLE)
        width = option.rect.width() or 240
        height = 52 + (7 if entry.part is not None else 0)
        if entry.document.state is DocumentState.FAILED:
            height += self._reason_height(entry, option, width) - QFontMetrics(self._small(option)).height()
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint a row."""
        entry: LibraryEntry = index.data(ENTRY_ROLE)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, colours)
        inner = option.rect.adjusted(_PAD + 6, 8, -_PAD - 6, -8)
        right = inner.right() - (_CROSS if entry.busy else 0)
        self._paint_words(
            painter, option, entry, QRect(inner.left(), inner.top(), right - inner.left(), inner.height())
        )
        if entry.busy:
            _paint_cross(painter, cross_rect(option.rect), colours)
        if entry.part is not None:
            _paint_bar(painter, QRect(inner.left(), inner.bottom() - 3, inner.width(), 4), entry.part, colours)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, entry: LibraryEntry, box: QRect) -> None:
        colours = self._theme.colours
        font = sized(option.font, 13, option.font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        metrics = QFontMetrics(font)
        name = metrics.elidedText(entry.document.name, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(
            QRect(box.left(), box.top(), box.width(), metrics.height()), int(Qt.AlignmentFlag.AlignLeft), name
        )
        small = self._small(option)
        painter.setFont(small)
        failed = entry.document.state is DocumentState.FAILED
        painter.setPen(QColor(colours.bad if failed else colours.mute))
        under = QRect(box.left(), box.top() + metrics.height() + 3, box.width(), box.height() - metrics.height() - 3)
        if failed:
            painter.drawText(under, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), entry.line)
            return
        line = QFontMetrics(small).elidedText(entry.line, Qt.TextElideMode.ElideRight, under.width())
        painter.drawText(under, int(Qt.AlignmentFlag.AlignLeft), line)

    def _small(self, option: QStyleOptionViewItem) -> QFont:
        return sized(option.font, 12)

    def _reason_height(self, entry: LibraryEntry, option: QStyleOptionViewItem, width: int) -> int:
        metrics = QFontMetrics(self._small(option))
        box = QRect(0, 0, width - 2 * _PAD - 12, metrics.height() * _REASON_LINES)
        return metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), entry.line).height()


class LibraryView(QListView):
    """The list.

    Attributes:
        cancel_asked: The user clicked the cross of a document.
    """

    cancel_asked = Signal(int)

    def __init__(self, model: LibraryModel, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(messages.LIBRARY_NAME())
        self.setModel(model)
        self.setItemDelegate(LibraryDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMouseTracking(True)
        model.dataChanged.connect(self.doItemsLayout)
        theme.changed.connect(self.viewport().update)

    def document_id(self) -> int | None:
        """Of the current document."""
        index = self.currentIndex()
        return index.data(ENTRY_ROLE).document.id if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt: reasons wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt: the cross cancels and does not select."""
        index = self._on_cross(event.position().toPoint())
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self.cancel_asked.emit(index.data(ENTRY_ROLE).document.id)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt: the cross looks like a button."""
        on_cross = self._on_cross(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_cross else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip(messages.CANCEL_NAME() if on_cross else "")
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Qt: tooltips of documents, but not over the cross."""
        if event.type() is QEvent.Type.ToolTip and self.viewport().toolTip():
            return QWidget.event(self.viewport(), event)
        return super().viewportEvent(event)

    def _on_cross(self, point: QPoint) -> QModelIndex | None:
        index = self.indexAt(point)
        if not index.isValid() or not index.data(ENTRY_ROLE).busy:
            return None
        return index if cross_rect(self.visualRect(index)).contains(point) else None


def cross_rect(row: QRect) -> QRect:
    """Where the cross of a row is."""
    return QRect(row.right() - _PAD - _CROSS, row.top() + 8, _CROSS, _CROSS)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, colours: Colours) -> None:
    """Paint what a selected, hovered or focused row stands on."""
    state = option.state
    box = option.rect.adjusted(6, 1, -6, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(colours.select))
        painter.drawRoundedRect(box, 6, 6)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(box, 6, 6)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)


def _paint_cross(painter: QPainter, box: QRect, colours: Colours) -> None:
    painter.setPen(QPen(QColor(colours.mute), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    inner = box.adjusted(7, 7, -7, -7)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())


def _paint_bar(painter: QPainter, box: QRect, part: float, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(box, 2, 2)
    painter.setBrush(QColor(colours.accent))
    painter.drawRoundedRect(QRect(box.left(), box.top(), max(4, round(box.width() * part)), box.height()), 2, 2)
