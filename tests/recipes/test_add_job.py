"""The recipe of docs/extend.md, "Add a job", carried out on a copy of the program."""

from __future__ import annotations

from support.program_copy import ROOT, Copy

COUNT = """
import sys, tempfile
from pathlib import Path
sys.path.append(sys.argv[1])
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.documents.made_pdf import pdf_of_lines
from support.pipeline_bench import Listener

folder = Path(sys.argv[2])
(folder / "long.pdf").write_bytes(pdf_of_lines([["A line about widgets."]] * 7))
with Vault.create(folder / "v", "correct horse", cost=key_wrapping.LEAST_COST) as vault:
    listener = Listener()
    pipeline = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=listener)
    pipeline.start()
    pipeline.add([folder / "long.pdf"])
    read = listener.until(pipeline_events.Extracted)
    pipeline.queue("count", read.document_id)
    counting = lambda event: event.stage == "count" and event.page == 7
    listener.until(pipeline_events.Progress, counting)
    listener.until(pipeline_events.Idle)
    pipeline.stop()
    (row,) = vault._db.rows("SELECT state FROM jobs WHERE task = 'count'")
    print(row["state"])
"""


def test_a_new_job_needs_a_module_and_a_line(program: Copy) -> None:
    assert program.follow("Add a job") == [
        "app/muniment/pipeline/jobs/count.py",
        "app/muniment/pipeline/jobs/job_table.py",
    ]
    folder = program.root / "work"
    folder.mkdir()
    assert program.python("-c", COUNT, ROOT / "tests", folder).strip() == "done"
