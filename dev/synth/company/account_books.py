"""The accounts of an invented company, quarter by quarter: whatever is printed from them foots and ties.

Amounts are whole numbers in the company's scale. Flows are positive as named (``capex`` is what was spent).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from synth.company.invented_company import Company

YEARS = 5  # the selected data show five
QUARTERS = 4 * YEARS

Amounts = dict[str, int]

ASSETS = ("cash", "restricted_cash", "securities", "receivables", "inventory", "prepaid")
LONG_ASSETS = ("ppe", "rou", "goodwill", "intangibles", "other_assets")
SHORT_LIABILITIES = ("accounts_payable", "accrued", "deferred_revenue", "current_portion_of_debt", "lease_current")
LONG_LIABILITIES = ("long_term_debt", "lease_long", "deferred_tax_liability", "other_liabilities")
PARENT_EQUITY = ("common_stock", "paid_in", "retained_earnings", "aoci", "treasury")


@dataclass(frozen=True, slots=True)
class Books:
    """Flows of each quarter and balances at its end.

    Attributes:
        company: Whose they are.
        flows: One a quarter, oldest first.
        balances: One more than flows; the first is the opening.
        segments: Sales of the three segments, one triple a quarter.
        shares: Diluted shares of each quarter, in the company's scale.
    """

    company: Company
    flows: tuple[Amounts, ...]
    balances: tuple[Amounts, ...]
    segments: tuple[tuple[int, int, int], ...]
    shares: tuple[int, ...]

    def year(self, back: int) -> Span:
        """The fiscal year ``back`` years before the last."""
        return self.span(back, 0, 4)

    def span(self, back: int, first: int, last: int) -> Span:
        """Quarters ``first`` to before ``last`` of the fiscal year ``back`` years before the last."""
        base = 4 * (YEARS - 1 - back)
        return Span(self, self.company.year - back, first, base + first, base + last)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of quarters: its flows, and the balances at its end.

    Attributes:
        books: Whose.
        year: Calendar year in which its fiscal year ends.
        quarter: First quarter of the fiscal year, from 0.
        first: Index into ``books.flows``.
        last: Half-open.
    """

    books: Books
    year: int
    quarter: int
    first: int
    last: int

    @property
    def months(self) -> int:
        """Months it stands for."""
        return 3 * (self.last - self.first)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.books.company.calendar.quarter_end(self.year, self.quarter + self.last - self.first - 1)

    def flow(self, name: str) -> int:
        """Sum of a flow."""
        return sum(quarter[name] for quarter in self.books.flows[self.first : self.last])

    def stock(self, name: str) -> int:
        """Balance at its end."""
        return self.books.balances[self.last][name]

    def opening(self, name: str) -> int:
        """Balance at its beginning."""
        return self.books.balances[self.first][name]

    def change(self, name: str) -> int:
        """Balance at its end less that at its beginning."""
        return self.stock(name) - self.opening(name)

    def segment(self, index: int) -> int:
        """Sales of a segment."""
        return sum(triple[index] for triple in self.books.segments[self.first : self.last])

    @property
    def diluted(self) -> int:
        """Mean diluted shares, in the company's scale."""
        return round(sum(self.books.shares[self.first : self.last]) / (self.last - self.first))

    @property
    def basic(self) -> int:
        """Mean basic shares: 1.3 % fewer than diluted ones."""
        return round(self.diluted * 0.987)

    def per_share(self, shares: int) -> Decimal:
        """Net income of the parent a share, to the cent."""
        return (Decimal(self.flow("net_income")) / shares).quantize(Decimal("0.01"))


