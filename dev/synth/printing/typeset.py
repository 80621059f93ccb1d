"""Sets one table: where labels, currency signs, figures, dots and rules stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from synth.printing.document_style import Style
from synth.tables.grid import Box, Grid, Line, Value, text_of

GAP = 14.0  # points between columns, beside the currency sign
ROW = 1.42  # row height over font size
WRAPPED = 1.15  # line height over font size inside a wrapped label


@dataclass(slots=True)
class TableSetter:
    """Draws the parts of a table.

    Attributes:
        style: Of the document.
        grid: What it says.
        canvas: Where to.
        width: Of the whole table, in points.
    """

    style: Style
    grid: Grid
    canvas: Any
    width: float
    _column: float = field(init=False)
    _label: float = field(init=False)
    _note: float = field(init=False)
    _dollar: float = field(init=False)

    def __post_init__(self) -> None:
        self._dollar = self._text(self.style.sign) + 5.0 if self.style.dollar == "apart" else 0.0
        widest = max(
            (self._text(self._shown(v, line), bold=line.bold) for line in self.grid.lines for v in line.values),
            default=0.0,
        )
        heads = max((self._text(h, bold=True) for column in self.grid.columns for h in column.head), default=0.0)
        hanging = self._text(")") if self.style.hang else 0.0
        self._column = max(widest + hanging + self._dollar, heads) + GAP
        for _, run in groupby(self.grid.columns, key=lambda column: column.group):
            columns = list(run)
            need = self._text(columns[0].group, bold=True) + GAP
            self._column = max(self._column, need / len(columns))
        self._note = 30.0 if self.grid.notes else 0.0
        free = self.width - self._column * len(self.grid.columns) - self._note
        self._label = min(free, self.width * max(self.style.label_share, 0.3))
        if free < 90:  # many columns: narrower gaps rather than no labels
            self._column = (self.width - 90 - self._note) / len(self.grid.columns)
            self._label = 90.0

    # --- measures

    def _font(self, *, bold: bool = False) -> str:
        return self.style.figures[1 if bold else 0]

    def _text(self, text: str, *, bold: bool = False) -> float:
        return float(stringWidth(text, self._font(bold=bold), self.style.table_size))

    @staticmethod
    def printed(value: Value, line: Line, style: Style) -> str:
        """The number token as it stands on the page; a currency sign that is attached is part of it."""
        text = text_of(value, line.kind, style.dash, style.minus, style.group + style.point)
        if text and line.dollar and style.dollar == "attached" and value != 0 and not isinstance(value, str):
            return f"({style.sign}{text[1:]}" if text.startswith("(") else f"{style.sign}{text}"
        return text

    def _shown(self, value: Value, line: Line) -> str:
        return self.printed(value, line, self.style)

    def _labels(self, line: Line) -> list[str]:
        indent = line.indent * self.style.indent
        found: list[str] = simpleSplit(
            line.label, self._font(bold=line.bold), self.style.table_size, self._label - indent - 6
        )
        return found or [""]

    @property
    def head_height(self) -> float:
        """In points."""
        return (1 + max((len(c.head) for c in self.grid.columns), default=0)) * self.style.table_size * ROW

    def title_height(self, small: bool) -> float:
        """In points."""
        return (len(self.grid.title) + 1.5) * (self.style.table_size + (1 if small else 3)) * ROW

    def row_height(self, line: Line) -> float:
        """In points."""
        size = self.style.table_size
        return size * ROW + (len(self._labels(line)) - 1) * size * WRAPPED + (2.5 if line.grand else 0.0)

    # --- drawing; every function takes and returns y of the last line drawn

    def draw_title(self, x: float, y: float, width: float, *, small: bool) -> float:
        """The lines of title and the scale line."""
        size = self.style.table_size + (1 if small else 3)
        for number, text in enumerate(self.grid.title):
            y -= size * 1.35
            self.canvas.setFont(self.style.body[1], size if number < 2 else size - 1.5)
            shown = text.upper() if self.style.caps and number < 2 and not small else text
            if small:
                self.canvas.drawString(x, y, shown)
            else:
                self.canvas.drawCentredString(width / 2, y, shown)
        if self.grid.scale_line:
            y -= size * 1.3
            self.canvas.setFont(self.style.body[0], self.style.table_size)
            if small:
                self.canvas.drawString(x, y, self.grid.scale_line)
            else:
                self.canvas.drawCentredString(width / 2, y, self.grid.scale_line)
        return y - size * 0.6

    def draw_continued(self, y: float, width: float) -> float:
        """The title of a second page; its columns have no heads."""
        size = self.style.table_size + 2
        y -= size * 1.35
        self.canvas.setFont(self.style.body[1], size)
        title = self.grid.title[1 if len(self.grid.title) > 1 else 0]
        self.canvas.drawCentredString(width / 2, y, f"{title.upper() if self.style.caps else title} (continued)")
        return y - size

    def _right(self, x: float, index: int) -> float:
        return x + self.width - self._column * (len(self.grid.columns) - 1 - index) - 4

    def draw_head(self, x: float, y: float) -> float:
        """Groups, then the heads of columns, aligned at the bottom."""
        size = self.style.table_size
        self.canvas.setFont(self._font(bold=True), size)
        if any(column.group for column in self.grid.columns):
            y -= size * ROW
            self._draw_groups(x, y)
        depth = max((len(column.head) for column in self.grid.columns), default=0)
        for row in range(depth):
            y -= size * 1.2
            for index, column in enumerate(self.grid.columns):
                text = (("",) * (depth - len(column.head)) + column.head)[row]
                middle = self._right(x, index) - (self._column - GAP) / 2
                self.canvas.drawCentredString(middle, y, text)
            if self._note and row == depth - 1:
                self.canvas.drawCentredString(x + self._note_middle(), y, "Note")
        if self.grid.corner:
            self.canvas.setFont(self._font(), size)
            self.canvas.drawString(x, y, self.grid.corner)
        y -= 2.5
        for index in range(len(self.grid.columns)):
            right = self._right(x, index)
            self.canvas.setLineWidth(0.6)
            self.canvas.line(right - self._column + GAP, y, right, y)
        return y

    def _note_middle(self) -> float:
        return self.width - self._column * len(self.grid.columns) - self._note / 2

    def _draw_groups(self, x: float, y: float) -> None:
        index = 0
        for group, run in groupby(self.grid.columns, key=lambda column: column.group):
            count = len(list(run))
            left = self._right(x, index) - self._column + GAP
            right = self._right(x, index + count - 1)
            if group:
                self.canvas.drawCentredString((left + right) / 2, y, group)
                self.canvas.setLineWidth(0.4)
                self.canvas.line(left, y - 2, right, y - 2)
            index += count

    def draw_row(self, line: Line, x: float, y: float, height: float, number: int) -> list[Box]:
        """One line; y is the baseline of its last line.

        Returns:
            Where each of its values stands: left, bottom, right and top in the canvas's points.
        """
        size = self.style.table_size
        labels = self._labels(line)
        if self.style.zebra and number % 2 == 0:
            self.canvas.setFillGray(0.93)
            self.canvas.rect(x, y - 3, self.width, height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        top = y + (len(labels) - 1) * size * WRAPPED
        self.canvas.setFont(self._font(bold=line.bold), size)
        for index, text in enumerate(labels):
            hanging = self.style.indent if index else 0.0
            self.canvas.drawString(
                x + line.indent * self.style.indent + hanging / 2, top - index * size * WRAPPED, text
            )
        base = y if self.style.label_last else top
        if line.values and self.style.leaders and line.label:
            self._draw_leaders(line, labels, x, base)
        if line.label in self.grid.notes:
            self.canvas.drawCentredString(x + self._note_middle(), base, self.grid.notes[line.label])
        for index, value in enumerate(line.values):
            self._draw_value(value, line, self._right(x, index), base, bare=self.grid.columns[index].bare)
        if self.style.gridlines:
            self._draw_frames(x, y, height)
        return [self._box(value, line, self._right(x, index), base) for index, value in enumerate(line.values)]

    def _box(self, value: Value, line: Line, right: float, y: float) -> Box:
        text = self._shown(value, line)
        edge = right - (self._text(")", bold=line.bold) if self.style.hang and not text.endswith(")") else 0.0)
        size = self.style.table_size
        return edge - self._text(text, bold=line.bold), y - 0.22 * size, edge, y + 0.75 * size

    def _draw_frames(self, x: float, y: float, height: float) -> None:
        self.canvas.setLineWidth(0.3)
        edges = [x - 3, *(self._right(x, i) - self._column + GAP / 2 + 4 for i in range(len(self.grid.columns)))]
        for left, right in zip(edges, [*edges[1:], self._right(x, len(self.grid.columns) - 1) + 3], strict=True):
            self.canvas.rect(left, y - 3.2, right - left, height, stroke=1, fill=0)

    def _draw_leaders(self, line: Line, labels: list[str], x: float, base: float) -> None:
        label = labels[-1] if self.style.label_last else labels[0]
        begin = x + line.indent * self.style.indent + self._text(label, bold=line.bold) + 8
        if len(labels) > 1 and self.style.label_last:
            begin += self.style.indent
        end = self._right(x, 0) - self._column + GAP - 8 - self._note
        dot = self._text(".")
        count = int((end - begin) / dot)
        if count > 3:
            self.canvas.setFont(self._font(), self.style.table_size)
            self.canvas.drawString(end - count * dot, base, "." * count)
            self.canvas.setFont(self._font(bold=line.bold), self.style.table_size)

    def _draw_value(self, value: Value, line: Line, right: float, y: float, *, bare: bool) -> None:
        text = self._shown(value, line)
        if not text:
            return
        bracket = self._text(")", bold=line.bold)
        edge = right - (bracket if self.style.hang else 0.0)
        if text.endswith(")"):
            body = text[:-1]
            edge = edge if self.style.hang else right - bracket
            self.canvas.drawRightString(edge, y, body if self.style.bracket_apart else "")
            if self.style.bracket_apart:
                self.canvas.drawString(edge, y, ")")
            else:
                self.canvas.drawRightString(edge + bracket, y, text)
        else:
            self.canvas.drawRightString(edge, y, text)
        if line.dollar and self.style.dollar == "apart" and not bare:
            self.canvas.drawString(right - self._column + GAP, y, self.style.sign)
        self._draw_rules(line, right, y)

    def _draw_rules(self, line: Line, right: float, y: float) -> None:
        size, left = self.style.table_size, right - self._column + GAP
        self.canvas.setLineWidth(0.5)
        if line.total:
            self.canvas.line(left, y + size * 0.95, right, y + size * 0.95)
        if line.grand:
            self.canvas.line(left, y - 2.2, right, y - 2.2)
            self.canvas.line(left, y - 3.8, right, y - 3.8)
