"""A web page as the analysis gets it."""

from __future__ import annotations

from muniment.document.pages.source_document import Document
from muniment.reading.web.html_reader import HtmlReader


def document_of(data: bytes) -> Document:
    """Read a web page in this process."""
    reader = HtmlReader(data)
    readings = [reader.page(number) for number in range(1, reader.page_count + 1)]
    return Document(
        sha256="0" * 64,
        name="report.html",
        media_type=reader.media_type,
        pages=tuple(reading.page for reading in readings),
        tables=tuple(table for reading in readings for table in reading.tables),
        tags=tuple(tag for reading in readings for tag in reading.tags),
        info=reader.info(),
    )
