"""Say what a file is by its first bytes and its inner names, never by its own name."""

from __future__ import annotations

import io
import re

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

HTML = "text/html"

_HEADER_WITHIN = 1024  # bytes; ISO 32000-1, annex H, implementation note 13
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # its stream in OLE; MS-OFFCRYPTO 2.3.4.4
_MARKUP_WITHIN = 1 << 16  # bytes; some filings begin with as many of comments
_WRAPPED = re.compile(
    rb"\s*(?:<SEC-DOCUMENT|<DOCUMENT>|<SEC-HEADER|-----BEGIN PRIVACY-ENHANCED MESSAGE)", re.IGNORECASE
)
_PAGE = re.compile(rb"<(?:html|body|p|div|table|pre)\b", re.IGNORECASE)
_BEFORE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,500}\?>|<\?[^>]{0,2000}\?>|<!--.*?-->|(?P<doctype><!doctype\b[^>]{0,2000}>))",
    re.DOTALL | re.IGNORECASE,
)
_FIRST = re.compile(
    rb"\s*<(?:\w+:)?(?:html|head|body|div|p|table|title|meta|center|font|h[1-6]|pre|span|article|section|main|base|link|style)\b[^<]{0,20000}",
    re.IGNORECASE,
)
_STARTS = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
)


def media_type(data: bytes) -> str:
    """The media type of a PDF, DOCX or web page; else a short name, or empty if unknown.

    The short names: ``image``, ``xlsx``, ``doc`` (any old Office file), ``locked`` (Office with a password).
    """
    if b"%PDF-" in data[:_HEADER_WITHIN]:
        return PDF
    if data.startswith(b"PK"):
        return _zip_type(data)
    if data.startswith(_OLE):
        return "locked" if _LOCKED in data else "doc"
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    return HTML if _is_markup(data) else ""


def _is_markup(data: bytes) -> bool:
    """Whether a text begins as web pages and the filings of the SEC do; an XML file of another kind does not."""
    text = _without_marks(data[:_MARKUP_WITHIN])
    if _WRAPPED.match(text):
        return bool(_PAGE.search(text))
    while match := _BEFORE.match(text):
        if b"html" in (match["doctype"] or b"").lower():
            return True
        text = text[match.end() :]
    return bool(_FIRST.match(text))


def _without_marks(data: bytes) -> bytes:
    """As bytes of one a character, whatever its byte order mark says."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(name, "replace").encode("latin-1", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _zip_type(data: bytes) -> str:
    """Look at the names inside; a zip whose directory is lost is taken for what its first entries say."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # the last: an unknown compression
        return DOCX if b"word/" in data[: 1 << 16] else ""
    if "word/document.xml" in names:
        return DOCX
    return "xlsx" if "xl/workbook.xml" in names else ""
