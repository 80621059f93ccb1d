"""Messages of the role that reads documents.

Must never import what only an analysis knows: the process that meets hostile input stays small.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from muniment.document.pages.page import Info
from muniment.worker.protocol.exchanged_message import AnswerMessage, Bulk, Raw, RequestMessage
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.page_frames import PackedPage


@dataclass(frozen=True, slots=True)
class OpenDocument(RequestMessage):
    """Open a document; answered with ``DocumentOpened``.

    Attributes:
        key: Names the document from now on; one that is open stays as it is.
        name: At least the suffix of the file's name.
        data: The original.
    """

    op: ClassVar[str] = Op.OPEN
    key: int
    name: str
    data: Bulk[bytes]


@dataclass(frozen=True, slots=True)
class DocumentOpened(AnswerMessage):
    """A document was opened.

    Attributes:
        page_count: At least 1.
        media_type: As found in the bytes.
        sizes: Width and height of each page, in points.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    page_count: int
    media_type: str
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class ReadPages(RequestMessage):
    """Read all pages of an open document; answered with a ``PageRead`` each, then ``PagesRead``."""

    op: ClassVar[str] = Op.READ
    key: int


@dataclass(frozen=True, slots=True)
class PageRead(AnswerMessage):
    """A page with its tables.

    Attributes:
        page: All but its text, words and tables.
        data: Those, packed as ``worker/protocol/page_frames`` says.
    """

    kind: ClassVar[FrameKind] = FrameKind.PAGE
    page: PackedPage
    data: Bulk[bytes]


@dataclass(frozen=True, slots=True)
class PagesRead(AnswerMessage):
    """All pages were sent.

    Attributes:
        info: What the document says of itself.
        warnings: Codes of what went wrong on single pages.
        seconds: Processor time that reading took.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    info: Info
    warnings: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class UnpackChildren(RequestMessage):
    """Unpack the documents inside an open document; answered with a ``ChildUnpacked`` each, then ``ChildrenUnpacked``."""

    op: ClassVar[str] = Op.UNPACK
    key: int


@dataclass(frozen=True, slots=True)
class ChildUnpacked(AnswerMessage):
    """A document that lay in another.

    Attributes:
        name: A file name without folders.
        media_type: Of a format that Muniment reads; its own reading decides.
        data: All of it.
    """

    kind: ClassVar[FrameKind] = FrameKind.CHILD
    name: str
    media_type: str
    data: Bulk[bytes]


@dataclass(frozen=True, slots=True)
class ChildrenUnpacked(AnswerMessage):
    """All documents inside a document were sent.

    Attributes:
        left_out: How many seem to be documents, but are too many or too large, or cannot be unpacked.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    left_out: int


@dataclass(frozen=True, slots=True)
class DrawPage(RequestMessage):
    """Draw a page of an open document; answered with ``PageDrawn``.

    Attributes:
        key: Of the document.
        page: From 1.
        scale: Pixels a point; less where the image would be too large.
    """

    op: ClassVar[str] = Op.IMAGE
    key: int
    page: int
    scale: float


@dataclass(frozen=True, slots=True)
class PageDrawn(AnswerMessage):
    """A page as pixels of four bytes.

    Attributes:
        width: Pixels.
        height: Pixels.
        stride: Bytes a row.
        data: ``stride * height`` bytes.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    width: int
    height: int
    stride: int
    data: Bulk[Raw]


@dataclass(frozen=True, slots=True)
class CloseDocument(RequestMessage):
    """Close a document, if it is open; told, not asked."""

    op: ClassVar[str] = Op.CLOSE
    key: int
