"""What is known of a document: saved in one transaction a stage, read back as frozen values.

Must never save what does not stand on the pages, nor lose a decision of the user.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence

from muniment.document.facts.fact import Analysis, Check, ContentTag, Measure, Sentence
from muniment.document.limits import MAX_LISTED
from muniment.document.pages.page import Info, Page
from muniment.document.schemas import UNKNOWN
from muniment.document.usage.model_usage import Spent
from muniment.document.usage.routing import Routing, added
from muniment.errors import Cancelled
from muniment.message import Message
from muniment.vault.content import vault_claims
from muniment.vault.content.company_documents import queue_neighbours
from muniment.vault.content.documents import Documents
from muniment.vault.content.fact_rows import Facts, replace_derived, replace_facts
from muniment.vault.content.job_queue import queue, unqueue
from muniment.vault.content.journal import JournalEvent, record
from muniment.vault.content.usage_rows import UsageSums, add_spent, forget_decisions
from muniment.vault.database.engine import Row
from muniment.vault.database.records import JobTask, ModelUse, StoredAnalysis
from muniment.vault.database.repository_base import dump, now, parse
from muniment.vault.vault_errors import ClaimError

_WORDS_LEVEL = 1  # zlib; higher levels cost several times the time for a tenth of the size
_NOTHING_ASKED = Routing()


class Results(Facts, Documents, UsageSums):
    """Facts, checks, measures and summaries."""

    def save_extraction(
        self,
        job_id: int,
        *,
        pages: Sequence[Page],
        tables: Sequence[bytes],
        info: Info,
        analysis: Analysis,
        seconds: Mapping[str, float] | None = None,
    ) -> None:
        """Save what was read and found; the document is done then, and its enrichment queued.

        Args:
            job_id: The running job.
            pages: All of them, numbered from 1.
            tables: One value a page, kept as it is.
            info: What the document says of itself.
            analysis: Checked against ``pages`` here.
            seconds: Where the time went, by stage.

        Raises:
            ClaimError: Something claimed does not stand; nothing is saved and the job still runs.
            Cancelled: The job was cancelled or its document removed meanwhile.
            UserError: The disk is full; nothing is saved.
        """
        vault_claims.check_extraction(pages, tables, analysis)
        try:
            with self._db.transaction(bulk=True):
                document_id = self._running(job_id, JobTask.EXTRACT)
                self._replace(document_id, pages, tables, analysis)
                self._describe(document_id, len(pages), info, analysis, seconds or {})
                forget_decisions(self._db, document_id)
                self._finish(job_id, len(pages))
                record(
                    self._db, JournalEvent.ANALYSED, document=document_id, pages=len(pages), facts=len(analysis.facts)
                )
                queue(self._db, document_id, JobTask.ENRICH)
                self._queue_derivation(document_id)
        except UnicodeEncodeError:  # lone surrogates
            raise ClaimError("the characters of a text") from None

    def save_enrichment(
        self,
        job_id: int,
        *,
        summary: Sequence[Sentence],
        model: ModelUse | None = None,
        seconds: Mapping[str, float] | None = None,
        routing: Routing = _NOTHING_ASKED,
        again: bool = False,
        spent: Sequence[Spent] = (),
    ) -> None:
        """Save what the model added: a choice among the sentences that the extraction found, joined or rephrased by rule.

        Args:
            job_id: The running job.
            summary: The whole summary, template sentences first; those are the vault's own, whatever is claimed.
            model: Which took part; None if none did.
            seconds: Where the time went, by stage; added to what is there.
            routing: What became of the questions that models were asked; added to what is there.
            again: The document is analysed anew next, since the model may point at rows too.
            spent: What models spent on it; added to what is there.

        Raises:
            ClaimError: A sentence is none of those that were found, nor follows from them; nothing is saved and the job
                still runs.
            Cancelled: The job was cancelled or its document removed meanwhile.
        """
        with self._db.transaction():
            document_id = self._running(job_id, JobTask.ENRICH)
            found = self._sentences(document_id, "summary")
            known = {*found, *self._sentences(document_id, "candidate")}
            if len(summary) > MAX_LISTED:
                raise ClaimError("the length of the summary")
            vault_claims.check_wordings(quoted(summary), known)
            # A figure may have been corrected while the model was at work.
            self._replace_sentences(document_id, "chosen", (*computed(found), *quoted(summary)))
            self._write_model(document_id, model, seconds or {})
            self._add_routing(document_id, routing)
            if again:
                queue(self._db, document_id, JobTask.DERIVE)
            add_spent(self._db, document_id, spent)
            self._finish(job_id, 0)

    def _write_model(self, document_id: int, model: ModelUse | None, seconds: Mapping[str, float]) -> None:
        """Which model took part, and the time that it took beside what is there."""
        row = self._db.row("SELECT seconds FROM documents WHERE id = ?", (document_id,)) or {"seconds": "{}"}
        known = {**json.loads(row["seconds"]), **seconds}
        used_for = list(model.used_for) if model else []
        self._db.run(
            "UPDATE documents SET model_id = ?, model_used_for = ?, seconds = ? WHERE id = ?",
            (model.id if model else None, json.dumps(used_for), json.dumps(known), document_id),
        )
        if model:
            record(self._db, JournalEvent.MODEL, document=document_id, model=model.id, used_for=used_for)

    def save_derivation(
        self,
        job_id: int,
        analysis: Analysis,
        *,
        routing: Routing = _NOTHING_ASKED,
        spent: Sequence[Spent] = (),
    ) -> None:
        """Save what follows from the user's decisions: facts with their states, checks, measures, computed sentences.

        Pages, cited sentences, the model's choice and the decisions themselves stay, and facts keep their ids.

        Args:
            job_id: The running job.
            analysis: Made with all decisions; checked against the stored pages here.
            routing: What became of the questions that models were asked; added to what is there.
            spent: What models spent on it; added to what is there.

        Raises:
            ClaimError: Something claimed does not stand; nothing is saved and the job still runs.
            Cancelled: The user decided on another fact or removed the document meanwhile.
            UserError: The disk is full; nothing is saved.
        """
        pages = self.pages(self._running(job_id, JobTask.DERIVE), words=False)
        vault_claims.check_analysis(analysis, {page.number: page for page in pages})
        try:
            with self._db.transaction():
                document_id = self._running(job_id, JobTask.DERIVE)
                replace_derived(self._db, document_id, analysis.facts)
                self._db.run(
                    "UPDATE documents SET kind = ?, kind_confidence = ? WHERE id = ?",
                    (analysis.kind, analysis.kind_confidence, document_id),
                )
                self._add_routing(document_id, routing)
                self._replace_computed(document_id, analysis)
                for role in ("summary", "chosen"):
                    there = self._sentences(document_id, role)
                    if there or role == "summary":  # else no model has chosen
                        self._replace_sentences(document_id, role, (*computed(analysis.summary), *quoted(there)))
                add_spent(self._db, document_id, spent)
                self._finish(job_id, 0)
        except UnicodeEncodeError:  # lone surrogates
            raise ClaimError("the characters of a text") from None

    def checks(self, document_id: int) -> list[Check]:
        """The checks that were tried; their indices lead into ``facts``."""
        rows = self._db.rows("SELECT content FROM checks WHERE document_id = ? ORDER BY position", (document_id,))
        return [parse(Check, row["content"]) for row in rows]

    def measures(self, document_id: int) -> list[Measure]:
        """What was computed; its indices lead into ``facts``."""
        rows = self._db.rows("SELECT content FROM measures WHERE document_id = ? ORDER BY position", (document_id,))
        return [parse(Measure, row["content"]) for row in rows]

    def content_tags(self, document_id: int) -> list[ContentTag]:
        """What a document speaks of, and who should read it."""
        rows = self._db.rows("SELECT content FROM content_tags WHERE document_id = ? ORDER BY position", (document_id,))
        return [parse(ContentTag, row["content"]) for row in rows]

    def summary(self, document_id: int) -> list[Sentence]:
        """The summary: with the model's choice where there is one, else as extracted."""
        return self._sentences(document_id, "chosen") or self._sentences(document_id, "summary")

    def analysis(self, document_id: int) -> StoredAnalysis:
        """All that is known of a document; empty lists where it was not analysed yet.

        Raises:
            UserError: It is not there.
        """
        document = self.document(document_id)
        row = self._db.row("SELECT * FROM documents WHERE id = ?", (document_id,)) or {}
        return StoredAnalysis(
            document=document,
            info=self.info(document_id),
            kind=document.kind or UNKNOWN,
            kind_confidence=document.kind_confidence or 0.0,
            facts=tuple(self.facts(document_id)),
            checks=tuple(self.checks(document_id)),
            measures=tuple(self.measures(document_id)),
            summary=tuple(self.summary(document_id)),
            candidates=tuple(self._sentences(document_id, "candidate")),
            warnings=parse(tuple[Message, ...], row["warnings"]),
            model=ModelUse(row["model_id"], tuple(json.loads(row["model_used_for"]))) if row["model_id"] else None,
            seconds=json.loads(row["seconds"]),
            routing=self.routing(document_id),
            tags=tuple(self.content_tags(document_id)),
        )

    def routing(self, document_id: int) -> Routing:
        """What became of the questions that models were asked about a document since it was last read."""
        row = self._db.row("SELECT routing FROM documents WHERE id = ?", (document_id,))
        return parse(Routing, row["routing"]) if row else Routing()

    def _add_routing(self, document_id: int, routing: Routing) -> None:
        if routing.tasks:
            whole = dump(added(self.routing(document_id), routing))
            self._db.run("UPDATE documents SET routing = ? WHERE id = ?", (whole, document_id))

    def _sentences(self, document_id: int, role: str) -> list[Sentence]:
        rows = self._db.rows(
            "SELECT content FROM sentences WHERE document_id = ? AND role = ? ORDER BY position", (document_id, role)
        )
        return [parse(Sentence, row["content"]) for row in rows]

    def _running(self, job_id: int, task: JobTask) -> int:
        row = self._db.row(
            "SELECT document_id FROM jobs WHERE id = ? AND task = ? AND state = 'running'", (job_id, task.value)
        )
        if row is None:
            raise Cancelled
        return int(row["document_id"])

    def _finish(self, job_id: int, page: int) -> None:
        self._db.run(
            "UPDATE jobs SET state = 'done', page_reached = ?, crash_page = NULL, error_code = '', error = '', changed_at = ? "
            "WHERE id = ?",
            (page, now(), job_id),
        )

    def _replace(self, document_id: int, pages: Sequence[Page], tables: Sequence[bytes], analysis: Analysis) -> None:
        self._db.run("DELETE FROM pages WHERE document_id = ?", (document_id,))
        self._db.insert_all("pages", _page_rows(document_id, pages, tables))
        replace_facts(self._db, document_id, analysis.facts, {page.number: page for page in pages})
        self._replace_computed(document_id, analysis)
        said = {"summary": analysis.summary, "candidate": analysis.candidates, "chosen": ()}
        for role, sentences in said.items():
            self._replace_sentences(document_id, role, sentences)

    def _replace_computed(self, document_id: int, analysis: Analysis) -> None:
        for table in ("checks", "measures", "content_tags"):
            self._db.run(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))  # noqa: S608 - names above
        self._db.insert_all("checks", _check_rows(document_id, analysis.checks))
        self._db.insert_all("measures", _measure_rows(document_id, analysis.measures))
        self._db.insert_all("content_tags", _tag_rows(document_id, analysis.tags))

    def _replace_sentences(self, document_id: int, role: str, sentences: Sequence[Sentence]) -> None:
        self._db.run("DELETE FROM sentences WHERE document_id = ? AND role = ?", (document_id, role))
        self._db.insert_all("sentences", _sentence_rows(document_id, role, sentences))

    def _describe(
        self, document_id: int, pages: int, info: Info, analysis: Analysis, seconds: Mapping[str, float]
    ) -> None:
        self._db.run(
            "UPDATE documents SET page_count = ?, kind = ?, kind_confidence = ?, info = ?, warnings = ?, "
            "model_id = NULL, model_used_for = '[]', routing = '[]', seconds = ? WHERE id = ?",
            (
                pages,
                analysis.kind,
                analysis.kind_confidence,
                dump(info),
                dump(analysis.warnings),
                json.dumps(dict(seconds)),
                document_id,
            ),
        )

    def _queue_derivation(self, document_id: int) -> None:
        """An extraction knows no decisions and no other document: those that were carried over are followed next."""
        beside = queue_neighbours(self._db, document_id)
        if beside or any(stored.fact.state.is_decided for stored in self.facts(document_id)):
            queue(self._db, document_id, JobTask.DERIVE)
        else:
            unqueue(self._db, document_id, JobTask.DERIVE)


