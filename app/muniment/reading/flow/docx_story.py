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
from muniment.reading.flow.text_lines import CellText, TextLine

_HEADING = re.compile(r"^heading ([1-9])$", re.IGNORECASE)

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _MATH, _SYMBOL, _RUN = qn("w:t"), qn("m:t"), qn("w:sym"), qn("w:r")
_BOX = qn("w:txbxContent")
_VALUE = qn("w:val")
_OFF = ("0", "false", "off")
_AS_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
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
    """The text of a document opened by python-docx, in its own order."""
    yield from _Story(softly(lambda: _levels(document), {})).blocks(as_element(document.element.body))


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

    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = levels
        self._tables = 0

    def blocks(self, parent: Element) -> Iterator[TextLine]:
        for element in _children(parent, (_PARAGRAPH, _TABLE)):
            yield from self._paragraph(element) if element.tag == _PARAGRAPH else self._table(element)

    def _paragraph(self, paragraph: Element) -> Iterator[TextLine]:
        level = self._level(paragraph.find(qn("w:pPr")))
        for part in "".join(_pieces(paragraph)).split("\n"):
            text = _tidy(part)
            if text:
                yield TextLine(text, level)
        for box in _boxes(paragraph):
            yield from self.blocks(box)

    def _level(self, properties: Element | None) -> int | None:
        if properties is None:
            return None
        own = _outline_level(properties)
        style = properties.find(qn("w:pStyle"))
        return own if own is not None or style is None else self._levels.get(style.get(_VALUE, ""))

    def _table(self, table: Element) -> Iterator[TextLine]:
        self._tables += 1
        number, within = self._tables, []
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
