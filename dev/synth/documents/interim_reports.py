"""A quarterly report and an earnings release: groups of columns side by side."""

from __future__ import annotations

from synth.company.account_books import Span
from synth.company.account_sentences import Teller
from synth.company.cast import cast
from synth.company.invented_company import Company
from synth.documents.annual_report import oriented, print_statement, write_text
from synth.documents.made_document import Made
from synth.printing.page_printer import Printer
from synth.tables import note_tables, statement_grids
from synth.tables.column_headings import NUMBERS, long


def quarterly_report(seed: int, *, quarter: int = 3) -> Made:
    """Make a report on pages like those of a Form 10-Q.

    Args:
        seed: Same seed, same document.
        quarter: 1 to 3; from the second on, the quarter and the year to date stand side by side.

    Returns:
        The PDF; its truth covers both groups of columns, the balance sheets at the quarter's end and at the year's end
        before, and the cash flow of the year to date.
    """
    books, style = cast(seed)
    company, now = books.company, books.span(0, 0, quarter)
    printer = Printer(
        style=style, scale=company.scale, title=f"{company.name}: quarterly report {long(now.end)}",
        author=company.name, running=f"{company.name}  |  Form 10-Q" if style.running_head else "",
    )  # fmt: skip
    _quarter_cover(printer, company, now)
    to_date = [now, books.span(1, 0, quarter)]
    alone = [books.span(0, quarter - 1, quarter), books.span(1, quarter - 1, quarter)]
    flows = [*alone, *to_date] if quarter > 1 else to_date

    def named(title: str) -> tuple[str, str, str]:
        return company.name, f"Condensed Consolidated {title}", "(Unaudited)"

    printer.number_from_here("arabic")
    printer.heading("Part I, Item 1. Financial Statements (unaudited)")
    printer.paragraph("The condensed consolidated statements stand on the following pages.")
    for grid in (
        statement_grids.income(flows, style, named("Statements of Income")),
        statement_grids.comprehensive(flows, style, named("Statements of Comprehensive Income")),
        statement_grids.balance([now, books.year(1)], style, named("Balance Sheets")),
        statement_grids.cash_flow(to_date, style, named("Statements of Cash Flows"), two_pages=False),
    ):
        print_statement(printer, grid)
    write_text(printer, "quarter", {"short": company.short}, books)
    printer.heading("Item 2. Management's Discussion and Analysis of Financial Condition and Results of Operations")
    for text in _discussion(flows):
        printer.paragraph(text)
    return Made(printer.finish(), tuple(printer.truths), company, "10-Q")


def _quarter_cover(printer: Printer, company: Company, now: Span) -> None:
    printer.number_from_here(None, "cover")
    printer.new_page()
    printer.y -= 40
    printer.centred("FORM 10-Q", 20, bold=True)
    printer.centred("Quarterly report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934", 10)
    printer.centred(f"For the quarterly period ended {long(now.end)}", 11, bold=True)
    printer.y -= 40
    printer.centred(company.name, 20, bold=True)
    printer.centred("(Exact name of registrant as specified in its charter)", 9)
    printer.y -= 16
    printer.centred(company.town, 11)
    printer.centred("(Address of principal executive offices)", 9)
    printer.y -= 30
    printer.paragraph("This document was made by a program. The company and all of its figures are invented.")


def _discussion(flows: list[Span]) -> list[str]:
    now, then = flows[0], flows[1]
    teller = Teller(now.books)
    months = NUMBERS[now.months].lower()
    return [
        (
            f"Net sales of the {months} months ended {long(now.end)} were {teller.amount(now.flow('revenue'))}, compared with "
            f"{teller.amount(then.flow('revenue'))} in the same period of the year before."
        ),
        (
            f"Operating income was {teller.amount(now.flow('operating_income'))}, or "
            f"{teller.percent(now.flow('operating_income'), now.flow('revenue'))} of net sales."
        ),
        f"Cash and cash equivalents were {teller.amount(now.stock('cash'))} at {long(now.end)}.",
    ]


def earnings_release(seed: int) -> Made:
    """Make an announcement of fourth-quarter results: quarter and year side by side, and adjusted figures that mislead."""
    books, style = cast(seed)
    company = books.company
    year, before = books.year(0), books.year(1)
    alone = [books.span(0, 3, 4), books.span(1, 3, 4)]
    printer = Printer(style=style, scale=company.scale, title=f"{company.name} results", author=company.name)
    printer.new_page()
    printer.centred("FOR IMMEDIATE RELEASE", 9, bold=True)
    printer.heading(f"{company.name} Reports Fourth Quarter and Full Year Results")
    slots = Teller(books).slots()
    printer.paragraph(
        f"{company.town.upper()} - {company.name} today announced results for the fourth quarter and the fiscal year "
        f"ended {long(year.end)}. All amounts are in US dollars; company and figures are invented."
    )
    for name in ("revenue_sentence", "income_sentence", "eps_sentence", "cash_sentence", "return_sentence"):
        printer.paragraph("• " + slots[name])

    def named(title: str) -> tuple[str, str]:
        return company.name, f"Consolidated {title}"

    for grid in (
        statement_grids.income([*alone, year, before], style, named("Statements of Income")),
        statement_grids.balance([year, before], style, named("Balance Sheets")),
        statement_grids.cash_flow([year, before], style, named("Statements of Cash Flows"), two_pages=False),
    ):
        print_statement(printer, grid)
    printer.new_page()
    printer.heading("Reconciliation of non-GAAP measures")
    printer.table(oriented(note_tables.adjusted(books, style), style), small_title=True)
    return Made(printer.finish(), tuple(printer.truths), company, "earnings release")


def current_report(seed: int) -> Made:
    """Make a Form 8-K that announces a change of office and holds no statements, so that nothing is to be found."""
    books, style = cast(seed)
    company = books.company
    printer = Printer(style=style, scale=company.scale, title=f"{company.name}: current report", author=company.name)
    printer.new_page()
    printer.y -= 30
    printer.centred("FORM 8-K", 20, bold=True)
    printer.centred("Current report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934", 10)
    printer.centred(f"Date of report: {long(books.year(0).end)}", 11)
    printer.y -= 30
    printer.centred(company.name, 18, bold=True)
    printer.centred("(Exact name of registrant as specified in its charter)", 9)
    write_text(printer, "eight", {"name": company.name, "short": company.short}, books)
    return Made(printer.finish(), (), company, "8-K")
