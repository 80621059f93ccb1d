"""Questions of the command line, answered one after the other with a worker of their own.

Must never leave a worker behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from muniment.document.facts.answer import Answer, Passage
from muniment.errors import UserError
from muniment.pipeline import failures
from muniment.pipeline.failures import Ended
from muniment.pipeline.jobs.ask import AnswerJob
from muniment.pipeline.jobs.runner import Runner
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.vault.store import Vault

_TICK_SECONDS = 0.2


class Asker:
    """Answers questions one after the other, with a worker of its own; for the command line."""

    def __init__(
        self,
        vault: Vault,
        shelf: ModelStore | None = None,
        *,
        model: Path | bool | None = None,
        searches_always: bool = False,
    ) -> None:
        """Prepare.

        Args:
            vault: Where the documents are.
            shelf: Where models are; None for the user's own.
            model: As ``pipeline.Options`` has it.
            searches_always: As for ``AnswerJob``.
        """
        shelf = shelf or ModelStore()
        shelf.note_in(vault)
        self._inbox = TaskInbox()
        self._place = Workplace(self._inbox, shelf, model, lambda _event: None)
        self._place.enter(vault)
        self._pool = self._place.pool
        self._runner = Runner(self._pool)
        self._searches_always = searches_always

    def ask(
        self, question: str, documents: Sequence[int] = (), on_passage: Callable[[Passage], None] = lambda _: None
    ) -> tuple[Answer, list[tuple[int, int]]]:
        """Answer a question.

        Args:
            question: As typed.
            documents: Only these; empty for all.
            on_passage: Called with each sentence as it is found.

        Returns:
            The answer, and the pages that the search found, the best first.

        Raises:
            UserError: It could not be answered.
        """
        failed: list[Ended] = []
        told = 0

        def news(job: AnswerJob, ended: Ended | None) -> None:
            nonlocal told
            if ended is not None:
                failed.append(ended)
            elif job.answer is not None:
                for passage in job.answer.passages[told:]:
                    on_passage(passage)
                told = len(job.answer.passages)

        job = AnswerJob(self._place, question, news, documents=documents, searches_always=self._searches_always)
        self._runner.start(job)
        while not job.is_over:
            act = self._inbox.next(_TICK_SECONDS)  # so that Ctrl+C is heard on every system
            (act or self._pool.watch)()
        if failed or job.answer is None:
            raise of_question(failed[0] if failed else Ended("bug"))
        return job.answer, job.pages

    def close(self) -> None:
        """End the worker."""
        self._pool.dismiss()


def of_question(ended: Ended) -> UserError:
    """Why a question has no answer, as an error."""
    return UserError.of(ended.message or failures.of_question(ended.code))
