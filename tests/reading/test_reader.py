from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import UserError
from muniment.reading.common.sniff import DOCX, HTML, PDF, media_type
from muniment.reading.reader import Unreadable, open_document
from support.documents.made_docx import docx_of
from support.documents.made_pdf import BALANCE, pdf_of_lines


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf_of_lines([BALANCE]), PDF),
        (b"\r\n" * 500 + b"%PDF-1.4", PDF),
        (b" " * 1024 + b"%PDF-1.4", ""),
        (zip_of("[Content_Types].xml", "word/document.xml"), DOCX),
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zip_of("readme.txt"), ""),
        (zip_of("word/document.xml")[:-30], DOCX),
        (b"PK", ""),
        (OLE + b"\0" * 600, "doc"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"<!DOCTYPE html><html>", HTML),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><!-- made by -->\n<!--twice--><html xmlns='x'>", HTML),
        ("\ufeff<html>".encode("utf-16-le"), HTML),
        (b"<!-- " + b"x" * 5000 + b" --><HTML><BODY>", HTML),
        (b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<html>", HTML),
        (b"<SEC-DOCUMENT>a.txt\n<TYPE>10-K\n<TEXT>\n<PAGE>\n<TABLE>", HTML),
        (b"<div><p>a piece of a page</p></div>", HTML),
        (b"<?xml version='1.0'?><xbrl><html/></xbrl>", ""),
        (b"<?xml version='1.0'?><svg><title/></svg>", ""),
        (b"<!DOCTYPE svg><svg/>", ""),
        (b"if a <html then b", ""),
        (b"# How to write <html>\n", ""),
        (b"<?php echo '<html>'; ?>", ""),
        (b"plain text", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


def refusal(data: bytes, name: str = "") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_document(data, name)
    return caught.value


def test_an_empty_file_says_so() -> None:
    error = refusal(b"", "report.pdf")
    assert error.code == "empty"
    assert "empty" in error.sentence


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"plain text", "report.pdf", "named .pdf"),
        (b"plain text", "notes.txt", "does not read"),
        (b"plain text", "", "does not read"),
        (zip_of("xl/workbook.xml"), "book.xlsx", "Excel workbook"),
        (b"\x89PNG\r\n", "scan.pdf", "picture"),
        (OLE, "old.doc", "old Office file"),
        (b"plain text", "page.htm", "named .htm"),
    ],
)
def test_other_kinds_of_file_are_refused_with_what_they_are(data: bytes, name: str, words: str) -> None:
    error = refusal(data, name)
    assert error.code == "unsupported"
    assert words in error.sentence


def test_a_locked_office_file_is_encrypted_not_old() -> None:
    assert refusal(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"


def test_a_refusal_is_an_error_for_the_user() -> None:
    assert isinstance(refusal(b"x"), UserError)


@pytest.mark.parametrize("name", ["", "report.docx", "report.pdf", "report"])
def test_the_name_decides_nothing(name: str) -> None:
    for data, kind in ((pdf_of_lines([BALANCE]), PDF), (docx_of(["A paragraph."]), DOCX)):
        reader = open_document(data, name)
        assert reader.media_type == kind
        reader.close()


@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", OLE]))
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    with suppress(Unreadable):
        open_document(start + data).close()