def keep(company: Company, random: Random) -> Books:
    """Invent five years of accounts."""
    size = random.randint(300, 9_000) * (1 if company.scale == 1_000_000 else 150)
    ratios = Ratios.draw(company, random)
    balances, flows, segments, shares = [opening(size, company, random)], [], [], []
    sales, count = float(size), max(20, round(size * random.uniform(0.05, 0.3)))
    weights = [random.uniform(0.6, 1.6) for _ in range(3)]
    for number in range(QUARTERS):
        sales *= 1 + random.uniform(-0.012, 0.035)
        season = 1 + (0.09 if number % 4 == 3 else random.uniform(-0.04, 0.02))
        quarter, after = trade(round(sales * season), balances[-1], ratios, random)
        flows.append(quarter)
        balances.append(after)
        weights = [w * random.uniform(0.97, 1.04) for w in weights]
        segments.append(split(quarter["revenue"], weights))
        count = max(20, round(count * random.uniform(0.985, 1.003)))
        shares.append(count)
    return Books(company, tuple(flows), tuple(balances), tuple(segments), tuple(shares))


def split(amount: int, weights: list[float]) -> tuple[int, int, int]:
    """An amount in three parts that add up to it."""
    first, second = (round(amount * w / sum(weights)) for w in weights[:2])
    return first, second, amount - first - second


@dataclass(frozen=True, slots=True)
class Ratios:
    """How a company does business; shares of revenue unless said otherwise.

    Attributes:
        cost: Cost of revenue.
        rnd: Research and development; 0 if it has none.
        sga: Selling, general and administrative.
        capex: Capital expenditure.
        tax: Of pretax income.
        payout: Dividends, of net income.
        buyback: Repurchases, of net income.
        minority: Noncontrolling share of net income.
    """

    cost: float
    rnd: float
    sga: float
    capex: float
    tax: float
    payout: float
    buyback: float
    minority: float

    @classmethod
    def draw(cls, company: Company, random: Random) -> Ratios:
        """Draw ratios such that an ordinary quarter makes a profit."""
        return cls(
            cost=random.uniform(0.52, 0.64),
            rnd=random.choice((0.0, random.uniform(0.02, 0.05))),
            sga=random.uniform(0.15, 0.22),
            capex=random.uniform(0.03, 0.07),
            tax=random.uniform(0.19, 0.26),
            payout=random.uniform(0.25, 0.5) if company.dividends else 0.0,
            buyback=random.uniform(0.3, 0.6),
            minority=random.uniform(0.01, 0.05) if company.minority else 0.0,
        )


def opening(size: int, company: Company, random: Random) -> Amounts:
    """A balance sheet to begin with; retained earnings are what makes it balance."""

    def part(low: float, high: float) -> int:
        return max(3, round(size * random.uniform(low, high)))

    sheet = {
        "cash": part(0.5, 0.9), "restricted_cash": part(0.01, 0.04), "securities": part(0.1, 0.4),
        "receivables": part(0.45, 0.6), "inventory": part(0.4, 0.6), "prepaid": part(0.05, 0.12),
        "ppe": part(1.1, 1.8), "rou": part(0.2, 0.4), "goodwill": part(0.5, 1.2), "intangibles": part(0.4, 0.7),
        "other_assets": part(0.1, 0.3), "accounts_payable": part(0.25, 0.4), "accrued": part(0.2, 0.35),
        "deferred_revenue": part(0.05, 0.15), "current_portion_of_debt": part(0.02, 0.1),
        "lease_current": part(0.03, 0.06), "long_term_debt": part(0.8, 1.5), "lease_long": part(0.15, 0.3),
        "deferred_tax_liability": part(0.08, 0.15), "other_liabilities": part(0.1, 0.2),
        "common_stock": part(0.004, 0.01), "paid_in": part(0.3, 0.6), "aoci": -part(0.05, 0.12),
        "treasury": -part(0.3, 0.6), "minority_interest": part(0.03, 0.08) if company.minority else 0,
    }  # fmt: skip
    sheet["retained_earnings"] = 0
    total(sheet)
    sheet["retained_earnings"] = sheet["total_assets"] - sheet["liabilities_and_equity"]
    return total(sheet)


def total(sheet: Amounts) -> Amounts:
    """Fill in the subtotals of a balance sheet."""

    def add(name: str, *parts: str) -> None:
        sheet[name] = sum(sheet[part] for part in parts)

    add("current_assets", *ASSETS)
    add("total_assets", "current_assets", *LONG_ASSETS)
    add("current_liabilities", *SHORT_LIABILITIES)
    add("total_liabilities", "current_liabilities", *LONG_LIABILITIES)
    add("equity_parent", *PARENT_EQUITY)
    add("total_equity", "equity_parent", "minority_interest")
    add("liabilities_and_equity", "total_liabilities", "total_equity")
    add("all_cash", "cash", "restricted_cash")
    return sheet


