"""Pages of odd make that browsers show all the same: typed tables, content after the end, tables in tables."""

from __future__ import annotations

import pytest

from muniment.document.pages.table import Table
from muniment.reading.open import open_document
from muniment.reading.web.html_reader import HtmlReader
from muniment.reading.web.typed_tables import as_preformatted

_TYPED = """<TABLE>
<CAPTION>
                                     DECEMBER 31,
                                   1997        1996
<S>                                 <C>         <C>
Cash .........................   $  4,120    $  3,998
Receivables, less
  allowance of $12 ...........      8,000       7,100
                                   ------      ------
Total current assets .........   $ 12,120    $ 11,098
</TABLE>
"""
_ROWS = [
    ("Cash", ["4,120", "3,998"]),
    ("Receivables, less allowance of $12", ["8,000", "7,100"]),
    ("Total current assets", ["12,120", "11,098"]),
]


def _tables(page: str) -> tuple[Table, ...]:
    return HtmlReader(page.encode()).page(1).tables


def _read(table: Table) -> list[tuple[str, list[str]]]:
    return [(row.label, [cell.raw for cell in row.cells]) for row in table.rows]


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><pre>\n{_TYPED}</pre></body></html>",
        f"<HTML><BODY><P>Words of the report</P>{_TYPED}<P>More words</P></BODY></HTML>",
        f"<html><body><div>\n     A LIMITED REPORT\n\n{_TYPED}\n</div></body></html>",
        "<html><body><pre>\n"
        + _TYPED.replace("CAPTION", "caption").replace("<C>", "<c>").replace("<S>", "<s>")
        + "</pre>",
        f"<html><body><pre>\n{_TYPED.replace('</TABLE>', '')}{_TYPED.replace('1997', '1995').replace('1996', '1994')}</pre>",
    ],
)
def test_typed_tables_stand_as_they_were_typed(page: str) -> None:
    table = _tables(page)[0]
    assert _read(table) == _ROWS
    assert [c.period.end.isoformat() for c in table.columns if c.period] == ["1997-12-31", "1996-12-31"]


def test_a_table_with_rows_of_its_own_is_left_alone() -> None:
    page = "<table><tr><td>Grades <C> and <S></td><td>5,000</td></tr></table>"
    assert as_preformatted(page) == page


@pytest.mark.parametrize("start", ["<SEC-DOCUMENT>a.txt\n<SEC-HEADER>x</SEC-HEADER>\n<DOCUMENT>", "<DOCUMENT>"])
def test_a_filing_without_markup_is_read(start: str) -> None:
    lines = _TYPED.replace("<TABLE>", "").replace("</TABLE>", "").replace("<CAPTION>", "")
    filing = f"{start}\n<TYPE>10-K\n<TEXT>\nSMITH & SONS\n\n{lines}\n</TEXT>\n</DOCUMENT>"
    reader = open_document(filing.encode(), "a.txt")
    assert reader.page(1).page.text.startswith("SMITH & SONS\n")
    assert _read(reader.page(1).tables[0]) == _ROWS


_TABLE = "<table><tr><td></td><td>2024</td></tr><tr><td>Sales</td><td>5,100</td></tr><tr><td>Costs</td><td>(4,000)</td></tr></table>"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><title>A</title></head></html><div><h1>Report</h1>{_TABLE}</div>",
        f"<html><body><h1>Report</h1></body></html>\n<html><head><style>p {{}}</style></head><body>{_TABLE}</body></html>",
        f"<HTML><HEAD></HEAD><BODY><H1>Report</H1></BODY></HTML>{_TABLE}",
    ],
)
def test_what_stands_after_the_end_is_shown(page: str) -> None:
    reader = HtmlReader(page.encode())
    assert reader.page(1).page.text.startswith("Report\n")
    assert _read(reader.page(1).tables[0]) == [("Sales", ["5,100"]), ("Costs", ["(4,000)"])]


def test_a_statement_with_a_table_of_footnotes_in_a_row_is_a_table() -> None:
    notes = "<tr><td colspan='9'><table><tr><td>[1]</td><td>With those of partners.</td></tr></table></td></tr>"
    page = HtmlReader(_TABLE.replace("</table>", f"{notes}</table>").encode()).page(1)
    assert _read(page.tables[0]) == [("Sales", ["5,100"]), ("Costs", ["(4,000)"])]
    assert page.page.text.endswith("partners.")


def test_a_table_that_lays_out_others_is_none() -> None:
    side = _TABLE.replace("5,100", "6,200")
    tables = _tables(f"<table><tr><td>{_TABLE}</td><td>{side}</td></tr></table>")
    assert [_read(table)[0] for table in tables] == [("Sales", ["5,100"]), ("Sales", ["6,200"])]
