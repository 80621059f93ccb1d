"""The made reports say what their truth says, and the bundled sample is what its script makes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from release import sample_report as sample
from support.documents.printed import page_texts
from synth.documents.annual_report import annual_report
from synth.documents.made_document import Made
from synth.tables.grid import Kind, text_of
from synth.tables.statement_grids import GRADED


def ties(made: Made) -> None:
    """Identities that the printed figures of every period must satisfy."""
    found = {(t.concept, t.period_end, t.months): t.value for t in made.truth}
    for (concept, end, months), value in found.items():
        if concept == "total_assets":
            assert value == found["liabilities_and_equity", end, 0]
        if concept == "gross_profit":
            assert value == found["revenue", end, months] - found["cost_of_revenue", end, months]
        if concept == "total_liabilities":
            assert value + found["total_equity", end, 0] == found["liabilities_and_equity", end, 0]


@pytest.mark.parametrize("seed", range(6))
def test_every_true_figure_is_printed_on_its_page(seed: int) -> None:
    made = annual_report(seed)
    with page_texts(made.data) as texts:
        for truth in made.truth:
            assert truth.printed in texts[truth.page - 1]
    ties(made)
    concepts = {truth.concept for truth in made.truth}
    optional = {"gross_profit", "total_liabilities", "dividends_paid", "equity_parent", "net_income_total"}
    assert concepts >= GRADED - optional
    assert len({(t.concept, t.period_end, t.months) for t in made.truth}) == len(made.truth)


def test_same_seed_same_bytes_and_another_seed_another_document() -> None:
    assert annual_report(2).data == annual_report(2).data
    assert annual_report(2).data != annual_report(3).data


def test_length_can_be_asked_for() -> None:
    with page_texts(annual_report(1, pages=60).data) as texts:
        assert len(texts) == 60


def test_capital_spending_is_true_as_a_positive_amount_but_printed_in_brackets() -> None:
    capex = next(truth for truth in annual_report(0).truth if truth.concept == "capex")
    assert capex.value > 0
    assert capex.printed.startswith("(")


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [(1234, Kind.MONEY, "1,234"), (-5, Kind.MONEY, "(5)"), (0, Kind.MONEY, "—"), (None, Kind.MONEY, ""),
     (Decimal("-0.30"), Kind.PER_SHARE, "(0.30)"), (7, Kind.PERCENT, "7%"), ("n/m", Kind.MONEY, "n/m")],
)  # fmt: skip
def test_values_are_printed_as_filings_print_them(value: Decimal | int | str | None, kind: Kind, text: str) -> None:
    assert text_of(value, kind) == text


def test_sample_is_what_its_script_makes() -> None:
    made = sample.make()
    with page_texts(made.data) as now, page_texts(sample.TARGET.read_bytes()) as bundled:
        assert now == bundled
        assert 35 <= len(bundled) <= 45
    assert sample.TARGET.stat().st_size <= 400_000
    ties(made)
    with page_texts(made.data) as texts:
        assert any("Parent company only" in text or "parent company only" in text for text in texts)
