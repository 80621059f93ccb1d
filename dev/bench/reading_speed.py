"""How fast pages are read, beside pdfium's own plain text (nobody reads faster who uses it) and beside pypdf."""

from __future__ import annotations

import ctypes
import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import pypdf
import pypdfium2.raw as pdfium

from bench.measured_documents import Sample
from bench.measured_figure import Figure, take_rounds
from muniment.reading.pdf.pdf_reader import PdfReader

PYPDF_PAGES = 6  # of each document; it is more than ten times slower, so all pages would take minutes
Contender = Callable[[bytes, Sequence[int]], None]


def plain(data: bytes, pages: Sequence[int]) -> None:
    """Pdfium's plain text of pages, in as few calls as it takes."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for number in pages:
        page = pdfium.FPDF_LoadPage(document, number - 1)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(text, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def words(data: bytes, pages: Sequence[int]) -> None:
    """Our words with their boxes."""
    reader = PdfReader(data)
    for number in pages:
        reader.words(number)
    reader.close()


def tables(data: bytes, pages: Sequence[int]) -> None:
    """Our words, rows, text and tables: all that reading does."""
    reader = PdfReader(data)
    for number in pages:
        reader.page(number)
    reader.close()


def by_pypdf(data: bytes, pages: Sequence[int]) -> None:
    """Pypdf's plain text."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number in pages:
        reader.pages[number - 1].extract_text()


def spent(contender: Contender, data: bytes, pages: Sequence[int]) -> float:
    """CPU seconds of one run."""
    begun = time.process_time()
    contender(data, pages)
    return time.process_time() - begun


def measure(samples: Sequence[Sample], rounds: int) -> Iterator[Figure]:
    """Read every document in every way, in turns.

    Args:
        samples: The documents.
        rounds: How often; each gives one ratio of the sums over all documents.
    """
    totals, stop = take_rounds(rounds, lambda _: _round(samples))
    pages = sum(sample.pages for sample in samples)
    speed = f"{pages} pages; plain text {pages / min(t['plain'] for t in totals):.0f} pages a CPU second"
    limit = "pdfium's plain text, which ours begins with"
    yield from [
        Figure(
            name="words with boxes / pdfium's plain text (pages a CPU second)",
            values=[t["plain"] / t["words"] for t in totals], target=0.55, limit=1.0, why=limit, detail=speed,
        ),
        Figure(
            name="words with boxes / pypdf's plain text",
            values=[t["pypdf"] / t["words of the same"] for t in totals], target=10,
            detail=f"on {PYPDF_PAGES} pages of each document",
        ),
        Figure(
            name="words, rows and tables / pdfium's plain text",
            values=[t["plain"] / t["tables"] for t in totals], target=0.35, limit=1.0, why=limit,
        ),
    ]  # fmt: skip
    if stop:
        raise stop


def _round(samples: Iterable[Sample]) -> dict[str, float]:
    total = dict.fromkeys(("plain", "words", "tables", "pypdf", "words of the same"), 0.0)
    for sample in samples:
        every = range(1, sample.pages + 1)
        some = every[:: max(1, sample.pages // PYPDF_PAGES)][:PYPDF_PAGES]
        for name, contender, pages in (
            ("plain", plain, every),
            ("words", words, every),
            ("tables", tables, every),
            ("pypdf", by_pypdf, some),
            ("words of the same", words, some),
        ):
            total[name] += spent(contender, sample.data, pages)
    return total