def trade(revenue: int, before: Amounts, ratios: Ratios, random: Random) -> tuple[Amounts, Amounts]:
    """One quarter: its flows, and the balance sheet at its end."""
    flow = earn(revenue, before, ratios, random)
    after = dict(before)
    operate(flow, after, before, random)
    invest(flow, after, before, ratios, random)
    finance(flow, after, before, ratios, random)
    flow["net_change"] = (
        flow["operating_cash_flow"] + flow["investing_cash_flow"] + flow["financing_cash_flow"] + flow["fx_cash"]
    )
    after["restricted_cash"] = max(2, round(before["restricted_cash"] * random.uniform(0.85, 1.2)))
    after["cash"] = before["all_cash"] + flow["net_change"] - after["restricted_cash"]
    after["retained_earnings"] += flow["net_income"] - flow["dividends_paid"]
    after["minority_interest"] += flow["minority_income"] - flow["minority_paid"]
    after["aoci"] += flow["oci_translation"] + flow["oci_pension"]
    total(after)
    if after["total_assets"] != after["liabilities_and_equity"] or after["cash"] <= 0:
        raise AssertionError("the books do not balance")
    return flow, after


def earn(revenue: int, before: Amounts, ratios: Ratios, random: Random) -> Amounts:
    """The income statement of a quarter."""

    def part(ratio: float) -> int:
        return round(revenue * ratio * random.uniform(0.96, 1.04))

    flow = {"revenue": revenue, "cost_of_revenue": part(ratios.cost), "rnd": part(ratios.rnd), "sga": part(ratios.sga)}
    flow["amortization"] = round(before["intangibles"] * random.uniform(0.02, 0.03))
    flow["restructuring"] = part(random.choice((0.002, 0.004, 0.012)))
    debt = before["long_term_debt"] + before["current_portion_of_debt"]
    flow["interest_expense"] = max(2, round(debt * random.uniform(0.009, 0.013)))
    flow["interest_income"] = max(1, round(before["cash"] * random.uniform(0.002, 0.006)))
    flow["gross_profit"] = revenue - flow["cost_of_revenue"]
    flow["operating_expenses"] = flow["rnd"] + flow["sga"] + flow["amortization"] + flow["restructuring"]
    flow["operating_income"] = flow["gross_profit"] - flow["operating_expenses"]
    flow["pretax_income"] = flow["operating_income"] - flow["interest_expense"] + flow["interest_income"]
    flow["income_tax"] = round(flow["pretax_income"] * ratios.tax * random.uniform(0.92, 1.08))
    flow["net_income_total"] = flow["pretax_income"] - flow["income_tax"]
    flow["minority_income"] = max(1, round(flow["net_income_total"] * ratios.minority)) if ratios.minority else 0
    flow["net_income"] = flow["net_income_total"] - flow["minority_income"]
    return flow


def operate(flow: Amounts, after: Amounts, before: Amounts, random: Random) -> None:
    """Cash from operations: what was earned, what took no cash, and what is owed either way."""
    flow["depreciation"] = round(before["ppe"] * random.uniform(0.025, 0.035)) + flow["amortization"]
    flow["stock_pay"] = max(1, round(flow["sga"] * random.uniform(0.04, 0.07)))
    flow["deferred_tax"] = round(flow["income_tax"] * random.uniform(-0.08, 0.12))
    after["deferred_tax_liability"] += flow["deferred_tax"]
    after["paid_in"] += flow["stock_pay"]
    spent = 0
    for name, weight in (("receivables", 0.52), ("inventory", 0.49), ("prepaid", 0.08)):
        after[name] = round(before[name] * 0.6 + flow["revenue"] * weight * random.uniform(0.36, 0.44))
        spent += after[name] - before[name]
    for name, weight in (("accounts_payable", 0.32), ("accrued", 0.27), ("deferred_revenue", 0.1)):
        after[name] = round(before[name] * 0.6 + flow["revenue"] * weight * random.uniform(0.36, 0.44))
        spent -= after[name] - before[name]
    flow["operating_cash_flow"] = (
        flow["net_income_total"] + flow["depreciation"] + flow["stock_pay"] + flow["deferred_tax"] - spent
    )
    flow["interest_paid"] = max(1, round(flow["interest_expense"] * random.uniform(0.9, 1.05)))
    flow["tax_paid"] = max(1, round(flow["income_tax"] * random.uniform(0.85, 1.1)))


