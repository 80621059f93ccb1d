"""A whole document, as the analysis gets it."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.document.pages.page import Info, Page
from muniment.document.pages.table import Table
from muniment.document.pages.tag import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that has been read.

    Attributes:
        sha256: Of the original, 64 hexadecimal digits.
        name: File name as the user gave it, without folders; never sent to a worker.
        media_type: "application/pdf", ...
        pages: In order, numbered from 1 without gaps.
        tables: Of all pages, in order.
        info: What the document says of itself.
        tags: Of all pages, in order: what the document itself says of its figures.
    """

    sha256: str
    name: str
    media_type: str
    pages: tuple[Page, ...]
    tables: tuple[Table, ...] = ()
    info: Info = field(default_factory=Info)
    tags: tuple[Tag, ...] = ()
