"""What a PDF says of itself beside its pages: outline, labels, metadata, attachments, permissions.

pdfium gives what it can, without loading more than it is asked for. pypdf gives the rest (attachments, and XMP where the
older metadata of a short one lack something) only where there is such a rest: to reach the catalogue of one filing of 503 pages it
parses 70,000 objects, 0.4 s and 36 MB. All of it may fail softly: an empty field costs no document. Must never load a
page, unpack an attachment, or follow a hostile file for long.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2_raw as pdfium

from muniment.document.limits import MAX_LOOKED_AT
from muniment.document.pages.page import Info, OutlineEntry
from muniment.reading.common.file_metadata import MAX_HEADINGS, MAX_TITLE, softly, tidy
from muniment.reading.reader import InnerFile

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import EmbeddedFile

MAX_DEPTH = 20
MAX_LABEL = 40  # characters
MAX_FOR_XMP = (
    100  # pages; the XMP in a longer filing is mostly its pictures', and to find that out takes 19 MB of 549 pages
)
MAX_FOR_PYPDF = 200 << 20  # bytes; it searches the whole of a file whose cross-references are broken

_FORBIDDEN = (("print", 1 << 2), ("copy", 1 << 4), ("change", 1 << 3))  # ISO 32000-1, table 22
_IN_XMP = {
    "Title": re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>\s*[^<\s]"),
    "Author": re.compile(rb"<dc:creator>\s*<rdf:\w+>\s*<rdf:li[^>]*>\s*[^<\s]"),
    "CreationDate": re.compile(rb"xmp:CreateDate"),
    "Producer": re.compile(rb"pdf:Producer"),
}
"""What the older metadata may lack, as the XMP has it, in the order of ``_xmp``. A file that holds none of what it lacks does without
pypdf, whose import alone is a twentieth of a short one's time (measured)."""
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?"
)  # ISO 32000-1, 7.9.4


def read_info(document: object, data: bytes, page_count: int) -> Info:
    """Read what a PDF says of itself.

    Args:
        document: The ``FPDF_DOCUMENT``, already open.
        data: The same file's bytes, for pypdf.
        page_count: As pdfium gives it.
    """
    labels = tuple(_label(document, index) for index in range(page_count))
    known = {key: _metadata(document, key) for key in _IN_XMP}
    known["CreationDate"] = iso_time(known["CreationDate"])
    attached = pdfium.FPDFDoc_GetAttachmentCount(document) > 0
    more = page_count <= MAX_FOR_XMP and any(_IN_XMP[key].search(data) for key, text in known.items() if not text)
    reader = _pypdf(data) if attached or more else None
    if reader is not None and more:
        other = softly(lambda: _xmp(reader), ("", "", "", ""))
        known = {key: text or further for (key, text), further in zip(known.items(), other, strict=True)}
    return Info(
        title=known["Title"],
        author=known["Author"],
        created=known["CreationDate"],
        producer=known["Producer"],
        outline=tuple(islice(_headings(document), MAX_HEADINGS)),
        labels=labels if any(labels) else (),
        attachments=softly(lambda: _attachments(reader), ()) if reader is not None and attached else (),
        permissions=_forbidden(pdfium.FPDF_GetDocPermissions(document)),
    )


def embedded_files(data: bytes) -> Iterator[InnerFile]:
    """The embedded files of a PDF, each unpacked only when it is asked for; pypdf bounds what it unpacks to 75 MB.

    Args:
        data: The whole PDF.
    """
    reader = _pypdf(data)
    if reader is None:
        return
    nothing: list[EmbeddedFile] = []
    for file in softly(lambda: list(islice(reader.attachment_list, MAX_LOOKED_AT)), nothing):
        name = softly(partial(_file_name, file), "")
        yield InnerFile(name, partial(getattr, file, "content"))


def _file_name(file: EmbeddedFile) -> str:
    """The name of the file; that of the entry says at times only which of them it is."""
    return str(file.alternative_name or file.name)


def iso_time(text: str) -> str:
    """A date of a PDF ("D:20230209111534-05'00'") as ISO date and time; empty if it is none."""
    match = _DATE.match(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second, zulu, offset, rest = match.groups()
    zone = "+00:00" if zulu else f"{offset}:{rest or '00'}" if offset else ""
    stamp = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
    return softly(lambda: datetime.fromisoformat(stamp).isoformat(), "")


def _headings(document: object) -> Iterator[OutlineEntry]:
    """The outline in order, each entry once, however the file links them."""
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 0)]
    while waiting:
        mark, level = waiting.pop()
        address = ctypes.cast(mark, ctypes.c_void_p).value
        if address is None or address in seen:
            continue
        seen.add(address)
        title = _utf16(partial(pdfium.FPDFBookmark_GetTitle, mark), MAX_TITLE)
        yield OutlineEntry(title, level, _target(document, mark))
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), level))
        if level < MAX_DEPTH:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))


def _target(document: object, mark: object) -> int | None:
    target = pdfium.FPDFBookmark_GetDest(document, mark)
    if not target:
        action = pdfium.FPDFBookmark_GetAction(mark)
        target = pdfium.FPDFAction_GetDest(document, action) if action else None
    index = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
    return index + 1 if index >= 0 else None


def _label(document: object, index: int) -> str:
    return _utf16(partial(pdfium.FPDF_GetPageLabel, document, index), MAX_LABEL)


def _metadata(document: object, key: str) -> str:
    return _utf16(partial(pdfium.FPDF_GetMetaText, document, key.encode()), MAX_TITLE)


def _utf16(call: Callable[[object, int], int], limit: int) -> str:
    """A text that pdfium writes into a buffer, its size in bytes asked for first; empty where there is none."""
    size = call(None, 0)
    if not 2 < size <= 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(buffer, size)
    return tidy(buffer.raw[: size - 2].decode("utf-16-le", "replace"), limit)


def _forbidden(allowed: int) -> tuple[str, ...]:
    return tuple(name for name, bit in _FORBIDDEN if not allowed & bit)


def _pypdf(data: bytes) -> PdfReader | None:
    if len(data) > MAX_FOR_PYPDF:
        return None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote the document
    from pypdf import PdfReader

    return softly(lambda: PdfReader(io.BytesIO(data)), None)


def _xmp(reader: PdfReader) -> tuple[str, str, str, str]:
    """Title, author, time and producer."""
    xmp = reader.xmp_metadata
    if xmp is None:
        return "", "", "", ""
    titles = xmp.dc_title or {}
    title = titles.get("x-default") or next(iter(titles.values()), "")
    created = xmp.xmp_create_date
    return (
        tidy(title),
        tidy(", ".join(xmp.dc_creator or [])),
        created.isoformat() if created else "",
        tidy(xmp.pdf_producer),
    )


def _attachments(reader: PdfReader) -> tuple[tuple[str, int], ...]:
    """Names and sizes as the file states them."""
    return tuple((tidy(file.name), _size(file)) for file in islice(reader.attachment_list, MAX_LOOKED_AT))


def _size(file: EmbeddedFile) -> int:
    return softly(lambda: max(0, int(file.size or 0)), 0)
