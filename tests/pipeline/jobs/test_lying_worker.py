"""What goes wrong with one document, by a lie, by damage or by a fault, costs no other document anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from muniment.document.usage.exam_marks import ModelTask
from muniment.pipeline.intake import file_intake
from muniment.pipeline.jobs import extract
from muniment.pipeline.workers import pipeline_events, worker_pool
from muniment.texts.say import say
from muniment.vault.database.records import DocumentState
from muniment.worker.parent import worker_client
from support.documents.made_pdf import COVER, pdf_of_lines
from support.models import earned, tiny_gguf
from support.pipeline_bench import Bench

LIAR = str(Path(__file__).parents[1] / "lying_worker.py")


def lie(monkeypatch: pytest.MonkeyPatch, role: str, how: str, *, workers: int = 1) -> None:
    """Have the first workers of a role lie once each; the one that replaces them is honest."""
    told: list[str] = []

    def worker(wanted: str, *, files: Sequence[Path] = ()) -> worker_client.Worker:
        if wanted != role or len(told) == workers:
            return worker_client.Worker(wanted, files=files)
        told.append(wanted)
        return worker_client.Worker(wanted, command=[sys.executable, LIAR, role, how, *map(str, files)])

    monkeypatch.setattr(worker_pool, "Worker", worker)


@pytest.mark.parametrize(
    ("role", "how", "code"),
    [
        ("read", "opens_twice", "distrust"),
        ("read", "counts_one_more", "distrust"),
        ("read", "numbers_wrongly", "distrust"),
        ("read", "repeats_a_page", "distrust"),
        ("read", "never_stops", "distrust"),
        ("analyse", "places_wrongly", "distrust"),
        ("analyse", "reads_wrongly", "claim"),
    ],
)
def test_a_lie_costs_its_own_document_and_no_other(
    monkeypatch: pytest.MonkeyPatch, bench: Bench, report: Path, tmp_path: Path, role: str, how: str, code: str
) -> None:
    monkeypatch.setattr(worker_client, "MAX_ANSWERS", 50_000_000)
    lie(monkeypatch, role, how)
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf_of_lines([["another report"]] * 30))
    bench.pipeline.add([report, other])
    failed = bench.listener.until(pipeline_events.Failed)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    assert len(bench.listener.of(pipeline_events.Failed)) == 1
    first, second = bench.vault.documents()
    assert (failed.document_id, failed.code) == (first.id, code)
    assert (first.state, first.page_count, bench.vault.facts(first.id)) == (DocumentState.FAILED, None, [])
    assert (second.state, second.page_count) == (DocumentState.DONE, 30)
    bench.pipeline.retry(first.id)
    assert bench.listener.until(pipeline_events.Extracted).document_id == first.id


def test_a_document_that_takes_too_long_twice_fails_and_says_so(
    monkeypatch: pytest.MonkeyPatch, bench: Bench, report: Path
) -> None:
    monkeypatch.setattr(extract, "PAGE_SECONDS", 0.5)
    lie(monkeypatch, "read", "stands_still", workers=2)
    document_id = bench.add(report)
    failed = bench.listener.until(pipeline_events.Failed)
    assert (failed.code, failed.message) == ("timeout", bench.vault.document(document_id).error)
    assert "too long twice at its start" in say(failed.message)
    assert bench.vault.document(document_id).error_code == "timeout"
    monkeypatch.undo()
    bench.pipeline.retry(document_id)
    bench.listener.until(pipeline_events.Extracted)


@pytest.mark.parametrize("deflated", [0, 1])
def test_a_damaged_original_holds_up_no_other(bench: Bench, report: Path, tmp_path: Path, deflated: int) -> None:
    damaged = bench.add(report)
    bench.listener.until(pipeline_events.Idle)
    with bench.vault._db.transaction():
        bench.vault._db.run("UPDATE originals SET bytes = zeroblob(100), deflated = ?", (deflated,))
    bench.pipeline.retry(damaged)
    assert bench.listener.until(pipeline_events.Failed).code == "damaged-original"
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf_of_lines([["another report"]]))
    assert bench.listener.until(pipeline_events.Idle)
    assert bench.add(other) == bench.listener.until(pipeline_events.Extracted).document_id


def test_a_fault_while_a_file_is_taken_in_is_that_file_s_alone(
    monkeypatch: pytest.MonkeyPatch, bench: Bench, report: Path, tmp_path: Path
) -> None:
    def short_of_memory(path: Path) -> file_intake.Taken:
        raise MemoryError

    long = tmp_path / "long.pdf"
    long.write_bytes(pdf_of_lines([["A line of a long report about widgets."] * 45] * 200))
    document_id = bench.add(long)
    bench.listener.until(pipeline_events.PageReady)
    monkeypatch.setattr(file_intake, "take", short_of_memory)
    bench.pipeline.add([report])
    refused = bench.listener.until(pipeline_events.Refused)
    assert refused.path == str(report)
    assert report.name in say(refused.message)
    assert bench.listener.until(pipeline_events.Extracted).document_id == document_id


@pytest.mark.skipif(os.name == "nt", reason="it has no named pipes in folders")
def test_a_pipe_and_a_device_are_refused(bench: Bench, report: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    bench.pipeline.add([pipe, Path("/dev/zero"), report])
    bench.listener.until(pipeline_events.Extracted)
    assert [event.code for event in bench.listener.of(pipeline_events.Refused)] == ["unreadable"] * 2


@pytest.mark.model
def test_words_that_no_model_may_say_are_refused_and_the_summary_stays(
    monkeypatch: pytest.MonkeyPatch, make_bench: Callable[..., Bench], tmp_path: Path
) -> None:
    lie(monkeypatch, "analyse", "words_wrongly")
    model = tiny_gguf.build(tmp_path / "tiny.gguf", tiny_gguf.FAMILIES["llama"])
    path = tmp_path / "wordy.pdf"
    words = "Sales of anchors increased 8% to $4,100 million in 2023, driven by higher prices in northern harbours."
    path.write_bytes(pdf_of_lines([COVER, ["Item 7. Management's Discussion and Analysis", words, words[:70] + "."]]))
    bench = make_bench(model=model, models=earned.shelf(tmp_path / "shelf", model, [ModelTask.ORDER]))
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Extracted)
    before = bench.vault.summary(document_id)
    failed = bench.listener.until(pipeline_events.Failed)
    assert (failed.document_id, failed.code, failed.task) == (document_id, "distrust", "enrich")
    assert any(not one.links for one in before)
    assert bench.vault.summary(document_id) == before
