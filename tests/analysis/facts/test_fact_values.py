import pytest

from muniment.analysis.facts.fact_values import StatementScale, factor
from muniment.analysis.statements.statement_lines import StatementLine
from muniment.analysis.vocabulary.concepts import concepts

SHARES = next(concept for concept in concepts() if concept.unit == "shares")
MONEY = next(concept for concept in concepts() if concept.unit == "money")
PER_SHARE = next(concept for concept in concepts() if concept.unit == "per_share")
MILLIONS = StatementScale(scale=1_000_000)


def row(label: str, section: str = "") -> StatementLine:
    return StatementLine(label, section, ())


@pytest.mark.parametrize(
    ("label", "section", "scale"),
    [
        ("Weighted average shares (in thousands)", "", 1_000),
        ("Diluted (thousands of shares)", "", 1_000),
        ("Diluted", "Shares used in computing earnings per share (in thousands)", 1_000),
        ("Aktien (in Tsd. Stück)", "", 1_000),
        ("Nombre d'actions (en milliers)", "", 1_000),
        ("Número de acciones (en millones)", "", 1_000_000),
        ("Weighted average shares", "", 1_000_000),
        ("Weighted average shares (Note 3)", "", 1_000_000),
    ],
)
def test_a_row_may_state_a_scale_of_its_own(label: str, section: str, scale: int) -> None:
    assert factor(SHARES, MILLIONS, row(label, section)) == scale


def test_shares_that_the_table_exempts_are_whole_unless_it_says_how_they_are_counted() -> None:
    assert factor(SHARES, StatementScale(scale=1_000_000, unscaled="share and per share amounts"), row("Diluted")) == 1
    counted = StatementScale(
        scale=1_000_000, unscaled="number of shares, which are reflected in thousands, and per share amounts"
    )
    assert factor(SHARES, counted, row("Diluted")) == 1_000


def test_a_row_of_money_may_be_in_thousands_in_a_table_in_millions() -> None:
    assert factor(MONEY, MILLIONS, row("Revenue per employee (in thousands)")) == 1_000
    assert factor(PER_SHARE, MILLIONS, row("Diluted (in thousands)")) == 1
