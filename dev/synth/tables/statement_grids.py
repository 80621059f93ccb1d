"""The statements of a company, as grids: income, comprehensive income, balance sheet, cash flow and equity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synth.company.account_books import Span
from synth.printing.document_style import Style
from synth.tables.column_headings import balance_heads, flow_heads, scale_line
from synth.tables.grid import Column, Grid, Kind, Line

# Captions by wording. A word stands for the same line in all three.
CAPTIONS: dict[str, tuple[str, str, str]] = {
    "revenue": ("Net sales", "Revenues", "Total net revenue"),
    "cost_of_revenue": ("Cost of sales", "Cost of revenues", "Cost of goods sold"),
    "gross_profit": ("Gross profit", "Gross margin", "Gross profit"),
    "rnd": ("Research and development expenses", "Research and development", "Research, development and engineering"),
    "sga": ("Selling, general and administrative expenses", "Selling, general and administrative",
            "Marketing, general and administrative"),
    "amortization": ("Amortization of intangible assets", "Amortization of acquired intangibles", "Amortization"),
    "restructuring": ("Restructuring charges", "Restructuring and other", "Restructuring and related costs"),
    "operating_income": ("Operating income", "Income from operations", "Operating profit"),
    "interest_expense": ("Interest expense", "Interest expense", "Interest expense"),
    "interest_income": ("Interest and other income, net", "Interest income", "Investment income"),
    "pretax_income": ("Income before income taxes", "Income before provision for income taxes", "Earnings before income taxes"),
    "income_tax": ("Income tax expense", "Provision for income taxes", "Income taxes"),
    "net_income": ("Net income", "Net income", "Net earnings"),
    "minority_income": (
        "Less: net income attributable to noncontrolling interests",
        "Net income attributable to noncontrolling interests",
        "Less: net earnings attributable to noncontrolling interests",
    ),
    "cash": ("Cash and cash equivalents", "Cash and cash equivalents", "Cash and equivalents"),
    "securities": ("Marketable securities", "Short-term investments", "Short-term investments"),
    "receivables": ("Accounts receivable, net", "Trade receivables, net of allowances", "Receivables, net"),
    "inventory": ("Inventories", "Inventories, net", "Inventories"),
    "prepaid": ("Prepaid expenses and other current assets", "Prepaid and other", "Other current assets"),
    "ppe": ("Property, plant and equipment, net", "Property and equipment, net", "Net property, plant and equipment"),
    "rou": ("Operating lease right-of-use assets", "Operating lease assets", "Right-of-use assets"),
    "other_assets": ("Other assets", "Other non-current assets", "Other assets"),
    "accounts_payable": ("Accounts payable", "Accounts payable", "Trade accounts payable"),
    "accrued": ("Accrued liabilities", "Accrued compensation and other", "Accrued expenses"),
    "deferred_revenue": ("Deferred revenue", "Contract liabilities", "Customer deposits"),
    "current_portion_of_debt": ("Current portion of long-term debt", "Current maturities of long-term debt",
                                "Long-term debt due within one year"),
    "lease_current": ("Operating lease liabilities, current", "Current operating lease liabilities",
                      "Current lease liabilities"),
    "long_term_debt": ("Long-term debt", "Long-term debt, less current maturities", "Long-term debt"),
    "lease_long": ("Operating lease liabilities, non-current", "Long-term operating lease liabilities",
                   "Long-term lease liabilities"),
    "deferred_tax_liability": ("Deferred income taxes", "Deferred tax liabilities", "Deferred income taxes"),
    "other_liabilities": ("Other long-term liabilities", "Other liabilities", "Other non-current liabilities"),
    "operating_cash_flow": ("Net cash provided by operating activities", "Net cash provided by operating activities",
                            "Cash provided by operating activities"),
    "capex": ("Capital expenditures", "Purchases of property and equipment",
              "Additions to property, plant and equipment"),
    "dividends_paid": ("Dividends paid", "Payment of cash dividends", "Cash dividends paid to shareholders"),
    "buybacks": ("Repurchases of common stock", "Purchases of treasury stock", "Repurchase of common shares"),
}  # fmt: skip

# Concepts that must be found wherever a statement prints them
GRADED = frozenset((
    "revenue", "cost_of_revenue", "gross_profit", "operating_income", "net_income", "net_income_total", "eps_diluted",
    "total_assets", "total_liabilities", "total_equity", "equity_parent", "cash", "long_term_debt",
    "operating_cash_flow", "capex", "dividends_paid",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writer:
    """Words lines as a style says.

    Attributes:
        style: Of the document.
        spans: One a column, newest first.
    """

    style: Style
    spans: Sequence[Span]

    @property
    def minority(self) -> bool:
        """Whether there are noncontrolling interests."""
        return self.spans[0].books.company.minority

    def caption(self, key: str) -> str:
        """The caption of a line."""
        return CAPTIONS[key][self.style.words]

    def flow(self, key: str, label: str = "", *, sign: int = 1, concept: str | None = None, indent: int = 0,
             total: bool = False, grand: bool = False, dollar: bool = False, absolute: bool = False) -> Line:  # fmt: skip
        """A line of flows; ``sign`` is how they are printed."""
        return Line(
            label=label or self.caption(key), values=tuple(sign * span.flow(key) for span in self.spans),
            concept=key if concept is None else concept, indent=indent, total=total, grand=grand, dollar=dollar,
            bold=grand, absolute=absolute,
        )  # fmt: skip

    def stock(self, key: str, label: str = "", *, concept: str | None = None, indent: int = 0, total: bool = False,
              grand: bool = False, dollar: bool = False) -> Line:  # fmt: skip
        """A line of balances."""
        return Line(
            label=label or self.caption(key), values=tuple(span.stock(key) for span in self.spans),
            concept=key if concept is None else concept, indent=indent, total=total, grand=grand, dollar=dollar,
            bold=grand,
        )  # fmt: skip


def income(spans: Sequence[Span], style: Style, title: tuple[str, ...]) -> Grid:
    """The income statement."""
    writer = Writer(style, spans)
    lines = [*(_one_step(writer) if style.single_step else _steps(writer)), *_below(writer), *_per_share(writer)]
    columns, subtitle = flow_heads(spans, style)
    return Grid(
        title=(*title, *subtitle), columns=columns, lines=tuple(lines), graded=True,
        scale_line=scale_line(spans[0].books.company, style, per_share=True),
        notes={writer.caption("revenue"): "2", writer.caption("income_tax"): "9"} if style.notes else {},
    )  # fmt: skip


def _expenses(writer: Writer) -> list[Line]:
    names = ["sga", "rnd", "amortization", "restructuring"]
    if not writer.spans[0].flow("rnd"):
        names.remove("rnd")
    return [writer.flow(name, indent=1) for name in names]


def _trade(writer: Writer, heading: str = "") -> list[Line]:
    """Revenue and its cost, each in one line, or in parts with a total."""
    middle = [Line(label=heading)] if heading else []
    if not writer.style.parts:
        return [writer.flow("revenue", dollar=True), *middle, writer.flow("cost_of_revenue", indent=len(middle))]
    names = (("Net sales:", "Total net sales"), ("Revenues:", "Total revenues"), ("Net revenue:", "Total net revenue"))
    opening, closing = names[writer.style.words]
    cost = writer.caption("cost_of_revenue")
    return [
        Line(label=opening),
        *_parts(writer, "revenue"),
        writer.flow("revenue", closing, total=True, indent=2),
        *middle,
        Line(label=f"{cost}:"),
        *_parts(writer, "cost_of_revenue"),
        writer.flow("cost_of_revenue", f"Total {cost[0].lower()}{cost[1:]}", total=True, indent=2),
    ]


def _parts(writer: Writer, key: str) -> list[Line]:
    goods = [span.flow(key) * 7 // 10 for span in writer.spans]
    rest = [span.flow(key) - part for span, part in zip(writer.spans, goods, strict=True)]
    return [
        Line(label="Products", values=tuple(goods), indent=1, dollar=key == "revenue"),
        Line(label="Services", values=tuple(rest), indent=1),
    ]


def _steps(writer: Writer) -> list[Line]:
    lines = _trade(writer)
    if writer.style.gross_profit:
        lines.append(writer.flow("gross_profit", total=True))
    lines += [Line(label="Operating expenses:"), *_expenses(writer)]
    lines.append(writer.flow("operating_expenses", "Total operating expenses", concept="", total=True, indent=2))
    return [*lines, writer.flow("operating_income", total=True)]


def _one_step(writer: Writer) -> list[Line]:
    costs = tuple(s.flow("cost_of_revenue") + s.flow("operating_expenses") for s in writer.spans)
    return [
        *_trade(writer, heading="Costs and expenses:"),
        *_expenses(writer),
        Line(label="Total costs and expenses", values=costs, total=True, indent=2),
        writer.flow("operating_income", total=True),
    ]


def _below(writer: Writer) -> list[Line]:
    lines = [
        writer.flow("interest_expense", sign=-1, absolute=True),
        writer.flow("interest_income", concept=""),
        writer.flow("pretax_income", total=True),
        writer.flow("income_tax"),
    ]
    if not writer.minority:
        return [*lines, writer.flow("net_income", total=True, grand=True, dollar=True)]
    short = writer.spans[0].books.company.short
    whole = writer.caption("net_income") + (" including noncontrolling interests" if writer.style.words == 1 else "")
    return [
        *lines,
        writer.flow("net_income_total", whole, total=True),
        writer.flow("minority_income", concept=""),
        writer.flow(
            "net_income", f"{writer.caption('net_income')} attributable to {short}", total=True, grand=True, dollar=True
        ),
    ]


def _per_share(writer: Writer) -> list[Line]:
    heading = ("Earnings per share:", "Net income per common share:", "Earnings per share of common stock")[
        writer.style.words
    ]
    shares = ("Weighted-average shares outstanding:", "Shares used in computing per-share amounts:", "Average shares")
    spans = writer.spans
    return [
        Line(label=heading),
        Line(label="Basic", values=tuple(s.per_share(s.basic) for s in spans), concept="eps_basic", indent=1,
             kind=Kind.PER_SHARE, dollar=True),
        Line(label="Diluted", values=tuple(s.per_share(s.diluted) for s in spans), concept="eps_diluted", indent=1,
             kind=Kind.PER_SHARE, dollar=True),
        Line(label=shares[writer.style.words]),
        Line(label="Basic", values=tuple(s.basic for s in spans), indent=1, kind=Kind.COUNT),
        Line(label="Diluted", values=tuple(s.diluted for s in spans), indent=1, kind=Kind.COUNT),
    ]  # fmt: skip


def comprehensive(spans: Sequence[Span], style: Style, title: tuple[str, ...]) -> Grid:
    """The statement of comprehensive income; it repeats net income, so nothing in it is graded."""
    writer = Writer(style, spans)
    other = tuple(s.flow("oci_translation") + s.flow("oci_pension") for s in spans)
    whole = tuple(o + s.flow("net_income_total") for o, s in zip(other, spans, strict=True))
    columns, subtitle = flow_heads(spans, style)
    lines = (
        writer.flow("net_income_total", writer.caption("net_income"), dollar=True),
        Line(label="Other comprehensive income (loss), net of tax:"),
        writer.flow("oci_translation", "Foreign currency translation adjustments", indent=1),
        writer.flow("oci_pension", "Pension and other postretirement benefits", indent=1),
        Line(label="Other comprehensive income (loss)", values=other, total=True),
        Line(label="Comprehensive income", values=whole, total=True, grand=True, dollar=True),
    )
    scale = scale_line(spans[0].books.company, style, per_share=False)
    return Grid(title=(*title, *subtitle), columns=columns, lines=lines, scale_line=scale)


def balance(spans: Sequence[Span], style: Style, title: tuple[str, ...]) -> Grid:
    """The balance sheet at the end of each span."""
    writer = Writer(style, spans)
    columns, subtitle = balance_heads(spans, style)
    lines = [*_assets(writer), *_liabilities(writer), *_equity(writer)]
    return Grid(
        title=(*title, *subtitle), columns=columns, lines=tuple(lines), graded=True,
        scale_line=scale_line(spans[0].books.company, style, per_share=False),
        notes={writer.caption("inventory"): "4", writer.caption("long_term_debt"): "7"} if style.notes else {},
    )  # fmt: skip


def _assets(writer: Writer) -> list[Line]:
    return [
        Line(label="ASSETS" if writer.style.caps else "Assets", bold=True),
        Line(label="Current assets:"),
        writer.stock("cash", indent=1, dollar=True),
        writer.stock("restricted_cash", "Restricted cash", indent=1),
        *(writer.stock(name, indent=1) for name in ("securities", "receivables", "inventory", "prepaid")),
        writer.stock("current_assets", "Total current assets", indent=2, total=True),
        *(writer.stock(name) for name in ("ppe", "rou")),
        writer.stock("goodwill", "Goodwill"),
        writer.stock("intangibles", "Intangible assets, net"),
        writer.stock("other_assets"),
        writer.stock("total_assets", "Total assets", total=True, grand=True, dollar=True),
    ]


def _liabilities(writer: Writer) -> list[Line]:
    title = ("Liabilities and equity", "Liabilities and stockholders' equity", "Liabilities and shareholders' equity")
    head = title[writer.style.words]
    short = ("accounts_payable", "accrued", "deferred_revenue", "current_portion_of_debt", "lease_current")
    lines = [
        Line(label=head.upper() if writer.style.caps else head, bold=True),
        Line(label="Current liabilities:"),
        *(writer.stock(name, indent=1, dollar=name == short[0]) for name in short),
        writer.stock("current_liabilities", "Total current liabilities", indent=2, total=True),
        *(
            writer.stock(name)
            for name in ("long_term_debt", "lease_long", "deferred_tax_liability", "other_liabilities")
        ),
    ]
    if writer.style.total_liabilities:
        lines.append(writer.stock("total_liabilities", "Total liabilities", indent=2, total=True))
    return [*lines, Line(label="Commitments and contingencies (Note 11)")]


def _equity(writer: Writer) -> list[Line]:
    holder = ("", "stockholders' ", "shareholders' ")[writer.style.words]
    company = writer.spans[0].books.company
    scale = "300.0 million" if company.scale == 1_000_000 else "900,000"
    lines = [
        Line(label=f"{holder.capitalize()}equity:" if holder else "Equity:"),
        writer.stock("common_stock", f"Common stock, $0.01 par value; {scale} shares authorized", indent=1, concept=""),
        writer.stock("paid_in", "Additional paid-in capital", indent=1, concept=""),
        writer.stock("retained_earnings", "Retained earnings", indent=1),
        writer.stock("aoci", "Accumulated other comprehensive loss", indent=1, concept=""),
        writer.stock("treasury", "Treasury stock, at cost", indent=1, concept=""),
    ]
    if writer.minority:
        lines += [
            writer.stock("equity_parent", f"Total {company.short} {holder}equity", indent=2, total=True),
            writer.stock("minority_interest", "Noncontrolling interests", indent=1),
            writer.stock("total_equity", "Total equity", indent=2, total=True),
        ]
    else:
        lines.append(writer.stock("total_equity", f"Total {holder}equity", indent=2, total=True))
    end = ("Total liabilities and equity", "Total liabilities and stockholders' equity",
           "Total liabilities and shareholders' equity")[writer.style.words]  # fmt: skip
    return [*lines, writer.stock("liabilities_and_equity", end, total=True, grand=True, dollar=True)]


def cash_flow(spans: Sequence[Span], style: Style, title: tuple[str, ...], *, two_pages: bool = True) -> Grid:
    """The cash flow statement, with a supplement that ties it to the balance sheet."""
    writer = Writer(style, spans)
    first = _operating(writer)
    columns, subtitle = flow_heads(spans, style)
    return Grid(
        title=(*title, *subtitle), columns=columns, graded=True, breaks=len(first) if two_pages else 0,
        lines=(*first, *_investing(writer), *_financing(writer), *_closing(writer)),
        scale_line=scale_line(spans[0].books.company, style, per_share=False),
    )  # fmt: skip


def _operating(writer: Writer) -> list[Line]:
    def moved(name: str, label: str, sign: int) -> Line:
        return Line(label=label, values=tuple(sign * s.change(name) for s in writer.spans), indent=2)

    net = writer.caption("net_income")
    if writer.minority and writer.style.words == 1:
        net += " including noncontrolling interests"
    return [
        Line(label="Cash flows from operating activities:" if writer.style.words else "Operating activities"),
        writer.flow("net_income_total", net, concept="", indent=1, dollar=True),
        Line(label="Adjustments to reconcile net income to net cash provided by operating activities:", indent=1),
        writer.flow("depreciation", "Depreciation and amortization", indent=2),
        writer.flow("stock_pay", "Stock-based compensation", concept="", indent=2),
        writer.flow("deferred_tax", "Deferred income taxes", concept="", indent=2),
        Line(label="Changes in operating assets and liabilities:", indent=1),
        moved("receivables", "Accounts receivable", -1),
        moved("inventory", "Inventories", -1),
        moved("prepaid", "Prepaid expenses and other assets", -1),
        moved("accounts_payable", "Accounts payable", 1),
        moved("accrued", "Accrued liabilities", 1),
        moved("deferred_revenue", "Deferred revenue", 1),
        writer.flow("operating_cash_flow", indent=3, total=True),
    ]


def _investing(writer: Writer) -> list[Line]:
    return [
        Line(label="Cash flows from investing activities:" if writer.style.words else "Investing activities"),
        writer.flow("capex", sign=-1, indent=1, absolute=True),
        writer.flow("acquisitions", "Acquisitions, net of cash acquired", sign=-1, concept="", indent=1),
        writer.flow("securities_bought", "Purchases of marketable securities", sign=-1, concept="", indent=1),
        writer.flow("securities_sold", "Sales and maturities of marketable securities", concept="", indent=1),
        writer.flow("other_investing", "Other, net", sign=-1, concept="", indent=1),
        writer.flow("investing_cash_flow", "Net cash used in investing activities", indent=3, total=True),
    ]


def _financing(writer: Writer) -> list[Line]:
    lines = [
        Line(label="Cash flows from financing activities:" if writer.style.words else "Financing activities"),
        writer.flow("debt_issued", "Proceeds from issuance of long-term debt", concept="", indent=1),
        writer.flow("debt_repaid", "Repayments of long-term debt", sign=-1, concept="", indent=1),
        writer.flow("shares_issued", "Proceeds from employee stock plans", concept="", indent=1),
        writer.flow("buybacks", sign=-1, indent=1, absolute=True),
    ]
    if writer.spans[0].flow("dividends_paid"):
        lines.append(writer.flow("dividends_paid", sign=-1, indent=1, absolute=True))
    if writer.minority:
        lines.append(
            writer.flow("minority_paid", "Distributions to noncontrolling interests", sign=-1, concept="", indent=1)
        )
    return [
        *lines,
        writer.flow("financing_cash_flow", "Net cash used in financing activities", indent=3, total=True),
    ]


def _closing(writer: Writer) -> list[Line]:
    opening = tuple(s.opening("all_cash") for s in writer.spans)
    name = "cash, cash equivalents and restricted cash"
    return [
        writer.flow("fx_cash", f"Effect of exchange rate changes on {name}", concept=""),
        writer.flow("net_change", f"Net increase (decrease) in {name}", concept="", total=True),
        Line(label=f"{name.capitalize()} at beginning of period", values=opening),
        writer.stock(
            "all_cash", f"{name.capitalize()} at end of period", concept="", total=True, grand=True, dollar=True
        ),
        Line(label="Supplemental disclosures:"),
        writer.flow("interest_paid", "Cash paid for interest", indent=1, dollar=True),
        writer.flow("tax_paid", "Cash paid for income taxes", indent=1),
        Line(label="Reconciliation to the consolidated balance sheets:"),
        writer.stock("cash", concept="", indent=1, dollar=True),
        writer.stock("restricted_cash", "Restricted cash", concept="", indent=1),
        writer.stock("all_cash", f"Total {name}", concept="", indent=1, total=True, grand=True, dollar=True),
    ]


def equity(spans: Sequence[Span], style: Style, title: tuple[str, ...]) -> Grid:
    """The statement of equity: movements down, parts of equity across; undated columns, so nothing is graded."""
    parts = [("common_stock", "Common", "stock"), ("paid_in", "Paid-in", "capital"),
             ("retained_earnings", "Retained", "earnings"), ("aoci", "Accumulated", "other loss"),
             ("treasury", "Treasury", "stock")]  # fmt: skip
    if spans[0].books.company.minority:
        parts.append(("minority_interest", "Noncontrolling", "interests"))
    keys = [key for key, *_ in parts]
    lines: list[Line] = []
    for span in reversed(spans):  # oldest first
        if not lines:
            lines.append(_balance_line(f"Balance at beginning of fiscal {span.year}", keys, span, opening=True))
        lines += _movements(keys, span)
        lines.append(_balance_line(f"Balance at {span.end:%B} {span.end.day}, {span.end.year}", keys, span))
    columns = (*(Column((first, second)) for _, first, second in parts), Column(("Total", "equity")))
    scale = scale_line(spans[0].books.company, style, per_share=False)
    return Grid(title=title, columns=columns, lines=tuple(lines), scale_line=scale)


def _balance_line(label: str, keys: list[str], span: Span, *, opening: bool = False) -> Line:
    read = span.opening if opening else span.stock
    values = tuple(read(key) for key in keys)
    return Line(label=label, values=(*values, sum(values)), total=True, dollar=True, bold=True)


def _movements(keys: list[str], span: Span) -> list[Line]:
    moves: tuple[tuple[str, dict[str, int]], ...] = (
        ("Net income", {"retained_earnings": span.flow("net_income"), "minority_interest": span.flow("minority_income")}),
        ("Other comprehensive income (loss)", {"aoci": span.flow("oci_translation") + span.flow("oci_pension")}),
        ("Dividends", {"retained_earnings": -span.flow("dividends_paid")}),
        ("Distributions", {"minority_interest": -span.flow("minority_paid")}),
        ("Stock-based compensation and plans", {"paid_in": span.flow("stock_pay") + span.flow("shares_issued")}),
        ("Repurchases", {"treasury": -span.flow("buybacks")}),
    )  # fmt: skip
    lines = []
    for label, amounts in moves:
        values = tuple(amounts.get(key) or None for key in keys)
        whole = sum(value or 0 for value in values)
        if whole:
            lines.append(Line(label=label, values=(*values, whole), indent=1))
    return lines
