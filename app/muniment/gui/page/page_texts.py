"""The text and geometry of pages, fetched from the vault when they are needed."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QFont

from muniment.document.pages.page import Box, Page, Unit
from muniment.document.pages.table import Placed
from muniment.gui.flow.flow_page import LaidOutPage
from muniment.vault.store import Vault
from muniment.worker.protocol.page_frames import decode_tables

_KEPT = 64  # pages; a page of text with its words takes about 50 kB


class PageTexts:
    """Pages of one vault, the latest ones kept."""

    def __init__(self, vault: Vault, font: QFont) -> None:
        self._vault = vault
        self._font = font
        self._pages: OrderedDict[tuple[int, int], Page] = OrderedDict()
        self._flows: OrderedDict[tuple[int, int], LaidOutPage] = OrderedDict()

    def page(self, document_id: int, number: int) -> Page:
        """A page.

        Args:
            document_id: Whose page.
            number: From 1.

        Raises:
            UserError: It is not there (any more).
        """
        key = (document_id, number)
        if key not in self._pages:
            self._pages[key] = self._vault.page(document_id, number)
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]

    def flow(self, document_id: int, number: int) -> LaidOutPage:
        """A page of a document without pages, laid out.

        Args:
            document_id: Whose page.
            number: From 1.
        """
        key = (document_id, number)
        if key not in self._flows:
            cells = self._cells(document_id, number)
            self._flows[key] = LaidOutPage(self.page(document_id, number).text, self._font, cells)
            if len(self._flows) > _KEPT:
                self._flows.popitem(last=False)
        self._flows.move_to_end(key)
        return self._flows[key]

    def _cells(self, document_id: int, number: int) -> tuple[Placed, ...]:
        """How the grids of a page place its cells; nothing for what an older program read."""
        return decode_tables(self._vault.page_tables(document_id, number)).cells

    def boxes(self, document_id: int, number: int, start: int, end: int) -> tuple[Box, ...]:
        """Where an interval of a page's text stands, in points.

        Args:
            document_id: Whose page.
            number: Of the page, from 1.
            start: Into the page's text.
            end: Half-open.
        """
        page = self.page(document_id, number)
        if page.unit is Unit.POINT:
            return page.words.boxes_within(start, end)
        return self.flow(document_id, number).boxes(start, end)

    def forget(self, document_id: int) -> None:
        """A document was read anew, or removed."""
        for kept in (self._pages, self._flows):
            for key in [key for key in kept if key[0] == document_id]:
                del kept[key]
