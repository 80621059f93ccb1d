"""The text of a Word document in its own order: paragraphs, and rows of cells.

python-docx walks the body in order, too, but passes over what stands in content controls, in tracked insertions and in
text boxes; so the walk over the elements is ours. Must never give deleted or hidden text, nor a merged cell twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn

from muniment.reading.common.characters import clean
from muniment.reading.common.element import Element, as_element
from muniment.reading.common.file_metadata import softly
from muniment.reading.flow.docx_heads import page_heads
from muniment.reading.flow.tab_rows import TabLine, tab_lines
from muniment.reading.flow.text_lines import CellText, TextLine

_HEADING = re.compile(r"^heading ([1-9])$", re.IGNORECASE)

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _MATH, _SYMBOL, _RUN = qn("w:t"), qn("m:t"), qn("w:sym"), qn("w:r")
_BOX = qn("w:txbxContent")
_VALUE = qn("w:val")
_OFF = ("0", "false", "off")
_AS_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}
_CONTENTS = re.compile(r"^toc \d$", re.IGNORECASE)
# Content controls, tracked insertions and the like: as if they were not there.
_SEE_THROUGH = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")
)
# Deleted text, the second copy of a drawing for old programs, properties, and text boxes, which are read on their own.
_PASS_OVER = frozenset(
    [*(qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:txbxContent")),
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)  # fmt: skip


def story(document: Document) -> Iterator[TextLine]:
    """The text of a document opened by python-docx, in its own order; the heads of its pages stand before their sections."""
    heads: list[list[str]] = softly(lambda: list(page_heads(document, lambda each: "".join(_pieces(each)))), [])
    walk = _Story(softly(lambda: _Styles(document), _Styles()), heads)
    yield from (TextLine(line.text) for line in walk.next_heads())
    yield from walk.blocks(as_element(document.element.body))


class _Styles:
    """What the styles of paragraphs say: the levels of headings, tab stops, and which lines are contents."""

    def __init__(self, document: Document | None = None) -> None:
        self.levels: dict[str, int] = {}
        self.stops: dict[str, tuple[int, ...]] = {}
        self.listed: set[str] = set()
        self.pitch = 720
        if document is None:
            return
        self.levels = _levels(document)
        self.pitch = softly(lambda: _pitch(document), 720)
        for style in as_element(document.styles.element).iter(qn("w:style")):
            name, code = style.find(qn("w:name")), style.get(qn("w:styleId"), "")
            if name is not None and _CONTENTS.match(name.get(_VALUE, "")):
                self.listed.add(code)
            self.stops[code] = _stops(style.find(qn("w:pPr")))


def _pitch(document: Document) -> int:
    """Twips from one usual tab stop to the next."""
    found = as_element(document.settings.element).find(qn("w:defaultTabStop"))
    value = found.get(_VALUE, "") if found is not None else ""
    return max(1, int(value)) if value.isdecimal() and len(value) < 6 else 720


def _stops(properties: Element | None) -> tuple[int, ...]:
    """The tab stops of a paragraph or a style, in twips."""
    tabs = properties.find(qn("w:tabs")) if properties is not None else None
    if tabs is None:
        return ()
    places = [tab.get(qn("w:pos"), "") for tab in tabs if tab.get(_VALUE, "") not in ("clear", "bar", "num")]
    return tuple(sorted(int(place) for place in places if place.isdecimal() and len(place) < 6))


def _levels(document: Document) -> dict[str, int]:
    """The heading level of every style that has one."""
    levels: dict[str, int] = {}
    for style in as_element(document.styles.element).iter(qn("w:style")):
        name, properties = style.find(qn("w:name")), style.find(qn("w:pPr"))
        match = _HEADING.match(name.get(_VALUE, "")) if name is not None else None
        level = int(match[1]) - 1 if match else _outline_level(properties)
        if level is not None:
            levels[style.get(qn("w:styleId"), "")] = level
    return levels


def _outline_level(properties: Element | None) -> int | None:
    """0 to 8; 9 is body text."""
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    value = found.get(_VALUE, "") if found is not None else ""
    return int(value) if value in {"0", "1", "2", "3", "4", "5", "6", "7", "8"} else None


class _Story:
    """A walk over the elements; it counts the tables."""

    def __init__(self, styles: _Styles, heads: list[list[str]]) -> None:
        self._styles = styles
        self._heads = list(heads)
        self._tables = 0

    def next_heads(self) -> list[TabLine]:
        """What stands over the pages of the section that begins."""
        return [TabLine((line,)) for line in self._heads.pop(0)] if self._heads else []

    def blocks(self, parent: Element) -> Iterator[TextLine]:
        waiting: list[TabLine] = []
        for element in _children(parent, (_PARAGRAPH, _TABLE)):
            if element.tag == _TABLE:
                yield from self._taken(waiting)
                yield from self._table(element)
                continue
            properties = element.find(qn("w:pPr"))
            waiting += self._paragraph(element, properties)
            for box in _boxes(element):
                yield from self._taken(waiting)
                yield from self.blocks(box)
            if properties is not None and properties.find(qn("w:sectPr")) is not None:
                waiting += self.next_heads()
        yield from self._taken(waiting)

    def _taken(self, waiting: list[TabLine]) -> Iterator[TextLine]:
        """The lines that wait, which wait no longer."""
        lines, waiting[:] = list(waiting), []
        return tab_lines(lines, self._next_table)

    def _next_table(self) -> int:
        self._tables += 1
        return self._tables

    def _paragraph(self, paragraph: Element, properties: Element | None) -> Iterator[TabLine]:
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        code = style.get(_VALUE, "") if style is not None else ""
        level = self._level(properties, code)
        stops = _stops(properties) or self._styles.stops.get(code, ())
        listed = code in self._styles.listed
        for part in "".join(_pieces(paragraph)).split("\n"):
            pieces = tuple(_tidy(piece) for piece in part.rstrip().split("\t"))
            if any(pieces):
                yield TabLine(pieces, level, stops, self._styles.pitch, listed)

    def _level(self, properties: Element | None, code: str) -> int | None:
        own = _outline_level(properties)
        return self._styles.levels.get(code) if own is None else own

    def _table(self, table: Element) -> Iterator[TextLine]:
        number = self._next_table()
        within: list[Element] = []
        for row in _children(table, (_ROW,)):
            properties = row.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                continue
            cells = list(_cells(row))
            line = _row(cells, number)
            if line is not None:
                yield line
            within += [inner for cell, _, _ in cells for inner in _children(cell, (_TABLE,))]
        for inner in within:
            yield from self._table(inner)


def _children(parent: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _SEE_THROUGH:
            yield from _children(child, tags)


def _cells(row: Element) -> Iterator[tuple[Element, int, int]]:
    """Cell, column and span; a merged cell once, where it begins."""
    properties = row.find(qn("w:trPr"))
    column = _number(properties, "w:gridBefore", 0)
    for cell in _children(row, (_CELL,)):
        properties = cell.find(qn("w:tcPr"))
        span = max(1, _number(properties, "w:gridSpan", 1))
        if not any(_goes_on(properties, name) for name in ("w:vMerge", "w:hMerge")):
            yield cell, column, span
        column += span


def _number(properties: Element | None, name: str, otherwise: int) -> int:
    found = properties.find(qn(name)) if properties is not None else None
    value = found.get(_VALUE, "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else otherwise


def _goes_on(properties: Element | None, name: str) -> bool:
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and found.get(_VALUE, "continue") != "restart"


def _row(cells: list[tuple[Element, int, int]], table: int) -> TextLine | None:
    texts: list[str] = []
    places: list[CellText] = []
    at = 0
    for cell, column, span in cells:
        text = _tidy(" ".join("".join(_pieces(paragraph)) for paragraph in _cell_paragraphs(cell)))
        if text:
            texts.append(text)
            places.append(CellText(at, at + len(text), column, span))
            at += len(text) + 1
    return TextLine("\t".join(texts), None, table, tuple(places)) if texts else None


def _cell_paragraphs(cell: Element) -> Iterator[Element]:
    for paragraph in _children(cell, (_PARAGRAPH,)):
        yield paragraph
        for box in _boxes(paragraph):
            yield from _children(box, (_PARAGRAPH,))


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, each once."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _PASS_OVER:
            yield from _boxes(child)


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in (_TEXT, _MATH):
            yield child.text or ""
        elif tag in _AS_TEXT:
            yield _AS_TEXT[tag]
        elif tag == _SYMBOL:
            yield _symbol(child.get(qn("w:char"), ""))
        elif tag not in _PASS_OVER and not (tag == _RUN and _hidden(child)):
            yield from _pieces(child)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _hidden(run: Element) -> bool:
    properties = run.find(qn("w:rPr"))
    found = properties.find(qn("w:vanish")) if properties is not None else None
    return found is not None and found.get(_VALUE, "1") not in _OFF


def _tidy(text: str) -> str:
    return " ".join(clean(text).split())
