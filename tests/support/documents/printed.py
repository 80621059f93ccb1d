"""What is printed on the pages of a PDF, by pdfium alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2


@contextmanager
def page_texts(data: bytes) -> Iterator[list[str]]:
    """The text of every page, by pdfium."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
