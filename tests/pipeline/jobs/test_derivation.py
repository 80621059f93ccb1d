"""From a decision to what follows from it, with real workers: in the vault, in exports, and after a kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.document.facts.fact import CheckResult, Fact, State
from muniment.document.pages.evidence import Evidence
from muniment.pipeline.exports import document_record
from muniment.pipeline.exports.export_documents import export
from muniment.pipeline.exports.stale_results import WAITING
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.texts.say import say
from muniment.texts.summary_sentence import sentence_text
from muniment.vault.database.records import Decision, DocumentState, JobTask, StoredAnalysis, StoredFact
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.documents.made_pdf import small_report
from support.pipeline_bench import Bench, Listener

PASSPHRASE = "correct horse"
KILLED = """
import os, signal, sys
from pathlib import Path
from muniment.vault.database.records import Decision
from muniment.vault.store import Vault
vault = Vault.open(Path(sys.argv[1]), "correct horse")
vault.decide(int(sys.argv[2]), Decision.REJECT)
if sys.argv[3] == "running":
    assert vault.next_job().task == "derive"
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def read(bench: Bench, report: Path) -> tuple[Bench, int]:
    document_id = bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    return bench, document_id


def stored(vault: Vault, document_id: int, concept: str, year: int = 2023) -> StoredFact:
    return next(
        one
        for one in vault.facts(document_id)
        if one.fact.concept == concept and one.fact.period and one.fact.period.end.year == year
    )


def correct(vault: Vault, document_id: int, concept: str, printed: str) -> Fact:
    """Point at another figure of the fact's own page."""
    old = stored(vault, document_id, concept)
    page = vault.page(document_id, old.fact.evidence.span.page)
    start = page.text.index(printed)
    value = Decimal(printed.replace(",", "")) * old.fact.scale
    fact = replace(old.fact, value=value, evidence=Evidence.at(page, start, start + len(printed)), reasons=())
    vault.decide(old.id, Decision.CORRECT, fact=fact)
    return fact


def computed(known: StoredAnalysis) -> str:
    return " ".join(sentence_text(sentence) for sentence in known.summary if sentence.links)


def revenue_of(known: StoredAnalysis) -> str:
    return next(
        sentence_text(sentence) for sentence in known.summary if sentence_text(sentence).startswith("Revenue was")
    )


def settle(bench: Bench) -> None:
    """Wait until every decision is followed."""
    bench.pipeline.follow()
    bench.listener.until(pipeline_events.Idle)


def measure(known: StoredAnalysis, name: str) -> Decimal | None:
    return next((m.value for m in known.measures if m.measure == name and m.period.end.year == 2023), None)


