from __future__ import annotations

import io
import random
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.document.pages.page import OutlineEntry, Source, Unit
from muniment.errors import UserError
from muniment.reading.flow.docx_reader import MAX_RATIO, MAX_XML
from muniment.reading.flow.flow_pages import PAGE_LENGTH, cut
from muniment.reading.flow.text_lines import TextLine
from muniment.reading.open import open_document
from muniment.reading.reader import Unreadable
from support.documents.made_docx import Rows, docx_of, element, part, with_part
from support.reader_contract import ReaderContract

INCOME: Rows = (
    ("", "Year ended December 31,", ""),
    ("", "2023", "2022"),
    ("Revenue", "$ 9,000", "$ 8,400"),
    ("Cost of revenue", "(5,400)", "(5,100)"),
    ("Gross profit", "3,600", "3,300"),
    ("Diluted earnings per share", "1.23", "1.11"),
)
LONG = [f"Paragraph {number} fills the page with words that mean nothing at all." for number in range(120)]


def merge_head(document: Any) -> None:
    head = document.tables[0].rows[0].cells
    head[1].merge(head[2])


class TestContract(ReaderContract):
    @pytest.fixture
    def document(self) -> bytes:
        blocks = ["Example Widgets sold 1,234 more and (567) fewer.", INCOME, *LONG, INCOME]
        return docx_of(blocks, merge_head)


def lines_of(data: bytes) -> list[str]:
    reader = open_document(data)
    pages = [reader.page(number).page.text for number in range(1, reader.page_count + 1)]
    reader.close()
    return "\n".join(pages).split("\n")


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        open_document(data, "report.docx")
    return refusal.value.code


def test_paragraphs_and_tables_keep_their_order() -> None:
    blocks = ["# Report", "before", (("a", "1"), ("b", "2")), "between", (("c", "3"),), "after"]
    assert lines_of(docx_of(blocks)) == ["Report", "before", "a\t1", "b\t2", "between", "c\t3", "after"]


def test_a_table_knows_columns_periods_scale_and_currency() -> None:
    data = docx_of(["Statements of income", "(in millions, except per share amounts)", INCOME], merge_head)
    reader = open_document(data)
    reading = reader.page(1)
    (table,) = reading.tables
    assert [row.label for row in table.rows] == [row[0] for row in INCOME[2:]]
    assert [[cell.raw for cell in row.cells] for row in table.rows][:2] == [["9,000", "8,400"], ["(5,400)", "(5,100)"]]
    periods = [column.period for column in table.columns]
    assert [(p.start.isoformat(), p.end.isoformat(), p.months) for p in periods if p and p.start] == [
        ("2023-01-01", "2023-12-31", 12),
        ("2022-01-01", "2022-12-31", 12),
    ]
    assert (table.scale, table.unscaled, table.currency) == (1_000_000, "per share amounts", "USD")
    assert table.scale_evidence is not None
    assert table.scale_evidence.stands_on(reading.page)
    reader.close()


def test_a_table_cut_by_the_end_of_a_page_hands_its_heads_on() -> None:
    rows = [
        *INCOME[:2],
        *[(f"Segment {n} of the company, with a long name", f"{n},100", f"{n},050") for n in range(1, 80)],
    ]
    reader = open_document(docx_of(["(in thousands)", rows], merge_head))
    first, second = reader.page(1).tables[0], reader.page(2).tables[0]
    assert second.continued_from == 1
    assert second.scale == 1_000
    assert [column.period for column in second.columns] == [column.period for column in first.columns]
    assert len(first.rows) + len(second.rows) == 79
    reader.close()


NAMES = ["Statements of income", "(in millions, except per share amounts)"]


@pytest.mark.parametrize("left", range(20, 230, 30))  # characters of the first page after the prose
def test_a_table_that_a_page_holds_is_not_cut(left: int) -> None:
    prose = "Words that mean nothing. " * 200
    reader = open_document(docx_of([prose[: PAGE_LENGTH - left], *NAMES, INCOME], merge_head))
    reading = reader.page(reader.page_count)
    (table,) = reading.tables
    assert reading.page.text.split("\n")[:2] == NAMES
    assert [row.label for row in table.rows] == [row[0] for row in INCOME[2:]]
    assert all(column.period for column in table.columns)
    reader.close()


def test_a_table_longer_than_a_page_begins_with_its_name_and_heads() -> None:
    rows = [*INCOME[:2], *[(f"Segment {n} of the company, with a long name", f"{n},100", "50") for n in range(1, 80)]]
    reader = open_document(docx_of(["Prose. " * 150, *NAMES, rows], merge_head))
    assert reader.page(1).tables == ()
    tables = [table for number in range(2, reader.page_count + 1) for table in reader.page(number).tables]
    assert reader.page(2).page.text.startswith(NAMES[0])
    assert sum(len(table.rows) for table in tables) == 79
    assert all(column.period for table in tables for column in table.columns)
    reader.close()


