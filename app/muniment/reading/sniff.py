"""Say what a file is by its first bytes and its inner names, never by its own name."""

from __future__ import annotations

import io
import zipfile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HEADER_WITHIN = 1024  # bytes; ISO 32000-1, annex H, implementation note 13
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # its stream in OLE; MS-OFFCRYPTO 2.3.4.4
_STARTS = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
)


def media_type(data: bytes) -> str:
    """The media type of a PDF or DOCX; else a short name, or empty if unknown.

    The short names: ``image``, ``xlsx``, ``html``, ``doc`` (any old Office file), ``locked`` (Office with a password).
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
    head = data[:_HEADER_WITHIN].lower()
    return "html" if b"<html" in head or b"<!doctype html" in head else ""


def _zip_type(data: bytes) -> str:
    """Look at the names inside; a zip whose directory is lost is taken for what its first entries say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return DOCX if b"word/" in data[: 1 << 16] else ""
    if "word/document.xml" in names:
        return DOCX
    return "xlsx" if "xl/workbook.xml" in names else ""
