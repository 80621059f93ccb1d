"""The other tables of a filing: those of the discussion and the notes, and those that a reader must not fall for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from synth.company.account_books import YEARS, Books, Span
from synth.printing.document_style import Style
from synth.tables.column_headings import balance_heads, flow_heads, long, scale_line
from synth.tables.grid import Column, Grid, Kind, Line
from synth.tables.statement_grids import CAPTIONS, Writer

Maker = Callable[[Books, Style], Grid]


def _parts(total: int, *weights: int) -> tuple[int, ...]:
    """An amount in parts that add up to it."""
    parts = [total * weight // sum(weights) for weight in weights[:-1]]
    return (*parts, total - sum(parts))


def _breakdown(  # noqa: PLR0917 - a table in one line
    books: Books, style: Style, title: str, names: tuple[str, ...], weights: tuple[int, ...], keys: tuple[str, ...]
) -> Grid:
    """A balance in parts, at the last two year ends."""
    spans = [books.year(0), books.year(1)]
    totals = [sum(span.stock(key) for key in keys) for span in spans]
    split = [_parts(total, *weights) for total in totals]
    lines = [Line(label=name, values=tuple(parts[i] for parts in split), dollar=i == 0) for i, name in enumerate(names)]
    lines.append(Line(label="Total", values=tuple(totals), total=True, grand=True, dollar=True))
    columns, _ = balance_heads(spans, style)
    return Grid(
        title=(title,),
        columns=columns,
        lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )


def inventories(books: Books, style: Style) -> Grid:
    """Note 4."""
    names = ("Materials and supplies", "Work in process", "Finished goods")
    return _breakdown(books, style, "Inventories consisted of:", names, (3, 2, 6), ("inventory",))


def accrued(books: Books, style: Style) -> Grid:
    """Note 12: what is owed to employees, customers and others."""
    names = ("Wages and bonuses", "Warranty", "Taxes other than on income", "Other")
    return _breakdown(books, style, "Accrued liabilities:", names, (9, 3, 2, 4), ("accrued",))


def geography(books: Books, style: Style) -> Grid:
    """Sales by region for three years; their sum repeats net sales as a decoy."""
    spans = [books.year(i) for i in range(3)]
    names = ("United States", "Canada and Latin America", "Europe", "Asia and Pacific")
    split = [_parts(s.flow("revenue"), 59, 8, 20, 13) for s in spans]
    lines = [Line(label=n, values=tuple(p[i] for p in split), dollar=i == 0) for i, n in enumerate(names)]
    whole = tuple(s.flow("revenue") for s in spans)
    lines.append(Line(label="Total net sales", values=whole, total=True, grand=True, dollar=True))
    columns, _ = flow_heads(spans, style)
    return Grid(
        title=("Net sales by region:",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def ppe(books: Books, style: Style) -> Grid:
    """Note 5: cost less depreciation."""
    spans = [books.year(0), books.year(1)]
    net = [span.stock("ppe") for span in spans]
    rows = [
        ("Land", 7),
        ("Buildings and improvements", 61),
        ("Machinery and equipment", 108),
        ("Construction in progress", 11),
    ]
    cost = [[value * weight // 100 for _, weight in rows] for value in net]
    lines = [Line(label=name, values=tuple(c[i] for c in cost), dollar=i == 0) for i, (name, _) in enumerate(rows)]
    lines += [
        Line(label="Property, plant and equipment, at cost", values=tuple(sum(c) for c in cost), total=True),
        Line(label="Less accumulated depreciation", values=tuple(n - sum(c) for n, c in zip(net, cost, strict=True))),
        Line(label="Net", values=tuple(net), total=True, grand=True, dollar=True),
    ]
    columns, _ = balance_heads(spans, style)
    return Grid(
        title=("Property, plant and equipment:",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def goodwill(books: Books, style: Style) -> Grid:
    """Note 6: by segment."""
    names = books.company.trade.segments
    return _breakdown(books, style, "Goodwill by segment:", names, (5, 3, 2), ("goodwill",))


def debt(books: Books, style: Style) -> Grid:
    """Note 7: all debt, then the part due within one year; repeats the balance sheet's figure as a decoy."""
    spans = [books.year(0), books.year(1)]
    whole = [s.stock("long_term_debt") + s.stock("current_portion_of_debt") for s in spans]
    split = [_parts(total, 4, 3, 2) for total in whole]
    names = ("3.10% senior notes", "4.25% senior notes", "Term loan and other")
    lines = [Line(label=n, values=tuple(p[i] for p in split), dollar=i == 0) for i, n in enumerate(names)]
    lines += [
        Line(label="Total debt", values=tuple(whole), total=True),
        Line(label="Less current portion", values=tuple(-s.stock("current_portion_of_debt") for s in spans)),
        Line(
            label="Long-term debt",
            values=tuple(s.stock("long_term_debt") for s in spans),
            total=True,
            grand=True,
            dollar=True,
        ),
    ]
    columns, _ = balance_heads(spans, style)
    return Grid(
        title=("Debt consisted of:",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def leases(books: Books, style: Style) -> Grid:
    """Note 8: payments by year."""
    span = books.year(0)
    owed = span.stock("lease_current") + span.stock("lease_long")
    payments = _parts(owed * 112 // 100, 22, 19, 16, 13, 10, 20)
    years = [str(span.year + n) for n in range(1, 6)] + ["Thereafter"]
    lines = [Line(label=y, values=(p,), dollar=i == 0) for i, (y, p) in enumerate(zip(years, payments, strict=True))]
    lines += [
        Line(label="Total lease payments", values=(sum(payments),), total=True),
        Line(label="Less interest", values=(owed - sum(payments),)),
        Line(label="Lease liabilities", values=(owed,), total=True, grand=True, dollar=True),
    ]
    return Grid(
        title=("Lease payments by fiscal year:",), columns=(Column(("Operating", "leases")),), lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def taxes(books: Books, style: Style) -> Grid:
    """Note 9: current and deferred."""
    spans = [books.year(i) for i in range(3)]
    current = [s.flow("income_tax") - s.flow("deferred_tax") for s in spans]
    split = [_parts(c, 6, 1, 3) for c in current]
    lines = [Line(label=n, values=tuple(p[i] for p in split), dollar=i == 0)
             for i, n in enumerate(("Federal", "State", "Foreign"))]  # fmt: skip
    lines += [
        Line(label="Total current", values=tuple(current), total=True),
        Line(label="Deferred", values=tuple(s.flow("deferred_tax") for s in spans)),
        Line(label="Total", values=tuple(s.flow("income_tax") for s in spans), total=True, grand=True, dollar=True),
    ]
    columns, _ = flow_heads(spans, style)
    return Grid(
        title=("The provision for income taxes consisted of:",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def segments(books: Books, style: Style) -> Grid:
    """Note 2: a decoy, with "Operating income" and "Net sales" of parts and of the whole."""
    spans = [books.year(i) for i in range(3)]
    names = books.company.trade.segments
    lines = [Line(label="Net sales:")]
    lines += [
        Line(label=n, values=tuple(s.segment(i) for s in spans), indent=1, dollar=i == 0) for i, n in enumerate(names)
    ]
    lines.append(Line(label="Total net sales", values=tuple(s.flow("revenue") for s in spans), total=True, indent=1))
    corporate = [-(s.flow("amortization") + s.flow("sga") // 9) for s in spans]
    shared = [
        _parts(s.flow("operating_income") - c, *(s.segment(i) for i in range(3)))
        for s, c in zip(spans, corporate, strict=True)
    ]
    lines.append(Line(label="Operating income:"))
    lines += [Line(label=n, values=tuple(p[i] for p in shared), indent=1, dollar=i == 0) for i, n in enumerate(names)]
    lines += [
        Line(label="Corporate and unallocated", values=tuple(corporate), indent=1),
        Line(label="Total operating income", values=tuple(s.flow("operating_income") for s in spans), total=True, grand=True, dollar=True, indent=1),
    ]  # fmt: skip
    columns, _ = flow_heads(spans, style)
    return Grid(
        title=("Results by segment:",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def selected(books: Books, style: Style) -> Grid:
    """Item 6: five years; a decoy, because its figures have their home in the statements."""
    spans = [books.year(i) for i in range(YEARS)]
    writer = Writer(style, spans)
    lines = (
        Line(label="Results of the year:"),
        writer.flow("revenue", dollar=True, indent=1),
        writer.flow("operating_income", indent=1),
        writer.flow("net_income", indent=1),
        Line(label="Diluted earnings per share", values=tuple(s.per_share(s.diluted) for s in spans),
             kind=Kind.PER_SHARE, dollar=True, indent=1),
        Line(label="At year end:"),
        writer.stock("total_assets", "Total assets", dollar=True, indent=1),
        writer.stock("long_term_debt", indent=1),
        writer.stock("total_equity", "Total equity", indent=1),
    )  # fmt: skip
    columns = tuple(Column((str(span.year),)) for span in spans)
    return Grid(
        title=("Selected financial data for five fiscal years",), columns=columns, lines=lines,
        scale_line=scale_line(books.company, style, per_share=True),
    )  # fmt: skip


def changes(books: Books, style: Style) -> Grid:
    """The discussion's table: two years, the change and the change in percent."""
    now, then = books.year(0), books.year(1)
    keys = ("revenue", "cost_of_revenue", "sga", "operating_income", "pretax_income", "net_income")
    lines = []
    for key in keys:
        new, old = now.flow(key), then.flow(key)
        percent = (Decimal(new - old) * 100 / Decimal(abs(old))).quantize(Decimal("0.1"), ROUND_HALF_UP)
        shown = f"({-percent})%" if percent < 0 else f"{percent}%"
        lines.append(
            Line(label=CAPTIONS[key][style.words], values=(new, old, new - old, shown), dollar=key == "revenue")
        )
    columns = (Column((str(now.year),), group="Fiscal Year"), Column((str(then.year),), group="Fiscal Year"),
               Column(("Change",)), Column(("% Change",)))  # fmt: skip
    return Grid(
        title=("Summary of results",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def quarters(books: Books, style: Style) -> Grid:
    """Note 13: the four quarters of the last year; a decoy in an annual report."""
    spans = [books.span(0, q, q + 1) for q in range(4)]
    writer = Writer(style, spans)
    lines = (
        writer.flow("revenue", dollar=True),
        writer.flow("gross_profit"),
        writer.flow("operating_income"),
        writer.flow("net_income"),
        Line(label="Diluted earnings per share", values=tuple(s.per_share(s.diluted) for s in spans),
             kind=Kind.PER_SHARE, dollar=True),
    )  # fmt: skip
    columns = tuple(
        Column((f"{name} quarter ended", f"{s.end:%b} {s.end.day}, {s.end.year}"))
        for name, s in zip(("First", "Second", "Third", "Fourth"), spans, strict=True)
    )
    return Grid(
        title=("Quarterly results of operations (unaudited)",), columns=columns, lines=lines,
        scale_line=scale_line(books.company, style, per_share=True),
    )  # fmt: skip


def parent(books: Books, style: Style) -> Grid:
    """Schedule I: a balance sheet of the parent alone, which balances too."""
    spans = [books.year(0), books.year(1)]

    def row(label: str, read: Callable[[Span], int], **how: bool) -> Line:
        return Line(label=label, values=tuple(read(s) for s in spans), **how)  # type: ignore[arg-type]

    def cash(span: Span) -> int:
        return span.stock("cash") // 9

    def payables(span: Span) -> int:
        return span.stock("accrued") // 7

    def owed(span: Span) -> int:
        return span.stock("long_term_debt") * 5 // 6

    def assets(span: Span) -> int:
        return span.stock("equity_parent") + payables(span) + owed(span)

    lines = (
        row("Cash and cash equivalents", cash, dollar=True),
        row("Due from subsidiaries", lambda s: cash(s) // 2),
        row("Investments in subsidiaries", lambda s: assets(s) - cash(s) - cash(s) // 2),
        row("Total assets", assets, total=True, grand=True, dollar=True),
        row("Accrued liabilities", payables, dollar=True),
        row("Long-term debt", owed),
        row("Total liabilities", lambda s: payables(s) + owed(s), total=True),
        row("Total equity", lambda s: s.stock("equity_parent"), total=True),
        row("Total liabilities and equity", assets, total=True, grand=True, dollar=True),
    )
    columns, _ = balance_heads(spans, style)
    return Grid(
        title=("Condensed balance sheets (parent company only)",), columns=columns, lines=lines,
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def parent_income(books: Books, style: Style) -> Grid:
    """Schedule I: income of the parent alone; its last line is that of the group."""
    spans = [books.year(i) for i in range(3)]
    costs = [s.flow("sga") // 11 for s in spans]
    interest = [s.flow("interest_expense") * 5 // 6 for s in spans]
    rest = [s.flow("net_income") + c + i for s, c, i in zip(spans, costs, interest, strict=True)]
    lines = (
        Line(label="Equity in earnings of subsidiaries", values=tuple(rest), dollar=True),
        Line(label="Operating expenses", values=tuple(-c for c in costs)),
        Line(label="Operating income", values=tuple(r - c for r, c in zip(rest, costs, strict=True)), total=True),
        Line(label="Interest expense", values=tuple(-i for i in interest)),
        Line(
            label="Net income", values=tuple(s.flow("net_income") for s in spans), total=True, grand=True, dollar=True
        ),
    )
    columns, _ = flow_heads(spans, style)
    return Grid(
        title=("Condensed statements of income (parent company only)",), columns=columns, lines=lines,
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def parent_cash(books: Books, style: Style) -> Grid:
    """Schedule I: cash flow of the parent alone."""
    spans = [books.year(i) for i in range(3)]
    paid = [s.flow("dividends_paid") + s.flow("buybacks") for s in spans]
    change = [s.stock("cash") // 9 - s.opening("cash") // 9 for s in spans]
    spent = [s.flow("capex") // 14 for s in spans]
    earned = [p + c + i for p, c, i in zip(paid, change, spent, strict=True)]
    lines = (
        Line(label="Net cash provided by operating activities", values=tuple(earned), dollar=True),
        Line(label="Capital expenditures", values=tuple(-i for i in spent)),
        Line(label="Dividends paid and repurchases of common stock", values=tuple(-p for p in paid)),
        Line(
            label="Net change in cash and cash equivalents", values=tuple(change), total=True, grand=True, dollar=True
        ),
    )
    columns, _ = flow_heads(spans, style)
    return Grid(
        title=("Condensed statements of cash flows (parent company only)",), columns=columns, lines=lines,
        scale_line=scale_line(books.company, style, per_share=False),
    )  # fmt: skip


def adjusted(books: Books, style: Style) -> Grid:
    """A reconciliation: as reported, adjustments, as adjusted."""
    span = books.year(0)
    costs = span.flow("restructuring") + span.flow("amortization")
    tax = costs // 4
    rows = [
        ("Operating income", span.flow("operating_income"), costs),
        ("Income before income taxes", span.flow("pretax_income"), costs),
        ("Income tax expense", span.flow("income_tax"), tax),
        ("Net income", span.flow("net_income"), costs - tax),
    ]
    lines = [Line(label=n, values=(v, a, v + a), dollar=i == 0, total=i == 3) for i, (n, v, a) in enumerate(rows)]
    shares = span.diluted
    add = (Decimal(costs - tax) / shares).quantize(Decimal("0.01"))
    reported = span.per_share(shares)
    lines.append(
        Line(
            label="Diluted earnings per share", values=(reported, add, reported + add), kind=Kind.PER_SHARE, dollar=True
        )
    )
    columns = (Column(("As", "reported")), Column(("", "Adjustments")), Column(("As", "adjusted")))
    return Grid(
        title=(f"Reconciliation for the year ended {long(span.end)}",), columns=columns, lines=tuple(lines),
        scale_line=scale_line(books.company, style, per_share=True),
    )  # fmt: skip


MAKERS: dict[str, Maker] = {
    "inventories": inventories, "ppe": ppe, "goodwill": goodwill, "debt": debt, "leases": leases, "taxes": taxes,
    "accrued": accrued, "geography": geography, "segments": segments, "changes": changes, "quarters": quarters, "parent": parent,
    "parent_income": parent_income, "parent_cash": parent_cash, "adjusted": adjusted,
}  # fmt: skip
