"""Documents that are no filings, damaged ones, and the same statements as a DOCX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from random import Random
from typing import Any

from docx import Document
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from synth.company.account_sentences import Teller
from synth.company.cast import cast
from synth.documents.annual_report import annual_report, oriented
from synth.documents.made_document import Made
from synth.printing.document_style import LETTER, Style
from synth.printing.page_printer import Printer, truths_of
from synth.tables import statement_grids
from synth.tables.column_headings import long
from synth.tables.grid import Grid, Truth, text_of

PASSWORD = "open sesame"


def invoice(seed: int) -> Made:
    """Make an invoice: it has a total, and no statement."""
    random = Random(seed)
    books, style = cast(seed)
    company = books.company
    printer = Printer(style=style, scale=1, title="Invoice", author=company.name)
    printer.new_page()
    printer.centred(company.name, 16, bold=True)
    printer.centred(company.town, 9)
    printer.heading(f"Invoice {random.randint(10_000, 99_999)}")
    printer.paragraph(f"Invoice date: March 4, {company.year}. Due: April 3, {company.year}.")
    printer.paragraph("Bill to: Norrby Tool Rental, 12 Quay Street")
    lines = [(f"Item {n}", random.randint(1, 9), random.randint(1_000, 90_000)) for n in range(1, 5)]
    net = sum(count * price for _, count, price in lines)
    tax = net * 8 // 100
    for name, count, price in lines:
        printer.paragraph(f"{name}    {count} x {price / 100:,.2f}    {count * price / 100:,.2f}")
    for name, cents in (("Net", net), ("Sales tax 8%", tax), ("Total due USD", net + tax)):
        printer.paragraph(f"{name}    {cents / 100:,.2f}")
    return Made(printer.finish(), (), company, "invoice")


def encrypted(seed: int) -> Made:
    """Make a report that opens with ``PASSWORD`` only."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    books, style = cast(seed)
    company = books.company
    lock = StandardEncryption(PASSWORD, ownerPassword=PASSWORD + "!", strength=128)
    printer = Printer(style=style, scale=company.scale, title="Locked", encrypt=lock)
    printer.new_page()
    printer.paragraph(f"Only those who know the password read about {company.name}.")
    return Made(printer.finish(), (), company, "other")


def truncated(seed: int, *, keep_share: float = 0.6) -> Made:
    """Make a report and lose its end, as an interrupted copy does."""
    whole = annual_report(seed)
    return Made(whole.data[: int(len(whole.data) * keep_share)], (), whole.company, whole.kind)


def image_only(seed: int) -> Made:
    """Make a page that is one picture, as a scanner without recognition does."""
    from PIL import Image, ImageDraw

    random = Random(seed)
    picture = Image.new("L", (850, 1100), 255)
    pen = ImageDraw.Draw(picture)
    for row in range(60, 1040, 28):  # grey bars where lines of text would be
        pen.rectangle((80, row, 80 + random.randint(300, 690), row + 9), fill=90)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *LETTER)
    canvas.save()
    return Made(buffer.getvalue(), (), None, "other")


def word_report(seed: int) -> Made:
    """Make an annual report as DOCX: a cover, some prose, the three statements as tables.

    Returns:
        The file; pages of its truth are 0, because a DOCX has none.
    """
    books, drawn = cast(seed)
    company, style = books.company, replace(drawn, dollar="apart")
    slots = Teller(books).slots()
    years = [books.year(i) for i in range(3)]
    document: Any = Document()
    for text in ("FORM 10-K", "Annual report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934",
                 f"For the fiscal year ended {long(years[0].end)}"):  # fmt: skip
        document.add_paragraph(text)
    document.add_heading(company.name, 0)
    document.add_heading("Item 7. Management's Discussion and Analysis", 1)
    for name in ("revenue_sentence", "income_sentence", "eps_sentence", "cash_sentence", "capex_sentence"):
        document.add_paragraph(slots[name])
    truths: list[Truth] = []
    for grid in (
        statement_grids.income(years, style, (company.name, "Consolidated Statements of Income")),
        statement_grids.balance(years[:2], style, (company.name, "Consolidated Balance Sheets")),
        statement_grids.cash_flow(years, style, (company.name, "Consolidated Statements of Cash Flows")),
    ):
        shown = oriented(grid, style)
        word_table(document, shown, style)
        for line in shown.lines:
            truths += truths_of(shown, line, style, company.scale, 0)
    buffer = io.BytesIO()
    document.save(buffer)
    return Made(timeless(buffer.getvalue()), tuple(truths), company, "10-K")


def word_table(document: Any, grid: Grid, style: Style) -> None:
    """A heading, the lines of title, the scale, and a table."""
    place = 1 if len(grid.title) > 1 else 0
    document.add_heading(grid.title[place], 1)
    for text in (*grid.title[:place], *grid.title[place + 1 :], grid.scale_line):
        document.add_paragraph(text)
    heads = [
        " ".join(column.head) if not column.group else f"{column.group} {' '.join(column.head)}"
        for column in grid.columns
    ]
    table = document.add_table(rows=1 + len(grid.lines), cols=1 + len(grid.columns))
    cells = table._cells  # noqa: SLF001 - the public way builds them anew for every row
    width = 1 + len(grid.columns)
    for index, head in enumerate((grid.corner, *heads)):
        cells[index].text = head
    for row, line in enumerate(grid.lines, 1):
        cells[row * width].text = line.label
        for index, value in enumerate(line.values, 1):
            text = text_of(value, line.kind, style.dash, style.minus, style.group + style.point)
            cells[row * width + index].text = (
                f"{style.sign} {text}" if line.dollar and text and style.dollar != "none" else text
            )


def timeless(data: bytes) -> bytes:
    """The same archive without the time of day in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
