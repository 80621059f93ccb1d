"""A filing as a web page, with inline XBRL or without, in the cells that filers' programs write."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from itertools import groupby

from synth.printing.document_style import Style
from synth.printing.page_printer import truths_of
from synth.tables.grid import Column, Grid, Kind, Line, Truth, Value, text_of

NAMES = {
    "revenue": "Revenues", "cost_of_revenue": "CostOfRevenue", "gross_profit": "GrossProfit",
    "operating_income": "OperatingIncomeLoss", "net_income": "NetIncomeLoss", "net_income_total": "ProfitLoss",
    "eps_diluted": "EarningsPerShareDiluted", "total_assets": "Assets", "total_liabilities": "Liabilities",
    "total_equity": "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
    "equity_parent": "StockholdersEquity", "cash": "CashAndCashEquivalentsAtCarryingValue",
    "long_term_debt": "LongTermDebtNoncurrent", "operating_cash_flow": "NetCashProvidedByUsedInOperatingActivities",
    "capex": "PaymentsToAcquirePropertyPlantAndEquipment", "dividends_paid": "PaymentsOfDividends",
}  # fmt: skip
SPACES = (
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" '
    'xmlns:us-gaap="http://fasb.org/us-gaap/2024" '
    'xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"'
)
EXPONENTS = {1: 0, 1_000: 3, 1_000_000: 6}


@dataclass(slots=True)
class WebPage:
    """A web page in the making.

    Attributes:
        style: Marks of its figures.
        scale: What money is printed in.
        currency: ISO code.
        tagged: It carries inline XBRL.
        truths: Graded figures so far.
    """

    style: Style
    scale: int
    currency: str
    tagged: bool
    truths: list[Truth] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _contexts: dict[tuple[date, int], str] = field(default_factory=dict)

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """A paragraph of text."""
        shown = f"<b>{escape(text)}</b>" if bold else escape(text)
        self._parts.append(f'<p style="text-align:center">{shown}</p>')

    def table(self, grid: Grid, entity: str = "") -> None:
        """A table under its title; figures of a graded one are noted."""
        for text in (*grid.title, *((grid.scale_line,) if grid.scale_line else ())):
            self.paragraph(text, bold=text in grid.title)
        rows = [*self._heads(grid), *(self._row(grid, line, entity) for line in grid.lines)]
        self._parts.append("<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>")

    def finish(self, title: str) -> bytes:
        """The file."""
        header = (
            f'<div style="display:none"><ix:header><ix:resources>{self._resources()}</ix:resources></ix:header></div>'
        )
        body = (header if self.tagged else "") + "\n".join(self._parts)
        head = f"<head><title>{escape(title)}</title></head>"
        declared = '<?xml version="1.0" encoding="UTF-8"?>\n' if self.tagged else "<!DOCTYPE html>\n"
        return f"{declared}<html {SPACES if self.tagged else ''}>{head}<body>{body}</body></html>".encode()

    # --- rows

    def _heads(self, grid: Grid) -> list[str]:
        rows = []
        if any(column.group for column in grid.columns):
            cells = [(group, len(list(run))) for group, run in groupby(grid.columns, key=lambda column: column.group)]
            rows.append(
                "<td></td>" + "".join(f'<td colspan="{3 * count}">{escape(text)}</td>' for text, count in cells)
            )
        depth = max(len(column.head) for column in grid.columns)
        for number in range(depth):
            texts = [(("",) * (depth - len(c.head)) + c.head)[number] for c in grid.columns]
            corner = escape(grid.corner) if number == depth - 1 else ""
            rows.append(f"<td>{corner}</td>" + "".join(f'<td colspan="3">{escape(text)}</td>' for text in texts))
        return rows

    def _row(self, grid: Grid, line: Line, entity: str) -> str:
        found = truths_of(grid, line, self.style, self.scale, 0) if grid.graded else []
        known = {(truth.period_end, truth.months): truth for truth in found}
        cells = [f'<td style="padding-left:{line.indent * 9}pt">{escape(line.label)}</td>']
        for column, value in zip(grid.columns, line.values, strict=False):
            truth = known.get((column.end, column.months)) if column.end else None
            cells.append(self._cell(value, line, column, truth, entity))
        return "".join(cells)

    def _cell(self, value: Value, line: Line, column: Column, truth: Truth | None, entity: str) -> str:
        style = self.style
        text = text_of(value, line.kind, style.dash, style.minus, style.group + style.point)
        sign = style.sign if line.dollar and style.dollar != "none" and text and not column.bare else ""
        opening, body, closing = (
            ("(", text[1:-1], ")") if text.startswith("(") and text.endswith(")") else ("", text, "")
        )
        shown = escape(body)
        if truth is not None:
            element = f"f{len(self.truths)}" if self.tagged and not entity else ""
            self.truths.append(replace(truth, element=element, entity=entity))
            shown = self._tag(truth, shown, element, line.kind) if element else shown
        if style.dollar == "apart":
            return f"<td>{escape(sign)}</td><td>{opening}{shown}</td><td>{closing}</td>"
        return f"<td></td><td>{escape(sign)}{opening}{shown}{closing}</td><td></td>"

    # --- tags

    def _tag(self, truth: Truth, shown: str, element: str, kind: Kind) -> str:
        context = self._contexts.setdefault((truth.period_end, truth.months), f"c{len(self._contexts)}")
        money = kind is not Kind.PER_SHARE
        scale = EXPONENTS[self.scale] if money else 0
        unit, digits = ("money", -scale) if money else ("share", 2)
        sign = ' sign="-"' if truth.value < 0 and not shown.startswith("-") else ""
        if shown[:1] == "-":  # the sign stands before the tagged digits
            shown, sign, before = shown[1:], ' sign="-"' if truth.value < 0 else "", "-"
        else:
            before = ""
        after = shown[-1:] if shown[-1:] == "-" else ""
        return (
            f'{before}<ix:nonFraction id="{element}" name="us-gaap:{NAMES[truth.concept]}" contextRef="{context}" unitRef="{unit}" '
            f'decimals="{digits}" scale="{scale}"{sign} format="ixt:num-dot-decimal">{shown.rstrip("-")}</ix:nonFraction>{after}'
        )

    def _resources(self) -> str:
        whose = '<xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000001</xbrli:identifier></xbrli:entity>'
        contexts = "".join(
            f'<xbrli:context id="{name}">{whose}<xbrli:period>{_period(end, months)}</xbrli:period></xbrli:context>'
            for (end, months), name in self._contexts.items()
        )
        money, share = f"iso4217:{self.currency}", "xbrli:shares"
        return contexts + (
            f'<xbrli:unit id="money"><xbrli:measure>{money}</xbrli:measure></xbrli:unit><xbrli:unit id="share"><xbrli:divide>'
            f"<xbrli:unitNumerator><xbrli:measure>{money}</xbrli:measure></xbrli:unitNumerator><xbrli:unitDenominator>"
            f"<xbrli:measure>{share}</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>"
        )


def _period(end: date, months: int) -> str:
    if not months:
        return f"<xbrli:instant>{end}</xbrli:instant>"
    start = end - timedelta(days=int(Decimal("30.44") * months) - 1)
    return f"<xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
