from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Analysis, CheckResult, State
from muniment.document.pages.source_document import Document
from muniment.message import message
from muniment.texts.say import say
from support.documents.paper import Grid, document, instant, quarter, year
from support.documents.statements_on_paper import (
    BALANCE,
    BEFORE,
    CASH,
    COVER,
    INCOME,
    NOW,
    changed,
    renamed,
    turned,
    without,
)

MILLION = 1_000_000


def report(*more: str | Grid, balance: Grid = BALANCE, income: Grid = INCOME, cash: Grid = CASH) -> Document:
    return document([COVER, *more], [balance], [income], [cash])


def value(found: Analysis, concept: str, end: str = NOW, months: int | None = None) -> object:
    day = date.fromisoformat(end)
    for fact in found.facts:
        if fact.concept == concept and fact.period and fact.period.end == day and months in (None, fact.period.months):
            return fact.value
    return None


def millions(found: Analysis, concept: str, end: str = NOW, months: int | None = None) -> object:
    amount = value(found, concept, end, months)
    return amount / MILLION if isinstance(amount, Decimal) else amount


def about(found: Analysis, concept: str) -> object:
    return next((f.value for f in found.facts if f.concept == concept), None)


EXPECTED = {
    "revenue": (4000, 3600),
    "cost_of_revenue": (2400, 2200),
    "gross_profit": (1600, 1400),
    "operating_income": (700, 550),
    "pretax_income": (640, 500),
    "income_tax": (160, 120),
    "net_income": (450, 360),
    "net_income_total": (480, 380),
    "cash": (500, 400),
    "total_assets": (5000, 4700),
    "total_liabilities": (2000, 2000),
    "total_equity": (3000, 2700),
    "equity_parent": (2800, 2550),
    "long_term_debt": (1300, 1350),
    "operating_cash_flow": (650, 600),
    "capex": (320, 300),
    "dividends_paid": (150, 140),
    "current_portion_of_debt": (100, 100),
    "retained_earnings": (2700, 2450),
}


@pytest.mark.parametrize("concept", EXPECTED)
def test_each_figure_is_found_in_both_years(concept: str) -> None:
    found = analyse(report())
    assert (millions(found, concept), millions(found, concept, BEFORE)) == EXPECTED[concept]


def test_amounts_per_share_are_not_scaled() -> None:
    found = analyse(report())
    assert value(found, "eps_diluted") == Decimal("4.50")
    assert value(found, "eps_basic", BEFORE) == Decimal("3.64")
    unit = next(f.unit for f in found.facts if f.concept == "eps_diluted")
    assert unit == "USD/shares"


def test_what_the_document_is() -> None:
    found = analyse(report())
    assert found.kind == "10-K"
    assert about(found, "company_name") == "Harbor Mills, Inc."
    assert about(found, "period_end") == date(2022, 12, 31)
    assert about(found, "currency") == "USD"
    assert found.warnings == ()


def test_every_fact_stands_where_it_says() -> None:
    paper = report()
    pages = {page.number: page for page in paper.pages}
    for fact in analyse(paper).facts:
        for evidence in (fact.evidence, *fact.period_evidence, fact.scale_evidence, fact.currency_evidence):
            assert evidence is None or evidence.stands_on(pages[evidence.span.page])
        assert fact.evidence.boxes(pages[fact.evidence.span.page])


def test_the_checks_close_and_make_facts_checked() -> None:
    found = analyse(report())
    sentences = [say(check.sentence) for check in found.checks]
    assert "Balance closes: assets $ 5,000 = liabilities 2,000 + equity 3,000." in sentences
    assert "Gross profit closes: gross profit 1,600 = revenue 4,000 - cost of revenue 2,400." in sentences
    assert {check.result for check in found.checks} == {CheckResult.CLOSES}
    checked = {f.concept for f in found.facts if f.state is State.CHECKED}
    assert {"revenue", "total_assets", "net_income_total", "cash", "operating_cash_flow", "eps_diluted"} <= checked
    revenue = next(f for f in found.facts if f.concept == "revenue")
    assert any("Gross profit closes" in say(reason) for reason in revenue.reasons)


def test_a_balance_that_does_not_close_asks_for_review() -> None:
    found = analyse(report(balance=changed(BALANCE, "Total liabilities", "2,300", "2,000")))
    state = {f.concept: f.state for f in reversed(found.facts) if f.period and f.period.end == date(2022, 12, 31)}
    assert state["total_liabilities"] is State.REVIEW
    failed = [check for check in found.checks if check.result is CheckResult.FAILS]
    assert [check.difference for check in failed] == [Decimal(-300 * MILLION)]
    assert "does not close" in say(failed[0].sentence)


def test_rounding_is_no_contradiction() -> None:
    found = analyse(report(balance=changed(BALANCE, "Total liabilities", "2,001", "2,000")))
    assert all(check.result is CheckResult.CLOSES for check in found.checks if say(check.name).startswith("assets"))


