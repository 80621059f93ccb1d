"""The second pass: a model chooses sentences, makes way for documents, and never fails one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tiny_gguf
from made_pdf import COVER, pdf_of_lines, small_report
from muniment.pipeline import events
from muniment.vault.records import Decision, DocumentState, Task
from pipeline_bench import Bench, Listener

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf.build(tmp_path_factory.mktemp("model") / "tiny.gguf", tiny_gguf.FAMILIES["llama"])


@pytest.fixture
def wordy(tmp_path: Path) -> Path:
    """A report with more sentences than a summary quotes."""
    prose = [f"Revenue of the {name} segment increased {n}% to ${n},000 million in 2023, driven by {name}s."
             for n, name in enumerate(["anchor", "basket", "candle", "drum", "engine", "feather", "gadget", "hammer"], 3)]  # fmt: skip
    path = tmp_path / "wordy.pdf"
    path.write_bytes(pdf_of_lines([COVER, ("Item 7. Management's Discussion and Analysis", *prose)]))
    return path


def test_a_model_chooses_among_the_sentences_that_were_found(
    make_bench: Callable[..., Bench], wordy: Path, model: Path
) -> None:
    bench = make_bench(model=model)
    document_id = bench.add(wordy)
    bench.listener.until(events.Extracted)
    before = bench.vault.analysis(document_id)
    bench.listener.until(events.Enriched)
    after = bench.vault.analysis(document_id)
    assert bench.listener.of(events.ModelReady)[0].id.startswith("tiny@")
    assert set(after.summary) <= {*before.summary, *before.candidates}
    assert len(after.summary) == len(before.summary)
    assert "model" in after.seconds
    assert after.facts == before.facts


def test_a_file_that_is_no_model_is_refused_once_and_documents_go_on(
    make_bench: Callable[..., Bench], report: Path, wordy: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF" + b"\xff" * 1000)
    bench = make_bench(model=bad)
    bench.pipeline.add([report, wordy])
    refused = bench.listener.until(events.ModelRefused)
    bench.listener.until(events.Idle)
    assert "bad.gguf" in refused.sentence
    assert len(bench.listener.of(events.ModelRefused)) == 1
    assert {row.state for row in bench.vault.documents()} == {DocumentState.DONE}
    assert not bench.listener.of(events.Failed)
    job = bench.vault.next_job()
    assert job is not None
    assert job.task is Task.ENRICH  # for a session with a model


def test_a_document_that_is_removed_while_the_model_is_loaded_holds_up_no_other(
    make_bench: Callable[..., Bench], wordy: Path, report: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(model=model)
    hear = Listener.__call__

    def remove_first(listener: Listener, event: events.Event) -> None:
        if isinstance(event, events.ModelReady):
            bench.vault.remove(1)
        hear(listener, event)

    monkeypatch.setattr(Listener, "__call__", remove_first)
    bench.add(wordy)
    bench.listener.until(events.ModelReady)
    bench.listener.until(events.Idle)
    other = bench.add(report)
    assert bench.listener.until(events.Enriched).document_id == other
    assert not bench.listener.of(events.Broken)


def test_extractions_go_before_enrichments(make_bench: Callable[..., Bench], model: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.pdf" for n in range(4)]
    for path in paths:
        path.write_bytes(small_report(path.name))
    bench = make_bench(model=model)
    bench.pipeline.add(paths)
    for _ in paths:
        bench.listener.until(events.Enriched)
    order = [type(e) for e in bench.listener.heard if isinstance(e, events.Extracted | events.Enriched)]
    assert order.count(events.Extracted) == order.count(events.Enriched) == 4
    assert order.index(events.Enriched) >= 3  # at most the load of the model lets one through earlier


def test_a_decision_does_not_wait_for_the_model_and_its_choice_keeps_up(
    make_bench: Callable[..., Bench], tmp_path: Path, model: Path
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(small_report())
    bench = make_bench(model=model)
    document_id = bench.add(path)
    bench.listener.until(events.Progress, lambda event: event.stage == "model")
    gross = next(one for one in bench.vault.facts(document_id) if one.fact.concept == "revenue")
    bench.vault.decide(gross.id, Decision.REJECT)
    bench.pipeline.follow()
    bench.listener.until(events.Derived)
    bench.listener.until(events.Idle)
    known = bench.vault.analysis(document_id)
    assert bench.listener.of(events.Failed) == []
    assert known.model is not None or known.candidates == ()
    assert not any("Revenue was" in sentence.text for sentence in known.summary)
    assert any(sentence.links for sentence in known.summary)
