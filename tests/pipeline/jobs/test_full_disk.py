"""A full disk halts the work; it does not fail documents, and goes on by itself when there is room."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from muniment.errors import UserError
from muniment.message import Message
from muniment.pipeline.exports.export_documents import export
from muniment.pipeline.jobs import schedule
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import DocumentState
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.error_words import says
from support.pipeline_bench import Listener
from support.small_disk import files_no_larger_than
from vault import made


@pytest.mark.skipif(sys.platform == "win32", reason="it limits the size of files")
def test_a_full_disk_halts_and_the_work_goes_on_when_there_is_room(
    tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "RETRY_SECONDS", 1.0)
    folder = tmp_path / "Deals.muniment"
    with Vault.create(folder, "correct horse", cost=key_wrapping.LEAST_COST) as vault:
        document_id = vault.arrive("report.pdf", "application/pdf", report.read_bytes()).document.id
        listener = Listener()
        work = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=listener)
        with files_no_larger_than((folder / "vault.db-wal").stat().st_size + 30_000):
            work.start()
            listener.until(pipeline_events.Broken)
            assert vault.document(document_id).state in (DocumentState.QUEUED, DocumentState.RUNNING)
        listener.until(pipeline_events.Extracted)
        work.stop()
        assert listener.of(pipeline_events.Failed) == []
        assert vault.document(document_id).state is DocumentState.DONE
        assert vault.verify().is_whole


@pytest.mark.skipif(sys.platform == "win32", reason="it limits the size of files")
def test_an_export_that_the_journal_cannot_note_is_not_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Vault.create(tmp_path / "Deals.muniment", "correct horse", cost=key_wrapping.LEAST_COST) as vault:
        document_id = made.add(vault)
        (out / "facts.csv").write_text("mine")
        with files_no_larger_than(16_000), pytest.raises(UserError, check=says("journal cannot note")) as caught:
            export(vault, [document_id], out / "facts.csv", "csv", force=True)
        why = caught.value.message.get("why")
        assert isinstance(why, Message)
        assert why.code in ("disk-full", "disk-failed")  # a limit of sizes is not quite a full disk
        assert [(path.name, path.read_text()) for path in out.iterdir()] == [("facts.csv", "mine")]
        assert "exported" not in [entry.event for entry in vault.audit()]
        assert export(vault, [document_id], out / "facts.csv", "csv", force=True).size < 16_000  # it was not the file
        assert [entry.event for entry in vault.audit()][-1] == "exported"
