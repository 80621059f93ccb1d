"""PDFs with files inside, for the tests."""

from __future__ import annotations

from collections.abc import Iterable

from support.documents.drawn_pdf import changed
from support.documents.made_docx import docx_of
from support.documents.made_pdf import pdf_of_lines

PLAIN = pdf_of_lines([["A page of no interest."]])
PROFIT = docx_of([
    "Example Widgets, Inc.",
    "CONSOLIDATED STATEMENTS OF INCOME",
    "(In millions)",
    [
        ["Years ended December 31,", "2023", "2022"],
        ["Revenue", "9,000", "8,400"],
        ["Cost of revenue", "5,400", "5,100"],
        ["Gross profit", "3,600", "3,300"],
        ["Operating income", "1,500", "1,400"],
        ["Net income", "1,200", "1,120"],
    ],
])  # fmt: skip


def pdf_with(files: Iterable[tuple[str, bytes]], outer: bytes = PLAIN) -> bytes:
    """A PDF with files embedded in it, by their names."""

    def attach(writer: object) -> None:
        for name, data in files:
            writer.add_attachment(name, data)  # type: ignore[attr-defined]

    return changed(outer, attach)


def nest(depth: int) -> bytes:
    """A PDF in a PDF in a PDF."""
    data = pdf_of_lines([["The innermost."]])
    for level in range(depth):
        data = pdf_with([("inner.pdf", data)], pdf_of_lines([[f"Around it {level}."]]))
    return data
