"""The ledger: what a real model spent on a document, who decided, and what that would cost rented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.document.usage import exam_marks
from muniment.document.usage.model_usage import DecisionCounts, Spent, Tier
from muniment.pipeline.models import model_costs
from muniment.pipeline.models.model_costs import Costs
from muniment.pipeline.models.model_prices import Price
from muniment.pipeline.workers import pipeline_events
from muniment.texts import units
from support.documents.made_pdf import BALANCE, CASH, COVER, INCOME, pdf_of_lines
from support.models import earned, tiny_gguf
from support.pipeline_bench import Bench

PRICE = Price("rented", "USD", Decimal("0.10"), Decimal("0.30"), date(2026, 1, 1), "a list")


def test_an_estimate_is_exact_and_shown_to_a_hundredth_of_a_cent() -> None:
    one = Costs((Spent("a", Tier.FAST, 1_000_000, 2_000_001, 3),))
    assert one.estimate(PRICE) == Decimal("0.300001")
    assert units.estimate(Decimal("0.30005"), "USD") == "USD 0.3001"
    assert units.estimate(Decimal("0.00000001"), "USD") == "under USD 0.0001"
    assert units.estimate(Decimal(0), "USD") == "USD 0.0000"
    assert model_costs.as_json(one, [PRICE])["estimates"][0]["estimate"] == "0.300001"


def test_shares_are_of_the_decisions_that_stand() -> None:
    decided = DecisionCounts(6, 3, 1)
    assert decided.share(decided.code) == Decimal("0.6")
    assert DecisionCounts().share(0) == 0


@pytest.mark.model
def test_what_a_model_spends_on_a_document_stands_in_the_ledger(
    make_bench: Callable[..., Bench], tmp_path: Path
) -> None:
    model = tiny_gguf.build(tmp_path / "any.gguf", tiny_gguf.FAMILIES["llama"], seed=3)
    path = tmp_path / "odd.pdf"
    odd = [line.replace("Gross profit", "Left over the direct outlays") for line in INCOME]
    prose = [f"Revenue of the {name} segment increased {n}% to ${n},000 million in 2023, driven by {name}s."
             for n, name in enumerate(["anchor", "basket", "candle", "drum", "engine", "feather", "gadget", "hammer"], 3)]  # fmt: skip
    path.write_bytes(
        pdf_of_lines([COVER, BALANCE, odd, CASH, ("Item 7. Management's Discussion and Analysis", *prose)])
    )
    tasks = [exam_marks.ModelTask.CHOOSE, exam_marks.ModelTask.KIND, exam_marks.ModelTask.ORDER]
    bench = make_bench(model=model, models=earned.shelf(tmp_path / "shelf", model, tasks))
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Extracted)
    plain = model_costs.of_document(bench.vault, document_id)
    assert (plain.spent, plain.decided.fast, plain.decided.strong) == ((), 0, 0)
    assert plain.decided.code > 5
    bench.listener.until(pipeline_events.Enriched)
    bench.listener.until(pipeline_events.Derived, seconds=120)
    (spent,) = bench.vault.spent(document_id)
    assert spent.model.startswith("any@")
    assert spent.tier is Tier.FAST
    assert spent.evaluated > 500
    assert spent.reused > 0  # the second question on a statement does not read it again
    assert spent.asked >= spent.answered > 0
    assert spent.milliseconds > 0
    found = model_costs.of_document(bench.vault, document_id)
    assert found.decided.fast == spent.answered
    assert found.decided.code + found.decided.fast == found.decided.total
    everything = model_costs.of_all(bench.vault, bench.vault.documents())
    assert (everything.spent, everything.decided, everything.documents) == (found.spent, found.decided, 1)
    bench.vault.remove(document_id)
    assert model_costs.of_all(bench.vault, bench.vault.documents()) == Costs()
