from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Table
from muniment.reading.pdf.pdf_reader import PdfReader
from muniment.reading.reader import PageReading
from support.documents.drawn_pdf import Draw, drawn, turned

ROWS = (("Revenue", "1,000", "900"), ("Costs", "(700)", "(600)"), ("Profit", "300", "300"))


def statement(canvas: Canvas) -> None:
    """Draw a small statement on a page that is wider than high."""
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 500, "CONSOLIDATED STATEMENTS OF INCOME")
    canvas.drawString(50, 486, "(In millions)")
    canvas.drawRightString(640, 470, "Year ended December 31,")
    canvas.drawRightString(560, 456, "2023")
    canvas.drawRightString(640, 456, "2022")
    for number, (label, now, before) in enumerate(ROWS):
        y = 440 - 14 * number
        canvas.drawString(50, y, label)
        canvas.drawRightString(560, y, now)
        canvas.drawRightString(640, y, before)


def up(canvas: Canvas) -> None:
    """Draw it so that it reads from the bottom of the page to its top."""
    canvas.saveState()
    canvas.translate(612, 0)
    canvas.rotate(90)
    statement(canvas)
    canvas.restoreState()


def down(canvas: Canvas) -> None:
    """Draw it so that it reads from the top of the page to its bottom."""
    canvas.saveState()
    canvas.translate(0, 792)
    canvas.rotate(-90)
    statement(canvas)
    canvas.restoreState()


def numbered(draw: Draw) -> Draw:
    """Draw with a level line at the foot of the page."""

    def both(canvas: Canvas) -> None:
        draw(canvas)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(200, 20, "Annual Report 2023 page forty")

    return both


def read(data: bytes) -> PageReading:
    reader = PdfReader(data)
    try:
        return reader.page(1)
    finally:
        reader.close()


def assert_read(table: Table) -> None:
    assert table.scale == 1_000_000
    assert [(c.period.end.year, c.period.months) for c in table.columns if c.period] == [(2023, 12), (2022, 12)]
    assert [(row.label, *(cell.raw for cell in row.cells)) for row in table.rows] == list(ROWS)


@pytest.mark.parametrize("draw", [up, down, numbered(up), numbered(down)])
def test_a_statement_set_sideways_is_read_as_if_the_page_were_turned(draw: Draw) -> None:
    page = read(drawn(draw))
    assert (page.page.width, page.page.height) == (612, 792)
    (table,) = page.tables
    assert_read(table)


@pytest.mark.parametrize(("draw", "degrees"), [(up, 90), (down, 270)])
def test_a_page_displayed_turned_is_read_as_displayed(draw: Draw, degrees: int) -> None:
    page = read(turned(drawn(draw), degrees))
    assert (page.page.width, page.page.height) == (792, 612)
    assert_read(page.tables[0])


@pytest.mark.parametrize(("draw", "place"), [(up, lambda x, y: (612 - y, 792 - x)), (down, lambda x, y: (y, x))])
def test_boxes_stay_where_the_words_stand(draw: Draw, place: Callable[[float, float], tuple[float, float]]) -> None:
    page = read(drawn(draw)).page
    start = page.text.index("1,000")
    (box,) = Evidence.at(page, start, start + 5).boxes(page)
    x, y = place(547, 444)  # within the number, in the statement's own space
    assert box[0] < x < box[2]
    assert box[1] < y < box[3]
    assert box[3] - box[1] > 1.5 * (box[2] - box[0])


def test_what_runs_level_beside_it_comes_last() -> None:
    text = read(drawn(numbered(up))).page.text
    assert text.endswith("\nAnnual Report 2023 page forty")


def test_a_few_words_set_upwards_turn_no_page() -> None:
    def beside(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 700, "Many words of an ordinary page that run from its left side to its right side")
        canvas.saveState()
        canvas.translate(40, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Confidential draft for discussion")
        canvas.restoreState()

    assert read(drawn(beside)).page.text.startswith("Many words of an ordinary page")
