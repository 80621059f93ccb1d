from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from pypdf import PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import NameObject, NumberObject, StreamObject

from muniment.document.pages.page import Info, OutlineEntry
from muniment.reading.common.file_metadata import MAX_HEADINGS
from muniment.reading.open import open_document
from muniment.reading.pdf import pdf_structure
from muniment.reading.pdf.pdf_structure import MAX_FOR_XMP, iso_time
from support.documents.drawn_pdf import changed, drawn, from_objects, texts

PLAIN = drawn(*[texts((72, 700, f"Page {number}")) for number in range(1, 5)])


def info_of(data: bytes) -> Info:
    reader = open_document(data)
    try:
        return reader.info()
    finally:
        reader.close()


def test_outline_labels_and_metadata_are_read() -> None:
    def change(writer: PdfWriter) -> None:
        part = writer.add_outline_item(title="Part I", page_number=0)
        writer.add_outline_item(title="Risk  factors\n", page_number=1, parent=part)
        writer.add_outline_item(title="Part II – Étude", page_number=3)
        writer.set_page_label(page_index_from=0, page_index_to=1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(page_index_from=2, page_index_to=3, prefix="F-", style=PageLabelStyle.DECIMAL, start=3)
        writer.metadata = {
            "/Title": "Annual report",
            "/Author": "Example Widgets",
            "/CreationDate": "D:20240209111534-05'00'",
            "/Producer": "Some program",
        }

    info = info_of(changed(PLAIN, change))
    assert info.outline == (
        OutlineEntry("Part I", 0, 1),
        OutlineEntry("Risk factors", 1, 2),
        OutlineEntry("Part II – Étude", 0, 4),
    )
    assert info.labels == ("i", "ii", "F-3", "F-4")
    assert (info.title, info.author, info.producer) == ("Annual report", "Example Widgets", "Some program")
    assert info.created == "2024-02-09T11:15:34-05:00"


def test_a_document_that_says_nothing_gives_empty_fields() -> None:
    def change(writer: PdfWriter) -> None:
        writer.metadata = None

    assert info_of(changed(PLAIN, change)) == Info()


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">From XMP</rdf:li></rdf:Alt>
</dc:title><dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>2024-02-09T11:15:34Z</xmp:CreateDate><pdf:Producer>Other program</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def with_xmp(xmp: bytes, metadata: dict[str, str] | None = None) -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.metadata = metadata
        stream = StreamObject()
        stream.set_data(xmp)
        stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

    return changed(PLAIN, change)


def test_xmp_fills_what_the_older_metadata_lack() -> None:
    info = info_of(with_xmp(XMP.encode(), {"/Title": "From the dictionary"}))
    assert (info.title, info.author, info.producer) == ("From the dictionary", "One, Two", "Other program")
    assert datetime.fromisoformat(info.created).replace(tzinfo=UTC) == datetime(2024, 2, 9, 11, 15, 34, tzinfo=UTC)


def test_a_long_document_is_not_walked_for_its_xmp() -> None:
    def lengthen(writer: PdfWriter) -> None:
        for _ in range(MAX_FOR_XMP):
            writer.add_blank_page()

    short = with_xmp(XMP.encode(), {"/Title": "Whole"})
    assert info_of(short).author
    assert info_of(changed(short, lengthen)).author == ""


def test_a_date_that_is_none_counts_as_lacking() -> None:
    other = {"/Title": "T", "/Author": "A", "/Producer": "P", "/CreationDate": "yesterday"}
    assert info_of(with_xmp(XMP.encode(), other)).created.startswith("2024-02-09T11:15:34")


CUT_OFF = XMP.encode().partition(b"</rdf:li></rdf:Seq>")[0]


@pytest.mark.parametrize("xmp", [CUT_OFF, b"\xff\0" + CUT_OFF, b"xmp:CreateDate"])
def test_broken_xmp_costs_nothing_but_itself(xmp: bytes) -> None:
    info = info_of(with_xmp(xmp, {"/Title": "Whole"}))
    assert (info.title, info.author, info.created) == ("Whole", "", "")


@pytest.mark.parametrize("values", ["", "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>"])
def test_pypdf_is_not_asked_for_what_the_xmp_lacks_too(values: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(pdf_structure, "_pypdf", asked.append)
    wanting = with_xmp(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{values}</x:xmpmeta>'.encode())
    assert (info_of(wanting), asked) == (Info(), [])
    info_of(with_xmp(XMP.encode()))
    assert len(asked) == 1


def test_attachments_are_named_and_not_unpacked() -> None:
    def change(writer: PdfWriter) -> None:
        writer.add_attachment("factur-x.xml", b"<invoice/>").size = NumberObject(10)
        writer.add_attachment("large.bin", b"\0" * 5000)

    attachments = info_of(changed(PLAIN, change)).attachments
    assert [name for name, _ in attachments] == ["factur-x.xml", "large.bin"]
    assert attachments[0][1] == 10


def test_what_the_author_forbids_is_named() -> None:
    def change(writer: PdfWriter) -> None:
        from pypdf.constants import UserAccessPermissions

        writer.encrypt("", "owner", permissions_flag=UserAccessPermissions.PRINT, algorithm="AES-256")

    assert info_of(changed(PLAIN, change)).permissions == ("copy", "change")
    assert info_of(PLAIN).permissions == ()


PAGES = (b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>"


def test_an_outline_that_bites_its_tail_ends() -> None:
    items = (
        b"<< /Type /Outlines /First 5 0 R /Last 5 0 R >>",
        b"<< /Title (one) /Parent 4 0 R /Next 6 0 R /First 5 0 R >>",
        b"<< /Title (two) /Parent 4 0 R /Next 5 0 R /First 6 0 R >>",
    )
    outline = info_of(from_objects((CATALOGUE, *PAGES, *items))).outline
    assert [heading.title for heading in outline] == ["one", "two"]
    assert [heading.page for heading in outline] == [None, None]


def test_an_endless_outline_is_cut() -> None:
    count = 20_000
    items = [b"<< /Title (%d) /Parent 4 0 R /Next %d 0 R >>" % (n, n + 6) for n in range(count)]
    started = time.process_time()
    outline = info_of(from_objects((CATALOGUE, *PAGES, b"<< /First 5 0 R >>", *items))).outline
    assert len(outline) == MAX_HEADINGS
    assert time.process_time() - started < 5


def test_a_deep_outline_is_cut() -> None:
    items = [b"<< /Title (%d) /Parent 4 0 R /First %d 0 R >>" % (n, n + 6) for n in range(500)]
    outline = info_of(from_objects((CATALOGUE, *PAGES, b"<< /First 5 0 R >>", *items))).outline
    assert [heading.level for heading in outline] == list(range(21))


@pytest.mark.parametrize(
    ("text", "time_"),
    [
        ("D:20240209111534-05'00'", "2024-02-09T11:15:34-05:00"),
        ("D:20240209111534Z", "2024-02-09T11:15:34+00:00"),
        ("D:20240209111534Z00'00'", "2024-02-09T11:15:34+00:00"),
        ("D:20240209111534", "2024-02-09T11:15:34"),
        ("20240209", "2024-02-09T00:00:00"),
        ("D:2024", "2024-01-01T00:00:00"),
        ("D:20241399", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_of_pdfs_become_iso(text: str, time_: str) -> None:
    assert iso_time(text) == time_
