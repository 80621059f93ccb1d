"""A kind of job that is added by the recipe runs, is cancelled, crashes and is blamed as those that are there."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from muniment.errors import UserError
from muniment.message import message
from muniment.pipeline.jobs.job import Job, QueuedJob
from muniment.pipeline.jobs.job_table import JOBS
from muniment.pipeline.worker_steps import MORE, Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.vault.store import Vault
from muniment.worker.protocol.control import RequestDone
from muniment.worker.protocol.reading import CloseDocument
from pipeline.count_job import Counted, CountJob
from support.documents.made_pdf import pdf_of_lines
from support.pipeline_bench import Bench, Listener

PAGES = 300


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of jobs with a line more."""
    monkeypatch.setitem(cast("dict[str, type[Job]]", JOBS), "count", CountJob)


@pytest.fixture
def read(table: None, make_bench: Callable[..., Bench], tmp_path: Path) -> tuple[Bench, int]:
    """A bench with a long document that was read."""
    bench = make_bench()
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_of_lines([["A line of a long report about widgets."] * 45] * PAGES))
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    return bench, document_id


def counting(event: pipeline_events.Progress) -> bool:
    return event.stage == "count"


def state(vault: Vault, task: str = "count") -> str:
    row = vault._db.row("SELECT state FROM jobs WHERE task = ?", (task,))
    assert row is not None
    return str(row["state"])


def test_it_runs_and_is_done(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    bench.pipeline.queue("count", document_id)
    assert bench.listener.until(Counted) == Counted(document_id, PAGES)
    bench.listener.until(pipeline_events.Idle)
    assert state(bench.vault) == "done"


def test_a_task_that_is_not_in_the_table_is_refused(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.pipeline.queue("recount", 1)


def test_it_is_cancelled_in_the_middle_and_clears_up(read: tuple[Bench, int]) -> None:
    bench, document_id = read
    CountJob.is_cleared = False
    bench.pipeline.queue("count", document_id)
    bench.listener.until(pipeline_events.Progress, counting)
    bench.pipeline.cancel(document_id)
    bench.listener.until(pipeline_events.CancelledDocument)
    assert CountJob.is_cleared
    bench.listener.until(pipeline_events.Idle)
    assert state(bench.vault) == "cancelled"
    assert not bench.listener.of(Counted)
    assert not bench.listener.of(pipeline_events.WorkerRestarted)
    bench.pipeline.retry(document_id)
    assert bench.listener.until(Counted).pages == PAGES


def test_it_ends_its_worker_twice_and_is_blamed(read: tuple[Bench, int], monkeypatch: pytest.MonkeyPatch) -> None:
    bench, document_id = read
    hear = Listener.__call__

    def kill(listener: Listener, event: pipeline_events.Event) -> None:
        if isinstance(event, pipeline_events.Progress) and event.stage == "count" and event.page == 1:
            os.kill(bench.worker("read"), signal.SIGKILL)
        hear(listener, event)

    monkeypatch.setattr(Listener, "__call__", kill)
    bench.pipeline.queue("count", document_id)
    failed = bench.listener.until(pipeline_events.Failed)
    assert (failed.document_id, failed.code, failed.task) == (document_id, "worker-died", "count")
    assert failed.message == message("document-died-at-start")
    assert len(bench.listener.of(pipeline_events.WorkerRestarted)) == 1
    assert state(bench.vault) == "failed"
    monkeypatch.undo()


def test_once_is_a_chance_more(read: tuple[Bench, int], monkeypatch: pytest.MonkeyPatch) -> None:
    bench, document_id = read
    hear, killed = Listener.__call__, list[int]()

    def kill(listener: Listener, event: pipeline_events.Event) -> None:
        if isinstance(event, pipeline_events.Progress) and event.stage == "count" and not killed:
            killed.append(bench.worker("read"))
            os.kill(killed[0], signal.SIGKILL)
        hear(listener, event)

    monkeypatch.setattr(Listener, "__call__", kill)
    bench.pipeline.queue("count", document_id)
    assert bench.listener.until(Counted).pages == PAGES
    assert not bench.listener.of(pipeline_events.Failed)


def test_what_is_left_of_the_last_session_goes_on(read: tuple[Bench, int], make_bench: Callable[..., Bench]) -> None:
    bench, document_id = read
    bench.pipeline.queue("count", document_id)
    bench.listener.until(pipeline_events.Progress, counting)
    bench.pipeline.stop()
    assert state(bench.vault) == "queued"
    again = make_bench(bench.vault.second_connection())
    assert again.listener.until(Counted) == Counted(document_id, PAGES)


class FaultyJob(QueuedJob):
    """Is at fault, in one way or another."""

    task = "count"
    how = ""

    def run(self) -> Steps[None]:
        """Do as ``how`` says."""
        if self.how == "fault":
            raise ZeroDivisionError
        if self.how == "refused":
            raise UserError("no-pages")
        if self.how == "waits for nothing":
            yield MORE
        if self.how == "asks for too much":  # nothing more comes behind the last answer
            said = yield Ask("read", CloseDocument(self.document_id), 60.0, self.document_id)
            said.read(RequestDone)
            yield MORE


@pytest.mark.parametrize(
    ("how", "code"),
    [("fault", "bug"), ("refused", "no-pages"), ("waits for nothing", "bug"), ("asks for too much", "bug")],
)
def test_a_fault_in_a_job_ends_that_job_alone(
    make_bench: Callable[..., Bench], report: Path, monkeypatch: pytest.MonkeyPatch, how: str, code: str
) -> None:
    monkeypatch.setitem(cast("dict[str, type[Job]]", JOBS), "count", FaultyJob)
    monkeypatch.setattr(FaultyJob, "how", how)
    bench = make_bench()
    document_id = bench.add(report)
    bench.pipeline.queue("count", document_id)
    failed = bench.listener.until(pipeline_events.Failed)
    assert (failed.document_id, failed.code, failed.task) == (document_id, code, "count")
    while state(bench.vault, "extract") != "done":
        bench.listener.until(pipeline_events.Event)
