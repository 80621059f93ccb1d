"""What the user says of facts: kept with time and old value, and undone one by one.

Must never change what was found: it stays beside what is shown. With each decision, in one transaction, it is queued that
what was computed follows it.
"""

from __future__ import annotations

from dataclasses import replace

from muniment.document.facts.fact import Check, Fact, Method, State, without_reasons
from muniment.document.facts.lesson import Lesson
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.vault import vault_errors
from muniment.vault.content import vault_claims
from muniment.vault.content.company_documents import queue_neighbours
from muniment.vault.content.documents import Documents
from muniment.vault.content.fact_rows import Facts, carried, show
from muniment.vault.content.job_queue import queue
from muniment.vault.content.journal import JournalEvent, record
from muniment.vault.database.engine import Row
from muniment.vault.database.records import Decision, DecisionRow, JobTask
from muniment.vault.database.repository_base import dump, now, parse

LESSONS = 1_000  # decisions that are learnt from; more would cost each analysis a noticeable time

_STATES = {Decision.ACCEPT: State.ACCEPTED, Decision.REJECT: State.REJECTED, Decision.CORRECT: State.CORRECTED}


class Decisions(Facts, Documents):
    """Accept, reject, correct; undo; history."""

    def decide(self, fact_id: int, decision: Decision, *, fact: Fact | None = None) -> None:
        """Keep what the user says of a fact.

        Args:
            fact_id: Which.
            decision: What.
            fact: For a correction: the fact as it should be, at the place where the user found it. Its state, method and
                confidence are set here.

        Raises:
            ValueError: A correction without a fact, or a fact without a correction, or one of another concept, period or
                entity.
            UserError: There is no such fact, or the corrected one is not printed at its place (code not-printed).
        """
        if (fact is None) == (decision is Decision.CORRECT):
            raise ValueError("a correction, and nothing else, needs a fact")
        with self._db.transaction():
            row = self._fact_row(fact_id)
            old = parse(Fact, row["shown"])
            new = replace(old if fact is None else fact, state=_STATES[decision])
            if fact is not None:
                if (fact.concept, fact.period, fact.entity) != (old.concept, old.period, old.entity):
                    raise ValueError("a correction is of the same concept, period and entity")
                new = replace(new, method=Method.USER, confidence=1.0)
                self._check(new, row["document_id"])
            self._db.insert(
                "decisions",
                {
                    "document_id": row["document_id"],
                    "fact_id": fact_id,
                    "at": now(),
                    "action": decision.value,
                    "old": dump(old),
                    "new": dump(without_reasons(new, self._checks_of(row["document_id"]))),
                },
            )
            record(self._db, JournalEvent.CORRECTED, document=row["document_id"], fact=fact_id, action=decision.value)
            show(self._db, fact_id, new, old)
            queue(self._db, row["document_id"], JobTask.DERIVE)
            queue_neighbours(self._db, row["document_id"])

    def undo(self, document_id: int) -> int | None:
        """Take back the last decision on a document that still stands.

        Returns:
            The id of its fact, or None if there is nothing to undo.
        """
        with self._db.transaction():
            last = self._db.row(
                "SELECT id, fact_id, old FROM decisions WHERE document_id = ? AND NOT undone ORDER BY id DESC LIMIT 1",
                (document_id,),
            )
            if last is None:
                return None
            self._db.run("UPDATE decisions SET undone = 1 WHERE id = ?", (last["id"],))
            record(self._db, JournalEvent.CORRECTED, document=document_id, fact=last["fact_id"], action="undo")
            shown = parse(Fact, self._fact_row(last["fact_id"])["shown"])
            show(self._db, last["fact_id"], self._before(last), shown)
            queue(self._db, document_id, JobTask.DERIVE)
            queue_neighbours(self._db, document_id)
            return int(last["fact_id"])

    def history(self, document_id: int) -> list[DecisionRow]:
        """All decisions on a document, oldest first, undone ones included."""
        rows = self._db.rows("SELECT * FROM decisions WHERE document_id = ? ORDER BY id", (document_id,))
        return [_decision(row) for row in rows]

    def decided(self, document_id: int) -> list[Fact]:
        """The facts that the user accepted, corrected or rejected, as they were before any check spoke of them."""
        said = self._checks_of(document_id)
        facts = [stored.fact for stored in self.facts(document_id)]
        return [without_reasons(fact, said) for fact in facts if fact.state.is_decided]

    def lessons(self, document_id: int) -> list[Lesson]:
        """What the decisions that stand in all other documents say of rows, oldest first; of very many the newest.

        In its own document a decision is about one figure: the other columns of the row stay as they were found.
        """
        rows = self._db.rows(
            "SELECT old, new FROM decisions WHERE NOT undone AND document_id <> ? ORDER BY id DESC LIMIT ?",
            (document_id, LESSONS),
        )
        found: list[Lesson] = []
        for row in reversed(list(rows)):
            old, new = parse(Fact, row["old"]), parse(Fact, row["new"])
            if new.state is State.CORRECTED and old.label != new.label:
                found.append(Lesson(old.concept, old.label, right=False))
            found.append(Lesson(new.concept, new.label, right=new.state is not State.REJECTED))
        return [lesson for lesson in found if lesson.label]

    def _checks_of(self, document_id: int) -> list[Check]:
        rows = self._db.rows("SELECT content FROM checks WHERE document_id = ?", (document_id,))
        return [parse(Check, row["content"]) for row in rows]

    def _before(self, decision: Row) -> Fact:
        """The fact as the decision met it, or as the last extraction found it if no decision is left."""
        row = self._fact_row(decision["fact_id"])
        left = self._db.row(
            "SELECT new FROM decisions WHERE fact_id = ? AND NOT undone ORDER BY id DESC LIMIT 1",
            (decision["fact_id"],),
        )
        found = parse(Fact, row["found"])
        if left is None:
            return found
        decided = parse(Fact, left["new"])
        return carried(decided, found, self._pages_of(decided, row["document_id"])) or found

    def _check(self, fact: Fact, document_id: int) -> None:
        try:
            vault_claims.check_fact(fact, self._pages_of(fact, document_id), "a correction")
        except vault_errors.ClaimError:
            raise vault_errors.not_printed() from None

    def _pages_of(self, fact: Fact, document_id: int) -> dict[int, Page]:
        count = self.document(document_id).page_count or 0
        return {number: self.page(document_id, number) for number in _page_numbers(fact) if number <= count}

    def _fact_row(self, fact_id: int) -> Row:
        row = self._db.row("SELECT document_id, found, shown FROM facts WHERE id = ?", (fact_id,))
        if row is None:
            raise vault_errors.no_document()
        return row


def _page_numbers(fact: Fact) -> set[int]:
    places: list[Evidence | None] = [fact.evidence, fact.scale_evidence, fact.currency_evidence, *fact.period_evidence]
    return {place.span.page for place in places if place}


def _decision(row: Row) -> DecisionRow:
    return DecisionRow(
        id=row["id"],
        at=row["at"],
        action=Decision(row["action"]),
        fact_id=row["fact_id"],
        old=parse(Fact, row["old"]),
        new=parse(Fact, row["new"]),
        undone=bool(row["undone"]),
    )
