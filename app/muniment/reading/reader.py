"""What every reader promises.

Must never open a path: a reader gets the bytes of a file that somebody else has read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from muniment.document.pages.page import Info, Page
from muniment.document.pages.table import Placed, Table
from muniment.document.pages.tag import Tag
from muniment.errors import UserError


class Unreadable(UserError):  # noqa: N818 - it reads as a sentence where it is raised
    """The bytes cannot be read as a document.

    Codes: ``empty``, ``encrypted``, ``damaged``, ``truncated``, ``unsupported``, ``misnamed``, ``no-pages``, ``too-large``;
    ``no-image`` where a picture is asked of a kind of document that has none. The parent has the words.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)


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


@dataclass(frozen=True, slots=True)
class InnerFile:
    """A file inside a document, such as an attachment or a member of an archive, not yet unpacked.

    Attributes:
        name: As the document gives it; it may be empty, or hold folders.
        unpack: Gives its bytes. It may raise anything, and must bound the memory that it takes by itself.
    """

    name: str
    unpack: Callable[[], bytes]


class Reader(Protocol):
    """An open document. Its class is made of the bytes of a file, and refuses them with ``Unreadable``.

    Attributes:
        media_type: Of its row in ``FORMATS``.
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

    def children(self) -> Iterable[InnerFile]:
        """The files inside it, of whatever format, in order; asked for only where ``info`` tells of attachments."""

    def close(self) -> None:
        """Give the memory back; nothing may be asked afterwards. Closing twice does no harm."""
