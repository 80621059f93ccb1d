"""What happens to documents, with real workers: done, cancelled, refused, crashed, left behind, shown."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.message import message
from muniment.pipeline.workers import pipeline_events
from muniment.texts.say import say
from muniment.vault.database.records import DocumentState, JobTask
from muniment.vault.store import Vault
from support.documents.made_pdf import pdf_of_lines, small_report
from support.pipeline_bench import Bench

FACTS = {
    ("revenue", 12, "2023-12-31"): Decimal(9_000_000_000),
    ("total_assets", 0, "2022-12-31"): Decimal(7_500_000_000),
    ("operating_cash_flow", 12, "2022-12-31"): Decimal(1_700_000_000),
}


def values(vault: Vault, document_id: int) -> dict[tuple[str, int, str], object]:
    facts = [stored.fact for stored in vault.facts(document_id)]
    return {(f.concept, f.period.months, f.period.end.isoformat()): f.value for f in facts if f.period}


def long_file(path: Path, pages: int = 400) -> Path:
    path.write_bytes(pdf_of_lines([["A line of a long report about widgets."] * 45] * pages))
    return path


def test_a_file_becomes_facts_in_the_vault(bench: Bench, report: Path) -> None:
    document_id = bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    row = bench.vault.document(document_id)
    assert (row.state, row.page_count, row.kind) == (DocumentState.DONE, 5, "10-K")
    found = values(bench.vault, document_id)
    assert {key: found.get(key) for key in FACTS} == FACTS
    assert bench.vault.page(document_id, 3).text.startswith("EXAMPLE WIDGETS")
    assert set(bench.vault.analysis(document_id).seconds) == {"read", "extract"}


def test_pages_are_announced_in_order_while_the_rest_is_read(bench: Bench, report: Path) -> None:
    bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    assert [event.page for event in bench.listener.of(pipeline_events.PageReady)] == [1, 2, 3, 4, 5]
    assert bench.listener.of(pipeline_events.ReadingStarted)[0].sizes == ((612, 792),) * 5
    bench.listener.until(pipeline_events.Idle)


def test_the_same_file_twice_is_one_document(bench: Bench, report: Path) -> None:
    first = bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.pipeline.add([report])
    again = bench.listener.until(pipeline_events.Arrived)
    assert (again.document_id, again.new) == (first, False)
    assert len(bench.vault.documents()) == 1


def unreadable(folder: Path) -> dict[str, Path]:
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "secret.pdf").write_bytes(pdf_of_lines([["x"]], password="hush"))
    (folder / "cut.pdf").write_bytes(small_report()[:2000])
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "folder").mkdir()
    return {
        "empty": folder / "empty.pdf",
        "encrypted": folder / "secret.pdf",
        "truncated": folder / "cut.pdf",
        "misnamed": folder / "picture.pdf",
        "folder": folder / "folder",
        "not-found": folder / "nothing.pdf",
        "unreadable": folder / ("n" * 300),
    }


def test_bad_files_are_refused_with_a_sentence_and_the_others_go_on(bench: Bench, report: Path, tmp_path: Path) -> None:
    bad = unreadable(tmp_path)
    bench.pipeline.add([*bad.values(), report])
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    said = {event.code: say(event.message) for event in bench.listener.of(pipeline_events.Refused)}
    said |= {event.code: say(event.message) for event in bench.listener.of(pipeline_events.Failed)}
    assert set(said) == set(bad)
    assert all(sentence.endswith(".") and sentence.count(".") >= 2 for sentence in said.values())
    states = {row.name: row.state for row in bench.vault.documents()}
    assert states["report.pdf"] is DocumentState.DONE
    assert states["secret.pdf"] is DocumentState.FAILED
    error = bench.vault.find("secret.pdf")[0].error
    assert error == message("document-encrypted", name="secret.pdf")
    assert "password" in say(error)


def test_a_failed_document_can_be_tried_again(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(pdf_of_lines([["x"]], password="hush"))
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Failed)
    bench.pipeline.retry(document_id)
    assert bench.listener.until(pipeline_events.Failed).code == "encrypted"


def test_cancel_while_reading_and_the_next_document_goes_on(bench: Bench, report: Path, tmp_path: Path) -> None:
    document_id = bench.add(long_file(tmp_path / "long.pdf"))
    bench.listener.until(pipeline_events.PageReady)
    bench.pipeline.cancel(document_id)
    bench.pipeline.add([report])
    bench.listener.until(pipeline_events.CancelledDocument)
    bench.listener.until(pipeline_events.Extracted)
    assert bench.vault.document(document_id).state is DocumentState.CANCELLED
    assert not [event for event in bench.listener.heard if isinstance(event, pipeline_events.WorkerRestarted)]
    bench.pipeline.retry(document_id)
    assert bench.listener.until(pipeline_events.Extracted).document_id == document_id
    assert bench.vault.document(document_id).page_count == 400


def test_stop_is_quick_and_what_was_running_goes_on_next_time(make_bench: Callable[..., Bench], tmp_path: Path) -> None:
    first = make_bench()
    document_id = first.add(long_file(tmp_path / "long.pdf"))
    first.listener.until(pipeline_events.PageReady)
    before = time.monotonic()
    first.pipeline.stop()
    assert time.monotonic() - before < 3
    assert first.vault.document(document_id).state is DocumentState.QUEUED
    second = make_bench(first.vault.second_connection())
    assert second.listener.until(pipeline_events.Extracted).document_id == document_id
    assert second.vault.document(document_id).state is DocumentState.DONE


@pytest.mark.parametrize("role", ["read", "analyse"])
def test_a_worker_that_is_killed_once_is_replaced_and_nothing_is_lost(bench: Bench, tmp_path: Path, role: str) -> None:
    document_id = bench.add(long_file(tmp_path / "long.pdf"))
    bench.listener.until(pipeline_events.PageReady)
    os.kill(bench.worker(role), signal.SIGKILL)
    bench.listener.until(pipeline_events.WorkerRestarted, lambda event: event.role == role)
    assert bench.listener.until(pipeline_events.Extracted).document_id == document_id
    assert bench.vault.document(document_id).page_count == 400


def test_a_document_that_kills_its_worker_twice_at_a_page_fails_and_the_next_goes_on(
    bench: Bench, report: Path, tmp_path: Path
) -> None:
    killer = bench.add(long_file(tmp_path / "long.pdf", 2000))
    for _ in range(2):
        bench.listener.until(pipeline_events.ReadingStarted)
        os.kill(bench.worker("read"), signal.SIGSTOP)  # so that it dies before it gets any further
        os.kill(bench.worker("read"), signal.SIGKILL)
    # The second time it may have got further than the first, which is a new chance: then it dies again.
    while not bench.listener.of(pipeline_events.Failed):
        event = bench.listener.until(pipeline_events.Event)
        if isinstance(event, pipeline_events.ReadingStarted):
            os.kill(bench.worker("read"), signal.SIGKILL)
    failed = bench.listener.of(pipeline_events.Failed)[0]
    assert (failed.document_id, failed.code) == (killer, "worker-died")
    bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    assert bench.vault.original(killer).startswith(b"%PDF")


def test_pages_are_drawn_while_another_document_is_read(bench: Bench, report: Path, tmp_path: Path) -> None:
    first = bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.add(long_file(tmp_path / "long.pdf"))
    bench.listener.until(pipeline_events.PageReady)
    bench.pipeline.render(first, 4, 1.5, 77)
    image = bench.listener.until(pipeline_events.Rendered)
    assert not [e for e in bench.listener.of(pipeline_events.Extracted) if e.document_id != first]
    assert (image.document_id, image.page, image.token, image.scale) == (first, 4, 77, 1.5)
    assert abs(image.width - 918) <= 1
    assert abs(image.height - 1188) <= 1
    assert len(image.data) == image.stride * image.height
    assert len(set(image.data[:: 4 * 97])) > 1  # not a blank sheet


def test_a_page_that_cannot_be_drawn_says_so(bench: Bench, report: Path) -> None:
    document_id = bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.pipeline.render(document_id, 99, 1.0, 1)
    bench.pipeline.render(4711, 1, 1.0, 2)
    codes = {bench.listener.until(pipeline_events.RenderFailed).token: None for _ in range(2)}
    assert set(codes) == {1, 2}
    assert {event.code for event in bench.listener.of(pipeline_events.RenderFailed)} == {"no-page", "no-document"}


def test_without_a_model_enrichment_waits_in_the_queue(bench: Bench, report: Path) -> None:
    bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    job = bench.vault.next_job()
    assert job is not None
    assert job.task == JobTask.ENRICH


def test_no_thread_and_no_process_is_left(bench: Bench, report: Path) -> None:
    bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    pids = [bench.worker(role) for role in ("read", "analyse")]
    bench.pipeline.stop()
    left = {thread.name for thread in threading.enumerate()} - {"MainThread"}
    assert not {name for name in left if name.startswith(("pipeline", "read", "analyse"))}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
