"""What models add to a document: which sentences its summary holds, and in which words.

Must never hold up an extraction, nor fail a document because of a model.
"""

from __future__ import annotations

from muniment.document.facts.fact import Analysis, Wording
from muniment.message import Message
from muniment.pipeline import failures
from muniment.pipeline.failures import Ended
from muniment.pipeline.jobs.job import Line, QueuedJob
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.worker_steps import Ask, Steps
from muniment.pipeline.workers import pipeline_events
from muniment.vault.database.records import ModelUse, StoredAnalysis
from muniment.vault.vault_errors import ClaimError
from muniment.worker.parent import trust_gate
from muniment.worker.protocol.analysing import SummaryWorded, WordSummary

ENRICH_SECONDS = 1800.0
"""A large model on a slow processor; it can be cancelled at any moment."""
CANCEL_SECONDS = 15.0
"""What a model gets to notice that its work is not wanted now: one batch on a slow processor."""


class EnrichJob(QueuedJob):
    """Models' work on one document."""

    task = "enrich"
    line = Line.MODEL

    @classmethod
    def is_wanted(cls, place: Workplace) -> bool:
        """Whether there is a model in this session."""
        return place.models.wanted

    def run(self) -> Steps[None]:
        """Load the model, unless it is loaded; have it word the summary; save that."""
        place, models, key = self.place, self.place.models, self.document_id
        if not models.is_loaded:
            if not models.may_load:
                models.refuse("crashed-model")
                raise Ended("crashed-model")
            yield from models.load()
        known = place.vault.analysis(key)
        pages = known.document.page_count or 0
        place.emit(pipeline_events.Progress(key, pages, pages, "model"))
        claimed = yield from models.ask(
            Ask("analyse", WordSummary(_as_found(known)), ENRICH_SECONDS, key, grace=CANCEL_SECONDS)
        )
        if models.points:
            models.is_to_point(key)
        self._save(trust_gate.summary(claimed), models.points)

    def _save(self, found: SummaryWorded, points: tuple[str, ...]) -> None:
        models = self.place.models
        worded = any(one.wording is not Wording.CITED for one in found.sentences)
        uses = (*points, *(("summary",) if worded or found.chosen else ()))
        try:
            self.place.vault.save_enrichment(
                self.row.id,
                summary=found.sentences,
                model=ModelUse(models.id, uses) if uses else None,
                seconds={"model": found.seconds},
                routing=models.with_means(found.routing),
                again=bool(points),
                spent=found.spent,
            )
        except ClaimError as error:  # words that no model may say
            raise trust_gate.Distrusted(error.detail) from error

    def done(self) -> pipeline_events.Event:
        """What models add is in the vault."""
        return pipeline_events.Enriched(self.document_id)

    def failure(self, ended: Ended) -> Message:
        """Why the model's part failed."""
        return ended.message or failures.of_model(ended.code, self.place.models.id)

    def crash(self, code: str, why: Message) -> Message:  # noqa: ARG002 - it is the model's part
        """Why the model's part failed, where the worker ended twice."""
        return failures.of_model(code, self.place.models.id)


def _as_found(known: StoredAnalysis) -> Analysis:
    return Analysis(
        kind=known.kind,
        kind_confidence=known.kind_confidence,
        facts=tuple(stored.fact for stored in known.facts),
        checks=known.checks,
        measures=known.measures,
        summary=known.summary,
        candidates=known.candidates,
        warnings=known.warnings,
    )
