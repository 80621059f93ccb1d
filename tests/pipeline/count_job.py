"""A kind of job as ``docs/extend.md`` has it: a module of its own, and a line in the table of jobs."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.pipeline.jobs.job import QueuedJob
from muniment.pipeline.worker_steps import MORE, Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.worker.parent import trust_gate
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.reading import OpenDocument, ReadPages

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Counted(pipeline_events.Event):
    """The pages of a document were counted."""

    document_id: int
    pages: int


class CountJob(QueuedJob):
    """Counts the pages of a document by reading them.

    Attributes:
        is_cleared: What it did is cleared away.
    """

    task = "count"
    is_cleared = False

    def run(self) -> Steps[None]:
        """Open, count, be done."""
        place, key = self.place, self.document_id
        place.pool.close(key)
        try:
            reader = place.pool.opening(key)
            trust_gate.opened((yield Ask(reader, OpenDocument(key, ".pdf", place.vault.original(key)), SECONDS, key)))
            said = yield Ask(reader, ReadPages(key), SECONDS, key)
            pages = 0
            while said.kind is FrameKind.PAGE:
                pages += 1
                place.emit(pipeline_events.Progress(key, pages, 0, "count"))
                said = yield MORE
            place.vault.job_done(self.row.id)
            place.emit(Counted(key, pages))
        finally:
            CountJob.is_cleared = True
            place.pool.close(key)
