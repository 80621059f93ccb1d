"""PDF through pdfium: words, tables and page images.

Must never keep anything of a page that has been read, except what links its tables with the next one's.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from math import sqrt

import pypdfium2_raw as pdfium

from muniment.document.limits import MAX_PAGES
from muniment.document.pages.page import Info, PackedWords, Page, Source, Unit
from muniment.document.pages.table import Table
from muniment.formats import of_id
from muniment.reading.pdf.pdf_structure import embedded_files, read_info
from muniment.reading.pdf.pdf_words import MAX_SIDE, PageWords, page_words, plain_text
from muniment.reading.pdf.sideways import arranged
from muniment.reading.reader import Image, InnerFile, PageReading, Unreadable
from muniment.reading.tables.continued_tables import link
from muniment.reading.tables.page_tables import page_tables

MAX_PIXELS = 40_000_000  # 160 MB a picture
LETTER = (612.0, 792.0)  # points; for pages whose size cannot be read

# The library's own calls, without the helpers that pypdfium2 wraps around them: those were a fifth of a reader's start (measured).
pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))

_PLACE = re.compile(rb"startxref\s+\d+\s*$")


class PdfReader:
    """An open PDF; the promises are those of ``Reader``."""

    media_type = of_id("pdf").media_type

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: object = _open(data)
        self.page_count = int(pdfium.FPDF_GetPageCount(self._document))
        if not 0 < self.page_count <= MAX_PAGES:
            self.close()
            raise _wrong_count(self.page_count)
        self._last: tuple[int, tuple[Table, ...]] = (0, ())

    def info(self) -> Info:
        """Outline, labels, attachments, metadata and permissions, as far as they can be read."""
        return read_info(self._document, self._data, self.page_count)

    def page_sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page as displayed, in points; US Letter where a page does not say."""
        return [self._size(index) for index in range(self.page_count)]

    def page(self, number: int) -> PageReading:
        """Read one page; one that cannot be read comes back without text, and with a warning.

        Args:
            number: From 1.
        """
        self._check(number)
        try:
            with self._loaded(number) as page:
                read = page_words(page)
        except ValueError:
            width, height = self._size(number - 1)
            return PageReading(
                Page(number, width, height, Unit.POINT, Source.TEXT, "", PackedWords()), warning="damaged-page"
            )
        rows = arranged(read)
        tables = link(self._before(number), page_tables(rows, number))
        self._last = number, tables
        return PageReading(
            Page(number, read.width, read.height, Unit.POINT, Source.TEXT, rows.text, rows.words), tables
        )

    def _before(self, number: int) -> tuple[Table, ...]:
        """The tables of the page before, if that was the last one read."""
        last, tables = self._last
        return tables if last == number - 1 else ()

    def words(self, number: int) -> PageWords:
        """Only the words of a page, for measuring.

        Args:
            number: From 1.

        Raises:
            ValueError: The page cannot be read.
        """
        with self._loaded(number) as page:
            return page_words(page)

    def plain_text(self, number: int) -> str:
        """The text of a page as pdfium gives it, for measuring against.

        Args:
            number: From 1.

        Raises:
            ValueError: The page cannot be loaded.
        """
        with self._loaded(number) as page:
            return plain_text(page)

    def image(self, number: int, scale: float) -> Image:
        """Draw one page with its annotations; a page that cannot be read is white.

        Args:
            number: Of the page, from 1.
            scale: Pixels a point; less where the picture would be too large.
        """
        self._check(number)
        width, height = pixels(self._size(number - 1), scale)
        stride = 4 * width
        data = bytearray(stride * height)
        space = (ctypes.c_ubyte * len(data)).from_buffer(data)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, space, stride)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            with suppress(ValueError), self._loaded(number) as page:
                pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return Image(width, height, stride, memoryview(data))

    def children(self) -> Iterable[InnerFile]:
        """Its embedded files."""
        return embedded_files(self._data)

    def close(self) -> None:
        """Give the memory back."""
        if self._document is not None:
            pdfium.FPDF_CloseDocument(self._document)
            self._document = None

    def _check(self, number: int) -> None:
        if not 1 <= number <= self.page_count:
            raise IndexError(f"page {number} of {self.page_count}")

    def _size(self, index: int) -> tuple[float, float]:
        size = pdfium.FS_SIZEF()
        known = pdfium.FPDF_GetPageSizeByIndexF(self._document, index, ctypes.byref(size))
        if known and 0 < size.width < MAX_SIDE and 0 < size.height < MAX_SIDE:
            return size.width, size.height
        return LETTER

    @contextmanager
    def _loaded(self, number: int) -> Iterator[object]:
        """A page's handle, given back at the end.

        Raises:
            ValueError: The page cannot be loaded.
        """
        page = pdfium.FPDF_LoadPage(self._document, number - 1)
        if not page:
            raise ValueError("the page cannot be loaded")
        try:
            yield page
        finally:
            pdfium.FPDF_ClosePage(page)


def pixels(size: tuple[float, float], scale: float) -> tuple[int, int]:
    """Width and height in pixels of a page of ``size`` points; smaller than asked where the picture would be too large.

    Args:
        size: Width and height as displayed.
        scale: Pixels a point.

    Raises:
        ValueError: The scale is not above 0.
    """
    if not 0 < scale < float("inf"):
        raise ValueError("the scale of a picture must be above 0")
    shrink = min(1.0, sqrt(MAX_PIXELS / (size[0] * size[1])) / scale)
    width, height = (max(1, round(side * scale * shrink)) for side in size)
    return min(width, MAX_PIXELS // height), height


def _open(data: bytes) -> object:
    """A ``FPDF_DOCUMENT``, which goes on reading from ``data``."""
    if is_cut(data):
        raise Unreadable("truncated")
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    return document


def _refusal(code: int) -> Unreadable:
    locked = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)  # the latter: in a way that pdfium does not know
    return Unreadable("encrypted" if code in locked else "damaged")


def _wrong_count(count: int) -> Unreadable:
    return Unreadable("too-large" if count > MAX_PAGES else "no-pages")


def is_cut(data: bytes) -> bool:
    """Whether the end of a PDF is missing.

    A whole file ends in an end mark, or at least in the place of its cross-reference table; what follows the last end
    mark is rubbish of a mail program or a web server, never a further object (ISO 32000-1, 7.5.5 and 7.5.6).
    """
    end = data.rfind(b"%%EOF")
    rest = data[end + 5 :] if end >= 0 else data
    if _PLACE.search(rest[-1024:]):
        return False
    return end < 0 or b"endobj" in rest or b" obj" in rest
