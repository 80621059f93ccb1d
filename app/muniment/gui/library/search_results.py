"""The places that a search found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muniment.gui.kit.theme import Theme, sized
from muniment.gui.library.library_view import paint_ground
from muniment.gui.texts import messages, search_messages
from muniment.vault.database.records import Hit

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_SNIPPET_LINES = 3
_SIDE = 18
_CUT = 80  # characters that the vault gives before a match
_LEADERS = re.compile(r"\s*(?:[.·_]\s?){4,}\s*")  # between a label and its figure


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A hit as listed.

    Attributes:
        hit: Where it leads.
        place: Document and page.
        text: The snippet without its dot leaders.
        found: Intervals of ``text`` that were asked for.
    """

    hit: Hit
    place: str
    text: str
    found: tuple[tuple[int, int], ...]


class HitsModel(QAbstractListModel):
    """The hits, best first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[ResultLine] = []

    def load(self, hits: Sequence[Hit], names: Mapping[int, str], words: str) -> None:
        """List these hits.

        Args:
            hits: The best first.
            names: Of documents, by id.
            words: As typed; where they stand is marked.
        """
        parts = [re.escape(word) for word in words.split() if any(map(str.isalnum, word))]
        wanted = re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
        self.beginResetModel()
        self._lines = [_line(hit, messages.hit_line(names.get(hit.document_id, ""), hit.page), wanted) for hit in hits]
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        """The hit in a row.

        Args:
            row: From 0.
        """
        return self._lines[row].hit

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Qt: how many."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Qt: what is shown and spoken."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role == _DISPLAY:
            return line.text
        return f"{line.place}: {line.text}" if role == _SPOKEN else None


class HitsDelegate(QStyledItemDelegate):
    """Paints the place, and the snippet with what was asked for in bold."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """Qt: one line and the snippet's."""
        small = QFontMetrics(sized(option.font, 12))
        return QSize(120, QFontMetrics(option.font).height() + _SNIPPET_LINES * small.height() + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint a row."""
        line: ResultLine = index.data(_LINE_ROLE)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, colours)
        box: QRect = option.rect.adjusted(_SIDE, 8, -_SIDE, -8)
        font = sized(option.font, 12, QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colours.mute))
        painter.drawText(box, 0, metrics.elidedText(line.place, Qt.TextElideMode.ElideMiddle, box.width()))
        painter.setPen(QColor(colours.text))
        painter.setClipRect(box)
        layout = _snippet(line, sized(option.font, 12), box.width())
        layout.draw(painter, box.topLeft().toPointF() + QRect(0, metrics.height() + 4, 0, 0).topLeft().toPointF())
        painter.restore()


class HitsView(QListView):
    """The list; Enter or a click goes to the place."""

    def __init__(self, model: HitsModel, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(messages.SEARCH_RESULTS_NAME())
        self.setModel(model)
        self.setItemDelegate(HitsDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)


def _line(hit: Hit, place: str, wanted: re.Pattern[str]) -> ResultLine:
    text = _LEADERS.sub(" … ", hit.snippet)
    if hit.matches and hit.start > _CUT and " " in text:
        text = "… " + text.split(" ", 1)[1]  # the first word may be cut
    text = search_messages.snippet(text, by_meaning=not hit.matches)
    return ResultLine(hit, place, text, tuple((found.start(), found.end()) for found in wanted.finditer(text)))


def _snippet(line: ResultLine, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(line.text, font)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    ranges = []
    for start, end in line.found:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, end - start, bold
        ranges.append(piece)
    layout.setFormats(ranges)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    down = 0.0
    for _ in range(_SNIPPET_LINES):
        row = layout.createLine()
        if not row.isValid():
            break
        row.setLineWidth(width)
        row.setPosition(QRect(0, round(down), 0, 0).topLeft().toPointF())
        down += row.height()
    layout.endLayout()
    return layout
