"""What a PDF says of itself beside its pages: outline, labels, metadata, attachments, permissions.

Outline and labels come from pdfium, whose page numbers are the truth; the rest from pypdf, which cannot crash. Both may
fail softly: an empty field costs no document. Must never load a page, nor follow a hostile file for long.
"""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import pypdfium2.raw as pdfium

from muniment.document.page import Heading, Info
from muniment.reading.characters import clean

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import EmbeddedFile

T = TypeVar("T")

MAX_HEADINGS = 5_000  # long handbooks have some 2,000
MAX_DEPTH = 20
MAX_ATTACHMENTS = 1_000
MAX_CHARACTERS = 500  # of a title, a name or a label
MAX_LABEL = 40
MAX_STRUCTURE = 200 << 20  # bytes; pypdf searches the whole of a file whose cross-references are broken

_FORBIDDEN = (("print", "PRINT"), ("copy", "EXTRACT"), ("change", "MODIFY"))  # what the author can forbid


def read_info(document: Any, data: bytes, page_count: int) -> Info:
    """Read what a PDF says of itself.

    Args:
        document: The ``FPDF_DOCUMENT``, already open.
        data: The same file's bytes, for pypdf.
        page_count: As pdfium gives it.
    """
    outline = tuple(islice(_headings(document), MAX_HEADINGS))
    labels = tuple(_label(document, index) for index in range(page_count))
    title, author, created, producer, attachments, permissions = _with_pypdf(data)
    return Info(
        title=title,
        author=author,
        created=created,
        producer=producer,
        outline=outline,
        labels=labels if any(labels) else (),
        attachments=attachments,
        permissions=permissions,
    )


def _headings(document: Any) -> Iterator[Heading]:
    """The outline in order, each entry once, however the file links them."""
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 0)]
    while waiting:
        mark, level = waiting.pop()
        address = ctypes.cast(mark, ctypes.c_void_p).value
        if address is None or address in seen:
            continue
        seen.add(address)
        yield Heading(_title(mark), level, _page(document, mark))
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), level))
        if level < MAX_DEPTH:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))


def _title(mark: Any) -> str:
    return _utf16(lambda buffer, size: int(pdfium.FPDFBookmark_GetTitle(mark, buffer, size)), MAX_CHARACTERS)


def _page(document: Any, mark: Any) -> int | None:
    target = pdfium.FPDFBookmark_GetDest(document, mark)
    if not target:
        action = pdfium.FPDFBookmark_GetAction(mark)
        target = pdfium.FPDFAction_GetDest(document, action) if action else None
    index = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
    return index + 1 if index >= 0 else None


def _label(document: Any, index: int) -> str:
    return _utf16(lambda buffer, size: int(pdfium.FPDF_GetPageLabel(document, index, buffer, size)), MAX_LABEL)


def _utf16(call: Callable[[Any, int], int], limit: int) -> str:
    """A text that pdfium writes into a buffer, its size in bytes asked for first; empty where there is none."""
    size = call(None, 0)
    if not 2 < size <= 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(buffer, size)
    return tidy(buffer.raw[: size - 2].decode("utf-16-le", "replace"), limit)


def tidy(text: object, limit: int = MAX_CHARACTERS) -> str:
    """A text of a file's metadata on one line and not too long; empty for what is no text."""
    return " ".join(clean(text[: 2 * limit]).replace("\0", " ").split())[:limit] if isinstance(text, str) else ""


_Known = tuple[str, str, str, str, tuple[tuple[str, int], ...], tuple[str, ...]]
_UNKNOWN: _Known = ("", "", "", "", (), ())


def _with_pypdf(data: bytes) -> _Known:
    if len(data) > MAX_STRUCTURE:
        return _UNKNOWN
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote the document
    from pypdf import PdfReader

    reader = _softly(lambda: PdfReader(io.BytesIO(data)), None)
    if reader is None:
        return _UNKNOWN
    title, author, created, producer = _softly(lambda: _metadata(reader), ("", "", "", ""))
    return (
        title,
        author,
        created,
        producer,
        _softly(lambda: _attachments(reader), ()),
        _softly(lambda: _permissions(reader), ()),
    )


def _softly(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except Exception:  # noqa: BLE001 - of hostile input pypdf raises anything, and nothing here is worth a document
        return otherwise


def _metadata(reader: PdfReader) -> tuple[str, str, str, str]:
    """Title, author, time and producer, from XMP where the older dictionary lacks them."""
    plain = reader.metadata
    title, author, created, producer = "", "", "", ""
    if plain is not None:
        title, author, producer = tidy(plain.title), tidy(plain.author), tidy(plain.producer)
        created = _softly(lambda: plain.creation_date.isoformat() if plain.creation_date else "", "")
    if title and author and created and producer:
        return title, author, created, producer
    xmp = _softly(lambda: _xmp(reader), ("", "", "", ""))
    return title or xmp[0], author or xmp[1], created or xmp[2], producer or xmp[3]


def _xmp(reader: PdfReader) -> tuple[str, str, str, str]:
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
    """Names and sizes as the file states them; nothing is unpacked."""
    return tuple((tidy(file.name), _size(file)) for file in islice(reader.attachment_list, MAX_ATTACHMENTS))


def _size(file: EmbeddedFile) -> int:
    return _softly(lambda: max(0, int(file.size or 0)), 0)


def _permissions(reader: PdfReader) -> tuple[str, ...]:
    allowed = reader.user_access_permissions
    if allowed is None:
        return ()
    from pypdf.constants import UserAccessPermissions

    return tuple(name for name, flag in _FORBIDDEN if not allowed & UserAccessPermissions[flag])
