"""The documents of one company: what is known of the others, and whom a change of one concerns."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from muniment.document.facts.fact import Check, CheckResult, Fact, State
from muniment.document.facts.filing import Filing
from muniment.document.schemas import UNKNOWN
from muniment.document.text.company_name import company_key
from muniment.vault.content.job_queue import queue
from muniment.vault.database.engine import Connection
from muniment.vault.database.records import JobTask
from muniment.vault.database.repository_base import Repository, parse

_APART = 800  # days between the newest periods of two documents that still print figures of the same one
_FAILS = CheckResult.FAILS.value
_COVER = ("company_name", "period_end", "total_assets", "net_income", "revenue", "operating_cash_flow", "cash")
_MOST = 16  # documents that are compared with one


class Company(Repository):
    """Documents of the same company."""

    def filings(self, document_id: int) -> list[Filing]:
        """The other documents of a document's company whose periods are near its own, the nearest first."""
        return [filing for other in neighbours(self._db, document_id) if (filing := self._filing(other)) is not None]

    def covers(self) -> dict[int, Filing]:
        """All analysed documents by id, each with the few facts that tell its company and its periods."""
        rows = self._db.rows(
            "SELECT d.id, d.sha256, d.name, d.kind, f.shown FROM documents d LEFT JOIN facts f ON f.document_id = d.id "
            "AND f.entity IS NULL AND f.state <> 'rejected' AND f.concept IN (SELECT value FROM json_each(?)) "
            "WHERE d.kind IS NOT NULL ORDER BY d.id, f.position",
            (json.dumps(_COVER),),
        )
        found: dict[int, Filing] = {}
        for row in rows:
            before = found.get(row["id"]) or Filing(row["sha256"], row["name"], row["kind"], ())
            facts = (parse(Fact, row["shown"]),) if row["shown"] else ()
            found[row["id"]] = replace(before, facts=before.facts + facts)
        return found

    def figures(self, document_id: int) -> tuple[Fact, ...]:
        """The facts of a document's main company that were not rejected, its name among them."""
        rows = self._db.rows(
            "SELECT shown FROM facts WHERE document_id = ? AND entity IS NULL AND state <> 'rejected' ORDER BY position",
            (document_id,),
        )
        return tuple(parse(Fact, row["shown"]) for row in rows)

    def _filing(self, document_id: int) -> Filing | None:
        row = self._db.row("SELECT sha256, name, kind FROM documents WHERE id = ?", (document_id,))
        rows = self._db.rows("SELECT shown FROM facts WHERE document_id = ? ORDER BY position", (document_id,))
        said = self._db.rows("SELECT content FROM checks WHERE document_id = ? AND result = ?", (document_id, _FAILS))
        failing = [check for one in said if (check := parse(Check, one["content"])).elsewhere]
        contradicted = {index for check in failing for index in check.facts}
        known = [(n, parse(Fact, r["shown"])) for n, r in enumerate(rows)]
        facts = tuple(_bare(fact, contradicted=n in contradicted) for n, fact in known if _counts(fact))
        return Filing(row["sha256"], row["name"], row["kind"] or UNKNOWN, facts) if row is not None and facts else None


def neighbours(db: Connection, document_id: int) -> list[int]:
    """The other documents of the same company that may print figures of the same periods, the nearest first."""
    known = {row["id"]: (row["name"], row["newest"]) for row in db.rows(_KNOWN)}
    name, newest = known.pop(document_id, ("", ""))
    key = company_key(name)
    if not key:
        return []
    day = date.fromisoformat(newest)
    apart = {
        other: abs((date.fromisoformat(end) - day).days)
        for other, (called, end) in known.items()
        if company_key(called) == key
    }
    near = sorted((days, other) for other, days in apart.items() if days <= _APART)
    return [other for _, other in near[:_MOST]]


def queue_neighbours(db: Connection, document_id: int) -> int:
    """Have what follows from a document's figures computed anew in those beside it; how many they are."""
    others = neighbours(db, document_id)
    for other in others:
        queue(db, other, JobTask.DERIVE)
    return len(others)


_KNOWN = """
    SELECT n.document_id AS id, n.value AS name, max(f.period_end) AS newest
    FROM facts n JOIN facts f ON f.document_id = n.document_id AND f.period_end IS NOT NULL
    WHERE n.concept = 'company_name' AND n.entity IS NULL AND n.state <> 'rejected'
    GROUP BY n.document_id
"""


def _counts(fact: Fact) -> bool:
    is_figure = isinstance(fact.value, Decimal) and fact.period is not None
    return fact.entity is None and fact.state is not State.REJECTED and (is_figure or fact.concept == "period_end")


def _bare(fact: Fact, *, contradicted: bool) -> Fact:
    """The fact without what only its own document needs, and as sure as that document alone has it.

    Else what becomes of two documents that contradict each other would hang on which of them was looked at first.
    """
    state = State.LOCATED if contradicted and fact.state is State.REVIEW else fact.state
    return replace(fact, state=state, scale_evidence=None, period_evidence=(), currency_evidence=None, reasons=())
