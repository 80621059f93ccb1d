"""Lays text and tables out on PDF pages, and notes on which page each figure landed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from synth.printing.document_style import Style
from synth.printing.typeset import TableSetter
from synth.tables.grid import Box, Grid, Kind, Line, Truth

LEADING = 1.28  # line height over font size


def register_fonts() -> None:
    """Make the embedded fonts known; they ship with reportlab."""
    for name in ("Vera", "VeraBd"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


class PieceCanvas(Canvas):  # type: ignore[misc]  # reportlab is not typed
    """A canvas that places words, or even glyphs, each by itself, as many programs do that make PDFs.

    Attributes:
        pieces: "lines", "words" or "glyphs".
    """

    pieces = "lines"

    def drawString(self, x: float, y: float, text: str, *more: Any, **options: Any) -> None:  # noqa: N802 - reportlab's
        """Draw text in pieces."""
        if self.pieces == "lines":
            super().drawString(x, y, text, *more, **options)
            return
        run = self.beginText()
        for piece in re.findall(r"\s|\S+" if self.pieces == "words" else r".", text):
            if not piece.isspace():
                run.setTextOrigin(x, y)
                run.textOut(piece)
            x += pdfmetrics.stringWidth(piece, self._fontname, self._fontsize)
        self.drawText(run)

    def drawRightString(self, x: float, y: float, text: str, *more: Any, **options: Any) -> None:  # noqa: N802
        """Draw text that ends at x."""
        width = pdfmetrics.stringWidth(text, self._fontname, self._fontsize)
        self.drawString(x - width, y, text, *more, **options)

    def drawCentredString(self, x: float, y: float, text: str, *more: Any, **options: Any) -> None:  # noqa: N802
        """Draw text on both sides of x."""
        width = pdfmetrics.stringWidth(text, self._fontname, self._fontsize)
        self.drawString(x - width / 2, y, text, *more, **options)


@dataclass(slots=True, kw_only=True)
class Printer:
    """A PDF in the making.

    Attributes:
        style: How it looks.
        scale: What money is printed in.
        running: Text at the head of each page but the first; empty for none.
        title: Of the metadata.
        author: Of the metadata.
        encrypt: Passed on to reportlab.
        page: Number of the page in hand, from 1; 0 before the first.
        y: Where the next line goes, in points from the bottom.
        truths: Graded figures so far.
        headings: Printed page label of each heading so far.
        prefix: Of the printed page labels; "none" prints none.
    """

    style: Style
    scale: int
    running: str = ""
    title: str = ""
    author: str = ""
    encrypt: Any = None
    page: int = 0
    y: float = 0.0
    truths: list[Truth] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    _buffer: BytesIO = field(default_factory=BytesIO)
    _canvas: Any = None
    _rotated: bool = False
    _label_base: int = 0
    _next_labels: tuple[int, str] | None = None

    def __post_init__(self) -> None:
        register_fonts()
        self._canvas = PieceCanvas(
            self._buffer, pagesize=self.style.size, invariant=1, pageCompression=1, encrypt=self.encrypt
        )
        self._canvas.pieces = self.style.pieces
        self._canvas.setTitle(self.title)
        self._canvas.setAuthor(self.author)
        self._canvas.setCreator("docmaker")

    # --- pages

    @property
    def canvas(self) -> Any:
        """The reportlab canvas, for what is drawn freely."""
        return self._canvas

    @property
    def width(self) -> float:
        """Of the page as displayed, in points."""
        return self.style.size[1] if self._rotated else self.style.size[0]

    @property
    def height(self) -> float:
        """Of the page as displayed, in points."""
        return self.style.size[0] if self._rotated else self.style.size[1]

    @property
    def measure(self) -> float:
        """Width between the margins, in points."""
        return self.width - 2 * self.style.margin

    def number_from_here(self, style: str | None, prefix: str = "") -> None:
        """Begin a range of page labels with the next page: "arabic", "roman" or None."""
        names = {"arabic": "ARABIC", "roman": "ROMAN_LOWER"}
        self._canvas.addPageLabel(self.page, names.get(style or ""), 1, prefix or None)
        self._next_labels = self.page, prefix if style == "arabic" else "none"
        self.y = 0.0  # whatever comes next begins that page

    def new_page(self, *, rotated: bool = False) -> None:
        """End the page in hand and begin one."""
        if self.page:
            self._end_page()
        self.page += 1
        if self._next_labels:
            (self._label_base, self.prefix), self._next_labels = self._next_labels, None
        self._rotated = rotated
        self._canvas.setPageSize(self.style.size[::-1] if rotated else self.style.size)  # of the page as displayed
        self._canvas.setPageRotation(90 if rotated else 0)
        if rotated:  # draw upright on the page as displayed
            self._canvas.transform(0, 1, -1, 0, self.style.size[0], 0)
        self.y = self.height - self.style.margin
        if self.running and self.page > 1:
            self._canvas.setFont(self.style.body[0], 7.5)
            self._canvas.drawString(self.style.margin, self.height - self.style.margin * 0.6, self.running)

    def _end_page(self) -> None:
        label = self.page_label()
        if label:
            self._canvas.setFont(self.style.body[0], 8.5)
            self._canvas.drawCentredString(self.width / 2, self.style.margin * 0.55, label)
        self._canvas.showPage()

    def page_label(self) -> str:
        """The printed number of the page in hand; empty on the cover and in the contents."""
        if self.prefix == "none":
            return ""
        return f"{self.prefix}{self.page - self._label_base}"

    def room(self, points: float) -> None:
        """Begin a new page unless so much is left on this one."""
        if self.y - points < self.style.margin:
            self.new_page()

    def finish(self) -> bytes:
        """The document."""
        self._end_page()
        self._canvas.save()
        return self._buffer.getvalue()

    # --- text

    def heading(self, text: str, level: int = 0) -> None:
        """A heading, with an entry in the outline."""
        size = (13.0, 11.5, self.style.text_size)[level]
        self.room(size * 7)
        key = f"h{len(self.headings)}-{self.page}"
        self.headings[text] = self.page_label() or str(self.page)
        self._canvas.bookmarkPage(key)
        if level < 2:
            self._canvas.addOutlineEntry(text, key, level, closed=level > 0)
        self.y -= size * (0.6 if level else 0.2)
        shown = text.upper() if level == 0 and self.style.caps else text
        self.lines(shown, font=self.style.body[1], size=size)
        self.y -= size * 0.35

    def lines(self, text: str, *, font: str, size: float, centred: bool = False, indent: float = 0.0) -> None:
        """Wrapped lines of text; goes to a new page where this one ends."""
        for line in simpleSplit(text, font, size, self.measure - indent):
            self.room(size * LEADING)
            self.y -= size * LEADING
            self._canvas.setFont(font, size)
            if centred:
                self._canvas.drawCentredString(self.width / 2, self.y, line)
            else:
                self._canvas.drawString(self.style.margin + indent, self.y, line)

    def paragraph(self, text: str) -> None:
        """A paragraph of prose."""
        size = self.style.text_size
        self.room(size * LEADING * 2)  # no first line alone at the foot of a page
        self.lines(text, font=self.style.body[0], size=size)
        self.y -= size * 0.75

    def centred(self, text: str, size: float, *, bold: bool = False) -> None:
        """Centred lines."""
        self.lines(text, font=self.style.body[1 if bold else 0], size=size, centred=True)

    def contents(self, entries: list[tuple[str, str]]) -> None:
        """Lines with dots and page numbers."""
        size, font = self.style.text_size, self.style.body[0]
        right = self.width - self.style.margin
        for text, page in entries:
            self.room(size * 1.7)
            self.y -= size * 1.7
            self._canvas.setFont(font, size)
            self._canvas.drawString(self.style.margin, self.y, text)
            self._canvas.drawRightString(right, self.y, page)
            begin = self.style.margin + pdfmetrics.stringWidth(text, font, size) + 6
            end = right - pdfmetrics.stringWidth(page, font, size) - 6
            dots = "." * int((end - begin) / pdfmetrics.stringWidth(".", font, size) / 1.5)
            self._canvas.drawString(begin, self.y, " ".join(dots)[: len(dots)])

    # --- tables

    def table(self, grid: Grid, *, small_title: bool = False) -> None:
        """A table; figures of a graded one are noted with their page."""
        setter = TableSetter(self.style, grid, self._canvas, self.measure)
        height = setter.title_height(small_title) + setter.head_height
        rows = [setter.row_height(line) for line in grid.lines]
        need = min(height + sum(rows), self.height - 2 * self.style.margin) if not grid.breaks else height + 80
        if self.y - need < self.style.margin:
            self.new_page(rotated=self._rotated)
        self.y = setter.draw_title(self.style.margin, self.y, self.width, small=small_title)
        self.y = setter.draw_head(self.style.margin, self.y)
        breaks = grid.breaks
        for number, line in enumerate(grid.lines):
            full = self.y - rows[number] < self.style.margin
            if full or (breaks and number == breaks):
                breaks = 0  # a page that is full breaks the table by itself
                self.new_page(rotated=self._rotated)
                if not full or grid.repeats or grid.breaks:
                    self.y = setter.draw_continued(self.y, self.width)
                if grid.repeats:
                    self.y = setter.draw_head(self.style.margin, self.y)
            self.y -= rows[number]
            drawn = setter.draw_row(line, self.style.margin, self.y, rows[number], number)
            if grid.graded:
                boxes = [(left, self.height - top, right, self.height - bottom) for left, bottom, right, top in drawn]
                self.truths += truths_of(grid, line, self.style, self.scale, self.page, boxes)
        self.y -= self.style.table_size


def truths_of(  # noqa: PLR0917 - a line, and where it was printed
    grid: Grid, line: Line, style: Style, scale: int, page: int, boxes: Sequence[Box] = ()
) -> list[Truth]:
    """What a line of a graded table says.

    Args:
        grid: The table.
        line: Of it.
        style: It is printed in.
        scale: Of its money.
        page: It is printed on.
        boxes: Of its values; empty where there are no pages.
    """
    found = []
    for number, (column, value) in enumerate(zip(grid.columns, line.values, strict=False)):  # a heading has no values
        if not line.concept or column.end is None or not isinstance(value, int | Decimal) or value == 0:
            continue
        amount = abs(Decimal(value)) if line.absolute else Decimal(value)
        amount *= 1 if line.kind is Kind.PER_SHARE else scale
        printed = TableSetter.printed(value, line, style)
        box = boxes[number] if boxes else None
        found.append(Truth(line.concept, column.end, column.months, amount, page, printed, box, label=line.label))
    return found
