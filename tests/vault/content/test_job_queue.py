from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muniment.document.pages.page import Info
from muniment.errors import Cancelled
from muniment.message import message
from muniment.vault.database.records import DocumentState, JobRow, JobTask
from muniment.vault.store import Vault
from vault.made import add, analysis, done, extract, pages, waiting


def arrive(vault: Vault, data: bytes = b"x") -> int:
    return vault.arrive("x.pdf", "application/pdf", data).document.id


def take(vault: Vault) -> JobRow:
    job = vault.next_job()
    assert job is not None
    return job


def test_jobs_come_in_order_extractions_before_enrichments(memory: Vault) -> None:
    first, second, third = (arrive(memory, data) for data in (b"1", b"2", b"3"))
    assert extract(memory) == first
    order = []
    while job := memory.next_job():
        order.append((job.document_id, job.task))
    assert order == [(second, JobTask.EXTRACT), (third, JobTask.EXTRACT), (first, JobTask.ENRICH)]


def test_a_taken_job_is_running_and_counted(memory: Vault) -> None:
    document_id = arrive(memory)
    job = take(memory)
    assert memory.document(document_id).pages_read == 0
    assert memory.next_job() is None
    memory.job_page(job.id, 7)
    memory.job_page(job.id, 5)
    assert memory.document(document_id).state is DocumentState.RUNNING
    assert memory.document(document_id).pages_read == 7
    memory.job_queued(job.id)
    assert memory.document(document_id).state is DocumentState.QUEUED
    assert take(memory).id == job.id


def test_what_was_running_is_queued_at_the_next_start(memory: Vault) -> None:
    arrive(memory)
    job = take(memory)
    assert memory.requeue_running() == 1
    assert memory.requeue_running() == 0
    assert take(memory).id == job.id


def test_a_job_that_kills_the_worker_twice_at_one_page_fails_and_can_be_retried(memory: Vault) -> None:
    document_id = arrive(memory)
    other = arrive(memory, b"other")
    job = take(memory)
    assert not memory.crashed(job.id, 5)
    job = take(memory)
    assert job.document_id == document_id
    assert memory.crashed(job.id, 5)
    document = memory.document(document_id)
    assert (document.state, document.error_code) == (DocumentState.FAILED, "worker-died")
    assert document.error == message("document-died-after-page", page=5)
    assert memory.original(document_id) == b"x"
    assert take(memory).document_id == other
    memory.retry(document_id)
    document = memory.document(document_id)
    assert (document.state, document.error_code, document.error) == (DocumentState.QUEUED, "", None)
    job = take(memory)
    assert job.document_id == document_id
    assert not memory.crashed(job.id, 5)


def test_a_job_that_gets_further_each_time_is_not_given_up(memory: Vault) -> None:
    document_id = arrive(memory)
    for reached in (0, 3, 10, 11):
        assert not memory.crashed(take(memory).id, reached)
    assert memory.crashed(take(memory).id, 4)
    assert memory.document(document_id).state is DocumentState.FAILED


def test_a_failed_job_says_why(memory: Vault) -> None:
    document_id = arrive(memory)
    memory.job_failed(take(memory).id, "encrypted", message("document-encrypted", name="a.pdf"))
    document = memory.document(document_id)
    assert (document.state, document.error_code, document.error) == (
        "failed",
        "encrypted",
        message("document-encrypted", name="a.pdf"),
    )
    memory.retry(document_id)
    extract(memory)
    assert memory.document(document_id).state is DocumentState.DONE
    assert memory.document(document_id).error is None


def test_a_failed_enrichment_leaves_the_document_done(memory: Vault) -> None:
    document_id = add(memory)
    job = take(memory)
    memory.job_failed(job.id, "no-model", message("no-model"))
    assert memory.document(document_id).state is DocumentState.DONE
    assert memory.document(document_id).error is None
    memory.retry(document_id)
    assert take(memory).id == job.id


def test_an_enrichment_with_nothing_to_add_is_done(memory: Vault) -> None:
    add(memory)
    done(memory, take(memory).id)
    assert (memory.next_job(), waiting(memory)) == (None, 0)


def test_a_cancelled_document_is_not_saved_any_more(memory: Vault) -> None:
    document_id = arrive(memory)
    job = take(memory)
    memory.cancel(document_id)
    read = pages()
    with pytest.raises(Cancelled):
        memory.save_extraction(job.id, pages=read, tables=[b"[]", b"[]"], info=Info(), analysis=analysis(read))
    memory.job_failed(job.id, "late", message("late"))
    memory.job_page(job.id, 3)
    assert not memory.crashed(job.id, 3)
    document = memory.document(document_id)
    assert (document.state, document.pages_read, document.error) == (DocumentState.CANCELLED, 0, None)
    assert memory.pages(document_id) == []
    memory.retry(document_id)
    assert extract(memory) == document_id


def test_a_removed_document_is_not_saved_any_more(memory: Vault) -> None:
    document_id = arrive(memory)
    job = take(memory)
    memory.remove(document_id)
    read = pages()
    with pytest.raises(Cancelled):
        memory.save_extraction(job.id, pages=read, tables=[b"[]", b"[]"], info=Info(), analysis=analysis(read))
    assert memory.job(job.id) is None
    assert not memory.crashed(job.id, 1)


def test_cancelling_the_enrichment_leaves_the_document_done(memory: Vault) -> None:
    document_id = add(memory)
    job = take(memory)
    memory.cancel(document_id)
    assert memory.document(document_id).state is DocumentState.DONE
    with pytest.raises(Cancelled):
        memory.save_enrichment(job.id, summary=())


def test_retrying_what_is_done_extracts_anew_and_keeps_the_facts_meanwhile(memory: Vault) -> None:
    document_id = add(memory)
    done(memory, take(memory).id)
    memory.retry(document_id)
    assert memory.document(document_id).state is DocumentState.QUEUED
    assert len(memory.facts(document_id)) == 4
    assert take(memory).task == JobTask.EXTRACT


def test_only_tasks_that_are_asked_for_are_taken_in_their_order(memory: Vault) -> None:
    document_id, other = add(memory), arrive(memory, b"other")
    memory.queue_job(document_id, "recheck")
    assert memory.next_job(["check", "rech"]) is None
    taken = [memory.next_job(["recheck", "extract"]) for _ in range(3)]
    assert [(one.document_id, one.task) for one in taken if one] == [(document_id, "recheck"), (other, "extract")]


def test_why_a_job_failed_keeps_its_arguments(memory: Vault) -> None:
    document_id = arrive(memory)
    why = message("x", name="a.pdf", page=3, value=Decimal("1.50"), day=date(2024, 2, 29), inner=message("y", n=1))
    memory.job_failed(take(memory).id, "x", why)
    assert memory.document(document_id).error == why
