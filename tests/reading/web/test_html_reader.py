from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.document.limits import MAX_PAGES
from muniment.document.pages.page import Source, Unit
from muniment.errors import UserError
from muniment.reading.flow.flow_pages import PAGE_LENGTH
from muniment.reading.open import open_document
from muniment.reading.reader import PageReading, Unreadable
from muniment.reading.web.html_reader import HtmlReader
from muniment.reading.web.markup import MAX_MARKUP
from support.documents.made_html import SPACES, filing
from support.reader_contract import ReaderContract


class TestContract(ReaderContract):
    @pytest.fixture
    def document(self) -> bytes:
        prose = "".join(f"<p>Paragraph {n} fills the page with words that mean nothing at all.</p>" for n in range(120))
        first = "<p>Example Widgets sold 1,234 more and (567) fewer.</p>"
        return filing(prose=1).data.replace(b"<p>FORM", (first + prose + "<p>FORM").encode())


def pages_of(data: bytes | str) -> list[PageReading]:
    reader = HtmlReader(data.encode() if isinstance(data, str) else data)
    found = [reader.page(number) for number in range(1, reader.page_count + 1)]
    reader.close()
    return found


def lines_of(data: bytes | str) -> list[str]:
    return "\n".join(reading.page.text for reading in pages_of(data)).split("\n")


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        open_document(data, "report.html")
    return refusal.value.code


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("<p>one <b>bold</b>, <i>slanted</i>\n and\xa0wide  </p>", ["one bold, slanted and wide"]),
        ("<p>one<br/>two</p>", ["one", "two"]),
        ("<p>shown<span style='display: none'>hidden</span></p>", ["shown"]),
        ("<style>.gone{color:red;display:none}</style><p>shown</p><p class='x gone'>hidden</p>", ["shown"]),
        (
            "<style>@media all{.a.b{x:y} .gone{display:none}} .c{color:red</style><p>shown</p><p class=gone>hidden",
            ["shown"],
        ),
        (
            "<style>/* .shown{display:none} */ p,.gone{display:none}</style><p class=shown>shown<b class=gone>x",
            ["shown"],
        ),
        ("<style>" + "a," * 200_000 + "</style><style>" + "/*" * 200_000 + "</style><p>shown</p>", ["shown"]),
        ("<script>var x = 'code';</script><p>shown</p><!-- comment --><?pi?>", ["shown"]),
        ("<p hidden>hidden</p><p>shown</p>", ["shown"]),
        ("<div style='display:inline'>a</div><div style='display:inline'>b</div>", ["ab"]),
        ("<span style='display:block'>a</span><span style='display:block'>b</span>", ["a", "b"]),
        ("<p>net&nbsp;sales&#160;up &amp; away&#8203;</p>", ["net sales up & away"]),
        ("<ul><li>first</li><li>second</li></ul>", ["first", "second"]),
        ("<p>unclosed<p>next<b>bold", ["unclosed", "nextbold"]),
        ("<h1>Head</h1>text", ["Head", "text"]),
        ("<p>sold 12<sup>1</sup> mills</p>", ["sold 12¹ mills"]),
    ],
)
def test_a_page_gives_what_is_displayed(markup: str, lines: list[str]) -> None:
    assert lines_of(f"<html><head><title>no text</title></head><body>{markup}</body></html>") == lines


ROWS = (
    ("<td>Net sales</td><td>$</td><td>(1,234</td><td>)</td>", "Net sales\t$ (1,234)"),
    ("<td>Net sales</td><td></td><td>$</td><td>1,234</td><td></td>", "Net sales\t$ 1,234"),
    ("<td>Margin</td><td>12.5</td><td>%</td>", "Margin\t12.5%"),
    ("<td>Change</td><td>(12.5</td><td>)%</td>", "Change\t(12.5)%"),
    ("<td>Net sales</td><td>1,234</td><td>(a)</td>", "Net sales\t1,234 (a)"),
    ("<td>Net sales</td><td>$</td><td>—</td>", "Net sales\t$ —"),
    ("<td>Net sales</td><td>1,234</td><td></td><td></td><td></td><td></td><td>)</td>", "Net sales\t1,234\t)"),
)


