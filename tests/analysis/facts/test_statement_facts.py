from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.facts.statement_facts import with_states
from muniment.document.facts.fact import Method, State
from muniment.texts.say import say
from support.documents.paper import Cells, Grid, document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME, changed


def deficit(*rows: Cells) -> Grid:
    """A balance sheet whose equity is these rows."""
    at = next(i for i, row in enumerate(BALANCE.rows) if row[0].startswith("Stockholders"))
    return replace(BALANCE, rows=(*BALANCE.rows[:at], *rows))


@pytest.mark.parametrize(
    ("total", "closing", "value"),
    [("3,000", "5,000", Decimal(3_000_000_000)), ("(3,000)", "(1,000)", Decimal(-3_000_000_000))],
)
def test_a_deficit_has_the_sign_with_which_it_adds_up(total: str, closing: str, value: Decimal) -> None:
    sign = -1 if total.startswith("(") else 1
    grid = deficit(
        ("Common stock", "100", "100"),
        ("Retained earnings", "2,900" if sign > 0 else "(3,100)", "2,600"),
        ("Total stockholders' deficit", total, "2,700"),
        ("Total liabilities and stockholders' deficit", closing, "4,700"),
    )
    found = analyse(document((COVER,), (grid,), (INCOME,), (CASH,)))
    (fact,) = [f for f in found.facts if f.concept == "total_equity" and f.period and f.period.end.year == 2022]
    assert fact.value == value


def test_an_addend_is_checked_only_if_both_choosers_know_it() -> None:
    found = analyse(document((COVER,), (BALANCE,), (INCOME,), (CASH,)))
    inventory = next(f for f in found.facts if f.concept == "inventory")
    assert (inventory.method, inventory.state) == (Method.BOTH, State.CHECKED)
    assert any("foots" in say(reason) for reason in inventory.reasons)
    sums = [check for check in found.checks if found.facts.index(inventory) in check.facts]
    assert sums
    alone = replace(inventory, method=Method.RULE, state=State.LOCATED)
    judged = with_states([alone], [replace(check, facts=(0,), parts=check.parts[1:]) for check in sums])
    assert [fact.state for fact in judged] == [State.LOCATED]


def test_a_total_that_does_not_foot_confirms_nothing() -> None:
    wrong = changed(BALANCE, "Inventories", "311", "261")
    found = analyse(document((COVER,), (wrong,), (INCOME,), (CASH,)))
    inventory = next(f for f in found.facts if f.concept == "inventory")
    assert inventory.state is State.LOCATED


@pytest.mark.parametrize(("factor", "state"), [(1, State.REVIEW), (10_000, State.CHECKED)])
def test_without_a_scale_only_large_amounts_are_whole(factor: int, state: State) -> None:
    def grown(grid: Grid) -> Grid:
        rows = tuple((row[0], *(_times(cell, factor) for cell in row[1:])) for row in grid.rows)
        return replace(grid, rows=rows, scale=None)

    income = grown(INCOME)
    found = analyse(document((COVER,), (grown(BALANCE),), (income,), (grown(CASH),)))
    assets = next(f for f in found.facts if f.concept == "total_assets")
    assert (assets.value, assets.state) == (Decimal(5_000 * factor), state)


def _times(cell: str, factor: int) -> str:
    """A cell with a larger amount; per share amounts and dashes stay."""
    digits = "".join(c for c in cell if c.isdigit())
    if not digits or "." in cell or factor == 1:
        return cell
    number = f"{int(digits) * factor:,}"
    return f"({number})" if "(" in cell else f"{'$ ' if '$' in cell else ''}{number}"
