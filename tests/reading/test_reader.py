from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import UserError
from muniment.formats import of_id
from muniment.reading.open import open_document
from muniment.reading.reader import Unreadable
from muniment.recognise import is_locked, recognise
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
        (pdf_of_lines([BALANCE]), "pdf"),
        (b"\r\n" * 500 + b"%PDF-1.4", "pdf"),
        (b" " * 1024 + b"%PDF-1.4", ""),
        (zip_of("[Content_Types].xml", "word/document.xml"), "docx"),
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), ""),
        (zip_of("readme.txt"), ""),
        (zip_of("word/document.xml")[:-30], "docx"),
        (b"PK", ""),
        (OLE + b"\0" * 600, ""),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), ""),
        (b"\x89PNG\r\n", ""),
        (b"\xff\xd8\xff\xe0", ""),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><!-- made by -->\n<!--twice--><html xmlns='x'>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b"<!-- " + b"x" * 5000 + b" --><HTML><BODY>", "html"),
        (b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<html>", "html"),
        (b"<SEC-DOCUMENT>a.txt\n<TYPE>10-K\n<TEXT>\n<PAGE>\n<TABLE>", "html"),
        (b"<div><p>a piece of a page</p></div>", "html"),
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
    found = recognise(data)
    assert (found.id if found else "") == kind


def refusal(data: bytes, name: str = "") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_document(data, name)
    return caught.value


def test_an_empty_file_says_so() -> None:
    assert refusal(b"", "report.pdf").code == "empty"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"plain text", "report.pdf", "misnamed"),
        (b"plain text", ".pdf", "misnamed"),
        (b"plain text", "notes.txt", "unsupported"),
        (b"plain text", "", "unsupported"),
        (zip_of("xl/workbook.xml"), "book.xlsx", "unsupported"),
        (zip_of("xl/workbook.xml"), "BOOK.DOCX", "misnamed"),
        (b"\x89PNG\r\n", "scan.pdf", "misnamed"),
        (OLE, "old.doc", "unsupported"),
        (b"plain text", "page.htm", "misnamed"),
    ],
)
def test_other_kinds_of_file_are_refused_and_a_name_that_misleads_is_told(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name).code == code


def test_a_locked_office_file_is_encrypted_not_old() -> None:
    assert is_locked(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert not is_locked(OLE + b"WordDocument")
    assert refusal(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"


def test_a_refusal_is_an_error_for_the_user() -> None:
    assert isinstance(refusal(b"x"), UserError)


@pytest.mark.parametrize("name", ["", "report.docx", "report.pdf", "report"])
def test_the_name_decides_nothing(name: str) -> None:
    for data, kind in ((pdf_of_lines([BALANCE]), "pdf"), (docx_of(["A paragraph."]), "docx")):
        reader = open_document(data, name)
        assert reader.media_type == of_id(kind).media_type
        reader.close()


@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", OLE]))
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    with suppress(Unreadable):
        open_document(start + data).close()