@pytest.mark.parametrize(("row", "line"), ROWS)
def test_signs_and_brackets_in_cells_of_their_own_are_put_to_their_numbers(row: str, line: str) -> None:
    assert lines_of(f"<table><tr>{row}</tr><tr><td>Costs</td><td>5</td></tr></table>")[0] == line


def test_cells_are_placed_by_the_grid_and_not_by_their_order() -> None:
    table = (
        "<table><tr><td></td><td colspan=3>2023</td><td></td><td colspan=3>2022</td></tr>"
        "<tr><td>Net sales</td><td>$</td><td>1,234</td><td></td><td></td><td>$</td><td>(999</td><td>)</td></tr>"
        "<tr><td>Only then</td><td></td><td></td><td></td><td></td><td colspan=2>7</td><td></td></tr>"
        "<tr><td rowspan=2>Tall</td><td></td><td>8</td><td></td><td></td><td colspan=2>9</td></tr>"
        "<tr><td></td><td>10</td><td></td><td></td><td colspan=2>11</td></tr></table>"
    )
    (reading,) = pages_of(table)
    (found,) = reading.tables
    assert [[(cell.column, cell.raw) for cell in row.cells] for row in found.rows] == [
        [(0, "1,234"), (1, "(999)")],
        [(1, "7")],
        [(0, "8"), (1, "9")],
        [(0, "10"), (1, "11")],
    ]
    assert [column.head for column in found.columns] == ["2023", "2022"]
    places = {reading.page.text[cell.start : cell.end]: (cell.column, cell.span) for cell in reading.cells}
    assert places["2022"] == (2, 1)
    assert places["7"] == (2, 1)


def test_the_statements_of_a_filing_are_read_with_heads_scale_and_sections() -> None:
    tables = [table for reading in pages_of(filing().data) for table in reading.tables]
    balance, income, flow, _ = tables
    assert "BALANCE SHEETS" in balance.title
    assert [c.period.end.isoformat() for c in balance.columns if c.period] == ["2023-12-31", "2022-12-31"]
    assert [(c.head, c.period and c.period.months) for c in income.columns] == [
        ("Years Ended December 31, 2023", 12),
        ("Years Ended December 31, 2022", 12),
    ]
    assert (income.scale, income.unscaled, income.currency) == (1_000_000, "per share amounts", "USD")
    sections = {row.label: row.section for row in flow.rows}
    assert sections["Purchases of property and equipment"] == "Investing activities"
    assert sections["Dividends paid"] == "Financing activities"


def test_a_table_longer_than_a_page_is_one_table_on_all_its_pages() -> None:
    rows = "".join(
        f"<tr><td style='padding-left:9pt'>Segment {n} of the company, with a long name</td><td>{n},100</td><td>{n},050</td></tr>"
        for n in range(1, 150)
    )
    head = "<tr><td>Segments:</td></tr>"
    years = "<tr><td></td><td>December 31, 2023</td><td>December 31, 2022</td></tr>"
    readings = pages_of(f"<p>Balance sheets</p><p>(in thousands)</p><table>{years}{head}{rows}</table>")
    assert len(readings) == 3
    parts = [table for reading in readings for table in reading.tables]
    assert [part.continued_from for part in parts] == [None, 1, 2]
    assert sum(len(part.rows) for part in parts) == 149
    assert {part.scale for part in parts} == {1_000}
    assert len({tuple(column.period for column in part.columns) for part in parts}) == 1
    assert {row.section for part in parts for row in part.rows} == {"Segments"}
    for reading in readings:
        for row in reading.tables[0].rows:
            assert all(reading.page.text[cell.start : cell.end] == cell.raw for cell in row.cells)
    assert all(part.scale_evidence and part.scale_evidence.span.page == 1 for part in parts)


