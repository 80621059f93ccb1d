"""Pages that mean what somebody is searching for: asked for beside the search by words, which waits for nothing.

Must never hold up anything: where it fails, there are the words.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.pipeline.failures import Ended
from muniment.pipeline.jobs.job import Job, Line
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.models.embedding_index import Near
from muniment.pipeline.worker_steps import Ask, Steps
from muniment.worker.parent import trust_gate

SECONDS = 60.0
MOST = 10
"""Pages, the nearest first."""


class SearchJob(Job):
    """A search of a window."""

    line = Line.SEARCH

    def __init__(self, place: Workplace, text: str, on_found: Callable[[tuple[Near, ...]], None]) -> None:
        """Prepare a search.

        Args:
            place: What it works with.
            text: What is searched for, as typed.
            on_found: Is given the pages that are near to it, the nearest first; not called where there can be none.
        """
        super().__init__(place)
        self._text = text
        self._on_found = on_found
        self._meanings = place.meanings

    def run(self) -> Steps[None]:
        """Ask what the text means, and look for what is near."""
        vault, meanings = self.place.vault, self._meanings
        if not any(map(str.isalnum, self._text)) or not meanings.can_search(vault):
            return
        _, vector = trust_gate.vectors((yield Ask("analyse", meanings.request("question", [self._text]), SECONDS)), 1)
        every = {row.id for row in vault.documents()}
        self._on_found(tuple(meanings.nearest(vault, vector, every, MOST)))

    def ended(self, ended: Ended | None) -> None:
        """A model that cannot be used is not tried again in this session.

        Args:
            ended: Why it could not go on; None where it is done.
        """
        if ended is not None and ended.code != "distrust":
            self._meanings.failed(ended)