def test_a_correction_is_followed_by_checks_measures_sentences_and_other_facts(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    before = bench.vault.analysis(document_id)
    assert revenue_of(before).startswith("Revenue was $9.00 billion")
    assert ", up " in revenue_of(before)
    correct(bench.vault, document_id, "revenue", "3,600")  # the gross profit, less than the revenue of the year before
    settle(bench)
    assert [event.document_id for event in bench.listener.of(pipeline_events.Derived)] == [document_id]

    after = bench.vault.analysis(document_id)
    failed = [check for check in after.checks if check.result is CheckResult.FAILS]
    assert [say(check.name) for check in failed] == ["gross profit = revenue - cost of revenue"]
    assert revenue_of(after).startswith("Revenue was $3.60 billion")
    assert ", down " in revenue_of(after)
    assert (measure(before, "gross_margin"), measure(after, "gross_margin")) == (Decimal("0.4"), Decimal(1))
    gross = stored(bench.vault, document_id, "gross_profit").fact
    assert gross.state is State.REVIEW
    assert any("does not close" in say(reason) for reason in gross.reasons)
    assert [one.id for one in after.facts] == [one.id for one in before.facts]
    assert [s for s in after.summary if not s.links] == [s for s in before.summary if not s.links]
    assert not any(one.is_changed for one in after.facts)


def test_undoing_everything_gives_the_first_analysis_back(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    before = bench.vault.analysis(document_id)
    correct(bench.vault, document_id, "revenue", "3,600")
    bench.vault.decide(stored(bench.vault, document_id, "total_assets").id, Decision.REJECT)
    bench.vault.decide(stored(bench.vault, document_id, "net_income").id, Decision.ACCEPT)
    settle(bench)
    between = bench.vault.analysis(document_id)
    assert "total assets" not in computed(between)
    assert between != before
    while bench.vault.undo(document_id) is not None:
        pass
    settle(bench)
    assert bench.vault.analysis(document_id) == before


def test_a_rejected_figure_takes_its_measures_with_it(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    bench.vault.decide(stored(bench.vault, document_id, "gross_profit").id, Decision.REJECT)
    settle(bench)
    known = bench.vault.analysis(document_id)
    assert measure(known, "gross_margin") is None
    assert measure(known, "operating_margin") is not None
    assert stored(bench.vault, document_id, "gross_profit").fact.state is State.REJECTED
    assert not any("Gross profit" in say(reason) for one in known.facts for reason in one.fact.reasons
                   if one.fact.period and one.fact.period.end.year == 2023)  # fmt: skip


def test_a_decision_needs_nobody_to_tell_the_pipeline(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    bench.vault.decide(stored(bench.vault, document_id, "gross_profit").id, Decision.REJECT)
    bench.listener.until(pipeline_events.Derived)
    assert measure(bench.vault.analysis(document_id), "gross_margin") is None


def test_a_worker_that_dies_is_replaced_and_the_decision_followed(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    os.kill(bench.worker("analyse"), 9)
    bench.vault.decide(stored(bench.vault, document_id, "gross_profit").id, Decision.REJECT)
    bench.pipeline.follow()
    bench.listener.until(pipeline_events.Derived)
    assert bench.listener.of(pipeline_events.Failed) == []


# --- before it is followed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a report that was read, and nothing at work on it."""
    path = tmp_path_factory.mktemp("read") / "Deals.muniment"
    report = path.with_name("report.pdf")
    report.write_bytes(small_report())
    with Vault.create(path, PASSPHRASE, cost=key_wrapping.LEAST_COST) as vault:
        listener = Listener()
        pipeline = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=listener)
        pipeline.start()
        pipeline.add([report])
        listener.until(pipeline_events.Extracted)
        pipeline.stop()
    return path


@pytest.fixture
def resting(folder: Path) -> Iterator[Vault]:
    """That vault; every decision is taken back at the end."""
    with Vault.open(folder, PASSPHRASE) as vault:
        yield vault
        while vault.undo(1) is not None:
            pass


def test_exports_leave_out_what_waits_and_say_so(resting: Vault, tmp_path: Path) -> None:
    follow(resting)
    before = document_record.of_document(resting, 1, "x")
    assert WAITING.code not in before["warnings"]
    resting.decide(stored(resting, 1, "gross_profit").id, Decision.ACCEPT)
    assert document_record.of_document(resting, 1, "x")["measures"] == before["measures"]
    fact = correct(resting, 1, "revenue", "3,600")
    shown = document_record.of_document(resting, 1, "x")
    report = export(resting, [1], tmp_path / "out.json", "json")
    written = json.loads((tmp_path / "out.json").read_text())["documents"][0]

    assert report.waiting == 1
    for known in (shown, written):
        assert known["warnings"] == [*before["warnings"], WAITING.code]
        revenue = [f for f in known["facts"] if f["concept"] == "revenue" and f["period_end"] == "2023-12-31"]
        assert [f["value"] for f in revenue] == [str(fact.value)]
        of_year = {m["measure"] for m in known["measures"] if m["period_end"] == "2023-12-31"}
        assert "gross_margin" not in of_year
        assert "effective_tax_rate" in of_year or "free_cash_flow" in of_year
        assert not any("revenue" in check["name"] for check in known["checks"] if check["period_end"] == "2023-12-31")
        assert not any("9.00 billion" in sentence["text"] for sentence in known["summary"])
    cost = next(f for f in written["facts"] if f["concept"] == "cost_of_revenue" and f["period_end"] == "2023-12-31")
    assert cost["state"] == "located"  # it was checked by what was left out
    assert not any("9,000" in reason for reason in cost["reasons"])

    follow(resting)
    assert WAITING.code not in document_record.of_document(resting, 1, "x")["warnings"]
    assert export(resting, [1], tmp_path / "later.json", "json").waiting == 0
    later = json.loads((tmp_path / "later.json").read_text())["documents"][0]
    assert "gross_margin" in {m["measure"] for m in later["measures"]}


def follow(vault: Vault) -> None:
    """Let a pipeline do what is queued."""
    listener = Listener()
    pipeline = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=listener)
    pipeline.start()
    listener.until(pipeline_events.Idle)
    pipeline.stop()


@pytest.mark.skipif(os.name == "nt", reason="it sends SIGKILL")
@pytest.mark.parametrize("when", ["queued", "running"])
def test_a_kill_between_a_decision_and_what_follows_loses_neither(folder: Path, when: str) -> None:
    with Vault.open(folder, PASSPHRASE) as vault:
        follow(vault)
        fact_id = stored(vault, 1, "gross_profit").id
        assert measure(vault.analysis(1), "gross_margin") is not None
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(fact_id), when],
        env={**os.environ, "PYTHONPATH": paths},
        timeout=60,
        check=False,
    )
    assert done.returncode == -9
    with Vault.open(folder, PASSPHRASE) as vault:
        assert stored(vault, 1, "gross_profit").is_changed
        follow(vault)
        assert measure(vault.analysis(1), "gross_margin") is None
        assert not stored(vault, 1, "gross_profit").is_changed
        vault.undo(1)
        follow(vault)
        assert measure(vault.analysis(1), "gross_margin") is not None


def test_a_derivation_goes_before_the_documents_that_wait(make_bench: Callable[..., Bench], tmp_path: Path) -> None:
    vault = Vault.in_memory()
    bench = make_bench(vault)
    path = tmp_path / "a.pdf"
    path.write_bytes(small_report())
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Idle)
    bench.pipeline.stop()
    vault.arrive("b.pdf", "application/pdf", small_report() + b"\n%b")
    vault.decide(stored(vault, document_id, "gross_profit").id, Decision.REJECT)
    second = make_bench(vault)
    second.listener.until(pipeline_events.Derived)
    assert second.listener.of(pipeline_events.Extracted) == []
    second.listener.until(pipeline_events.Extracted)
    second.listener.until(pipeline_events.Idle)  # both are of one company: each follows the other
    assert vault.next_job([JobTask.EXTRACT, JobTask.DERIVE]) is None
    job = vault.next_job()
    assert job is not None
    assert job.task == JobTask.ENRICH


