"""The role that meets hostile input: bytes in, pages and page images out.

Must never keep a page after it was sent, nor answer with more than the parent accepts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from muniment.document.pages.table import PageTables
from muniment.errors import UserError
from muniment.formats import is_flow
from muniment.reading.children import Unpacking
from muniment.reading.open import open_document
from muniment.reading.reader import Reader
from muniment.worker.child.serve import Operations, Pieces, Request
from muniment.worker.protocol.control import RequestDone
from muniment.worker.protocol.frames import MAX_UP
from muniment.worker.protocol.page_frames import encode_page, encode_tables
from muniment.worker.protocol.reading import (
    ChildrenUnpacked,
    ChildUnpacked,
    CloseDocument,
    DocumentOpened,
    DrawPage,
    OpenDocument,
    PageDrawn,
    PageRead,
    PagesRead,
    ReadPages,
    UnpackChildren,
)

MAX_SCALE = 16.0
"""Pixels a point; 1,152 dots per inch."""


class ReadRole:
    """Documents that are open, by the key that the parent gave them."""

    def __init__(self) -> None:
        self._readers: dict[int, Reader] = {}
        self._operations = operations = Operations()
        operations.on(OpenDocument, self._open)
        operations.on(ReadPages, self._read)
        operations.on(UnpackChildren, self._unpack)
        operations.on(DrawPage, self._image)
        operations.on(CloseDocument, self._close)

    def handle(self, request: Request) -> Pieces:
        """Answer a request; reading goes page by page."""
        return self._operations.handle(request)

    def _open(self, asked: OpenDocument, request: Request) -> None:
        if asked.key not in self._readers:
            self._readers[asked.key] = open_document(asked.data, asked.name)
        reader = self._readers[asked.key]
        sizes = tuple((float(width), float(height)) for width, height in reader.page_sizes())
        request.answer(DocumentOpened(reader.page_count, reader.media_type, sizes))

    def _read(self, asked: ReadPages, request: Request) -> Iterator[None]:
        reader, started = self._readers[asked.key], time.process_time()
        warnings: set[str] = set()
        for number in range(1, reader.page_count + 1):
            request.check()
            reading = reader.page(number)
            tables = PageTables(reading.tables, reading.tags, reading.cells)
            request.answer(PageRead(*encode_page(reading.page, encode_tables(tables))))
            warnings.add(reading.warning)
            del reading, tables
            yield
        codes = tuple(sorted(warnings - {""}))
        request.answer(PagesRead(reader.info(), codes, time.process_time() - started))

    def _unpack(self, asked: UnpackChildren, request: Request) -> Iterator[None]:
        unpacking = Unpacking(self._readers[asked.key].children())
        for child in unpacking:
            request.check()
            request.answer(ChildUnpacked(child.name, child.media_type, child.data))
            yield
        request.answer(ChildrenUnpacked(unpacking.left_out))

    def _image(self, asked: DrawPage, request: Request) -> None:
        reader, number = self._readers[asked.key], asked.page
        if not 1 <= number <= reader.page_count:
            raise UserError("no-page")
        if is_flow(reader.media_type):
            raise UserError("no-image")
        width, height = reader.page_sizes()[number - 1]
        largest = (MAX_UP / 4 / max(width * height, 1.0)) ** 0.5 * 0.99  # a pixel more a side must still fit
        image = reader.image(number, min(asked.scale, MAX_SCALE, largest))
        request.answer(PageDrawn(image.width, image.height, image.stride, image.data))

    def _close(self, asked: CloseDocument, request: Request) -> None:
        reader = self._readers.pop(asked.key, None)
        if reader is not None:
            reader.close()
        request.answer(RequestDone())