def test_redeemable_interests_may_stand_between_liabilities_and_equity() -> None:
    rows = list(BALANCE.rows)
    at = next(i for i, row in enumerate(rows) if row[0] == "Total liabilities")
    rows.insert(at + 1, ("Redeemable noncontrolling interests", "300", "300"))
    grid = changed(replace(BALANCE, rows=tuple(rows)), "Total liabilities", "1,700", "1,700")
    found = analyse(report(balance=grid))
    closing = [
        check for check in found.checks if say(check.name).startswith("assets =") and "redeemable" in say(check.name)
    ]
    assert [check.result for check in closing] == [CheckResult.CLOSES, CheckResult.CLOSES]


def test_the_oldest_year_may_stand_first() -> None:
    found = analyse(report(balance=turned(BALANCE), income=turned(INCOME), cash=turned(CASH)))
    assert millions(found, "revenue") == 4000
    assert millions(found, "cash", BEFORE) == 400


def test_a_parent_only_balance_sheet_is_not_taken() -> None:
    rows = tuple(
        (row[0], *("9,999" if cell else "" for cell in row[1:])) if len(row) > 1 else row for row in BALANCE.rows
    )
    parent = replace(BALANCE, title="CONDENSED BALANCE SHEETS (PARENT COMPANY ONLY)", rows=rows)
    paper = document([COVER], [parent], *[["Notes to the financial statements."]] * 20, [BALANCE], [INCOME], [CASH])
    assert millions(analyse(paper), "total_assets") == 5000


def test_statements_that_stand_together_win_over_a_lone_one() -> None:
    rows = tuple((row[0], *(cell.replace("5", "8") for cell in row[1:])) for row in BALANCE.rows)
    lone = replace(BALANCE, rows=rows)
    paper = document([COVER], [lone], *[["Notes to the financial statements."]] * 20, [BALANCE], [INCOME], [CASH])
    assert millions(analyse(paper), "total_assets") == 5000


def test_a_quarterly_table_of_an_annual_report_is_not_taken() -> None:
    quarters = replace(
        INCOME,
        title="QUARTERLY FINANCIAL DATA (UNAUDITED)",
        periods=(quarter("2022-12-31"), quarter("2022-09-30")),
        rows=tuple((row[0], *("77" for _ in row[1:])) for row in INCOME.rows),
    )
    paper = document([COVER], [quarters], [BALANCE], [INCOME], [CASH])
    assert millions(analyse(paper), "revenue") == 4000
    assert value(analyse(paper), "revenue", months=3) is None


def test_adjusted_columns_are_left_out() -> None:
    grid = replace(
        INCOME,
        periods=(year(NOW), year(NOW), year(BEFORE)),
        rows=tuple((row[0], *([row[1], "1", row[2]] if len(row) > 1 else [])) for row in INCOME.rows),
        notes=("", "pro forma", ""),
    )
    found = analyse(report(income=grid))
    assert (millions(found, "revenue"), millions(found, "revenue", BEFORE)) == (4000, 3600)


def test_two_statements_may_share_a_page() -> None:
    paper = document([COVER], [INCOME, BALANCE], [CASH])
    found = analyse(paper)
    assert (millions(found, "revenue"), millions(found, "total_assets")) == (4000, 5000)
    assert {f.evidence.span.page for f in found.facts if f.concept in ("revenue", "total_assets")} == {2}


def test_a_statement_may_go_on_over_the_page() -> None:
    at = next(i for i, row in enumerate(BALANCE.rows) if row[0] == "Current liabilities:")
    first = replace(BALANCE, rows=BALANCE.rows[:at])
    second = replace(BALANCE, title="CONSOLIDATED BALANCE SHEETS (continued)", rows=BALANCE.rows[at:])
    paper = document([COVER], [first], [second], [INCOME], [CASH])
    found = analyse(paper)
    assert (millions(found, "total_assets"), millions(found, "total_equity")) == (5000, 3000)


def test_totals_without_labels_are_told_by_their_sums() -> None:
    income = renamed(renamed(INCOME, "Total revenues", ""), "Net sales", "Products")
    balance = renamed(renamed(BALANCE, "Total assets", ""), "Total liabilities and equity", "")
    found = analyse(report(income=income, balance=balance))
    assert (millions(found, "revenue"), millions(found, "total_assets")) == (4000, 5000)
    reasons = next(f.reasons for f in found.facts if f.concept == "total_assets")
    assert any("no label of its own" in say(reason) for reason in reasons)


def test_gross_profit_without_a_label_is_told_by_its_difference() -> None:
    income = renamed(renamed(INCOME, "Gross profit", ""), "Cost of sales", "Total costs and expenses")
    found = analyse(report(income=income))
    assert (millions(found, "gross_profit"), millions(found, "cost_of_revenue")) == (1600, 2400)


