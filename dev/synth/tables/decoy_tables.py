"""Tables that a reader must not fall for: the statements' own wordings over other figures, other columns, other companies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from synth.learnt.drawn_figures import Amount, Ledger, Reckoning
from synth.learnt.filing_layout import Layout
from synth.learnt.learnt_sheets import scale_words, worded
from synth.learnt.period_wording import Stretch, day_heads, flow_heads
from synth.learnt.skeletons import BALANCE, CASH, INCOME, Row, Skeleton
from synth.tables.column_headings import long
from synth.tables.grid import Column, Grid, Kind, Line

SEGMENTS = ("Americas", "Europe", "Asia Pacific", "Corporate and other")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoyCase:
    """What the decoys of a document are made from.

    Attributes:
        skeleton: Of its statements.
        concepts: Of their rows.
        ledger: Draws other numbers of the same company.
        years: Its own numbers, newest first; the decoys repeat some.
        stretches: Of them.
        layout: Of the document.
        random: Draws.
        name: Of the company.
        short: As it stands in wordings.
    """

    skeleton: Skeleton
    concepts: dict[tuple[str, int], str]
    ledger: Ledger
    years: Sequence[Reckoning]
    stretches: Sequence[Stretch]
    layout: Layout
    random: Random
    name: str
    short: str

    def rows(self, statement: str) -> list[tuple[int, Row]]:
        """The rows that a short form of a statement has: its sums and what readers look for."""
        rows = self.skeleton.statements[statement]
        return [(i, row) for i, row in enumerate(rows) if row.parts or (statement, i) in self.concepts]

    def amount(self, statement: str, reckoning: Reckoning, number: int) -> Amount:
        """One of its amounts."""
        return {BALANCE: reckoning.balance, INCOME: reckoning.income, CASH: reckoning.cash}[statement][number]

    def table(
        self, title: tuple[str, ...], columns: tuple[Column, ...], lines: list[Line], *, shares: bool = True
    ) -> Grid:
        """A table that is no statement of the company."""
        scale = scale_words(self.layout, shares=shares) if self.layout.scale > 1 else ""
        return Grid(title=title, columns=columns, lines=tuple(lines), scale_line=scale)

    def line(self, row: Row, values: Sequence[Amount | str | None]) -> Line:
        """A row with other values."""
        label = worded(row.label, self.short, self.random)
        return Line(
            label=label, values=tuple(values), kind=row.kind, total=bool(row.parts), dollar=row.kind is Kind.PER_SHARE
        )


def selected(case: DecoyCase) -> Grid:
    """Five years; the first of them as in the statements."""
    earlier = case.ledger.years(5 - len(case.years))
    all_years = [*case.years, *earlier]
    last = case.stretches[0].end.year
    lines = [Line(label="Operating results:")]
    lines += [case.line(row, [case.amount(INCOME, y, i) for y in all_years]) for i, row in case.rows(INCOME)]
    lines.append(Line(label="Financial position at year end:"))
    lines += [case.line(row, [case.amount(BALANCE, y, i) for y in all_years])
              for i, row in case.rows(BALANCE) if (BALANCE, i) in case.concepts]  # fmt: skip
    columns = tuple(Column((str(last - back),)) for back in range(5))
    return case.table(("Selected Financial Data",), columns, lines)


def discussion(case: DecoyCase) -> Grid:
    """Management's table: adjusted figures with their change, in the statements' wordings."""
    lines = []
    for number, row in case.rows(INCOME):
        if row.kind is Kind.MONEY:
            new, old = (
                round(int(case.amount(INCOME, y, number)) * case.random.uniform(0.9, 1.1)) for y in case.years[:2]
            )
            percent = f"{Decimal(100 * (new - old)) / abs(old):.1f}%" if old else "n/m"
            lines.append(
                case.line(row, [new, old, percent.replace("-", "(").replace("%", ")%") if "-" in percent else percent])
            )
    years = [str(stretch.end.year) for stretch in case.stretches[:2]]
    columns = (*(Column((y,)) for y in years), Column(("% Change",), bare=True))
    return case.table(("Results of Operations at constant currency",), columns, lines, shares=False)


def quarters(case: DecoyCase) -> Grid:
    """The four quarters of the last year."""
    four = case.ledger.years(4, 0.25)
    wanted = [(i, row) for i, row in case.rows(INCOME) if (INCOME, i) in case.concepts]
    lines = [case.line(row, [case.amount(INCOME, quarter, i) for quarter in reversed(four)]) for i, row in wanted]
    columns = tuple(Column((name, "Quarter")) for name in ("First", "Second", "Third", "Fourth"))
    year = case.stretches[0].end.year
    return case.table(("Quarterly Financial Information (Unaudited)", f"Fiscal {year}"), columns, lines)


def parent(case: DecoyCase) -> list[Grid]:
    """The statements of the parent alone, which balance too."""
    small = replace(case.ledger, assets=max(2_000, case.ledger.assets // 4))
    alone = small.years(2)
    grids = []
    for statement, what in (
        (BALANCE, "Balance Sheets"),
        (INCOME, "Statements of Income"),
        (CASH, "Statements of Cash Flows"),
    ):
        days = [stretch.end for stretch in case.stretches[:2]]
        heads = day_heads(days, case.layout) if statement == BALANCE else flow_heads(case.stretches[:2], case.layout)
        lines = [case.line(row, [case.amount(statement, y, i) for y in alone]) for i, row in case.rows(statement)]
        grids.append(case.table((case.name, f"Condensed {what} (Parent Company Only)", *heads[1]), heads[0], lines))
    return grids


def guarantors(case: DecoyCase) -> Grid:
    """A balance sheet in columns of companies."""
    whole = case.years[0].balance
    lines = []
    for number, row in case.rows(BALANCE):
        total = int(whole[number])
        own, theirs, others = total * 5 // 9, total * 4 // 9, total * 3 // 9
        lines.append(case.line(row, [own, theirs, others, total - own - theirs - others, total]))
    columns = tuple(Column(head) for head in (("", "Parent"), ("Guarantor", "Subsidiaries"), ("Non-Guarantor", "Subsidiaries"),
                                              ("", "Eliminations"), ("", "Consolidated")))  # fmt: skip
    title = ("Condensed Consolidating Balance Sheet", long(case.stretches[0].end))
    return case.table(title, columns, lines, shares=False)


def _in_three(case: DecoyCase, title: str, heads: tuple[str, str, str]) -> Grid:
    lines = []
    for number, row in case.rows(INCOME):
        if row.kind is Kind.MONEY:
            reported = int(case.amount(INCOME, case.years[0], number))
            added = round(reported * case.random.uniform(-0.1, 0.2))
            lines.append(case.line(row, [reported, added, reported + added]))
    columns = tuple(Column(tuple(head.split())) for head in heads)
    return case.table((title, f"For the year ended {long(case.stretches[0].end)}"), columns, lines, shares=False)


def pro_forma(case: DecoyCase) -> Grid:
    """As if an acquisition had been made earlier."""
    return _in_three(
        case, "Unaudited Pro Forma Condensed Combined Statement of Income", ("Historical", "Adjustments", "Pro Forma")
    )


def adjusted(case: DecoyCase) -> Grid:
    """As reported, and after a new rule of accounting."""
    return _in_three(
        case, "Effect of the Adoption of New Accounting Standards", ("As Reported", "Adjustments", "As Adjusted")
    )


def segments(case: DecoyCase) -> Grid:
    """Parts of the whole, under the statements' wordings."""
    lines: list[Line] = []
    for number, row in [
        (i, row) for i, row in case.rows(INCOME) if case.concepts.get((INCOME, i)) in ("revenue", "operating_income")
    ]:
        lines.append(Line(label=f"{worded(row.label, case.short, case.random)}:"))
        whole = [int(case.amount(INCOME, year, number)) for year in case.years[:2]]
        parts = [[w * share // 100 for w in whole] for share in (51, 27, 18)]
        parts.append([w - sum(part[i] for part in parts) for i, w in enumerate(whole)])
        lines += [Line(label=name, values=tuple(part), indent=1) for name, part in zip(SEGMENTS, parts, strict=True)]
        lines.append(Line(label="Total", values=tuple(whole), total=True, indent=1))
    columns = tuple(Column((str(stretch.end.year),)) for stretch in case.stretches[:2])
    return case.table(("Segment Information",), columns, lines, shares=False)


BEFORE: dict[str, Callable[[DecoyCase], Grid]] = {"selected": selected, "discussion": discussion}
AFTER: dict[str, Callable[[DecoyCase], Grid]] = {
    "quarters": quarters, "guarantors": guarantors, "pro forma": pro_forma, "adjusted": adjusted, "segments": segments,
}  # fmt: skip
