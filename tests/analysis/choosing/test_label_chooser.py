from datetime import date

import pytest

from muniment.analysis.choosing.label_chooser import choose
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import parse_number

TABLE = Table(page=1, title="", columns=(Column(x0=0, x1=0, head="2022"),), rows=())
PERIOD = Period(start=None, end=date(2022, 12, 31), months=12)


def statement(kind: StatementKind, *rows: tuple[str, str, str]) -> Statement:
    lines = []
    for label, section, raw in rows:
        number = parse_number(raw)
        cell = Printed(number, Cell(0, 0, len(raw), raw), TABLE) if number else None
        lines.append(StatementLine(label, section, (cell,)))
    return Statement(kind, (PERIOD,), tuple(lines))


def chosen(found: Statement) -> dict[str, str]:
    return {name: found.lines[choice.index].label for name, choice in choose(found, concepts()).items()}


def income(*rows: tuple[str, str, str]) -> dict[str, str]:
    return chosen(statement(StatementKind.INCOME, *rows))


def balance(*rows: tuple[str, str, str]) -> dict[str, str]:
    return chosen(statement(StatementKind.BALANCE, *rows))


def cash_flow(*rows: tuple[str, str, str]) -> dict[str, str]:
    return chosen(statement(StatementKind.CASH_FLOW, *rows))


def test_the_parents_share_of_the_result_is_the_net_income() -> None:
    found = income(
        ("Revenues", "", "900"),
        ("Consolidated net income", "", "100"),
        ("Less: net income attributable to noncontrolling interests", "", "10"),
        ("Net income attributable to Shareowners of the Company", "", "90"),
    )
    assert (found["net_income"], found["net_income_total"]) == (
        "Net income attributable to Shareowners of the Company",
        "Consolidated net income",
    )


def test_preferred_dividends_do_not_make_another_net_income() -> None:
    found = income(
        ("Net income", "", "100"),
        ("Preferred stock dividends", "", "5"),
        ("Net income available to common stockholders", "", "95"),
    )
    assert found["net_income"] == "Net income"
    assert "net_income_total" not in found


def test_with_minorities_the_common_shareholders_part_counts() -> None:
    found = income(
        ("Net income/(loss)", "", "100"),
        ("Net income/(loss) attributable to noncontrolling interest", "", "5"),
        ("Net income/(loss) attributable to common shareholders", "", "95"),
    )
    assert found["net_income"] == "Net income/(loss) attributable to common shareholders"


def test_comprehensive_income_and_continuing_operations_are_not_net_income() -> None:
    found = income(
        ("Income from continuing operations", "", "80"),
        ("Net loss from discontinued operations", "", "(10)"),
        ("Net income", "", "70"),
        ("Comprehensive income", "", "60"),
        ("Net income per share - diluted", "", "0.70"),
    )
    assert found["net_income"] == "Net income"


def test_shares_under_a_heading_of_earnings_are_told_apart_by_size() -> None:
    found = income(
        ("Net income", "", "70"),
        ("Diluted", "Weighted average shares", "100"),
        ("Diluted", "Net income per share", "0.70"),
    )
    assert (
        choose(
            statement(StatementKind.INCOME, ("Diluted", "Shares outstanding", "100"), ("Diluted", "Per share", "0.70")),
            concepts(),
        )["eps_diluted"].index
        == 1
    )
    assert found["eps_diluted"] == "Diluted"


def test_earnings_per_share_named_only_by_the_heading() -> None:
    found = statement(
        StatementKind.INCOME,
        ("Net income", "", "70"),
        ("Continuing operations", "Diluted earnings per share", "0.80"),
        ("Discontinued operations", "Diluted earnings per share", "(0.10)"),
        ("Net income attributable to common shareholders", "Diluted earnings per share", "0.70"),
    )
    assert choose(found, concepts())["eps_diluted"].index == 3


