"""Two filings of one company in a vault: each is checked against the other, whichever came first."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from muniment.document.facts.fact import Check, CheckResult, State, StretchKind
from muniment.pipeline.workers import pipeline_events
from muniment.texts.say import say
from muniment.vault.database.records import Decision, StoredFact
from support.documents.made_pdf import BALANCE, CASH, COVER, INCOME, pdf_of_lines, small_report, year_before
from support.pipeline_bench import Bench
from synth.company.cast import cast
from synth.documents.annual_report import annual_report
from synth.documents.interim_reports import quarterly_report
from vault.made import waiting


def settle(bench: Bench) -> None:
    """Wait until nothing is left to do."""
    bench.pipeline.follow()
    end = time.monotonic() + 60
    while waiting(bench.vault) > len(bench.vault.documents()):  # what models would do stays
        bench.listener.until(pipeline_events.Event)
        assert time.monotonic() < end


def add(bench: Bench, folder: Path, name: str, data: bytes) -> int:
    path = folder / name
    path.write_bytes(data)
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Extracted)
    return document_id


def fact(bench: Bench, document_id: int, concept: str, year: int) -> StoredFact:
    return next(
        stored
        for stored in bench.vault.facts(document_id)
        if stored.fact.concept == concept and stored.fact.period and stored.fact.period.end.year == year
    )


def across(bench: Bench, document_id: int) -> list[Check]:
    return [check for check in bench.vault.checks(document_id) if check.elsewhere]


@pytest.mark.parametrize("first", ["newer", "older"])
def test_both_are_checked_whichever_came_first(bench: Bench, tmp_path: Path, first: str) -> None:
    made = {"newer": small_report(), "older": year_before()}
    order = [first, "older" if first == "newer" else "newer"]
    ids = {which: add(bench, tmp_path, f"{which}.pdf", made[which]) for which in order}
    settle(bench)
    for here, other in (("newer", "older"), ("older", "newer")):
        found = across(bench, ids[here])
        assert {check.result for check in found} == {CheckResult.CLOSES}
        revenue = fact(bench, ids[here], "revenue", 2022).fact
        assert revenue.state is State.CHECKED
        assert any(f"the 2022 column of {other}.pdf" in say(reason) for reason in revenue.reasons)


def test_a_restated_figure_is_told_and_no_error(bench: Bench, tmp_path: Path) -> None:
    newer = add(bench, tmp_path, "newer.pdf", small_report())
    older = add(bench, tmp_path, "older.pdf", year_before(depreciation="570"))
    settle(bench)
    (check,) = [one for one in across(bench, newer) if one.result is CheckResult.RESTATED]
    assert say(check.sentence).startswith("Restated: depreciation and amortization 580 here, 570 in the 2022 column")
    assert fact(bench, newer, "depreciation", 2022).fact.state is not State.REVIEW
    (later,) = [one for one in across(bench, older) if one.result is CheckResult.RESTATED]
    assert say(later.sentence).startswith("Restated later")


def test_what_is_removed_or_rejected_is_no_evidence_any_more(bench: Bench, tmp_path: Path) -> None:
    newer = add(bench, tmp_path, "newer.pdf", small_report())
    older = add(bench, tmp_path, "older.pdf", year_before())
    settle(bench)
    bench.vault.decide(fact(bench, older, "revenue", 2022).id, Decision.REJECT)
    settle(bench)
    concepts = {one.concept for check in across(bench, newer) for one in check.elsewhere}
    assert "revenue" not in concepts
    assert "net_income" in concepts
    bench.vault.remove(older)
    settle(bench)
    assert across(bench, newer) == []


def test_another_company_is_nobody(bench: Bench, tmp_path: Path) -> None:
    mine = add(bench, tmp_path, "mine.pdf", small_report())
    theirs = add(bench, tmp_path, "theirs.pdf", year_before("OTHER GADGETS, INC."))
    settle(bench)
    assert across(bench, mine) == across(bench, theirs) == []
    assert not bench.vault.follows(mine)


def test_a_fourth_quarter_is_the_year_less_nine_months_of_another_filing(bench: Bench, tmp_path: Path) -> None:
    books, _ = cast(7)
    annual = add(bench, tmp_path, "annual.pdf", annual_report(7).data)
    nine = add(bench, tmp_path, "nine-months.pdf", quarterly_report(7, quarter=3).data)
    settle(bench)
    quarters = [m for m in bench.vault.measures(annual) if m.measure == "q4_revenue"]
    scale = books.company.scale
    assert [m.value for m in quarters] == [books.span(back, 3, 4).flow("revenue") * scale for back in (0, 1)]
    for revenue in quarters:
        assert revenue.period.months == 3
        assert [one.name for one in revenue.elsewhere] == ["nine-months.pdf"]
        assert len(revenue.operands) == 1
    assert [m for m in bench.vault.measures(nine) if m.stretch is StretchKind.FOURTH_QUARTER] == []


def test_two_filings_about_one_period_put_each_other_to_review(bench: Bench, tmp_path: Path) -> None:
    other = [line.replace("(750)\t(700)", "(760)\t(700)") if "Capital" in line else line for line in CASH]
    release = pdf_of_lines([(*COVER, "Amended"), BALANCE, INCOME, other])
    one, two = add(bench, tmp_path, "one.pdf", small_report()), add(bench, tmp_path, "two.pdf", release)
    settle(bench)
    for here, named in ((one, "two.pdf"), (two, "one.pdf")):
        (conflict,) = [check for check in across(bench, here) if check.result is CheckResult.FAILS]
        assert say(conflict.sentence).startswith("Conflict: capital expenditure")
        assert f"{named}, page" in say(conflict.sentence)
        assert fact(bench, here, "capex", 2023).fact.state is State.REVIEW
        assert fact(bench, here, "capex", 2022).fact.state is not State.REVIEW