def test_what_stands_above_one_table_says_nothing_of_the_next() -> None:
    heads = (("", "2023", "2022"), ("Staff", "120", "110"), ("Sites", "12", "11"))
    reader = open_document(docx_of(["Income", "(in millions)", INCOME, "Other data", heads]))
    first, second = reader.page(1).tables
    assert first.scale == 1_000_000
    assert second.scale is None
    reader.close()


def test_pages_are_a_flow_without_boxes() -> None:
    reader = open_document(docx_of(LONG))
    assert reader.page_count == 3
    for number in range(1, 4):
        page = reader.page(number).page
        assert (page.unit, page.source) == (Unit.CHAR, Source.FLOW)
        assert 0 < len(page.text) <= PAGE_LENGTH
        assert page.words.boxes_within(0, len(page.text)) == ()
        assert page.width == max(map(len, page.text.split("\n")))
        assert page.height == page.text.count("\n") + 1
    reader.close()


def test_it_has_no_images() -> None:
    reader = open_document(docx_of(["text"]))
    with pytest.raises(Unreadable) as refusal:
        reader.image(1, 1.0)
    assert refusal.value.code == "no-image"
    reader.close()


def test_metadata_and_headings_are_read() -> None:
    def change(document: Any) -> None:
        known = document.core_properties
        known.title, known.author, known.created = "Annual report", "Example", datetime(2024, 2, 9, 11, 15, tzinfo=UTC)

    reader = open_document(docx_of(["# Results", "text", "## Sales", *LONG, "# Risks"], change))
    info = reader.info()
    assert (info.title, info.author) == ("Annual report", "Example")
    assert info.created.startswith("2024-02-09T11:15:00")
    assert info.outline == (OutlineEntry("Results", 0, 1), OutlineEntry("Sales", 1, 1), OutlineEntry("Risks", 0, 3))
    reader.close()


def test_merged_cells_are_read_once() -> None:
    def change(document: Any) -> None:
        table = document.tables[0]
        table.cell(0, 0).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))

    rows = (("wide", "", ""), ("tall", "1", "2"), ("", "3", "4"))
    assert lines_of(docx_of([rows], change)) == ["wide", "tall\t1\t2", "3\t4"]


def test_a_cell_below_a_merged_one_keeps_its_column() -> None:
    def change(document: Any) -> None:
        merge_head(document)
        table = document.tables[0]
        table.cell(2, 0).merge(table.cell(3, 0))

    reader = open_document(docx_of([INCOME], change))
    assert [[cell.column for cell in row.cells] for row in reader.page(1).tables[0].rows][1] == [0, 1]
    reader.close()


def test_a_table_within_a_cell_comes_after_its_own() -> None:
    def change(document: Any) -> None:
        inner = document.tables[0].cell(0, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "inner", "7"

    rows = (("outer", "text"), ("last", "row"))
    assert lines_of(docx_of([rows, "after"], change)) == ["outer\ttext", "last\trow", "inner\t7", "after"]


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:ins w:id='1' w:author='x'>" + RUN.format("inserted") + "</w:ins>", "inserted"),
        ("<w:del w:id='1' w:author='x'><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>", ""),
        ("<w:sdt><w:sdtContent>" + RUN.format("controlled") + "</w:sdtContent></w:sdt>", "controlled"),
        ("<w:hyperlink>" + RUN.format("linked") + "</w:hyperlink>", "linked"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", ""),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r>", "shown"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>GAAP</w:t></w:r>", "non-GAAP"),
        ("<w:r><w:t>net\xa0sales\u200b</w:t><w:tab/><w:t>up</w:t></w:r>", "net sales up"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", ""),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A7'/></w:r>", "▪"),
        ("<w:r><w:sym w:font='Wingdings' w:char='nonsense'/></w:r>", ""),
        ("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>", "E=mc"),
    ],
)
def test_a_paragraph_gives_what_a_reader_of_the_page_sees(inside: str, text: str) -> None:
    def change(document: Any) -> None:
        document.element.body.insert(0, element(f"<w:p>{inside}</w:p>"))

    assert lines_of(docx_of(["end"], change)) == [*filter(None, [text]), "end"]


def test_breaks_part_lines() -> None:
    def change(document: Any) -> None:
        document.paragraphs[0].add_run().add_break()
        document.paragraphs[0].add_run("second")

    assert lines_of(docx_of(["first"], change)) == ["first", "second"]


