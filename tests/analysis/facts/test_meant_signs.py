"""What the label, the sums and the other costs of a statement say of a printed sign."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.facts.meant_signs import NormalSide, side_of
from muniment.document.facts.fact import Analysis, State
from support.documents.paper import Cells, Grid, document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME

MILLION = 1_000_000


def income(*rows: Cells) -> Grid:
    """The income statement with these rows between its operating and its pretax result."""
    start = next(i for i, row in enumerate(INCOME.rows) if row[0] == "Operating income") + 1
    end = next(i for i, row in enumerate(INCOME.rows) if row[0] == "Provision for income taxes")
    return replace(INCOME, rows=(*INCOME.rows[:start], *rows, *INCOME.rows[end:]))


def bracketed(grid: Grid) -> Grid:
    costs = ("Cost of sales", "Selling, general and administrative expenses")
    rows = tuple((r[0], *(f"({c})" for c in r[1:])) if r[0] in costs else r for r in grid.rows)
    return replace(grid, rows=rows)


def found(grid: Grid) -> Analysis:
    return analyse(document((COVER,), (BALANCE,), (grid,), (CASH,)))


def values(analysis: Analysis, concept: str) -> list[object]:
    return [f.value / MILLION for f in analysis.facts if f.concept == concept and isinstance(f.value, Decimal)]


@pytest.mark.parametrize(
    ("label", "side", "opposite"),
    [
        ("Interest expense (income), net", NormalSide.COST, True),
        ("Interest (income) expense", NormalSide.COST, True),
        ("Other income (expense)", NormalSide.INCOME, True),
        ("Other (expense)/income, net", NormalSide.INCOME, True),
        ("Finance costs", NormalSide.COST, False),
        ("Other income and expense", NormalSide.EITHER, False),
        ("Other, net", NormalSide.EITHER, False),
    ],
)
def test_a_label_says_what_stands_without_brackets(label: str, side: NormalSide, opposite: bool) -> None:
    assert side_of(label) == (side, opposite)


@pytest.mark.parametrize(
    ("label", "printed", "pretax", "value"),
    [
        ("Interest expense (income)", ("(6)", "50"), ("706", "500"), [-6, 50]),
        ("Interest (income) expense, net", ("(6)", "50"), ("706", "500"), [-6, 50]),
        ("Interest expense (income), net", ("60", "50"), ("640", "500"), [60, 50]),
        ("Interest expense", ("(60)", "(50)"), ("640", "500"), [60, 50]),
        ("Interest expense (income)", ("(60)", "(50)"), ("640", "500"), [60, 50]),  # so the sums say
    ],
)
def test_interest_in_brackets_may_be_an_income(
    label: str, printed: tuple[str, str], pretax: tuple[str, str], value: list[int]
) -> None:
    grid = income((label, *printed), ("Income before income taxes", *pretax))
    assert values(found(grid), "interest_expense") == value


@pytest.mark.parametrize(
    ("label", "printed", "pretax", "value"),
    [
        ("Other (income) expense", ("(6)", "50"), ("706", "500"), [6, -50]),
        ("Other expense (income), net", ("60", "(50)"), ("640", "600"), [-60, 50]),
        ("Other income (expense)", ("(60)", "50"), ("640", "600"), [-60, 50]),
        ("Other expense, net", ("60", "50"), ("640", "500"), [-60, -50]),
    ],
)
def test_other_income_is_positive_where_it_adds(
    label: str, printed: tuple[str, str], pretax: tuple[str, str], value: list[int]
) -> None:
    grid = income((label, *printed), ("Income before income taxes", *pretax))
    assert values(found(grid), "other_income") == value


def test_where_no_sum_tells_the_other_costs_do() -> None:
    rows = (("Interest expense (income)", "(60)", "(50)"), ("Income before income taxes", "633", "481"))
    assert values(found(income(*rows)), "interest_expense") == [-60, -50]
    assert values(found(bracketed(income(*rows))), "interest_expense") == [60, 50]


@pytest.mark.parametrize(
    "label",
    [
        "Less: net income attributable to noncontrolling interests",
        "Net income attributable to noncontrolling interests",
        "Noncontrolling interests",
    ],
)
@pytest.mark.parametrize("printed", [("(30)", "(20)"), ("30", "20")])
def test_the_share_of_others_is_an_income_however_it_is_printed(label: str, printed: tuple[str, str]) -> None:
    rows = tuple((label, *printed) if "noncontrolling" in row[0] else row for row in INCOME.rows)
    assert values(found(replace(INCOME, rows=rows)), "minority_income") == [30, 20]


def test_the_share_of_others_in_a_loss_is_negative() -> None:
    rows = tuple(
        {
            "Less: net income attributable to noncontrolling interests": (
                "Less: net loss attributable to noncontrolling interests",
                "(30)",
                "(20)",
            ),
            "Net income attributable to Harbor Mills, Inc.": (
                "Net income attributable to Harbor Mills, Inc.",
                "510",
                "400",
            ),
        }.get(row[0], row)
        for row in INCOME.rows
    )
    assert values(found(replace(INCOME, rows=rows)), "minority_income") == [-30, -20]


def test_a_deduction_that_nothing_explains_asks_for_review() -> None:
    rows = tuple(row for row in INCOME.rows if row[0] not in ("Net income", "Provision for income taxes"))
    facts = [f for f in found(replace(INCOME, rows=rows)).facts if f.concept == "minority_income"]
    assert facts
    assert all(fact.state is State.REVIEW for fact in facts)
