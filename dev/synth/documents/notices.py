"""Documents of companies that hold no statements: nothing in them is a figure of the kinds that are looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from synth.printing.page_printer import Printer
from synth.tables.column_headings import long
from synth.tables.grid import Column, Grid, Line


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice is about.

    Attributes:
        name: Of the company.
        day: Of the notice.
        unit: "million" or "thousand", as its sentences count.
        random: Draws.
    """

    name: str
    day: date
    unit: str
    random: Random

    def amount(self) -> str:
        """An amount in words."""
        return f"${self.random.randint(11, 990):,}.{self.random.randint(0, 9)} {self.unit}"


def office(printer: Printer, notice: Notice) -> str:
    """A current report of a change of office."""
    printer.centred("FORM 8-K", 18, bold=True)
    printer.centred("Current report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934", 10)
    printer.centred(f"Date of report: {long(notice.day)}", 10)
    printer.centred(notice.name, 16, bold=True)
    printer.heading("Item 5.02. Departure of Directors or Certain Officers")
    printer.paragraph(
        f"The board has appointed a chief financial officer, with a salary of ${notice.random.randint(400, 900)},000 a year."
    )
    return "8-K"


def votes(printer: Printer, notice: Notice) -> str:
    """A current report with the votes of a meeting, in a table of large numbers."""
    printer.centred("FORM 8-K", 18, bold=True)
    printer.centred("Current report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934", 10)
    printer.centred(notice.name, 16, bold=True)
    printer.heading("Item 5.07. Submission of Matters to a Vote of Security Holders")
    names = ("Election of directors", "Appointment of the auditor", "Compensation of executives", "Total shares voted")
    lines = [Line(label=n, values=tuple(notice.random.randint(900, 99_000_000) for _ in range(3))) for n in names]
    printer.table(
        Grid(title=("Votes",), columns=tuple(Column((n,)) for n in ("For", "Against", "Abstained")), lines=tuple(lines))
    )
    return "8-K"


def results(printer: Printer, notice: Notice) -> str:
    """A release that tells its results in sentences only."""
    printer.centred("FOR IMMEDIATE RELEASE", 9, bold=True)
    printer.heading(f"{notice.name} Reports Third Quarter Results")
    printer.paragraph(
        f"{notice.name} said today that net sales of the quarter were {notice.amount()}, against {notice.amount()} a year ago."
    )
    printer.paragraph(f"Net income was {notice.amount()}. Cash provided by operating activities was {notice.amount()}.")
    printer.paragraph(
        "A conference call will be held at nine o'clock. The full statements will be published next week."
    )
    return "earnings release"


def dividend(printer: Printer, notice: Notice) -> str:
    """A notice of a dividend, with those of earlier years."""
    printer.heading(f"{notice.name} Declares Quarterly Dividend")
    printer.paragraph(
        f"The board declared a dividend of $0.{notice.random.randint(11, 89)} a share, payable on {long(notice.day)}."
    )
    years = [notice.day.year - back for back in range(4)]
    lines = [Line(label=str(y), values=tuple(f"$0.{notice.random.randint(11, 89)}" for _ in range(4))) for y in years]
    columns = tuple(Column((n,)) for n in ("March", "June", "September", "December"))
    printer.table(Grid(title=("Dividends per share",), columns=columns, lines=tuple(lines)), small_title=True)
    return ""


def loan(printer: Printer, notice: Notice) -> str:
    """A credit agreement with its commitments and its covenants."""
    printer.heading("Credit Agreement")
    printer.paragraph(
        f"This Credit Agreement is made and entered into as of {long(notice.day)} by and among {notice.name} and the lenders."
    )
    lines = [Line(label=f"Lender {n}", values=(notice.random.randint(20, 400) * 1_000_000,)) for n in "ABCDE"]
    total = sum(int(str(line.values[0])) for line in lines)
    whole = Line(label="Total commitments", values=(total,), total=True)
    printer.table(Grid(title=("Schedule 1: Commitments",), columns=(Column(("Commitment",)),), lines=(*lines, whole)))
    printer.paragraph(
        "The ratio of total debt to consolidated EBITDA shall not exceed 3.50 to 1.00; total assets means as shown in the last balance sheet."
    )
    return "contract"


def pay(printer: Printer, notice: Notice) -> str:
    """A proxy statement's table of pay, with years in rows and totals."""
    printer.heading(f"Proxy Statement of {notice.name}")
    printer.paragraph("The table shows what the named officers were paid. Amounts are in dollars.")
    lines = []
    for officer in ("Chief executive officer", "Chief financial officer", "General counsel"):
        for back in range(3):
            parts = [notice.random.randint(300_000, 4_000_000) for _ in range(3)]
            lines.append(Line(label=f"{officer} {notice.day.year - back}", values=(*parts, sum(parts))))
    columns = tuple(Column((n,)) for n in ("Salary", "Bonus", "Stock awards", "Total"))
    printer.table(Grid(title=("Summary Compensation Table",), columns=columns, lines=tuple(lines)), small_title=True)
    return ""


NOTICES: tuple[Callable[[Printer, Notice], str], ...] = (office, votes, results, dividend, loan, pay)