@pytest.mark.parametrize(
    "label",
    [
        "Capital expenditures",
        "Purchases of property, plant and equipment (PP&E)",
        "Payments for acquisition of property, plant and equipment",
        "Additions to property and equipment, net of $46 and $37, respectively, of non-cash capital expenditures",
        "Purchase of property, plant, and equipment, and other intangible assets",
        "Capital spending",
        "Payments to acquire property, plant and equipment",
        "Property and equipment additions",
    ],
)
def test_capital_expenditure_has_many_names(label: str) -> None:
    found = cash_flow(
        ("Net income", "", "70"),
        ("Net cash provided by operating activities", "", "90"),
        ("Proceeds from sales of property, plant and equipment", "", "3"),
        (label, "", "(30)"),
        ("Acquisitions of businesses, net of cash acquired", "", "(5)"),
        ("Net cash used in investing activities", "", "(32)"),
        ("Dividends paid to noncontrolling interests", "", "(2)"),
        ("Dividends paid", "", "(20)"),
        ("Net cash used in financing activities", "", "(22)"),
        ("Capital expenditures included in accounts payable", "", "4"),
    )
    assert found["capex"] == label
    assert found["dividends_paid"] == "Dividends paid"


def test_cash_flows_of_discontinued_business_are_not_the_total() -> None:
    found = cash_flow(
        ("Net income", "", "70"),
        ("Net cash provided by continuing operating activities", "", "90"),
        ("Net cash used in discontinued operating activities", "", "(10)"),
        ("Net cash provided by operating activities", "", "80"),
        ("Capital expenditures", "", "(30)"),
        ("Net cash used in investing activities", "", "(30)"),
        ("Net cash used in financing activities", "", "(22)"),
        ("Operating cash flows of discontinued operations", "", "1"),
    )
    assert found["operating_cash_flow"] == "Net cash provided by operating activities"


def test_financing_may_stand_before_investing() -> None:
    found = cash_flow(
        ("Net income", "", "70"),
        ("Cash provided from operations", "", "80"),
        ("Dividends paid to shareholders", "", "(20)"),
        ("Cash used for financing activities", "", "(20)"),
        ("Capital expenditures", "", "(30)"),
        ("Cash used for investing activities", "", "(30)"),
    )
    assert (found["dividends_paid"], found["capex"]) == ("Dividends paid to shareholders", "Capital expenditures")


def test_the_noncurrent_line_of_a_debt_printed_twice() -> None:
    found = statement(
        StatementKind.BALANCE,
        ("Total assets", "", "900"),
        ("Debt", "Current liabilities", "50"),
        ("Total current liabilities", "", "150"),
        ("Debt", "Long-term liabilities", "300"),
        ("Total liabilities", "", "500"),
        ("Total stockholders' equity", "", "400"),
    )
    assert choose(found, concepts())["long_term_debt"].index == 3


def test_capitalization_may_stand_before_current_liabilities() -> None:
    found = balance(
        ("Cash and cash equivalents", "", "20"),
        ("Total assets", "", "900"),
        ("Total common shareholders' equity", "", "400"),
        ("Long-term debt", "", "300"),
        ("Total capitalization", "", "700"),
        ("Short-term debt", "", "50"),
        ("Total current liabilities", "", "200"),
        ("Total capitalization and liabilities", "", "900"),
    )
    assert (found["long_term_debt"], found["total_equity"]) == ("Long-term debt", "Total common shareholders' equity")


def test_restricted_cash_is_not_cash() -> None:
    found = balance(
        ("Cash, cash equivalents and restricted cash", "", "30"),
        ("Restricted cash", "", "10"),
        ("Cash and cash equivalents", "", "20"),
        ("Total assets", "", "900"),
    )
    assert found["cash"] == "Cash and cash equivalents"


def test_equity_of_the_parent_and_of_all() -> None:
    found = balance(
        ("Total assets", "", "900"),
        ("Total liabilities", "", "500"),
        ("Total Example shareholders' equity", "", "350"),
        ("Noncontrolling interests", "", "50"),
        ("Total shareholders' equity", "", "400"),
        ("Total liabilities and shareholders' equity", "", "900"),
    )
    assert (found["equity_parent"], found["total_equity"]) == (
        "Total Example shareholders' equity",
        "Total shareholders' equity",
    )
