"""The formats that Muniment reads: one table, by which both sides of the process boundary go.

To add a format, write its reader and add a row to ``FORMATS``; nowhere else does a media type or a suffix stand. Must never
import a reader: the process that holds the key knows formats, and parses none.
"""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "application/octet-stream"
"""The media type of what seems to be none of the formats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of files. How its bytes are recognised stands in ``starts``, ``member`` and ``sign``: all that are given must fit.

    Attributes:
        id: Short stable name.
        media_type: Of RFC 6838; it is kept in vaults.
        suffixes: With their dots, in lower case; the usual one first.
        name: As it is named where a file is to be saved in it ("DOCX"); a proper noun, the same in all languages.
        has_geometry: Its pages have places in points and can be drawn; else its text flows.
        reader: Module and class of its reader ("muniment.reading.pdf.pdf_reader:PdfReader"); only the reading side loads it.
        libraries: What the reader imports and the process that holds the key must never load.
        starts: Bytes with one of which a file begins.
        within: Bytes from the beginning in which one of ``starts`` may end; 0 where it must be the very beginning.
        member: A file inside a ZIP, or a stream inside an OLE container, that only files of this format have.
        sign: Module and function that look at the bytes, where no fixed ones tell; both sides load it, so it must never be a
            parser's.
        called: What people call such a file ("Word"); empty where it is ``name``.
        thing: What such a file is ("web page"); empty where it is ``name``.
    """

    id: str
    media_type: str
    suffixes: tuple[str, ...]
    name: str
    has_geometry: bool
    reader: str
    libraries: tuple[str, ...]
    starts: tuple[bytes, ...] = ()
    within: int = 0
    member: str = ""
    sign: str = ""
    called: str = ""
    thing: str = ""

    def begins(self, data: bytes) -> bool:
        """Whether a file begins as this format says; True where it says nothing."""
        if not self.starts:
            return True
        head = data[: self.within or max(map(len, self.starts))]
        return any(start in head for start in self.starts) if self.within else head.startswith(self.starts)


# In the order in which they are tried and named.
FORMATS: tuple[Format, ...] = (
    Format(
        id="pdf",
        media_type="application/pdf",
        suffixes=(".pdf",),
        name="PDF",
        has_geometry=True,
        reader="muniment.reading.pdf.pdf_reader:PdfReader",
        libraries=("pypdfium2", "pypdfium2_raw", "pypdf"),
        starts=(b"%PDF-",),
        within=1024,  # ISO 32000-1, annex H, implementation note 13
    ),
    Format(
        id="docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        suffixes=(".docx",),
        name="DOCX",
        has_geometry=False,
        reader="muniment.reading.flow.docx_reader:DocxReader",
        libraries=("docx", "lxml"),
        starts=(b"PK",),
        member="word/document.xml",
        called="Word",
    ),
    Format(
        id="html",
        media_type="text/html",
        suffixes=(".html", ".htm", ".xhtml"),
        name="HTML",
        has_geometry=False,
        reader="muniment.reading.web.html_reader:HtmlReader",
        libraries=("lxml",),
        sign="muniment.recognise:is_web_page",
        thing="web page",
    ),
)

MEDIA_TYPES = frozenset(one.media_type for one in FORMATS)
LIBRARIES = tuple(dict.fromkeys(library for one in FORMATS for library in one.libraries))
"""What only the reading side may load."""


def of_id(wanted: str) -> Format:
    """The format of that id.

    Args:
        wanted: Id of a format that is in the table.

    Raises:
        KeyError: There is none.
    """
    return {one.id: one for one in FORMATS}[wanted]


def of_media_type(media_type: str) -> Format | None:
    """The format of a media type; None for another one."""
    return next((one for one in FORMATS if one.media_type == media_type), None)


def of_name(name: str) -> Format | None:
    """The format that a file's name, or its suffix alone, speaks of; its content may be another."""
    return next((one for one in FORMATS if name.lower().endswith(one.suffixes)), None)


def seems(name: str, data: bytes) -> str:
    """The media type that a file seems to have, by its first bytes where these tell, else by its name.

    Args:
        name: Of the file.
        data: At least its beginning; nothing further is looked at.
    """
    told = next((one for one in FORMATS if one.starts and not (one.member or one.sign) and one.begins(data)), None)
    found = told or of_name(name)
    return found.media_type if found else UNKNOWN


def is_flow(media_type: str) -> bool:
    """Whether a document of a media type has no pages to draw; False for an unknown one, whose pages tell."""
    found = of_media_type(media_type)
    return found is not None and not found.has_geometry


def patterns() -> str:
    """The names of files of all formats, as a dialog of files filters them: "*.pdf *.docx"."""
    return " ".join(f"*{suffix}" for one in FORMATS for suffix in one.suffixes)
