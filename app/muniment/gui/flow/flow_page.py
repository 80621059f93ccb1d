"""A page of a document without pages (DOCX, HTML): its text laid out by us, places as boxes.

Measures are points at zoom 1; the view scales the painter. Must never place a figure by its order in a row where the
document's own grid says its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from muniment.document.pages.page import Box
from muniment.document.pages.table import Placed
from muniment.gui.flow.flow_columns import Columns, fit
from muniment.gui.flow.flow_grid import Grid, GridText, grids
from muniment.gui.kit.theme import sized

WIDTH = 612.0  # a letter page
GUESSED_HEIGHT = 792.0  # until it is laid out
_MARGIN = 54.0
_INNER = WIDTH - 2 * _MARGIN
_FONT = 11
_PARAGRAPH_GAP = 6.0
_ROW_GAP = 5.0
_CELL_PAD = 7.0
_HEADING = 90  # characters of a line without a full stop that may be a heading
_INK = "#1b2330"
_RULE = "#e3e6eb"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph or a cell.

    Attributes:
        start: Of its text in the page's text.
        end: Half-open.
        layout: Laid out, its lines relative to ``x`` and ``y``.
        x: Left, in points.
        y: Top, in points.
    """

    start: int
    end: int
    layout: QTextLayout
    x: float
    y: float


class LaidOutPage:
    """A laid-out page.

    Attributes:
        height: In points.
    """

    def __init__(self, text: str, font: QFont, cells: Sequence[Placed] = ()) -> None:
        self._text = text
        self._font = sized(font, _FONT)
        self._pieces: list[_Piece] = []
        self._rules: list[float] = []
        y = _MARGIN
        for part in grids(text, cells):
            y = self._table(part, y) if isinstance(part, Grid) else self._paragraph(part, y)
        self.height = max(y + _MARGIN, WIDTH / 2)

    def paint(self, painter: QPainter) -> None:
        """Paint at the painter's origin; the ground is white already."""
        painter.setPen(QPen(QColor(_RULE), 0.6))
        for y in self._rules:
            painter.drawLine(QPointF(_MARGIN, y), QPointF(WIDTH - _MARGIN, y))
        painter.setPen(QColor(_INK))
        for piece in self._pieces:
            piece.layout.draw(painter, QPointF(piece.x, piece.y))

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box a line for an interval of the page's text.

        Args:
            start: Into the page's text.
            end: Half-open.
        """
        return tuple(
            box
            for piece in self._pieces
            if piece.start < end and start < piece.end
            for box in _boxes(piece, start, end)
        )

    def _paragraph(self, place: tuple[int, int], y: float) -> float:
        start, end = place
        if not _is_heading(self._text[start:end]):
            return y + self._add(place, (_MARGIN, y), _INNER, Qt.AlignmentFlag.AlignLeft, self._font) + _PARAGRAPH_GAP
        bold = sized(self._font, _FONT, QFont.Weight.DemiBold)
        y += _PARAGRAPH_GAP
        return y + self._add(place, (_MARGIN, y), _INNER, Qt.AlignmentFlag.AlignLeft, bold) + _PARAGRAPH_GAP

    def _table(self, grid: Grid, y: float) -> float:
        columns = fit(grid, self._text, self._font, _INNER)
        body = False
        for row in grid.rows:
            amounts = any(cell.is_number for cell in row)
            body = body or amounts
            tallest = columns.font.pixelSize() * 1.3
            for cell in row:
                tallest = max(tallest, self._cell(cell, grid, columns, y, heads=not body))
            y += tallest + _ROW_GAP
            self._rules.append(y - _ROW_GAP / 2)
        return y + _PARAGRAPH_GAP

    def _cell(self, cell: GridText, grid: Grid, columns: Columns, y: float, *, heads: bool) -> float:
        """Lay out a cell; its height."""
        last = cell.column + cell.span - 1
        left, right = columns.lefts[cell.column], columns.lefts[last + 1]
        if cell.column in grid.numeric:
            # A closing bracket hangs out, so that the last digits of a column stand under each other.
            hang = columns.bracket[last] if self._text[cell.end - 1] != ")" else 0.0
            align = Qt.AlignmentFlag.AlignHCenter if cell.span > 1 else Qt.AlignmentFlag.AlignRight
            left, right = left + 2, right - (hang if align == Qt.AlignmentFlag.AlignRight else 0.0)
        else:
            centred = heads and cell.column and grid.numeric
            align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
            left, right = left + min(cell.indent, (right - left) / 3), right - _CELL_PAD
        place, corner = (cell.start, cell.end), (_MARGIN + left, y)
        return self._add(place, corner, right - left, align, columns.font)

    def _add(
        self,
        place: tuple[int, int],
        corner: tuple[float, float],
        width: float,
        align: Qt.AlignmentFlag,
        font: QFont,
    ) -> float:
        """Lay out a piece; its height."""
        start, end = place
        layout = QTextLayout(self._text[start:end], font)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        down = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, down))
            down += line.height() * 1.15
        layout.endLayout()
        self._pieces.append(_Piece(start, end, layout, *corner))
        return down


def _is_heading(text: str) -> bool:
    """Whether a line looks like a heading: short, not a sentence, most of its words with capitals."""
    words = [word for word in text.split() if word[:1].isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    ends = text[-1] not in ".,;)" or text.isupper()
    return bool(words) and len(text) <= _HEADING and ends and capitals > 0.7 * len(words)


def _boxes(piece: _Piece, start: int, end: int) -> Iterator[Box]:
    first, last = max(0, start - piece.start), min(piece.end, end) - piece.start
    for number in range(piece.layout.lineCount()):
        line = piece.layout.lineAt(number)
        begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if begin >= stop:
            continue
        left, right = _x(line, begin), _x(line, stop)
        top = piece.y + line.position().y()
        yield piece.x + min(left, right), top, piece.x + max(left, right), top + line.height()


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple | list) else found)