def test_a_list_that_is_set_as_a_table_is_paragraphs() -> None:
    rows = "<tr><td>•</td><td>The first thing to say of it</td></tr><tr><td>–</td><td>and the second</td></tr>"
    (reading,) = pages_of(f"<table>{rows}</table>")
    assert reading.page.text == "• The first thing to say of it\n– and the second"
    assert reading.cells == ()


def test_a_table_that_only_frames_others_is_none() -> None:
    inner = "<table><tr><td>Sales</td><td>1,234</td></tr><tr><td>Costs</td><td>1,000</td></tr></table>"
    (reading,) = pages_of(f"<table><tr><td><p>before</p>{inner}</td></tr><tr><td>after</td></tr></table>")
    assert reading.page.text.split("\n") == ["before", "Sales\t1,234", "Costs\t1,000", "after"]
    assert len(reading.tables) == 1


PRE = """
                          HARBOR MILLS, INC.
                     CONSOLIDATED BALANCE SHEETS
                            (In thousands)

                                     December 31,   December 31,
                                         1998           1997
                                     ------------   ------------
Cash and cash equivalents            $     1,210    $     1,105
Receivables                                  790              --
Allowance                                    (45)            (40)
                                     ------------   ------------
     Total assets                    $     1,955    $     1,065
                                     ============   ============

The notes say more of all this, and they are part of these statements, which is
why they are printed on the pages that follow.
"""


def test_preformatted_statements_are_read_by_their_columns() -> None:
    (reading,) = pages_of(f"<html><body><pre>{PRE}</pre></body></html>")
    (table,) = reading.tables
    assert [(row.label, [(c.column, c.raw) for c in row.cells]) for row in table.rows] == [
        ("Cash and cash equivalents", [(0, "1,210"), (1, "1,105")]),
        ("Receivables", [(0, "790"), (1, "--")]),
        ("Allowance", [(0, "(45)"), (1, "(40)")]),
        ("Total assets", [(0, "1,955"), (1, "1,065")]),
    ]
    assert [c.period.end.isoformat() for c in table.columns if c.period] == ["1998-12-31", "1997-12-31"]
    assert table.scale == 1_000
    assert reading.page.text.split("\n")[-1].startswith("The notes say more of all this, and they are part of these")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("<html><body>Käufer</body></html>".encode(), "Käufer"),
        (b"<html><head><meta charset='windows-1252'></head><body>K\xe4ufer</body></html>", "Käufer"),
        (b"<html><body>K\xe4ufer \x80 5</body></html>", "Käufer € 5"),
        ("<html><body>Käufer</body></html>".encode("utf-16"), "Käufer"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><html><body>K\xe4ufer</body></html>", "Käufer"),
        ("<?xml version='1.0' encoding='ASCII'?><html><body>Käufer</body></html>".encode(), "Käufer"),
        (b"<html><head><meta charset='unicode_escape'></head><body>\\x41</body></html>", "\\x41"),
        (b"\xef\xbb\xbf<html><body>K\xc3\xa4ufer</body></html>", "Käufer"),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes, word: str) -> None:
    assert lines_of(data) == [word]


