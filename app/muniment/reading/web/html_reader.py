"""Web pages and inline XBRL: text and tables in the page's own order, cut into pages that have no geometry.

Must never fetch what a page refers to, show what it hides, or trust its size.
"""

from __future__ import annotations

from dataclasses import replace

from muniment.document.pages.page import Info, OutlineEntry
from muniment.document.pages.tag import MAX_TEXT, Tag
from muniment.document.text.number_text import parse_number
from muniment.formats import of_id
from muniment.reading.common.file_metadata import MAX_HEADINGS, tidy
from muniment.reading.flow.flow_pages import PageLines, headings
from muniment.reading.flow.flow_reader import FlowReader
from muniment.reading.flow.text_lines import TextLine
from muniment.reading.layout.page_rows import look
from muniment.reading.reader import PageReading
from muniment.reading.web.ixbrl import InlineTags
from muniment.reading.web.markup import parse
from muniment.reading.web.markup_names import element_name
from muniment.reading.web.web_story import WebStory

_BRACKETS = {"(": ")", "[": "]"}


class HtmlReader(FlowReader):
    """An open web page."""

    media_type = of_id("html").media_type

    def __init__(self, data: bytes) -> None:
        root = parse(data)
        story = WebStory(root)
        super().__init__(story.lines())
        self._elements = story.elements
        self._inline = InlineTags(root)
        title = next((e.text for e in root.iter() if element_name(e) == "title" and e.text), "")
        listed = [OutlineEntry(tidy(text), level, page) for text, level, page in headings(self.pages)]
        self._info = Info(title=tidy(title), outline=tuple(listed[:MAX_HEADINGS]))

    def info(self) -> Info:
        """The title, and the headings with the pages that they stand on."""
        return self._info

    def page(self, number: int) -> PageReading:
        """Read one page with its tags; those that are not displayed are on the first.

        Args:
            number: From 1.
        """
        tags = self._tags(self.page_at(number), number)
        if number == 1:
            tags += self._inline.hidden(self._elements)
        return replace(super().page(number), tags=tuple(tags))

    def close(self) -> None:
        """Give the memory back."""
        super().close()
        self._elements = []

    def _tags(self, page: PageLines, number: int) -> list[Tag]:
        found: list[Tag] = []
        for at, line in page.placed():
            for mark in line.marks:
                tag = self._inline.read(self._elements[mark.key])
                if tag is not None:
                    start, end = token(line, mark.start, mark.end)
                    quote = line.text[start:end]
                    if len(quote) <= MAX_TEXT:
                        found.append(replace(tag, page=number, start=at + start, end=at + end, quote=quote))
        return found


def token(line: TextLine, start: int, end: int) -> tuple[int, int]:
    """The number that a tagged piece of a line is or is in, with its own sign or brackets; else the piece itself.

    Args:
        line: That the piece stands in.
        start: Into the line's text.
        end: Half-open.
    """
    text = line.text
    for cell in line.cells:
        if cell.start <= start and end <= cell.end:
            number = look(text[cell.start : cell.end])[1]
            if number is not None and cell.start + number[0] <= start and end <= cell.start + number[1]:
                return cell.start + number[0], cell.start + number[1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and _BRACKETS.get(before) == after and parse_number(text[start - 1 : end + 1]) is not None:
        return start - 1, end + 1
    if before in ("-", "−", "–") and parse_number(text[start - 1 : end]) is not None:
        return start - 1, end
    return start, end
