"""The text of a web page in its own order: paragraphs, rows of cells, and where its inline tags stand.

Must never give what is not displayed, nor walk deeper or wider than a document goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.entities import name2codepoint
from itertools import count

from muniment.reading.common.element import Element
from muniment.reading.flow.line_builder import LineBuilder
from muniment.reading.flow.text_lines import TextLine
from muniment.reading.layout.page_rows import SegmentKind, look
from muniment.reading.reader import Unreadable
from muniment.reading.web.css_rules import Style, Styles
from muniment.reading.web.markup_names import element_name
from muniment.reading.web.preformatted import preformatted_lines
from muniment.reading.web.web_table import MAX_COLUMNS, WebCell, table_lines

MAX_DEPTH = 300  # of elements; the parsers stop at 256
MAX_CELLS = 1_000_000
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
))  # fmt: skip
_NOT_TEXT = frozenset((
    "applet", "audio", "canvas", "datalist", "embed", "head", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "title", "video", "ix:header", "ix:hidden", "ix:references", "ix:resources",
))  # fmt: skip
_LONGEST_AMOUNT = 40  # characters
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_HEADINGS = {f"h{n}": n - 1 for n in range(1, 7)}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class WebStory:
    """The lines of a page, and the inline tags that were met on the way.

    Attributes:
        elements: Inline tags that are displayed; the key of a mark is an index into them.

    Args:
        root: Of the page, as lxml parsed it.
    """

    def __init__(self, root: Element) -> None:
        self.elements: list[Element] = []
        self._root = root
        self._styles = Styles(root)
        self._line = LineBuilder()
        self._level: int | None = None
        self._ready: list[TextLine] = []
        self._numbers = count(1)  # of tables
        self._cells = 0
        self._in_cell = 0
        self._indent = 0.0  # of the cell that is being read

    def lines(self) -> Iterator[TextLine]:
        """The lines in order.

        Raises:
            Unreadable: ``too-large``: more cells than a document holds.
        """
        for child in [self._root] if element_name(self._root) != "html" else self._root:
            self._visit(child, 0)
            self._end_line()
            yield from self._ready
            self._ready.clear()

    def _visit(self, element: Element, depth: int) -> None:
        name = element_name(element)
        if not name:
            self._line.add(_entity(element))
            return
        style = self._styles.of(element)
        if name in _NOT_TEXT or style.hidden or depth > MAX_DEPTH:
            return
        if name == "br":
            self._end_line()
        elif name == "table" and not self._in_cell and not _is_frame(element):
            self._table(element, depth)
        elif name == "pre" and not self._in_cell:
            self._end_line()
            self._ready += preformatted_lines(element, self._numbers)
        elif _is_block(name, style):
            self._block(element, name, style, depth)
        else:
            self._inline(element, name, depth)

    def _block(self, element: Element, name: str, style: Style, depth: int) -> None:
        self._end_line()
        before, self._level = self._level, _HEADINGS.get(name, self._level)
        if self._in_cell and not self._line.length:
            self._indent += style.indent
        self._children(element, depth)
        self._end_line()
        self._level = before

    def _inline(self, element: Element, name: str, depth: int) -> None:
        is_tag = name in ("ix:nonfraction", "ix:nonnumeric")
        if name == "sup" and element.text and element.text.strip().isdigit() and self._line.text[-1:].isdigit():
            self._line.add(element.text.strip().translate(_SUPERSCRIPTS))  # or it would read as more digits
            return
        if not is_tag:
            self._children(element, depth)
            return
        key = len(self.elements)
        self.elements.append(element)
        self._line.open(key)
        self._children(element, depth)
        self._line.close(key)

    def _children(self, element: Element, depth: int) -> None:
        if element.text:
            self._line.add(element.text)
        for child in element:
            self._visit(child, depth + 1)
            if child.tail:
                self._line.add(child.tail)

    def _end_line(self) -> None:
        if self._in_cell:
            self._line.space()
            return
        text, marks = self._line.take()
        if text:
            self._ready.append(TextLine(text, self._level, marks=marks))

    # Tables

    def _table(self, table: Element, depth: int) -> None:
        self._end_line()
        rows: list[list[WebCell]] = []
        nests = _has_table(table)
        beneath: list[Element] = []  # rows that hold tables of their own, such as footnotes
        reach: dict[int, int] = {}  # columns that cells from above reach into, and for how many rows
        for row in _rows(table):
            if element_name(row) == "caption":
                self._block(row, "caption", Style(), depth)
                continue
            if nests and _frames(row):
                beneath.append(row)
                reach = {}
            elif not self._styles.of(row).hidden:
                cells, reach = self._row(row, reach, depth)
                rows.append(cells)
        self._ready += table_lines(rows, next(self._numbers))
        for row in beneath:
            self._visit(row, depth + 1)
            self._end_line()

    def _row(self, row: Element, reach: Mapping[int, int], depth: int) -> tuple[list[WebCell], dict[int, int]]:
        cells: list[WebCell] = []
        below = {column: left - 1 for column, left in reach.items() if left > 1}
        column = 0
        for cell in row:
            if element_name(cell) not in _CELLS:
                continue
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise Unreadable("too-large")
            style = self._styles.of(cell)
            if style.hidden:
                continue
            while column in reach:
                column += 1
            column = min(column, MAX_COLUMNS)
            span = min(_count(cell.get("colspan")), MAX_COLUMNS)
            down = _count(cell.get("rowspan"))
            for covered in range(column, min(column + span, MAX_COLUMNS)) if down > 1 else ():
                below[covered] = max(down - 1, below.get(covered, 0))
            found = self._cell(cell, style, column, span, depth)
            if found is not None:
                cells.append(found)
            column += span
        return cells, below

    def _cell(self, cell: Element, style: Style, column: int, span: int, depth: int) -> WebCell | None:
        if not len(cell) and not (cell.text and cell.text.strip()):
            return None
        outer, self._line = self._line, LineBuilder()
        self._line.borrow(outer)
        self._in_cell += 1
        self._indent = style.indent
        self._children(cell, depth + 3)
        indent = self._indent + self._line.indent
        text, marks = self._line.take()
        self._in_cell -= 1
        outer.borrow(self._line)
        self._line = outer
        if not text:
            return None
        return WebCell(text, column, span, max(indent, 0.0), _is_raised(cell, text), marks)


def _is_block(name: str, style: Style) -> bool:
    return style.display == "block" or (name in _BLOCKS and style.display != "inline")


def _is_frame(table: Element) -> bool:
    """Whether a table only lays out other tables: it has fewer than two rows with amounts of its own."""
    if not _has_table(table):
        return False
    amounts = 0
    for row in _rows(table):
        if element_name(row) == "tr" and not _has_table(row):
            cells = [cell for cell in row if element_name(cell) in _CELLS]
            amounts += len(cells) > 1 and any(_is_amount(cell) for cell in cells[1:])
            if amounts > 1:
                return False
    return True


def _is_amount(cell: Element) -> bool:
    text = " ".join("".join(cell.itertext()).split())
    return 0 < len(text) < _LONGEST_AMOUNT and look(text)[0] is SegmentKind.NUMBER


def _has_table(element: Element) -> bool:
    return next(element.iterdescendants("{*}table"), None) is not None


def _frames(row: Element) -> bool:
    """Whether a row holds a table and no words beside it."""
    return _has_table(row) and not any("".join(cell.itertext()).strip() for cell in row if not _has_table(cell))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        name = element_name(child)
        if name in ("tr", "caption"):
            yield child
        elif name in _SECTIONS:
            yield from (row for row in child if element_name(row) == "tr")


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.strip().isdecimal() and len(text) < 6 else 1


def _is_raised(cell: Element, text: str) -> bool:
    raised = "".join("".join(each.itertext()) for each in cell.iter() if element_name(each) == "sup")
    return bool(raised) and raised.split() == text.split()


def _entity(element: Element) -> str:
    """What an entity of HTML stands for; one that the page declares itself is not resolved."""
    code = name2codepoint.get(str(getattr(element, "name", None) or ""))
    return chr(code) if code else ""
