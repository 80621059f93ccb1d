"""A page of a document without pages (DOCX): its text laid out by us, tables in columns, places as boxes.

Measures are points at zoom 1; the view scales the painter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from muniment.document.number import parse_number
from muniment.document.page import Box
from muniment.gui.theme import sized

WIDTH = 612.0  # a letter page
GUESSED_HEIGHT = 792.0  # until it is laid out
_MARGIN = 54.0
_INNER = WIDTH - 2 * _MARGIN
_FONT = 11
_PARAGRAPH_GAP = 6.0
_CELL_PAD = 5.0
_LABEL_SHARE = 0.44  # of a table's width, for its first column
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


class FlowPage:
    """A laid-out page.

    Attributes:
        height: In points.
    """

    def __init__(self, text: str, font: QFont) -> None:
        self._text = text
        self._font = sized(font, _FONT)
        self._pieces: list[_Piece] = []
        self._rules: list[float] = []
        y = _MARGIN
        for is_table, found in groupby(_lines(text), key=lambda line: "\t" in text[line[0] : line[1]]):
            lines = list(found)
            y = self._table(lines, y) if is_table else self._paragraphs(lines, y)
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
        """One box a line for an interval of the page's text."""
        return tuple(
            box
            for piece in self._pieces
            if piece.start < end and start < piece.end
            for box in _boxes(piece, start, end)
        )

    def _paragraphs(self, lines: list[tuple[int, int]], y: float) -> float:
        for start, end in lines:
            height = self._add((start, end), (_MARGIN, y), _INNER, Qt.AlignmentFlag.AlignLeft)
            y += height + _PARAGRAPH_GAP
        return y

    def _table(self, lines: list[tuple[int, int]], y: float) -> float:
        rows = [list(_cells(self._text, start, end)) for start, end in lines]
        columns = max(len(row) for row in rows)
        first = _INNER * _LABEL_SHARE if columns > 2 else _INNER / 2
        other = (_INNER - first) / max(1, columns - 1)
        for row in rows:
            tallest = self._font.pixelSize() * 1.3
            # The heads of a table often leave the label's column empty.
            skipped = columns - len(row) if row is rows[0] and columns > 2 else 0
            for column, (start, end) in enumerate(row, skipped):
                left = _MARGIN if column == 0 else _MARGIN + first + (column - 1) * other
                width = (first if column == 0 else other) - _CELL_PAD
                number = skipped or parse_number(self._text[start:end].strip(" $€£¥")) is not None
                align = Qt.AlignmentFlag.AlignRight if number and column else Qt.AlignmentFlag.AlignLeft
                tallest = max(tallest, self._add((start, end), (left, y + 3), width, align))
            y += tallest + 6
            self._rules.append(y)
        return y + _PARAGRAPH_GAP

    def _add(self, place: tuple[int, int], corner: tuple[float, float], width: float, align: Qt.AlignmentFlag) -> float:
        """Lay out a piece; its height."""
        start, end = place
        layout = QTextLayout(self._text[start:end], self._font)
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


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cell in text[start:end].split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1


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
