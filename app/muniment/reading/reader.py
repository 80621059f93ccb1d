"""What every reader promises, and the way from bytes to a reader.

Must never open a path: a reader gets the bytes of a file that somebody else has read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from muniment.document.pages.page import Info, Page
from muniment.document.pages.table import Placed, Table
from muniment.document.pages.tag import Tag
from muniment.errors import UserError
from muniment.reading.common.sniff import DOCX, HTML, PDF, media_type

MAX_BYTES = 1 << 30  # 1 GiB; the longest annual reports are below 100 MB


class Unreadable(UserError):  # noqa: N818 - it reads as a sentence where it is raised
    """The bytes cannot be read as a document.

    Codes: ``empty``, ``encrypted``, ``damaged``, ``truncated``, ``unsupported``, ``no-pages``, ``too-large``; ``no-image``
    where a picture is asked of a kind of document that has none.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence, code=code)


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page with its tables.

    Attributes:
        page: The page; without text where it cannot be read.
        tables: From top to bottom, linked with the tables of the page that was read before.
        warning: ``damaged-page`` where the page could not be read, else empty.
        tags: Inline XBRL tags, in the order of the text; those that are not displayed are on the first page.
        cells: Of the tables, as their grids place them; empty where the page has geometry.
    """

    page: Page
    tables: tuple[Table, ...] = ()
    warning: str = ""
    tags: tuple[Tag, ...] = ()
    cells: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A page as pixels.

    Attributes:
        width: In pixels.
        height: In pixels.
        stride: Bytes from one line to the next.
        data: Blue, green, red and an unused byte a pixel, top line first.
    """

    width: int
    height: int
    stride: int
    data: bytes | memoryview


class Reader(Protocol):
    """An open document.

    Attributes:
        media_type: Of the bytes, found by looking at them.
        page_count: At least 1.
    """

    media_type: str
    page_count: int

    def info(self) -> Info:
        """What the document says of itself; empty fields where that cannot be read."""

    def page_sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page, in the unit of the pages."""

    def page(self, number: int) -> PageReading:
        """Read one page, from 1. Ask for them in order, so that continued tables find their heads.

        Raises:
            IndexError: There is no such page.
        """

    def image(self, number: int, scale: float) -> Image:
        """Draw one page, from 1, at ``scale`` pixels a point, or fewer where that would be too many pixels.

        Raises:
            IndexError: There is no such page.
            ValueError: The scale is not above 0.
            Unreadable: ``no-image``: this kind of document has none.
        """

    def close(self) -> None:
        """Give the memory back; nothing may be asked afterwards. Closing twice does no harm."""


def open_document(data: bytes, name: str = "") -> Reader:
    """Open a document by what it is, not by what it is called.

    Args:
        data: The whole file.
        name: File name without folders; used only to say what is wrong with an unknown kind of file.

    Raises:
        Unreadable: With the code that says why.
    """
    if not data:
        raise Unreadable("empty", "This file is empty (0 bytes). Copy or download it again.")
    if len(data) > MAX_BYTES:
        raise Unreadable("too-large", "This file is larger than 1 GB. Split it and add the parts.")
    kind = media_type(data)
    if kind == PDF:
        from muniment.reading.pdf.pdf_reader import PdfReader

        return PdfReader(data)
    if kind == DOCX:
        from muniment.reading.flow.docx_reader import DocxReader

        return DocxReader(data)
    if kind == HTML:
        from muniment.reading.web.html_reader import HtmlReader

        return HtmlReader(data)
    if kind == "locked":
        raise Unreadable("encrypted", "This document is locked with a password. Save a copy without it and add that.")
    raise Unreadable("unsupported", _unsupported(kind, name))


def _unsupported(kind: str, name: str) -> str:
    what = {"image": "a picture", "xlsx": "an Excel workbook", "doc": "an old Office file"}.get(kind)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if what is None and suffix in ("pdf", "docx", "html", "htm", "xhtml"):
        return f"This file is named .{suffix}, but its content is something else. Save it again as PDF, DOCX or HTML."
    return f"This file is {what or 'of a kind that Muniment does not read'}. Save it as PDF, DOCX or HTML and add that."
