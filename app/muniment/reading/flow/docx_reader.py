"""DOCX through python-docx: its text in document order, cut into pages that have no geometry.

Must never resolve an entity, follow a link, or unpack more than a sane document holds.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import islice

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from muniment.document.pages.page import Info, OutlineEntry
from muniment.formats import of_id
from muniment.reading.common.file_metadata import MAX_HEADINGS, softly, tidy
from muniment.reading.flow.docx_story import story
from muniment.reading.flow.flow_pages import PageLines, headings
from muniment.reading.flow.flow_reader import FlowReader
from muniment.reading.reader import Unreadable

MAX_UNPACKED = 512 << 20  # bytes of all parts; pictures are most of a large document
MAX_XML = 64 << 20  # bytes of one part of XML; lxml takes some ten times as much
MAX_RATIO = 200  # unpacked to packed; plain XML reaches 30, a bomb a thousand
MAX_PARTS = 20_000
HARMLESS = 16 << 20  # bytes; below this no ratio matters
_FAULTS = (
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    AttributeError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,  # zipfile: a compression or a version of the format that it does not know
    RuntimeError,
)  # what python-docx, lxml and zipfile raise of damaged packages
_END_OF_ZIP = b"PK\x05\x06"


class DocxReader(FlowReader):
    """An open DOCX."""

    media_type = of_id("docx").media_type

    def __init__(self, data: bytes) -> None:
        _check_archive(data)
        document = _open(data)
        super().__init__(story(document))
        self._info = softly(lambda: _info(document, self.pages), Info())

    def info(self) -> Info:
        """Metadata, and the headings with the pages that they stand on."""
        return self._info


def _check_archive(data: bytes) -> None:
    """Refuse a broken archive, and one that would unpack to more than a document holds.

    The sizes are those that the archive states; ``zipfile`` never unpacks more of a part than its stated size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:  # the last: an unknown version
        raise _broken(data) from error
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("encrypted")
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    bomb = unpacked > max(HARMLESS, MAX_RATIO * len(data))
    if bomb or unpacked > MAX_UNPACKED or largest > MAX_XML or len(parts) > MAX_PARTS:
        raise Unreadable("too-large")


def _open(data: bytes) -> Document:
    try:
        document = docx.Document(io.BytesIO(data))
    except _FAULTS as error:
        if "is not a Word file" in str(error):  # python-docx has no type of its own for it
            raise Unreadable("unsupported") from error  # a template, or a document with macros
        raise _broken(data) from error
    root = document.element
    # A package may not hold a document type declaration (ECMA-376-2, 9.1.4): whoever writes one means harm.
    if getattr(root, "body", None) is None or root.getroottree().docinfo.doctype:
        raise _broken(data)
    return document


def _broken(data: bytes) -> Unreadable:
    if _END_OF_ZIP not in data[-(1 << 16) - 22 :]:  # the longest comment that may follow it
        return Unreadable("truncated")
    return Unreadable("damaged")


def _info(document: Document, pages: list[PageLines]) -> Info:
    known = document.core_properties
    return Info(
        title=tidy(known.title),
        author=tidy(known.author),
        created=known.created.isoformat() if known.created else "",
        outline=tuple(
            OutlineEntry(tidy(title), level, page) for title, level, page in islice(headings(pages), MAX_HEADINGS)
        ),
    )
