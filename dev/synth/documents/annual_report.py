"""An annual report on pages like those of a Form 10-K."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from synth.company.account_books import Books
from synth.company.account_sentences import Teller
from synth.company.cast import cast
from synth.company.invented_company import Company
from synth.documents.made_document import Made
from synth.printing.document_style import Style
from synth.printing.page_printer import Printer
from synth.tables import note_tables, statement_grids
from synth.tables.column_headings import long
from synth.tables.grid import Grid

TEXTS = Path(__file__).parent / "texts"


def annual_report(seed: int, *, pages: int = 0, company: Company | None = None, style: Style | None = None) -> Made:
    """Make an annual report.

    Args:
        seed: Same seed, same document.
        pages: At least so many pages; more notes are added until there are. 0 for the natural length, about 35.
        company: Instead of one drawn by seed.
        style: Instead of one drawn by seed.

    Returns:
        The PDF; its truth covers the three primary statements.
    """
    books, style = cast(seed, company, style)
    first = _write(books, replace(style, pieces="lines"), {}, pages)  # quickest
    second = _write(books, style, first.headings, pages)  # now the contents know the pages
    return Made(second.finish(), tuple(second.truths), books.company, "10-K")


def oriented(grid: Grid, style: Style) -> Grid:
    """Put the oldest column first, within each group, if the style says so."""
    if style.newest_first:
        return grid
    order: list[int] = []
    numbered = list(enumerate(grid.columns))
    for _, run in groupby(numbered, key=lambda item: (item[1].group, item[1].months)):
        order += reversed([index for index, _ in run])
    lines = tuple(replace(n, values=tuple(n.values[i] for i in order)) if n.values else n for n in grid.lines)
    return replace(grid, columns=tuple(grid.columns[i] for i in order), lines=lines)


def _write(books: Books, style: Style, pages_of: dict[str, str], least: int) -> Printer:
    company = books.company
    end = long(books.year(0).end)
    printer = Printer(
        style=style, scale=company.scale, title=f"{company.name}: annual report for the year ended {end}",
        author=company.name, running=f"{company.name}  |  Annual report" if style.running_head else "",
    )  # fmt: skip
    slots = Teller(books).slots()
    _cover(printer, books)
    _contents(printer, pages_of)
    printer.number_from_here("arabic")
    for name in ("business", "risks", "market"):
        write_text(printer, name, slots, books)
    printer.heading("Item 6. Selected Financial Data")
    printer.table(oriented(note_tables.selected(books, style), style), small_title=True)
    write_text(printer, "mdna", slots, books)
    printer.heading("Item 8. Financial Statements and Supplementary Data")
    printer.paragraph("The consolidated financial statements begin on page F-1.")
    write_text(printer, "controls", slots, books)
    printer.number_from_here("arabic", "F-")
    write_text(printer, "auditor", slots, books)
    _statements(printer, books)
    write_text(printer, "notes", slots, books)
    _lengthen(printer, books, slots, least)
    return printer


def _cover(printer: Printer, books: Books) -> None:
    company = books.company
    printer.number_from_here(None, "cover")
    printer.new_page()
    printer.y -= 30
    printer.centred("ANNUAL REPORT", 13, bold=True)
    printer.centred("FORM 10-K", 20, bold=True)
    printer.y -= 10
    printer.centred("Annual report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934", 10)
    printer.centred(f"For the fiscal year ended {long(books.year(0).end)}", 11, bold=True)
    printer.y -= 34
    printer.centred(company.name, 20, bold=True)
    printer.centred("(Exact name of registrant as specified in its charter)", 9)
    printer.y -= 14
    printer.centred(company.town, 11)
    printer.centred("(Address of principal executive offices)", 9)
    printer.y -= 24
    printer.paragraph(
        "This document was made by a program. The company, its people, its auditor and all of its figures are "
        "invented; any likeness to a real business is chance. Amounts are in US dollars."
    )
    shares = books.year(0).basic
    printer.paragraph(
        f"Indicate the number of shares outstanding: {shares:,} {company.unit} shares of common stock, "
        "par value $0.01, as of the latest practicable date."
    )


def _contents(printer: Printer, pages_of: dict[str, str]) -> None:
    printer.number_from_here("roman")
    printer.new_page()
    printer.heading("Table of Contents")
    shown = [text for text in pages_of if text.startswith(("Item", "Report", "Consolidated", "Notes", "Schedule"))]
    printer.contents([(text, pages_of[text]) for text in shown])


def write_text(printer: Printer, name: str, slots: dict[str, str], books: Books) -> None:
    """Print one of the texts: "# " and "## " begin headings, "@" a table."""
    for line in (TEXTS / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            if printer.y < printer.height * 0.7 or not printer.page or line.startswith("# Item 7. "):
                printer.new_page()
            printer.heading(line[2:])
        elif line.startswith("## "):
            printer.heading(line[3:], 1)
        elif line.startswith("@"):
            grid = note_tables.MAKERS[line[1:]](books, printer.style)
            printer.table(oriented(grid, printer.style) if grid.columns[0].end else grid, small_title=True)
        elif line:
            printer.paragraph(line.format(**slots))


def _statements(printer: Printer, books: Books) -> None:
    style, company = printer.style, books.company
    years = [books.year(i) for i in range(3)]

    def named(title: str) -> tuple[str, str]:
        return company.name, f"Consolidated {title}"

    income_title = ("Statements of Income", "Statements of Operations", "Statements of Earnings")[style.words]
    for grid, rotated in (
        (statement_grids.income(years, style, named(income_title)), False),
        (statement_grids.comprehensive(years, style, named("Statements of Comprehensive Income")), False),
        (statement_grids.balance(years[:2], style, named("Balance Sheets")), False),
        (statement_grids.cash_flow(years, style, named("Statements of Cash Flows")), False),
        (statement_grids.equity(years, style, named("Statements of Equity")), style.rotated),
    ):
        print_statement(printer, grid, rotated=rotated)


def print_statement(printer: Printer, grid: Grid, *, rotated: bool = False) -> None:
    """A statement on a page of its own, with its entry in the outline."""
    printer.new_page(rotated=rotated)
    title = grid.title[1]
    printer.headings[title] = printer.page_label()
    printer.canvas.bookmarkPage(title)
    printer.canvas.addOutlineEntry(title, title, 1)
    printer.table(oriented(grid, printer.style))
    printer.lines(
        "See accompanying notes to consolidated financial statements.", font=printer.style.body[0], size=8, centred=True
    )


def _lengthen(printer: Printer, books: Books, slots: dict[str, str], least: int) -> None:
    """Repeat tables and texts of the notes as appendices until there are enough pages; for measuring only."""
    number = 0
    names: Sequence[str] = ("inventories", "ppe", "debt", "segments", "taxes", "quarters", "leases", "goodwill")
    texts = ("risks", "business")
    while printer.page < least:
        number += 1
        printer.new_page()
        printer.heading(f"Appendix {number}. Supplementary information")
        for name in names:
            if printer.page >= least:
                return
            printer.table(note_tables.MAKERS[name](books, printer.style), small_title=True)
        for line in (TEXTS / f"{texts[number % 2]}.txt").read_text("utf-8").splitlines():
            if printer.page >= least:
                return
            if line and not line.startswith(("#", "@")):
                printer.paragraph(line.format(**slots))
