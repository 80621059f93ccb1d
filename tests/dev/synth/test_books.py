"""The invented accounts foot and tie, whatever the seed."""

from __future__ import annotations

from random import Random

import pytest

from synth.company.account_books import (
    ASSETS,
    LONG_ASSETS,
    LONG_LIABILITIES,
    PARENT_EQUITY,
    SHORT_LIABILITIES,
    Span,
    keep,
)
from synth.company.invented_company import Calendar, invent


def spans(seed: int) -> list[Span]:
    random = Random(seed)
    books = keep(invent(random), random)
    return [*(books.year(back) for back in range(5)), books.span(0, 0, 3), books.span(1, 1, 2)]


@pytest.mark.parametrize("seed", range(40))
def test_balance_sheet_adds_up(seed: int) -> None:
    for span in spans(seed):
        assets = sum(span.stock(name) for name in (*ASSETS, *LONG_ASSETS))
        owed = sum(span.stock(name) for name in (*SHORT_LIABILITIES, *LONG_LIABILITIES))
        owned = sum(span.stock(name) for name in PARENT_EQUITY) + span.stock("minority_interest")
        assert assets == owed + owned == span.stock("total_assets") == span.stock("liabilities_and_equity")


@pytest.mark.parametrize("seed", range(40))
def test_statements_tie_to_each_other(seed: int) -> None:
    for span in spans(seed):
        parts = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow", "fx_cash")
        assert sum(map(span.flow, parts)) == span.change("all_cash")
        assert span.stock("cash") + span.stock("restricted_cash") == span.stock("all_cash")
        assert span.change("retained_earnings") == span.flow("net_income") - span.flow("dividends_paid")
        assert sum(span.segment(i) for i in range(3)) == span.flow("revenue")
        assert span.flow("revenue") - span.flow("cost_of_revenue") == span.flow("gross_profit")


def test_weeks_make_52_or_53() -> None:
    calendar = Calendar(9, weeks=True)
    weeks = [calendar.weeks_of(year) for year in range(2000, 2030)]
    assert set(weeks) == {52, 53}
    assert all(calendar.year_end(year).weekday() == 5 for year in range(2000, 2030))


def test_quarters_end_where_months_end() -> None:
    calendar = Calendar(1, weeks=False)
    ends = [calendar.quarter_end(2020, quarter).isoformat() for quarter in range(4)]
    assert ends == ["2019-04-30", "2019-07-31", "2019-10-31", "2020-01-31"]
