"""The documents that are measured: those of a folder, or made ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from synth.documents.annual_report import annual_report
from synth.printing.document_style import HELVETICA, Style

# Real filings place glyphs or words one by one; a page of whole lines would flatter plain text.
STYLE = Style(pieces="glyphs", body=HELVETICA, figures=HELVETICA, text_size=9.5)
MADE = ((11, 0), (12, 80), (13, 120), (14, 160), (15, 503))  # (seed, pages); 0 is the natural length


@dataclass(frozen=True, slots=True)
class Sample:
    """A document to be measured.

    Attributes:
        path: Of the file.
        data: Its bytes.
        pages: How many.
    """

    path: Path
    data: bytes
    pages: int


def load(folder: Path | None, scratch: Path) -> list[Sample]:
    """The documents, shortest first.

    Args:
        folder: Whose PDFs are taken; None makes some.
        scratch: Where made ones are written.
    """
    if folder is None:
        for seed, pages in MADE:
            (scratch / f"made-{pages or 'natural'}.pdf").write_bytes(annual_report(seed, pages=pages, style=STYLE).data)
    found = sorted((folder or scratch).glob("*.pdf"))
    samples = [Sample(path, data, count) for path in found if (count := pages_of(data := path.read_bytes()))]
    return sorted(samples, key=lambda sample: sample.pages)


def pages_of(data: bytes) -> int:
    """Pages of a PDF; 0 if it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def nearest(samples: list[Sample], pages: int) -> Sample:
    """The document whose length is nearest."""
    return min(samples, key=lambda sample: abs(sample.pages - pages))