def test_components_of_cost_do_not_pass_for_the_whole() -> None:
    rows = [row for row in INCOME.rows if row[0] != "Gross profit"]
    at = next(i for i, row in enumerate(rows) if row[0] == "Cost of sales")
    rows[at : at + 1] = [("Cost of products", "1,400", "1,300"), ("Cost of services", "1,000", "900")]
    found = analyse(report(income=replace(INCOME, rows=tuple(rows))))
    assert value(found, "cost_of_revenue") is None


def test_a_loss_without_brackets_is_negative() -> None:
    income = renamed(INCOME, "Operating income", "Loss from operations")
    assert millions(analyse(report(income=income)), "operating_income") == -700


def test_no_row_of_its_own_means_no_fact() -> None:
    income = without(INCOME, "Net income", "Less: net income attributable to noncontrolling interests")
    balance = without(BALANCE, "Total Harbor Mills stockholders' equity", "Noncontrolling interests")
    found = analyse(report(income=income, balance=balance))
    assert millions(found, "net_income") == 450
    assert value(found, "net_income_total") is None
    assert value(found, "equity_parent") is None


def test_bare_years_take_the_day_of_the_cover() -> None:
    heads = ("2022", "2021")
    blank = replace(INCOME, periods=(None, None), heads=heads)
    found = analyse(report(income=blank, balance=replace(BALANCE, periods=(None, None), heads=heads)))
    assert (millions(found, "revenue"), millions(found, "revenue", BEFORE)) == (4000, 3600)
    assert millions(found, "total_assets", BEFORE) == 4700


def test_without_a_scale_the_figures_ask_for_review() -> None:
    grids = [replace(grid, scale=None, currency=None) for grid in (BALANCE, INCOME, CASH)]
    found = analyse(document([COVER], *[[grid] for grid in grids]))
    assert message("no-scale") in found.warnings
    revenue = next(f for f in found.facts if f.concept == "revenue")
    assert (revenue.value, revenue.state) == (Decimal(4000), State.REVIEW)


def test_a_statement_without_a_scale_takes_that_of_its_neighbours() -> None:
    assert millions(analyse(report(cash=replace(CASH, scale=None))), "capex") == 320


def test_a_document_without_statements_has_no_figures() -> None:
    letter = "FORM 8-K\nCURRENT REPORT\nPursuant to Section 13 or 15(d)\nHarbor Mills, Inc.\n(Exact name of registrant as specified)"
    votes = Grid("Votes", (None, None), (("For", "1,000", "2,000"), ("Against", "30", "40")))
    found = analyse(document([letter], [votes]))
    assert found.kind == "8-K"
    assert [f.concept for f in found.facts] == ["company_name"]
    assert found.warnings == (message("no-statements"),)


def test_pages_without_text_are_told() -> None:
    assert message("no-text") in analyse(document([COVER], [""])).warnings


def test_quarter_and_year_to_date_are_told_apart() -> None:
    cover = COVER.replace("FORM 10-K", "FORM 10-Q").replace("ANNUAL REPORT", "QUARTERLY REPORT")
    cover = cover.replace("fiscal year ended December 31, 2022", "quarterly period ended September 30, 2022")
    end, before = "2022-09-30", "2021-09-30"
    income = replace(
        INCOME,
        periods=(quarter(end), quarter(before), quarter(end, 9), quarter(before, 9)),
        rows=tuple((row[0], *(["11", "12", row[1], row[2]] if len(row) > 1 else [])) for row in INCOME.rows),
    )
    cash = replace(CASH, periods=(quarter(end, 9), quarter(before, 9)))
    balance = replace(BALANCE, periods=(instant(end), instant(BEFORE)))
    found = analyse(document([cover], [balance], [income], [cash]))
    assert found.kind == "10-Q"
    assert (millions(found, "revenue", end, 3), millions(found, "revenue", end, 9)) == (11, 4000)
    assert millions(found, "capex", end, 9) == 320
    assert millions(found, "cash", BEFORE) == 400


def test_whole_amounts_may_be_said_in_the_title() -> None:
    grids = [replace(g, scale=None, title=f"{g.title} (Expressed in U.S. dollars)") for g in (BALANCE, INCOME, CASH)]
    found = analyse(document([COVER], *[[grid] for grid in grids]))
    revenue = next(f for f in found.facts if f.concept == "revenue")
    assert (revenue.value, revenue.state) == (Decimal(4000), State.CHECKED)
    assert found.warnings == ()


def test_a_heading_of_rows_cuts_no_statement() -> None:
    rows = list(CASH.rows)
    rows.insert(2, ("Reconciliation of net income to net cash provided by operating activities:",))
    found = analyse(report(cash=replace(CASH, rows=tuple(rows))))
    assert (millions(found, "operating_cash_flow"), millions(found, "dividends_paid")) == (650, 150)


def test_a_statement_of_comprehensive_income_may_be_the_only_one() -> None:
    found = analyse(report(income=replace(INCOME, title="CONSOLIDATED STATEMENTS OF COMPREHENSIVE INCOME")))
    assert (millions(found, "revenue"), millions(found, "net_income")) == (4000, 450)
