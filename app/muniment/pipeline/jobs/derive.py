"""What follows from a user's decisions and from other documents of the company: the stored pages are analysed anew.

Must never save what was computed without the last decision.
"""

from __future__ import annotations

from muniment.document.facts.fact import Fact, Method
from muniment.document.facts.filing import Filing
from muniment.message import Message
from muniment.pipeline import failures
from muniment.pipeline.failures import Ended
from muniment.pipeline.intake import user_files
from muniment.pipeline.jobs.extract import ANALYSE_SECONDS
from muniment.pipeline.jobs.job import QueuedJob
from muniment.pipeline.worker_steps import Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.worker.parent import trust_gate
from muniment.worker.protocol.analysing import AddPage, AnalysePages, BeginDocument, DropPages
from muniment.worker.protocol.exchanged_values import Given
from muniment.worker.protocol.page_frames import encode_page

POINT_SECONDS = 1800.0
"""A large model on a slow processor; it can be cancelled at any moment."""


class DeriveJob(QueuedJob):
    """The work on what follows for one document."""

    task = "derive"
    is_owed = True

    def run(self) -> Steps[None]:
        """Send what is stored, as an extraction would, with what is known beside it; save what follows."""
        place, vault, key = self.place, self.place.vault, self.document_id
        document, info = vault.document(key), vault.info(key)
        pages, tables = vault.pages(key, words=False), vault.tables(key)
        decided, filings = vault.decided(key), vault.filings(key)
        given = self._given(decided, filings, document.kind or "")
        asks_models = place.models.may_point(key)
        analyst = place.pool.worker("analyse")
        analyst.tell(BeginDocument(key))
        for page, packed in zip(pages, tables, strict=True):
            analyst.tell(AddPage(key, *encode_page(page, packed)))
        request = AnalysePages(key, len(pages), document.sha256, document.media_type, info, asks_models, given)
        try:
            claimed = yield from place.models.ask(
                Ask(analyst, request, POINT_SECONDS if asks_models else ANALYSE_SECONDS, key)
            )
        except GeneratorExit:
            if not analyst.died:
                analyst.tell(DropPages(key))
            raise
        found = trust_gate.derived(claimed, pages, decided, filings)
        routing = place.models.with_means(found.routing)
        vault.save_derivation(self.row.id, found.analysis, routing=routing, spent=found.spent)

    def _given(self, decided: list[Fact], filings: list[Filing], kind: str) -> Given:
        """What is known beside the pages, with what models said before."""
        vault, key = self.place.vault, self.document_id
        return Given(
            tuple(decided),
            tuple(filings),
            user_files.text(),
            tuple(vault.lessons(key)),
            tuple(one.fact for one in vault.facts(key) if one.fact.method is Method.MODEL),
            kind,
            user_files.tags(),
            tuple(tag for tag in vault.content_tags(key) if tag.method is Method.MODEL),
        )

    def ended(self, ended: Ended | None) -> None:
        """Models were asked, unless a worker died of it; then the job is done, failed or queued again.

        Args:
            ended: Why it could not go on; None where it is done.
        """
        if ended is None or not ended.worker_died:
            self.place.models.has_pointed(self.document_id)
        super().ended(ended)

    def done(self) -> pipeline_events.Event:
        """What was computed follows."""
        return pipeline_events.Derived(self.document_id)

    def failure(self, ended: Ended) -> Message:
        """Why checks and measures do not follow."""
        return ended.message or self._not_derived()

    def crash(self, code: str, why: Message) -> Message:  # noqa: ARG002 - what happened to the decision counts
        """Why they do not follow, where the worker ended twice."""
        return self._not_derived()

    def _not_derived(self) -> Message:
        return failures.of_derivation(self.place.vault.document(self.document_id).name)
