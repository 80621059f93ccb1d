"""Statements that are set with tab stops, and the heads of a Word document's pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Pt

from muniment.document.pages.table import Table
from muniment.reading.flow.docx_reader import DocxReader
from support.documents.made_docx import docx_of

_Stops = Sequence[int]


def _with_stops(stops: _Stops) -> Callable[[Any], None]:
    """All paragraphs with tab stops at these points."""

    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            for stop in stops:
                paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(stop))

    return change


def _tables(blocks: Sequence[str], stops: _Stops = ()) -> tuple[Table, ...]:
    return DocxReader(docx_of(blocks, _with_stops(stops) if stops else None)).page(1).tables


def _rows(table: Table) -> list[tuple[str, dict[int, str]]]:
    return [(row.label, {cell.column: cell.raw for cell in row.cells}) for row in table.rows]


def test_rows_at_tab_stops_are_a_table_with_its_dates() -> None:
    table = _tables(
        [
            "Balance sheet as at 30 June 2024",
            "\t2024\t2023",
            "\t£'000\t£'000",
            "Current assets",
            "Stocks\t1,204\t998",
            "Debtors\t\t2,310",
            "Cash at bank and in hand\t310\t287",
        ],
        (260, 340),
    )[0]
    assert _rows(table) == [
        ("Stocks", {0: "1,204", 1: "998"}),
        ("Debtors", {1: "2,310"}),
        ("Cash at bank and in hand", {0: "310", 1: "287"}),
    ]
    assert [column.period.end.isoformat() for column in table.columns if column.period] == ["2024-06-30", "2023-06-30"]
    assert (table.scale, table.currency, table.rows[0].section) == (1_000, "GBP", "Current assets")


def test_columns_for_words_and_for_numbers_may_stop_at_different_places() -> None:
    table = _tables(["\t2024\t2023", "Sales\t51,000\t49,000", "Wages\t(21,000)\t(20,000)"], (250, 330))[0]
    assert [cells for _, cells in _rows(table)] == [{0: "51,000", 1: "49,000"}, {0: "(21,000)", 1: "(20,000)"}]


def test_usual_stops_take_as_many_tabs_as_the_label_is_short() -> None:
    table = _tables(
        [
            "\t\t\t\t\t\t2024\t\t2023",
            "Sales\t\t\t\t\t\t8,120\t\t7,400",
            "Cost of the goods that were sold\t\t5,010\t\t4,800",
            "Donations\t\t\t\t\t\t\t\t25",
        ]
    )[0]
    assert [cells for _, cells in _rows(table)] == [
        {0: "8,120", 1: "7,400"},
        {0: "5,010", 1: "4,800"},
        {1: "25"},
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Directors' report\t3", "Income statement\t7", "Notes\t11"],
        ["Place:\tLeeds", "Day:\tMonday"],
        ["One amount\t5,000 and nothing else", "Signed\tA Person"],
    ],
)
def test_contents_and_forms_are_no_tables(lines: list[str]) -> None:
    assert _tables(lines, (260,)) == ()


def test_heads_of_pages_stand_before_their_section_once() -> None:
    def change(document: Any) -> None:
        head = document.sections[0].header
        head.paragraphs[0].text = "Fallow Ridge Limited\tAccounts for the year ended 31 May 2024"
        head.add_paragraph("Page 1 of 4")
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("Second part")
        second = document.sections[1].header
        second.is_linked_to_previous = False
        second.paragraphs[0].text = "Fallow Ridge Limited"
        second.add_paragraph("Detailed accounts")

    text = DocxReader(docx_of(["First part"], change)).page(1).page.text
    assert text.split("\n") == [
        "Fallow Ridge Limited",
        "Accounts for the year ended 31 May 2024",
        "First part",
        "Detailed accounts",
        "Second part",
    ]
