"""Inline XBRL filings made for the tests, as filers' programs write them, with what is true of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Amounts = tuple[int | str | None, ...]  # whole numbers in millions; texts ("2.40") are printed as they are

SPACES = (
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    'xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:dei="http://xbrl.sec.gov/dei/2024" '
    'xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:hm="http://harbormills.example/2023"'
)
INSTANTS = {"i23": "2023-12-31", "i22": "2022-12-31"}
YEARS = {"y23": ("2023-01-01", "2023-12-31"), "y22": ("2022-01-01", "2022-12-31")}
_DIMENSION = (
    '<xbrli:segment><xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">hm:MillsMember'
    "</xbrldi:explicitMember></xbrli:segment>"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statement: its label, its tag (empty for none) and an amount for each column."""

    label: str
    tag: str
    amounts: Amounts
    negated: bool = False  # printed in brackets, though the tag's value is positive


INCOME = (
    Row("Revenue:", "", ()),
    Row("Net sales", "us-gaap:Revenues", (9_000, 8_400)),
    Row("Cost of sales", "us-gaap:CostOfRevenue", (5_400, 5_100), negated=True),
    Row("Gross profit", "us-gaap:GrossProfit", (3_600, 3_300)),
    Row("Operating expenses", "us-gaap:OperatingExpenses", (2_100, 1_900), negated=True),
    Row("Operating income", "us-gaap:OperatingIncomeLoss", (1_500, 1_400)),
    Row("Provision for income taxes", "us-gaap:IncomeTaxExpenseBenefit", (1_620, 280), negated=True),
    Row("Net (loss) income", "us-gaap:NetIncomeLoss", (-120, 1_120)),
    Row("Diluted (loss) earnings per share", "us-gaap:EarningsPerShareDiluted", ("-0.24", "2.24")),
)
BALANCE = (
    Row("Cash and cash equivalents", "us-gaap:CashAndCashEquivalentsAtCarryingValue", (1_210, 1_105)),
    Row("Accounts receivable, net", "us-gaap:AccountsReceivableNetCurrent", (1_790, 1_395)),
    Row("Total current assets", "us-gaap:AssetsCurrent", (3_000, 2_500)),
    Row("Property, plant and equipment, net", "us-gaap:PropertyPlantAndEquipmentNet", (5_000, 5_000)),
    Row("Total assets", "us-gaap:Assets", (8_000, 7_500)),
    Row("Accounts payable", "us-gaap:AccountsPayableCurrent", (1_000, 1_100)),
    Row("Total current liabilities", "us-gaap:LiabilitiesCurrent", (1_000, 1_100)),
    Row("Long-term debt", "us-gaap:LongTermDebtNoncurrent", (2_500, 2_400)),
    Row("Total liabilities", "us-gaap:Liabilities", (3_500, 3_500)),
    Row("Total stockholders' equity", "us-gaap:StockholdersEquity", (4_500, 4_000)),
    Row(
        "Total liabilities and stockholders' equity",
        "us-gaap:LiabilitiesAndStockholdersEquity",
        (8_000, 7_500),
    ),
)
CASH_FLOW = (
    Row("Operating activities:", "", ()),
    Row("Net (loss) income", "us-gaap:NetIncomeLoss", (-120, 1_120)),
    Row("Depreciation and amortization", "us-gaap:DepreciationDepletionAndAmortization", (620, 480)),
    Row("Accounts receivable", "us-gaap:IncreaseDecreaseInAccountsReceivable", (395, None), negated=True),
    Row("Net cash provided by operating activities", "us-gaap:NetCashProvidedByUsedInOperatingActivities", (105, 1_600)),
    Row("Investing activities:", "", ()),
    Row("Purchases of property and equipment", "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", (620, 700), True),
    Row("Net cash used in investing activities", "us-gaap:NetCashProvidedByUsedInInvestingActivities", (-620, -700)),
    Row("Financing activities:", "", ()),
    Row("Dividends paid", "us-gaap:PaymentsOfDividends", (0, 500), negated=True),
    Row("Proceeds from borrowings", "us-gaap:ProceedsFromIssuanceOfLongTermDebt", (620, None)),
    Row("Net cash provided by (used in) financing activities", "us-gaap:NetCashProvidedByUsedInFinancingActivities", (620, -500)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filing:
    """A made filing.

    Attributes:
        data: Its bytes.
        truth: (tag, context) to the value that the tag means, in units; zero and nil are left out.
        ids: (tag, context) to the ids of its elements, that of the primary statement first.
    """

    data: bytes
    truth: Mapping[tuple[str, str], Decimal]
    ids: Mapping[tuple[str, str], tuple[str, ...]]


class _Writer:
    def __init__(self, *, tagged: bool) -> None:
        self.tagged = tagged
        self.truth: dict[tuple[str, str], Decimal] = {}
        self.ids: dict[tuple[str, str], tuple[str, ...]] = {}
        self._count = 0

    def statement(self, title: str, heads: Sequence[str], rows: Sequence[Row], contexts: Sequence[str]) -> str:
        lines = [self._heads(heads)]
        lines += [self._row(row, contexts) for row in rows]
        return (
            f'<div style="text-align:center"><b>HARBOR MILLS, INC.</b></div><div><b>{title}</b></div>'
            "<div>(In millions, except per share amounts)</div>"
            f'<table style="width:100%">{"".join(lines)}</table><div>See accompanying notes.</div><hr/>'
        )

    def _heads(self, heads: Sequence[str]) -> str:
        group, *names = heads
        over = f'<tr><td colspan="3"/><td colspan="3"/><td colspan="9"><b>{group}</b></td></tr>' if group else ""
        years = "".join(f'<td colspan="3"/><td colspan="3"><b>{name}</b></td>' for name in names)
        return f'{over}<tr><td colspan="3"/>{years}</tr>'

    def _row(self, row: Row, contexts: Sequence[str]) -> str:
        indent = "" if row.label.endswith(":") or row.label.startswith("Total") else "padding-left:9pt"
        cells = f'<td colspan="3" style="{indent}">{row.label}</td>'
        for amount, context in zip(row.amounts, contexts, strict=False):
            cells += '<td colspan="3">&#160;</td>' + self.cells(row, amount, context)
        return f"<tr>{cells}</tr>"

    def cells(self, row: Row, amount: int | str | None, context: str) -> str:
        """Currency sign, number with its opening bracket, closing bracket: three cells of the grid."""
        if amount is None:
            return f"<td></td><td>{self.tag(row.tag, '—', context, 'nil')}</td><td></td>"
        value = Decimal(amount)
        if not value:
            return f"<td></td><td>{self.tag(row.tag, '—', context, 'zero')}</td><td></td>"
        self.truth.setdefault((row.tag, context), value if isinstance(amount, str) else value * 1_000_000)
        number = self.tag(
            row.tag, f"{abs(value):,}", context, "-" if value < 0 else "", money=not isinstance(amount, str)
        )
        bracketed = row.negated or value < 0
        return f"<td>$</td><td>{'(' if bracketed else ''}{number}</td><td>{')' if bracketed else ''}</td>"

    def tag(self, name: str, text: str, context: str, how: str = "", *, money: bool = True) -> str:
        if not self.tagged or not name:
            return text
        self._count += 1
        ident = f"f-{self._count}"
        self.ids[name, context] = (*self.ids.get((name, context), ()), ident)
        form = {
            "": 'format="ixt:num-dot-decimal"',
            "nil": 'xsi:nil="true"',
            "zero": 'format="ixt:fixed-zero"',
            "-": 'sign="-" format="ixt:num-dot-decimal"',
        }
        unit, scale = ("usd", 6) if money else ("usdPerShare", 0)
        return (
            f'<ix:nonFraction id="{ident}" name="{name}" contextRef="{context}" unitRef="{unit}" scale="{scale}" '
            f'decimals="-6" {form[how]}>{text}</ix:nonFraction>'
        )

    def text(self, name: str, words: str, form: str = "") -> str:
        if not self.tagged:
            return words
        how = f' format="{form}"' if form else ""
        return f'<ix:nonNumeric id="d-{name[4:]}" name="{name}" contextRef="y23"{how}>{words}</ix:nonNumeric>'


def filing(*, tagged: bool = True, prose: int = 3, note: str = "") -> Filing:
    """An annual report: a cover, prose, the three statements and a note by segment.

    Args:
        tagged: With inline tags; else the same words without them.
        prose: Paragraphs between the cover and the statements.
        note: Markup put before the end.
    """
    w = _Writer(tagged=tagged)
    cover = (
        f"<p>FORM {w.text('dei:DocumentType', '10-K')}</p>"
        "<p>ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934</p>"
        f"<p>For the fiscal year ended {w.text('dei:DocumentPeriodEndDate', 'December 31, 2023', 'ixt:date-monthname-day-year-en')}</p>"
        f"<p><b>{w.text('dei:EntityRegistrantName', 'HARBOR MILLS, INC.')}</b></p>"
        "<p>(Exact name of registrant as specified in its charter)</p>"
    )
    words = "".join(f"<p>Paragraph {n} of running text that says little of Example Widgets.</p>" for n in range(prose))
    dates, years = ("", "December 31, 2023", "December 31, 2022"), ("Years Ended December 31,", "2023", "2022")
    body = (
        cover
        + words
        + w.statement("CONSOLIDATED BALANCE SHEETS", dates, BALANCE, ("i23", "i22"))
        + w.statement("CONSOLIDATED STATEMENTS OF OPERATIONS", years, INCOME, ("y23", "y22"))
        + w.statement("CONSOLIDATED STATEMENTS OF CASH FLOWS", years, CASH_FLOW, ("y23", "y22"))
        + "<p>Note 2. Segments</p>"
        + w.statement("Segment sales", years, (Row("Mills", "us-gaap:Revenues", (4_000, 3_900)),), ("s23", "s22"))
        + f"<p>Net sales were ${w.tag('us-gaap:Revenues', '9,000', 'y23')} million.</p>"
        + note
    )
    w.truth = {key: value for key, value in w.truth.items() if not key[1].startswith("s")}
    head = _header() if tagged else ""
    page = f"<html {SPACES}><head><title>hm-20231231</title></head><body>{head}{body}</body></html>"
    return Filing(("<?xml version='1.0' encoding='utf-8'?>\n<!--made-->\n" + page).encode(), w.truth, w.ids)


def _header() -> str:
    entity = (
        '<xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000042</xbrli:identifier>{}</xbrli:entity>'
    )
    contexts = [
        f'<xbrli:context id="{name}">{entity.format("")}<xbrli:period><xbrli:instant>{day}</xbrli:instant></xbrli:period></xbrli:context>'
        for name, day in INSTANTS.items()
    ]
    for name, (start, end) in YEARS.items():
        span = f"<xbrli:period><xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate></xbrli:period>"
        contexts.append(f'<xbrli:context id="{name}">{entity.format("")}{span}</xbrli:context>')
        contexts.append(f'<xbrli:context id="s{name[1:]}">{entity.format(_DIMENSION)}{span}</xbrli:context>')
    units = (
        '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        '<xbrli:unit id="usdPerShare"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
        "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>"
        "</xbrli:divide></xbrli:unit>"
    )
    hidden = (
        '<ix:nonNumeric id="h-1" name="dei:AmendmentFlag" contextRef="y23" format="ixt:fixed-false">no</ix:nonNumeric>'
    )
    return (
        f'<div style="display:none"><ix:header><ix:hidden>{hidden}</ix:hidden>'
        f"<ix:resources>{''.join(contexts)}{units}</ix:resources></ix:header></div>"
    )