def test_what_cannot_be_followed_is_said_and_can_be_tried_again(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    with bench.vault._db.transaction():
        tables = bench.vault._db.rows("SELECT id, tables FROM pages")
        bench.vault._db.run("UPDATE pages SET tables = ?", (zlib.compress(b"no tables"),))
    bench.vault.decide(stored(bench.vault, document_id, "gross_profit").id, Decision.REJECT)
    bench.pipeline.follow()
    failed = bench.listener.until(pipeline_events.Failed)
    assert (failed.document_id, failed.task) == (document_id, "derive")
    assert "could not be computed anew" in say(failed.message)
    assert bench.vault.document(document_id).state is DocumentState.DONE
    assert stored(bench.vault, document_id, "gross_profit").is_changed
    bench.listener.until(pipeline_events.Idle)
    with bench.vault._db.transaction():
        for row in tables:
            bench.vault._db.run("UPDATE pages SET tables = ? WHERE id = ?", (row["tables"], row["id"]))
    bench.pipeline.retry(document_id)
    bench.listener.until(pipeline_events.Derived)
    assert not stored(bench.vault, document_id, "gross_profit").is_changed


def test_a_document_that_is_removed_meanwhile_holds_nothing_up(read: tuple[Bench, int], report: Path) -> None:
    bench, document_id = read
    bench.vault.decide(stored(bench.vault, document_id, "gross_profit").id, Decision.REJECT)
    bench.pipeline.follow()
    bench.vault.remove(document_id)
    bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    assert not bench.listener.of(pipeline_events.Broken)
    assert not bench.listener.of(pipeline_events.Failed)