def invest(flow: Amounts, after: Amounts, before: Amounts, ratios: Ratios, random: Random) -> None:
    """Cash for investing."""
    flow["capex"] = max(1, round(flow["revenue"] * ratios.capex * random.uniform(0.8, 1.2)))
    flow["acquisitions"] = round(flow["revenue"] * random.choice((0, 0, 0.03)))
    flow["securities_bought"] = max(1, round(before["securities"] * random.uniform(0.1, 0.25)))
    flow["securities_sold"] = max(1, round(before["securities"] * random.uniform(0.08, 0.22)))
    flow["other_investing"] = round(flow["revenue"] * random.uniform(-0.002, 0.003))
    after["ppe"] += flow["capex"] - (flow["depreciation"] - flow["amortization"])
    bought = flow["acquisitions"] * 3 // 5
    after["goodwill"] += bought
    after["intangibles"] += flow["acquisitions"] - bought - flow["amortization"]
    after["securities"] += flow["securities_bought"] - flow["securities_sold"]
    after["other_assets"] += flow["other_investing"]
    flow["investing_cash_flow"] = -sum(
        (
            flow["capex"],
            flow["acquisitions"],
            flow["securities_bought"],
            -flow["securities_sold"],
            flow["other_investing"],
        )
    )
    leased = round(before["rou"] * random.uniform(-0.03, 0.05))  # takes no cash: both sides grow alike
    after["rou"] += leased
    after["lease_long"] += leased


def finance(flow: Amounts, after: Amounts, before: Amounts, ratios: Ratios, random: Random) -> None:
    """Cash from financing, and what rates of exchange and pensions do."""
    income = max(flow["net_income"], 1)
    flow["dividends_paid"] = max(1, round(income * ratios.payout)) if ratios.payout else 0
    flow["buybacks"] = max(1, round(income * ratios.buyback * random.uniform(0.6, 1.3)))
    flow["shares_issued"] = max(1, round(flow["stock_pay"] * random.uniform(0.2, 0.5)))
    flow["minority_paid"] = flow["minority_income"] // 2
    flow["debt_repaid"] = before["current_portion_of_debt"] // 2
    thin = before["cash"] < 0.45 * flow["revenue"]
    flow["debt_issued"] = round(flow["revenue"] * random.uniform(0.2, 0.3)) if thin else flow["debt_repaid"] * 3 // 4
    moved = round(after["long_term_debt"] * 0.02)  # falls due within a year
    after["current_portion_of_debt"] += moved - flow["debt_repaid"]
    after["long_term_debt"] += flow["debt_issued"] - moved
    after["paid_in"] += flow["shares_issued"]
    after["treasury"] -= flow["buybacks"]
    flow["financing_cash_flow"] = (
        flow["debt_issued"] + flow["shares_issued"]
        - flow["debt_repaid"] - flow["dividends_paid"] - flow["buybacks"] - flow["minority_paid"]
    )  # fmt: skip
    flow["fx_cash"] = round(before["cash"] * random.uniform(-0.012, 0.01))
    goodwill_moved = round(before["goodwill"] * random.uniform(-0.01, 0.01))
    after["goodwill"] += goodwill_moved
    flow["oci_translation"] = flow["fx_cash"] + goodwill_moved
    flow["oci_pension"] = round(before["other_liabilities"] * random.uniform(-0.03, 0.03))
    after["other_liabilities"] -= flow["oci_pension"]