def test_blocks_within_content_controls_are_read() -> None:
    def change(document: Any) -> None:
        block = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{RUN.format('within')}</w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(1, element(block))

    assert lines_of(docx_of(["before", "after"], change)) == ["before", "within", "after"]


BOX = (
    "<w:p><w:r><w:t>anchor</w:t><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    def change(document: Any) -> None:
        document.element.body.insert(0, element(BOX))

    assert lines_of(docx_of(["after"], change)) == ["anchor", "boxed", "after"]


def test_a_deleted_row_is_not_read() -> None:
    def change(document: Any) -> None:
        document.tables[0].rows[0]._tr.insert(0, element("<w:trPr><w:del w:id='1' w:author='x'/></w:trPr>"))

    assert lines_of(docx_of([(("gone", "1"), ("kept", "2"))], change)) == ["kept\t2"]


@pytest.mark.parametrize("share", [0.2, 0.6, 0.98])
def test_a_document_that_breaks_off_is_refused(share: float) -> None:
    data = docx_of(LONG)
    assert code_of(data[: int(len(data) * share)]) == "truncated"


@pytest.mark.parametrize("content", [b"", b"<w:document", b"not xml", b"<other/>"])
def test_a_document_whose_text_is_broken_is_damaged(content: bytes) -> None:
    assert code_of(with_part(docx_of(["text"]), "word/document.xml", content)) == "damaged"


def test_a_template_is_refused_with_what_to_do() -> None:
    data = docx_of(["text"])
    types = part(data, "[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    assert code_of(with_part(data, "[Content_Types].xml", types)) == "unsupported"


def test_a_document_without_text_is_refused() -> None:
    assert code_of(docx_of(["", "  "])) == "no-pages"


def test_a_locked_part_is_encrypted() -> None:
    data = bytearray(docx_of(["text"]))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1  # general purpose flag of the first entry of the directory
    assert code_of(bytes(data)) == "encrypted"


@pytest.mark.parametrize("size", [MAX_XML + 1, 60 << 20])
def test_a_bomb_is_not_unpacked(size: int) -> None:
    bomb = with_part(docx_of(["text"]), "word/document.xml", b"<a>" + b" " * size)
    assert len(bomb) * MAX_RATIO < size
    assert code_of(bomb) == "too-large"


@pytest.mark.parametrize("depth", [1, 12])
def test_a_document_that_declares_entities_is_refused_before_they_are_resolved(depth: int) -> None:
    data = docx_of(["before"])
    document = part(data, "word/document.xml")
    tower = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 50 if n else 'x' * 50}'>" for n in range(depth))
    head = f"<?xml version='1.0'?><!DOCTYPE d [{tower}<!ENTITY f SYSTEM 'file:///etc/hostname'>]>".encode()
    body = document[document.index(b"<w:document") :].replace(b"before", f"be&e{depth - 1};fo&f;re".encode())
    assert code_of(with_part(data, "word/document.xml", head + body)) == "damaged"


def test_damaged_documents_are_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(11)
    source = docx_of(["# Head", INCOME, *LONG[:10]])
    outcomes = {"read": 0, "refused": 0}
    for number in range(60):
        data = bytearray(source)
        if number % 2:  # damage the packed bytes
            for _ in range(dice.choice((3, 50))):
                data[dice.randrange(len(data))] = dice.randrange(256)
        else:  # damage the XML within
            name = dice.choice(
                [n for n in zipfile.ZipFile(io.BytesIO(source)).namelist() if n.endswith((".xml", ".rels"))]
            )
            content = bytearray(part(source, name))
            for _ in range(dice.choice((1, 5))):
                at = dice.randrange(len(content))
                content[at : at + dice.randrange(20)] = dice.randbytes(dice.randrange(3))
            data = bytearray(with_part(source, name, bytes(content)))
        try:
            reader = open_document(bytes(data), "report.docx")
            for page in range(1, reader.page_count + 1):
                reader.page(page)
            reader.info()
            outcomes["read"] += 1
        except UserError:
            outcomes["refused"] += 1
    assert outcomes["read"] >= 5
    assert outcomes["refused"] >= 5


texts = st.text(st.sampled_from("ab. "), min_size=1, max_size=9000).map(str.strip).filter(bool)


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=20))
def test_pages_hold_every_line_in_order_and_none_is_too_long(lines: list[str]) -> None:
    pages = cut(TextLine(text) for text in lines)
    assert all(len("\n".join(line.text for line in page.lines)) <= PAGE_LENGTH for page in pages)
    assert all(line.text for page in pages for line in page.lines)
    cut_text = "".join(line.text for page in pages for line in page.lines)
    assert cut_text.replace(" ", "") == "".join(lines).replace(" ", "")
    if all(len(text) <= PAGE_LENGTH for text in lines):
        assert [line.text for page in pages for line in page.lines] == lines
