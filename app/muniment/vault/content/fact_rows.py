"""Facts as rows: what was found beside what is shown, through one extraction after the other.

Must never let a new extraction speak over the user: a decision is carried to the fact of the same concept, period and
entity, and only where what was decided still stands on the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.document.facts.fact import Fact, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.table import Period
from muniment.vault.database.engine import Connection, Row
from muniment.vault.database.records import StoredFact
from muniment.vault.database.repository_base import Repository, dump, parse
from muniment.vault.vault_errors import ClaimError

Identity = tuple[str, str | None, Period | None]


class Facts(Repository):
    """The facts of all documents."""

    def facts(self, document_id: int) -> list[StoredFact]:
        """The facts as they stand, decisions applied, in the order of the analysis.

        Behind them stand those that a user accepted or corrected and the last extraction did not find.
        """
        rows = self._db.rows(
            "SELECT f.id, f.shown, f.changed, (SELECT count(*) FROM decisions d WHERE d.fact_id = f.id AND NOT d.undone) AS n "
            "FROM facts f WHERE f.document_id = ? ORDER BY f.position",
            (document_id,),
        )
        return [StoredFact(row["id"], parse(Fact, row["shown"]), row["n"], bool(row["changed"])) for row in rows]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A fact of the last extraction.

    Attributes:
        id: Of its row.
        found: As extracted.
        shown: With the decisions on it.
        decided: At least one decision stands.
    """

    id: int
    found: Fact
    shown: Fact
    decided: bool


def replace_facts(db: Connection, document_id: int, facts: Sequence[Fact], pages: Mapping[int, Page]) -> None:
    """Put the facts of a new extraction in the place of the last one's; rows keep their ids where they are the same fact.

    Args:
        db: The vault's connection, inside a transaction.
        document_id: Whose facts.
        facts: As they were found now.
        pages: As they were read now, by number, from 1.
    """
    kept = _kept(db, document_id)
    for position, fact in enumerate(facts):
        same = kept.get(_identity(fact))
        if not same:
            db.insert("facts", {"document_id": document_id, **_columns(position, fact, fact)})
            continue
        old = same.pop(0)
        shown = carried(old.shown, fact, pages) if old.decided else None
        if old.decided and shown is None:
            _lapse(db, old.id)
        _update(db, old.id, _columns(position, fact, shown or fact))
    rest = [old for same in kept.values() for old in same]
    for position, old in enumerate(rest, len(facts)):
        still = relocated(old.shown, pages) if old.decided and old.shown.state != State.REJECTED else None
        if still is None:
            _lapse(db, old.id)
            db.run("DELETE FROM facts WHERE id = ?", (old.id,))
        else:
            _update(db, old.id, _columns(position, relocated(old.found, pages) or still, still))


def replace_derived(db: Connection, document_id: int, facts: Sequence[Fact]) -> None:
    """Put the facts of a derivation, which knows the decisions, in the place of what is there; rows keep their ids.

    Raises:
        ClaimError: A decision is missing or another one, or there is one that nobody made.
    """
    kept = _kept(db, document_id)
    for position, fact in enumerate(facts):
        same = kept.get(_identity(fact))
        old = same.pop(0) if same else None
        if fact.state.is_decided != (old is not None and old.shown.state.is_decided):
            raise ClaimError(f"whether fact {position} was decided on")
        if old is None:
            db.insert("facts", {"document_id": document_id, **_columns(position, fact, fact)})
            continue
        if fact.state.is_decided and not _says_the_same(fact, old.shown):
            raise ClaimError(f"the decision on fact {position}")
        _update(db, old.id, {**_columns(position, old.found if fact.state.is_decided else fact, fact), "changed": 0})
    for old in (old for same in kept.values() for old in same):
        if old.shown.state.is_decided:
            raise ClaimError("a decision that is missing")
        _lapse(db, old.id)
        db.run("DELETE FROM facts WHERE id = ?", (old.id,))


def _says_the_same(fact: Fact, decided: Fact) -> bool:
    place = decided.state is not State.CORRECTED or fact.evidence == decided.evidence
    return (fact.value, fact.state) == (decided.value, decided.state) and place


