"""A minus in a column of its own is the sign of its figure; the dash of a nil figure is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from muniment.document.pages.table import Table
from muniment.reading.open import open_document
from support.documents.drawn_pdf import drawn, texts
from support.documents.made_docx import docx_of

Rows = Sequence[Sequence[str]]
LEADING: Rows = (
    ("", "2024", "", "2023", ""),
    ("Sales", "", "9,100", "", "8,200"),
    ("Cost of sales", "-", "6,000", "-", "5,500"),
    ("Gross profit", "", "3,100", "", "2,700"),
    ("Overheads", "-", "1,400", "-", "1,300"),
    ("Operating profit", "", "1,700", "", "1,400"),
)
TRAILING: Rows = (
    ("", "2024", "", "2023", ""),
    ("Sales", "9,100", "", "8,200", ""),
    ("Cost of sales", "6,000", "−", "5,500", "−"),
    ("Gross profit", "3,100", "", "2,700", ""),
    ("Overheads", "1,400", "−", "1,300", "−"),
    ("Operating profit", "1,700", "", "1,400", ""),
)
NIL: Rows = (
    ("", "2024", "2023"),
    ("Sales", "9,100", "8,200"),
    ("Grants", "-", "40"),
    ("Rents", "-", "70"),
    ("Fees", "300", "50"),
)


def html(rows: Rows) -> bytes:
    """Each year over two cells, as a page that parts the signs from the digits has it."""
    head, *body = rows
    wide = len(head) > 3
    heads = "".join(f"<td colspan=2>{each}</td>" for each in head[1:] if each) if wide else _cells(head[1:])
    lines = [f"<tr><td></td>{heads}</tr>", *(f"<tr>{_cells(row)}</tr>" for row in body)]
    return f"<html><body><p>Income statement</p><table>{''.join(lines)}</table></body></html>".encode()


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{cell}</td>" for cell in row)


def pdf(rows: Rows, signs: str = "") -> bytes:
    """The signs at the left edge of a column, far from the digits, as sheets print them."""
    placed = [(90.0, 740.0, "Income statement")]
    edges = [300.0, 380.0, 440.0, 520.0] if len(rows[0]) > 3 else [380.0, 520.0]
    for n, row in enumerate(rows):
        y = 700.0 - 16 * n
        at = [edges[1], 0, edges[3], 0] if n == 0 and len(rows[0]) > 3 else edges
        placed += [(90.0, y, row[0])] if row[0] else []
        placed += [(x - 5.2 * len(cell), y, cell) for x, cell in zip(at, row[1:], strict=True) if cell]
    return drawn(texts(*placed))


def docx(rows: Rows) -> bytes:
    return docx_of(["Income statement", [list(row) for row in rows]], None)


def table(data: bytes) -> Table:
    reader = open_document(data)
    (found,) = reader.page(1).tables
    reader.close()
    return found


def printed(found: Table) -> dict[str, list[str]]:
    return {row.label: ["".join(cell.raw.split()) for cell in row.cells] for row in found.rows}


@pytest.mark.parametrize("data", [html(LEADING), pdf(LEADING)], ids=["html", "pdf"])
def test_a_minus_before_its_figure(data: bytes) -> None:
    found = printed(table(data))
    assert found["Sales"] == ["9,100", "8,200"]
    assert found["Cost of sales"] == ["-6,000", "-5,500"]
    assert found["Operating profit"] == ["1,700", "1,400"]


def test_a_minus_behind_its_figure() -> None:
    found = printed(table(html(TRAILING)))
    assert found["Sales"] == ["9,100", "8,200"]
    assert found["Overheads"] == ["1,400−", "1,300−"]


@pytest.mark.parametrize("make", [html, pdf, docx])
def test_the_dash_of_a_nil_figure_is_no_sign(make: object) -> None:
    assert callable(make)
    found = printed(table(make(NIL)))
    assert found["Grants"] == ["-", "40"]
    assert found["Rents"] == ["-", "70"]
    assert found["Fees"] == ["300", "50"]


def test_a_year_without_any_figure_is_no_column_of_signs() -> None:
    rows = (NIL[0], *((row[0], "-", row[2]) for row in NIL[1:]))
    assert printed(table(html(rows)))["Sales"] == ["-", "8,200"]