def test_no_entity_is_resolved_and_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("stolen")
    tower = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 50 if n else 'x' * 50}'>" for n in range(12))
    doctype = f"<!DOCTYPE html [{tower}<!ENTITY f SYSTEM 'file://{tmp_path}/secret'>]>"
    text = "".join(lines_of(f"{doctype}<html {SPACES}><body><p>a&e11;b&f;c&nbsp;d</p></body></html>"))
    assert "stolen" not in text
    assert "xxx" not in text
    assert text.endswith("c d")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html></html>", "no-pages"),
        (b"<html><body><p style='display:none'>x</p></body></html>", "no-pages"),
        (b"<html>" + b" " * MAX_MARKUP, "too-large"),
        (b"<html><body>" + b"<td>" * 10, "no-pages"),
        (b"<html>" + (b"<p>" + b"word " * 301) * (2 * MAX_PAGES + 2), "too-large"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 5_000 + "deep",
        "<table><tr>" + "<td colspan=99999 rowspan=99999>1</td>" * 200 + "</tr></table>",
        "<table>" * 300 + "<tr><td>x",
        "<p>" + "word " * 40_000,
        "<b>" * 3_000 + "bold",
    ],
)
def test_pages_without_measure_are_read_as_far_as_they_go(markup: str) -> None:
    readings = pages_of(f"<html><body><p>before</p>{markup}</body></html>")
    assert readings[0].page.text.startswith("before")
    assert all(len(reading.page.text) <= PAGE_LENGTH for reading in readings)


def test_elements_of_style_that_are_never_closed_cost_no_text() -> None:
    page = "<html><body>" + "".join(f"<font size=2><p>Paragraph {n}</p>" for n in range(600)) + "</body></html>"
    assert lines_of(page) == [f"Paragraph {n}" for n in range(600)]


def test_pages_are_a_flow_without_boxes() -> None:
    for reading in pages_of(filing(prose=100).data):
        page = reading.page
        assert (page.unit, page.source) == (Unit.CHAR, Source.FLOW)
        assert page.words.boxes_within(0, len(page.text)) == ()


def test_headings_and_title_are_told() -> None:
    reader = HtmlReader(b"<html><head><title> Annual  report </title></head><body><h1>A</h1>x<h2>B</h2>y</body></html>")
    info = reader.info()
    assert info.title == "Annual report"
    assert [(heading.title, heading.level, heading.page) for heading in info.outline] == [("A", 0, 1), ("B", 1, 1)]


def test_a_submission_gives_its_first_document() -> None:
    data = (
        b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<html><body><p>main</p></body></html>\n</TEXT>\n<DOCUMENT><TEXT>other</TEXT>"
    )
    assert lines_of(data) == ["main"]


def test_damaged_pages_are_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(13)
    source = filing().data
    outcomes = {"read": 0, "refused": 0}
    for _ in range(60):
        data = bytearray(source)
        for _ in range(dice.choice((1, 10, 200))):
            at = dice.randrange(len(data))
            data[at : at + dice.randrange(40)] = dice.randbytes(dice.randrange(4))
        if dice.random() < 0.3:
            data = data[: dice.randrange(len(data))]
        try:
            reader = open_document(bytes(data), "report.html")
            for number in range(1, reader.page_count + 1):
                reading = reader.page(number)
                assert all(tag.stands_on(number, reading.page.text) for tag in reading.tags)
            outcomes["read"] += 1
        except UserError:
            outcomes["refused"] += 1
    assert outcomes["read"] >= 30


cells = st.sampled_from(["", "Sales", "1,234", "(5", ")", "$", "%", "—", "Total", "<p>a</p><p>b</p>", "<sup>(1)</sup>"])
spans = st.sampled_from(["", " colspan=2", " rowspan=2", " colspan=3 rowspan=3", " style='display:none'"])


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(cells, spans), max_size=7), min_size=1, max_size=8))
def test_whatever_a_table_holds_its_cells_stand_in_the_text(rows: list[list[tuple[str, str]]]) -> None:
    body = "".join("<tr>" + "".join(f"<td{span}>{text}</td>" for text, span in row) + "</tr>" for row in rows)
    for reading in pages_of(f"<html><body><p>above</p><table>{body}</table></body></html>"):
        text = reading.page.text
        for table in reading.tables:
            for row in table.rows:
                assert all(text[cell.start : cell.end] == cell.raw for cell in row.cells)
                assert len({cell.column for cell in row.cells}) == len(row.cells)
        for cell in reading.cells:
            assert "\t" not in text[cell.start : cell.end]
