"""What a user says in one document is followed in the next one, with real workers."""

from __future__ import annotations

from pathlib import Path

from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import Decision
from support.documents.made_pdf import small_report, year_before
from support.pipeline_bench import Bench


def labels(bench: Bench, document_id: int, concept: str) -> list[str]:
    return [one.fact.label for one in bench.vault.facts(document_id) if one.fact.concept == concept]


def added(bench: Bench, path: Path, data: bytes) -> int:
    path.write_bytes(data)
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    return document_id


def test_a_row_that_was_rejected_is_not_shown_in_the_next_document(bench: Bench, tmp_path: Path) -> None:
    first = added(bench, tmp_path / "first.pdf", small_report())
    assert labels(bench, first, "capex") == ["Capital expenditures"] * 2
    for stored in bench.vault.facts(first):
        if stored.fact.concept == "capex":
            bench.vault.decide(stored.id, Decision.REJECT)
    bench.pipeline.follow()
    bench.listener.until(pipeline_events.Idle)
    second = added(bench, tmp_path / "second.pdf", year_before())
    assert labels(bench, second, "capex") == []
    assert labels(bench, second, "dividends_paid") == ["Dividends paid"] * 2

    while bench.vault.undo(first) is not None:
        pass
    third = added(bench, tmp_path / "third.pdf", year_before("ANOTHER COMPANY, INC."))
    assert labels(bench, third, "capex") == ["Capital expenditures"] * 2