def computed(summary: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a summary that were made from figures."""
    return tuple(sentence for sentence in summary if sentence.links)


def quoted(summary: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a summary that stand in the document."""
    return tuple(sentence for sentence in summary if not sentence.links)


def _page_rows(document_id: int, pages: Sequence[Page], tables: Sequence[bytes]) -> Iterator[Row]:
    for page, blob in zip(pages, tables, strict=True):
        yield {
            "document_id": document_id,
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "unit": page.unit.value,
            "source": page.source.value,
            "text": page.text,
            "words": zlib.compress(page.words.pack(), _WORDS_LEVEL),
            "tables": zlib.compress(blob, _WORDS_LEVEL),
        }


def _check_rows(document_id: int, checks: Sequence[Check]) -> Iterator[Row]:
    for position, check in enumerate(checks):
        shown = {"name": check.id, "result": check.result.value, "content": dump(check)}
        yield {"document_id": document_id, "position": position, **shown}


def _measure_rows(document_id: int, measures: Sequence[Measure]) -> Iterator[Row]:
    for position, measure in enumerate(measures):
        shown = {"measure": measure.measure, "period_end": measure.period.end.isoformat(), "value": str(measure.value)}
        yield {"document_id": document_id, "position": position, "content": dump(measure), **shown}


def _tag_rows(document_id: int, tags: Sequence[ContentTag]) -> Iterator[Row]:
    for position, tag in enumerate(tags):
        yield {"document_id": document_id, "position": position, "tag": tag.id, "content": dump(tag)}


def _sentence_rows(document_id: int, role: str, sentences: Sequence[Sentence]) -> Iterator[Row]:
    for position, sentence in enumerate(sentences):
        yield {"document_id": document_id, "role": role, "position": position, "content": dump(sentence)}
