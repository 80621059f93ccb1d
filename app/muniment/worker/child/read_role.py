"""The role that meets hostile input: bytes in, pages and page images out.

Must never keep a page after it was sent, nor answer with more than the parent accepts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from muniment.document.codec import to_json
from muniment.document.pages.table import PageTables
from muniment.errors import UserError
from muniment.formats import is_flow
from muniment.reading.children import Unpacking
from muniment.reading.open import open_document
from muniment.reading.reader import Reader
from muniment.worker.child.serve import Request
from muniment.worker.protocol.frames import MAX_UP, FrameKind, Op
from muniment.worker.protocol.page_frames import encode_page, encode_tables

MAX_SCALE = 16.0
"""Pixels a point; 1,152 dots per inch."""


class ReadRole:
    """Documents that are open, by the key that the parent gave them."""

    def __init__(self) -> None:
        self._readers: dict[int, Reader] = {}
        self._operations: dict[str, Callable[[Request], Iterator[None] | None]] = {
            Op.OPEN: self._open,
            Op.READ: self._read,
            Op.CHILDREN: self._unpack,
            Op.IMAGE: self._image,
            Op.CLOSE: self._close,
        }

    def handle(self, request: Request) -> Iterator[None] | None:
        """Answer a request; reading goes page by page."""
        return self._operations[request.op](request)

    def _open(self, request: Request) -> None:
        key = int(request.head["key"])
        if key not in self._readers:
            self._readers[key] = open_document(request.blob, str(request.head["name"]))
        reader = self._readers[key]
        request.answer(
            FrameKind.DONE,
            {
                "pages": reader.page_count,
                "media_type": reader.media_type,
                "sizes": [list(size) for size in reader.page_sizes()],
            },
        )

    def _read(self, request: Request) -> Iterator[None]:
        reader, started = self._readers[int(request.head["key"])], time.process_time()
        warnings: set[str] = set()
        for number in range(1, reader.page_count + 1):
            request.check()
            reading = reader.page(number)
            tables = PageTables(reading.tables, reading.tags, reading.cells)
            head, blob = encode_page(reading.page, encode_tables(tables))
            request.answer(FrameKind.PAGE, head, blob)
            warnings.add(reading.warning)
            del reading, tables, head, blob
            yield
        told = {"info": to_json(reader.info()), "warnings": sorted(warnings - {""})}
        request.answer(FrameKind.DONE, {**told, "seconds": time.process_time() - started})

    def _unpack(self, request: Request) -> Iterator[None]:
        unpacking = Unpacking(self._readers[int(request.head["key"])].children())
        for child in unpacking:
            request.check()
            request.answer(FrameKind.CHILD, {"name": child.name, "media_type": child.media_type}, child.data)
            yield
        request.answer(FrameKind.DONE, {"left_out": unpacking.left_out})

    def _image(self, request: Request) -> None:
        reader, number = self._readers[int(request.head["key"])], int(request.head["page"])
        if not 1 <= number <= reader.page_count:
            raise UserError("There is no such page.", code="no-page")
        if is_flow(reader.media_type):
            raise UserError("A flow has no pages to draw.", code="no-image")
        width, height = reader.page_sizes()[number - 1]
        largest = (MAX_UP / 4 / max(width * height, 1.0)) ** 0.5 * 0.99  # a pixel more a side must still fit
        image = reader.image(number, min(float(request.head["scale"]), MAX_SCALE, largest))
        size = {"width": image.width, "height": image.height, "stride": image.stride}
        request.answer(FrameKind.DONE, size, image.data)

    def _close(self, request: Request) -> None:
        reader = self._readers.pop(int(request.head["key"]), None)
        if reader is not None:
            reader.close()
        request.answer(FrameKind.DONE)
