"""What is taken out of a document, and what is not."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.claims import is_file_name
from muniment.document.limits import MAX_CHILD, MAX_CHILDREN
from muniment.formats import FORMATS, of_id
from muniment.reading import children
from muniment.reading.children import Unpacked, Unpacking, file_name
from muniment.reading.open import open_document
from muniment.reading.reader import InnerFile
from support.documents.attached import PLAIN, PROFIT, pdf_with
from support.documents.made_docx import docx_of

DOCX = of_id("docx").media_type


def inside(data: bytes) -> tuple[list[Unpacked], int]:
    reader = open_document(data)
    unpacking = Unpacking(reader.children())
    found = list(unpacking)
    reader.close()
    return found, unpacking.left_out


def test_documents_are_taken_out_byte_for_byte_and_other_files_are_passed_over() -> None:
    whole = pdf_with(
        [("factur-x.xml", b"<?xml version='1.0'?><invoice/>"), ("Profit.docx", PROFIT), ("a.bin", b"\0" * 99)]
    )
    assert inside(whole) == ([Unpacked("Profit.docx", DOCX, PROFIT)], 0)


def test_what_lies_inside_is_what_its_bytes_say() -> None:
    assert inside(pdf_with([("page.html", PROFIT)])) == ([Unpacked("page.html", DOCX, PROFIT)], 0)


@pytest.mark.parametrize("data", [PLAIN, PROFIT, b"<html><p>text</p></html>"])
def test_most_documents_hold_none(data: bytes) -> None:
    assert inside(data) == ([], 0)


def test_a_thousand_attachments_are_bounded_and_counted() -> None:
    found, left_out = inside(pdf_with((f"{n}.html", b"<html><p>%d</p></html>" % n) for n in range(1000)))
    assert (len(found), left_out) == (MAX_CHILDREN, 1000 - MAX_CHILDREN)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = PLAIN + b"\0" * (MAX_CHILD + 20_000_000)  # 16 KB deflated
    found, left_out = inside(pdf_with([("bomb.pdf", bomb), ("Profit.docx", PROFIT)]))
    assert [one.name for one in found] == ["Profit.docx"]
    assert left_out == 1


def test_many_bombs_end_the_unpacking() -> None:
    tries = 0

    def bomb() -> bytes:
        nonlocal tries
        tries += 1
        raise MemoryError

    unpacking = Unpacking(InnerFile(f"{n}.pdf", bomb) for n in range(50))
    assert list(unpacking) == []
    assert (tries, unpacking.left_out) == (4, 50)


def test_all_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "MAX_CHILDREN_BYTES", 2 * len(PROFIT))
    found, left_out = inside(pdf_with((f"{n}.docx", PROFIT) for n in range(4)))
    assert (len(found), left_out) == (2, 2)


def test_a_damaged_attachment_costs_no_other() -> None:
    whole = pdf_with([("first.docx", docx_of(["first"])), ("second.docx", PROFIT)])
    start = whole.index(b"stream", whole.index(b"/EmbeddedFile")) + 10
    damaged = whole[:start] + bytes(200) + whole[start + 200 :]
    assert len(inside(damaged)[0]) <= 2  # what is left of it may still be recognised; its own reading tells


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("report.docx", "report.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\report.docx", "report.docx"),
        ("a\r\nb\u202e.docx", "a b .docx"),
        ("", "attachment.docx"),
        ("...", "attachment.docx"),
        ("folder/", "attachment.docx"),
        ("n" * 300 + ".docx", "n" * 250 + ".docx"),
        ("ä" * 300, "ä" * 127),
    ],
)
def test_a_name_is_one_that_any_system_can_give_to_a_file(given_name: str, name: str) -> None:
    assert file_name(given_name, of_id("docx")) == name


@given(st.text(max_size=400), st.sampled_from(FORMATS))
def test_every_name_stands_before_the_gate(name: str, found: object) -> None:
    assert is_file_name(file_name(name, of_id(found.id)))  # type: ignore[attr-defined]


def test_the_largest_is_below_what_pypdf_unpacks() -> None:
    from pypdf.filters import ZLIB_MAX_OUTPUT_LENGTH

    assert MAX_CHILD < ZLIB_MAX_OUTPUT_LENGTH
    assert len(zlib.compress(PLAIN)) < MAX_CHILD
