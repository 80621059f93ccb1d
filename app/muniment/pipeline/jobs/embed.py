"""What a document's portions mean: asked of the embedding model piece by piece, kept when all is there.

Must never hold up an extraction, nor fail a document: the search by words works without.
"""

from __future__ import annotations

from muniment.document.pages.portion import portions
from muniment.pipeline.failures import Ended
from muniment.pipeline.jobs.job import IdleJob
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.worker_steps import Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.vault.content.vectors import Meant
from muniment.worker.parent import trust_gate

PIECE = 48
"""Portions that are asked for at once: some 10,000 tokens, 3 s of one core with MiniLM; a cancel is noticed sooner."""
SECONDS = 600.0
CANCEL_SECONDS = 15.0
"""What a model gets to notice that its work is not wanted now."""


class EmbedJob(IdleJob):
    """The work on one document."""

    def __init__(self, place: Workplace, document_id: int) -> None:
        super().__init__(place, document_id)
        self._key = document_id
        self._meanings = place.meanings

    @classmethod
    def due(cls, place: Workplace) -> EmbedJob | None:
        """The work on a document that was read and has no vectors yet."""
        document_id = place.meanings.due(place.vault)
        return cls(place, document_id) if document_id is not None else None

    def run(self) -> Steps[None]:
        """Ask for the vectors of some portions after the other; keep them all."""
        place, meanings = self.place, self._meanings
        pages = place.vault.pages(self._key, words=False)
        found = [(one, page.text[one.start : one.end]) for page in pages for one in portions(page.number, page.text)]
        numbers: list[bytes] = []
        width = 0
        for start in range(0, len(found), PIECE):
            piece = found[start : start + PIECE]
            worker = place.pool.worker("analyse")
            place.emit(pipeline_events.Progress(self._key, piece[0][0].page, found[-1][0].page, "meaning"))
            request = meanings.request("passage", [text for _, text in piece])
            claimed = yield Ask(worker, request, SECONDS, grace=CANCEL_SECONDS)
            width, some = trust_gate.vectors(claimed, len(piece), width)
            numbers.append(some)
        meant = Meant(self._key, tuple(portion for portion, _ in found), width, b"".join(numbers))
        if not place.vault.save_vectors(meanings.sha256, meant):
            raise Ended("not-kept")

    def ended(self, ended: Ended | None) -> None:
        """A model that cannot be used is not tried again in this session.

        Args:
            ended: Why it could not go on; None where it is done.
        """
        if ended is not None:
            self._meanings.failed(ended, self._key)
