"""Documents inside documents, through the real workers."""

from __future__ import annotations

from pathlib import Path

from muniment.document.limits import MAX_CHILDREN, MAX_DEPTH
from muniment.message import message
from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import DocumentState
from support.documents.attached import PLAIN, PROFIT, nest, pdf_with
from support.documents.made_pdf import pdf_of_lines, small_report
from support.pipeline_bench import Bench


def added(bench: Bench, path: Path, data: bytes) -> int:
    path.write_bytes(data)
    document_id = bench.add(path)
    bench.listener.until(pipeline_events.Idle)
    return document_id


def test_an_attached_document_has_its_parent_and_facts_of_its_own(bench: Bench, tmp_path: Path) -> None:
    files = [("Profit.docx", PROFIT), ("factur-x.xml", b"<?xml version='1.0'?><invoice/>")]
    parent = added(bench, tmp_path / "outer.pdf", pdf_with(files, small_report()))
    outer, inner = bench.vault.documents()
    assert (inner.name, inner.parent, inner.state) == ("Profit.docx", parent, DocumentState.DONE)
    assert (outer.parent, outer.state) == (None, DocumentState.DONE)
    assert bench.vault.original(inner.id) == PROFIT
    facts = {stored.fact.concept: stored.fact for stored in bench.vault.facts(inner.id) if stored.fact.period}
    assert str(facts["revenue"].value) in ("9000000000", "8400000000")
    assert bench.vault.analysis(parent).warnings == ()
    arrived = [event.path for event in bench.listener.of(pipeline_events.Arrived)]
    assert arrived == [str(tmp_path / "outer.pdf"), ""]


def test_read_again_brings_no_second_copy(bench: Bench, tmp_path: Path) -> None:
    parent = added(bench, tmp_path / "outer.pdf", pdf_with([("Profit.docx", PROFIT)]))
    bench.pipeline.retry(parent)
    bench.listener.until(pipeline_events.Idle)
    assert [row.parent for row in bench.vault.documents()] == [None, parent]


def test_a_locked_attachment_is_told_and_costs_nothing_else(bench: Bench, tmp_path: Path) -> None:
    files = [("secret.pdf", pdf_of_lines([["x"]], password="hush")), ("Profit.docx", PROFIT)]
    added(bench, tmp_path / "outer.pdf", pdf_with(files))
    states = {row.name: (row.state.value, row.error_code) for row in bench.vault.documents()}
    assert states == {"outer.pdf": ("done", ""), "secret.pdf": ("failed", "encrypted"), "Profit.docx": ("done", "")}


def test_a_nest_is_bounded_and_told(bench: Bench, tmp_path: Path) -> None:
    added(bench, tmp_path / "nest.pdf", nest(MAX_DEPTH + 2))
    rows = bench.vault.documents()
    assert [row.state for row in rows] == [DocumentState.DONE] * (1 + MAX_DEPTH)
    assert [row.parent for row in rows] == [None, *(row.id for row in rows[:-1])]
    told = [message("children-left-out") in bench.vault.analysis(row.id).warnings for row in rows]
    assert told == [False] * MAX_DEPTH + [True]


def test_too_many_attachments_are_told(bench: Bench, tmp_path: Path) -> None:
    pages = [(f"{n}.html", b"<html><p>Page %d</p></html>" % n) for n in range(MAX_CHILDREN + 1)]
    parent = added(bench, tmp_path / "many.pdf", pdf_with(pages, PLAIN))
    assert len(bench.vault.descendants(parent)) == MAX_CHILDREN
    assert message("children-left-out") in bench.vault.analysis(parent).warnings