def show(db: Connection, fact_id: int, fact: Fact, before: Fact) -> None:
    """Show a fact with what was decided; what was found stays.

    Args:
        db: Where.
        fact_id: Which.
        fact: As it is now.
        before: As it was; what rests on it is out of date if it was another.
    """
    _update(db, fact_id, _shown_columns(fact) | ({"changed": 1} if differs(fact, before) else {}))


def differs(fact: Fact, other: Fact) -> bool:
    """Whether what is computed from the one does not hold for the other: its number, or whether it counts at all."""
    counts = (fact.state is State.REJECTED) == (other.state is State.REJECTED)
    return not counts or (fact.value, fact.unit, fact.evidence) != (other.value, other.unit, other.evidence)


def relocated(fact: Fact, pages: Mapping[int, Page]) -> Fact | None:
    """The fact at its place in pages that were read anew; None if its quote does not stand exactly once on its page.

    Args:
        fact: As it is stored.
        pages: As they were read now, by number, from 1.
    """
    place = _find(fact.evidence, pages)
    if place is None:
        return None
    periods = (_find(evidence, pages) for evidence in fact.period_evidence)
    return replace(
        fact,
        evidence=place,
        scale_evidence=_find(fact.scale_evidence, pages),
        currency_evidence=_find(fact.currency_evidence, pages),
        period_evidence=tuple(evidence for evidence in periods if evidence),
    )


def _find(evidence: Evidence | None, pages: Mapping[int, Page]) -> Evidence | None:
    page = pages.get(evidence.span.page) if evidence else None
    if evidence is None or page is None:
        return None
    if evidence.stands_on(page):
        return evidence
    # Not as a part of a longer number or word.
    found = list(re.finditer(rf"(?<![\w.,]){re.escape(evidence.quote)}(?![\w]|[.,]\d)", page.text))
    return Evidence.at(page, *found[0].span()) if len(found) == 1 else None


def carried(decided: Fact, found: Fact, pages: Mapping[int, Page]) -> Fact | None:
    """What to show of a fact that was decided on before; None if the decision does not fit what was found now.

    Args:
        decided: The fact as the user left it.
        found: The same fact as it was found now.
        pages: As they were read now, by number, from 1.
    """
    if decided.state != State.CORRECTED and decided.value == found.value:
        return replace(found, state=decided.state)
    if decided.state == State.REJECTED:
        return None  # another value than the one that was rejected
    return relocated(decided, pages)


def _kept(db: Connection, document_id: int) -> dict[Identity, list[_Kept]]:
    rows = db.rows(
        "SELECT f.id, f.found, f.shown, "
        "EXISTS (SELECT 1 FROM decisions d WHERE d.fact_id = f.id AND NOT d.undone) AS decided "
        "FROM facts f WHERE f.document_id = ? ORDER BY decided DESC, f.position",
        (document_id,),
    )
    kept: dict[Identity, list[_Kept]] = defaultdict(list)
    for row in rows:
        old = _Kept(row["id"], parse(Fact, row["found"]), parse(Fact, row["shown"]), bool(row["decided"]))
        kept[_identity(old.found)].append(old)
    return kept


def _identity(fact: Fact) -> Identity:
    return fact.concept, fact.entity, fact.period


def _lapse(db: Connection, fact_id: int) -> None:
    db.run("UPDATE decisions SET undone = 1 WHERE fact_id = ?", (fact_id,))


def _update(db: Connection, fact_id: int, columns: Row) -> None:
    assignments = ", ".join(f'"{name}" = ?' for name in columns)
    db.run(f"UPDATE facts SET {assignments} WHERE id = ?", (*columns.values(), fact_id))  # noqa: S608 - names below


def _columns(position: int, found: Fact, shown: Fact) -> Row:
    """Of a fact whose document was computed from what was found."""
    return {
        "position": position,
        "found": dump(found),
        "changed": int(differs(found, shown)),
        **_shown_columns(shown),
    }


def _shown_columns(fact: Fact) -> Row:
    return {
        "concept": fact.concept,
        "entity": fact.entity,
        "period_end": fact.period.end.isoformat() if fact.period else None,
        "months": fact.period.months if fact.period else None,
        "value": fact.value.isoformat() if isinstance(fact.value, date) else str(fact.value),
        "unit": fact.unit,
        "page": fact.evidence.span.page,
        "start": fact.evidence.span.start,
        "end": fact.evidence.span.end,
        "state": fact.state.value,
        "shown": dump(fact),
    }
