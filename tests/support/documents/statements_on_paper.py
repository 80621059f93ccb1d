"""The statements of an invented company, which foot, for the tests of the analysis."""

from __future__ import annotations

from dataclasses import replace

from support.documents.paper import Cells, Grid, instant, year

COVER = (
    "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nFORM 10-K\n"
    "ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934\n"
    "For the fiscal year ended December 31, 2022\nHarbor Mills, Inc.\n"
    "(Exact name of registrant as specified in its charter)"
)
NOW, BEFORE = "2022-12-31", "2021-12-31"

BALANCE_ROWS: tuple[Cells, ...] = (
    ("Current assets:",),
    ("Cash and cash equivalents", "500", "400"),
    ("Accounts receivable, net of allowances of $12 and $11", "700", "650"),
    ("Inventories", "300", "250"),
    ("Total current assets", "1,500", "1,300"),
    ("",),
    ("Property, plant and equipment, net", "2,500", "2,400"),
    ("Goodwill", "1,000", "1,000"),
    ("Total assets", "$ 5,000", "$ 4,700"),
    ("Current liabilities:",),
    ("Accounts payable", "600", "550"),
    ("Current portion of long-term debt", "100", "100"),
    ("Total current liabilities", "700", "650"),
    ("",),
    ("Long-term debt, less current portion", "1,300", "1,350"),
    ("Total liabilities", "2,000", "2,000"),
    ("Stockholders' equity:",),
    ("Common stock", "100", "100"),
    ("Retained earnings", "2,700", "2,450"),
    ("Total Harbor Mills stockholders' equity", "2,800", "2,550"),
    ("Noncontrolling interests", "200", "150"),
    ("Total equity", "3,000", "2,700"),
    ("Total liabilities and equity", "$ 5,000", "$ 4,700"),
)
INCOME_ROWS: tuple[Cells, ...] = (
    ("Net sales", "3,800", "3,500"),
    ("Other revenue", "200", "100"),
    ("Total revenues", "4,000", "3,600"),
    ("Cost of sales", "2,400", "2,200"),
    ("Gross profit", "1,600", "1,400"),
    ("Selling, general and administrative expenses", "900", "850"),
    ("Operating income", "700", "550"),
    ("Interest expense", "(60)", "(50)"),
    ("Income before income taxes", "640", "500"),
    ("Provision for income taxes", "(160)", "(120)"),
    ("Net income", "480", "380"),
    ("Less: net income attributable to noncontrolling interests", "(30)", "(20)"),
    ("Net income attributable to Harbor Mills, Inc.", "450", "360"),
    ("Earnings per share:",),
    ("Basic", "4.55", "3.64"),
    ("Diluted", "4.50", "3.60"),
    ("Weighted average shares outstanding:",),
    ("Basic", "99", "99"),
    ("Diluted", "100", "100"),
)
CASH_ROWS: tuple[Cells, ...] = (
    ("Operating activities:",),
    ("Net income", "480", "380"),
    ("Depreciation and amortization", "220", "210"),
    ("Changes in working capital", "(50)", "10"),
    ("Net cash provided by operating activities", "650", "600"),
    ("Investing activities:",),
    ("Purchases of property, plant and equipment", "(320)", "(300)"),
    ("Proceeds from sales of investments", "20", "15"),
    ("Acquisitions, net of cash acquired", "(50)", "—"),
    ("Net cash used in investing activities", "(350)", "(285)"),
    ("Financing activities:",),
    ("Repayments of long-term debt", "(50)", "(50)"),
    ("Dividends paid", "(150)", "(140)"),
    ("Net cash used in financing activities", "(200)", "(190)"),
    ("",),
    ("Net increase in cash and cash equivalents", "100", "125"),
    ("Cash and cash equivalents at beginning of year", "400", "275"),
    ("Cash and cash equivalents at end of year", "500", "400"),
)
BALANCE = Grid("CONSOLIDATED BALANCE SHEETS", (instant(NOW), instant(BEFORE)), BALANCE_ROWS)
INCOME = Grid("CONSOLIDATED STATEMENTS OF INCOME", (year(NOW), year(BEFORE)), INCOME_ROWS)
CASH = Grid("CONSOLIDATED STATEMENTS OF CASH FLOWS", (year(NOW), year(BEFORE)), CASH_ROWS)


def without(grid: Grid, *labels: str) -> Grid:
    """A table without some of its rows."""
    return replace(grid, rows=tuple(row for row in grid.rows if row[0] not in labels))


def renamed(grid: Grid, label: str, instead: str) -> Grid:
    """A table whose row has another label."""
    return replace(grid, rows=tuple((instead, *row[1:]) if row[0] == label else row for row in grid.rows))


def changed(grid: Grid, label: str, *cells: str) -> Grid:
    """A table whose row has other cells."""
    return replace(grid, rows=tuple((label, *cells) if row[0] == label else row for row in grid.rows))


def turned(grid: Grid) -> Grid:
    """A table with its two columns the other way round."""
    rows = tuple((row[0], *reversed(row[1:])) for row in grid.rows)
    return replace(grid, periods=tuple(reversed(grid.periods)), rows=rows)
