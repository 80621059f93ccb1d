"""Images of pages, made by the read worker between the pages that it reads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from muniment.pipeline.failures import Ended
from muniment.pipeline.jobs.extract import LONGEST_SUFFIX
from muniment.pipeline.jobs.job import Job, Line
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.worker_steps import Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.reading import DrawPage, OpenDocument

IMAGE_SECONDS = 60.0
"""For one image on a busy machine, the page that is being read before it included."""


class RenderJob(Job):
    """One image of a page; ends with Rendered or RenderFailed."""

    line = Line.DRAWING

    def __init__(self, place: Workplace, key: int, page: int, scale: float, token: int) -> None:
        """Prepare an image.

        Args:
            place: What it works with.
            key: Which document, in whatever state.
            page: From 1.
            scale: Pixels a point.
            token: Comes back with what is told.
        """
        super().__init__(place)
        self._key, self._page, self._scale, self._token = key, page, scale, token

    def run(self) -> Steps[None]:
        """Have the document open, and the page drawn."""
        reader = self._reader()
        claimed = yield Ask(reader, DrawPage(self._key, self._page, self._scale), IMAGE_SECONDS, self._key)
        drawn = trust_gate.picture(claimed)
        size, data = (drawn.width, drawn.height, drawn.stride), bytes(drawn.data)
        self.place.emit(pipeline_events.Rendered(self._key, self._page, self._scale, self._token, *size, data))

    def _reader(self) -> Worker:
        """Who has the document open. That it opens is not waited for, so that nothing can close it before it is drawn."""
        vault, pool, key = self.place.vault, self.place.pool, self._key
        suffix = Path(vault.document(key).name).suffix[:LONGEST_SUFFIX]
        original = None if pool.is_open(key) else vault.original(key)
        reader = pool.opening(key)
        if original is not None:
            request, sink = OpenDocument(key, suffix, original), partial(self._opened, key)
            pool.ask(reader, request, document_id=key, seconds=IMAGE_SECONDS, sink=sink)
        return reader

    def _opened(self, key: int, answer: Reply) -> None:
        if answer.kind is not FrameKind.DONE:
            self.place.pool.close(key)

    def ended(self, ended: Ended | None) -> None:
        """Where there is no image, the window is told.

        Args:
            ended: Why it could not go on; None where it is done.
        """
        if ended is not None:
            self.place.emit(pipeline_events.RenderFailed(self._key, self._page, self._token, ended.code))
