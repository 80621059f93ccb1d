"""What the readers of flows share: their lines are cut into pages without geometry, and nothing is drawn.

Must never show more pages than a document may have.
"""

from __future__ import annotations

from collections.abc import Iterable

from muniment.document.limits import MAX_PAGES
from muniment.document.pages.page import Info
from muniment.reading.flow.flow_pages import FlowTables, PageLines, cells_of, cut, read_page
from muniment.reading.flow.text_lines import TextLine
from muniment.reading.reader import Image, InnerFile, PageReading, Unreadable


class FlowReader:
    """An open document whose text flows; the promises are those of ``Reader``. A page is at most 3,000 characters of its text.

    A reader of such a format makes the lines, names its ``media_type``, and overrides what its documents know of themselves.

    Attributes:
        pages: In order.
    """

    media_type: str

    def __init__(self, lines: Iterable[TextLine]) -> None:
        """Cut lines into pages.

        Args:
            lines: Of the whole document, in order.

        Raises:
            Unreadable: ``no-pages`` where there is no line, or ``too-large``.
        """
        self.pages = cut(lines)
        if not self.pages:
            raise Unreadable("no-pages")
        if len(self.pages) > MAX_PAGES:
            raise Unreadable("too-large")
        self.page_count = len(self.pages)
        self._tables = FlowTables(self.pages)

    def info(self) -> Info:
        """Nothing."""
        return Info()

    def page_sizes(self) -> list[tuple[float, float]]:
        """Longest line and number of lines of every page, in characters."""
        return [page.size() for page in self.pages]

    def page(self, number: int) -> PageReading:
        """Read one page, from 1.

        Args:
            number: In any order.
        """
        page = self.page_at(number)
        return PageReading(read_page(page, number), self._tables.of(number), cells=cells_of(page))

    def image(self, number: int, scale: float) -> Image:  # noqa: ARG002 - the promise of every reader
        """There is none.

        Args:
            number: Of the page, from 1.
            scale: Not looked at.

        Raises:
            Unreadable: ``no-image``, always.
        """
        self.page_at(number)
        raise Unreadable("no-image")

    def children(self) -> Iterable[InnerFile]:
        """None."""
        return ()

    def close(self) -> None:
        """Give the memory back."""
        self.pages = []

    def page_at(self, number: int) -> PageLines:
        """The lines of one page, from 1.

        Raises:
            IndexError: There is no such page.
        """
        if not 1 <= number <= self.page_count:
            raise IndexError(f"page {number} of {self.page_count}")
        return self.pages[number - 1]
