"""Sentences about the accounts: every amount and change in them is computed from the books."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from synth.company.account_books import Books, Span
from synth.tables.column_headings import long

PEOPLE_PER_SALES = Decimal("0.0000031")  # employees per dollar of sales

SUBJECTS = {  # of sentences
    "revenue": "Net sales", "sga": "Selling, general and administrative expenses",
    "rnd": "Research and development expenses", "restructuring": "Restructuring charges",
    "operating_income": "Operating income", "interest_expense": "Interest expense", "net_income": "Net income",
}  # fmt: skip


class Teller:
    """Words amounts of one company.

    Attributes:
        books: Its accounts.
    """

    def __init__(self, books: Books) -> None:
        self.books = books
        self.company = books.company
        self.now, self.then = books.year(0), books.year(1)

    def amount(self, value: int) -> str:
        """An amount with its unit: "$8,412 million"."""
        body = f"${abs(value):,} {self.company.unit}"
        return f"negative {body}" if value < 0 else body

    def percent(self, part: int, whole: int) -> str:
        """A share, to a tenth of a percent."""
        share = Decimal(part) * 100 / Decimal(whole)
        return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"

    def moved(self, subject: str, now: int, then: int) -> str:
        """How a figure moved: by what share, by how much, to what and from what."""
        verb = "increased" if now >= then else "decreased"
        change = f"{self.percent(abs(now - then), abs(then))}, or {self.amount(abs(now - then))},"
        return (
            f"{subject} {verb} {change} to {self.amount(now)} in fiscal {self.now.year} "
            f"from {self.amount(then)} in fiscal {self.then.year}."
        )

    def flow(self, key: str, subject: str = "") -> str:
        """How a flow moved."""
        return self.moved(subject or SUBJECTS[key], self.now.flow(key), self.then.flow(key))

    def slots(self) -> dict[str, str]:
        """Everything that texts may refer to in braces."""
        company, now, then = self.company, self.now, self.then
        trade = company.trade
        sales = now.flow("revenue")
        slots = {
            "name": company.name, "short": company.short, "town": company.town, "goods": trade.goods,
            "customers": trade.customers, "material": trade.material, "unit": company.unit,
            "year": str(now.year), "before": str(then.year), "end": long(now.end), "end1": long(then.end),
            "calendar": self._calendar(), "people": f"{round(sales * company.scale * PEOPLE_PER_SALES, -2):,}",
            "goodwill": self.amount(now.stock("goodwill")),
            "debt": self.amount(now.stock("long_term_debt") + now.stock("current_portion_of_debt")),
            "depreciation": self.amount(now.flow("depreciation") - now.flow("amortization")),
            "depreciation1": self.amount(then.flow("depreciation") - then.flow("amortization")),
            "amortization": self.amount(now.flow("amortization")), "stock_pay": self.amount(now.flow("stock_pay")),
            "interest_paid": self.amount(now.flow("interest_paid")),
            "interest_paid1": self.amount(then.flow("interest_paid")),
        }  # fmt: skip
        for index, segment in enumerate(trade.segments):
            slots[f"segment{index}"] = segment
            slots[f"share{index}"] = self.percent(now.segment(index), sales)
            slots[f"segment_sentence{index}"] = self.moved(
                f"Sales of the {segment} segment", now.segment(index), then.segment(index)
            )
        return slots | self._results() | self._money()

    def _calendar(self) -> str:
        day = self.now.end
        return f"the last Saturday of {day:%B}" if self.company.calendar.weeks else f"{day:%B} {day.day}"

    def _results(self) -> dict[str, str]:
        now, then = self.now, self.then
        sales, before = now.flow("revenue"), then.flow("revenue")
        gains = [now.segment(i) - then.segment(i) for i in range(3)]
        best = gains.index(max(gains))
        verb = "rose" if now.flow("gross_profit") >= then.flow("gross_profit") else "fell"
        rnd = self.flow("rnd") if now.flow("rnd") else "We do not spend material amounts on research and development."
        rate = self.percent(now.flow("income_tax"), now.flow("pretax_income"))
        rate1 = self.percent(then.flow("income_tax"), then.flow("pretax_income"))
        return {
            "revenue_sentence": self.flow("revenue"),
            "driver_sentence": f"The largest contribution came from the {self.company.trade.segments[best]} segment, "
            f"whose sales changed by {self.amount(gains[best])}.",
            "volume_sentence": "Volume and price each accounted for about half of the change.",
            "gross_sentence": f"Gross profit {verb} to {self.amount(now.flow('gross_profit'))}, "
            f"or {self.percent(now.flow('gross_profit'), sales)} of net sales, from "
            f"{self.amount(then.flow('gross_profit'))}, or {self.percent(then.flow('gross_profit'), before)}, "
            "a year earlier.",
            "sga_sentence": self.flow("sga"),
            "rnd_sentence": rnd,
            "restructuring_sentence": self.flow("restructuring"),
            "operating_sentence": f"{self.flow('operating_income')} It was "
            f"{self.percent(now.flow('operating_income'), sales)} of net sales, compared with "
            f"{self.percent(then.flow('operating_income'), before)} in the year before.",
            "interest_sentence": self.flow("interest_expense"),
            "tax_sentence": f"Our effective tax rate was {rate} in fiscal {now.year} and {rate1} in fiscal {then.year}.",
            "income_sentence": self.flow("net_income"),
            "eps_sentence": f"Diluted earnings per share were ${now.per_share(now.diluted)}, compared with "
            f"${then.per_share(then.diluted)} in fiscal {then.year}.",
        }

    def _money(self) -> dict[str, str]:
        now, then = self.now, self.then
        paid = f"We paid dividends of {self.amount(now.flow('dividends_paid'))} and bought"
        spent = paid if now.flow("dividends_paid") else "We paid no dividends. We bought"
        worked = sum(now.change(k) for k in ("receivables", "inventory", "prepaid")) - sum(
            now.change(k) for k in ("accounts_payable", "accrued", "deferred_revenue")
        )
        took = "tied up" if worked >= 0 else "released"
        return {
            "cash_sentence": self.flow("operating_cash_flow", "Cash provided by operating activities"),
            "working_sentence": f"Working capital {took} {self.amount(abs(worked))} of cash during the year.",
            "capex_sentence": f"Capital expenditures were {self.amount(now.flow('capex'))} in fiscal {now.year}, or "
            f"{self.percent(now.flow('capex'), now.flow('revenue'))} of net sales, and "
            f"{self.amount(then.flow('capex'))} in fiscal {then.year}.",
            "return_sentence": f"{spent} back shares for {self.amount(now.flow('buybacks'))} in fiscal {now.year}; "
            f"in fiscal {then.year} repurchases came to {self.amount(then.flow('buybacks'))}.",
            "debt_sentence": self._debt(now, then),
            "position_sentence": f"Cash and cash equivalents were {self.amount(now.stock('cash'))} at "
            f"{long(now.end)} and {self.amount(then.stock('cash'))} at {long(then.end)}.",
        }

    def _debt(self, now: Span, then: Span) -> str:
        return (
            f"Long-term debt without the part due within one year was {self.amount(now.stock('long_term_debt'))} at "
            f"{long(now.end)} and {self.amount(then.stock('long_term_debt'))} a year before."
        )
