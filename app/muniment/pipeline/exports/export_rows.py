"""A document as exports hold it: without what the user rejected, and as rows of evidence.

Must never export a rejected figure, nor anything that rests on one or on a figure as it was before the user changed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from muniment.document.facts.fact import Elsewhere, Fact, Measure, Method, Sentence, State, Value
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Period
from muniment.errors import UserError
from muniment.pipeline.exports.document_record import PageSource, plain
from muniment.pipeline.exports.stale_results import WAITING, up_to_date
from muniment.texts.finding_words.measure_words import stretch_name
from muniment.texts.say import say
from muniment.vault.database.records import DocumentState, StoredAnalysis
from muniment.vault.store import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Exportable:
    """A document to be exported.

    Attributes:
        known: Its analysis without what was rejected.
        page: Gives its pages by number.
        vault: Name of the vault.
        moment: Of the export, with the local offset.
        left_out: Facts that a user had rejected.
        is_waiting: What rests on a figure that the user changed just now is left out, since it is not computed anew yet.
    """

    known: StoredAnalysis
    page: PageSource
    vault: str
    moment: datetime
    left_out: int
    is_waiting: bool = False

    @property
    def exported_at(self) -> str:
        """ISO 8601 to the second."""
        return self.moment.isoformat(timespec="seconds")

    @property
    def facts(self) -> list[Fact]:
        """Its facts."""
        return [stored.fact for stored in self.known.facts]


def load(vault: Vault, document_id: int, moment: datetime) -> Exportable:
    """Read a document's analysis.

    Raises:
        UserError: There is no such document, or it is not analysed.
    """
    document = vault.document(document_id)
    if document.state is not DocumentState.DONE:
        raise UserError("not-analysed", name=document.name, state=document.state.value)
    known = up_to_date(vault.analysis(document_id))
    kept = without_rejected(known)
    return Exportable(
        known=kept,
        page=lambda number: vault.page(document_id, number),
        vault=vault.name,
        moment=moment,
        left_out=len(known.facts) - len(kept.facts),
        is_waiting=WAITING in known.warnings,
    )


def without_rejected(known: StoredAnalysis) -> StoredAnalysis:
    """Leave out rejected facts, and the checks, measures and computed sentences that rest on them."""
    kept = [i for i, stored in enumerate(known.facts) if stored.fact.state is not State.REJECTED]
    new = {old: index for index, old in enumerate(kept)}

    def stands(facts: Sequence[int]) -> bool:
        return all(index in new for index in facts)

    def moved(facts: Sequence[int]) -> tuple[int, ...]:
        return tuple(new[index] for index in facts)

    def relinked(sentence: Sentence) -> Sentence:
        return replace(sentence, links=tuple(replace(link, facts=moved(link.facts)) for link in sentence.links))

    return replace(
        known,
        facts=tuple(known.facts[i] for i in kept),
        checks=tuple(replace(check, facts=moved(check.facts)) for check in known.checks if stands(check.facts)),
        measures=tuple(replace(one, operands=moved(one.operands)) for one in known.measures if stands(one.operands)),
        summary=tuple(relinked(one) for one in known.summary if all(stands(link.facts) for link in one.links)),
    )


Field = str | int | float | Decimal | date | None

FIELDS = (
    "concept", "entity", "label", "column", "period start", "period end", "months", "value", "exact value",
    "unit", "scale", "page", "start", "end", "quote", "state", "method", "confidence", "reasons", "scale read at",
    "period read at", "element id", "document", "sha256",
)  # fmt: skip


def evidence_row(fact: Fact, document: str, sha256: str) -> tuple[Field, ...]:
    """A fact with all of its evidence, in the order of ``FIELDS``.

    Args:
        fact: As stored.
        document: File name of the document.
        sha256: Of the document's file.
    """
    start, end, months = period_fields(fact.period)
    span = fact.evidence.span
    return (
        fact.concept, fact.entity, fact.label, fact.column, start, end, months, fact.value, plain(fact.value),
        fact.unit, fact.scale, span.page, span.start, span.end, fact.evidence.quote, fact.state.value,
        fact.method.value, fact.confidence, " ".join(map(say, fact.reasons)), place(fact.scale_evidence),
        "; ".join(place(one) for one in fact.period_evidence), fact.element_id, document, sha256,
    )  # fmt: skip


def measure_row(measure: Measure, one: Exportable) -> tuple[Field, ...]:
    """A computed value in the order of ``FIELDS``: its formula and operands stand where a fact has its reasons and quote."""
    start, end, months = period_fields(measure.period)
    document = one.known.document
    entity = next((one.facts[i].entity for i in measure.operands), None)
    return (
        measure.measure, entity, say(measure.name), stretch_name(measure.stretch), start, end, months, measure.value, plain(measure.value),
        measure.unit, 1, None, None, None, None, measure.state.value, Method.DERIVED.value, None,
        f"{measure.formula}: {operands_line(measure, one)}", "", "", None, document.name, document.sha256,
    )  # fmt: skip


def operands_line(measure: Measure, one: Exportable) -> str:
    """What a measure was computed from, each with its value and place."""
    here = [f"{_figure(one.facts[i])} (p. {one.facts[i].evidence.span.page})" for i in measure.operands]
    there = [f"{_figure(e)} ({e.name}, p. {e.evidence.span.page})" for e in measure.elsewhere]
    return "; ".join((*here, *there))


def _figure(fact: Fact | Elsewhere) -> str:
    return f"{fact.concept} {period_name(fact.period)} {shown(fact.value)}"


def period_fields(period: Period | None) -> tuple[date | None, date | None, int | None]:
    """Start, end and months; nothing for facts of the document as a whole."""
    return (period.start, period.end, period.months) if period else (None, None, None)


def period_name(period: Period | None) -> str:
    """A period as the head of a column.

    Args:
        period: None for the document as a whole.
    """
    if period is None:
        return "Document"
    return f"{period.months} months to {period.end.isoformat()}" if period.months else period.end.isoformat()


def place(evidence: Evidence | None) -> str:
    """A place for the eye: page and quote on one line; empty for none."""
    return f"p. {evidence.span.page}: {' '.join(evidence.quote.split())}" if evidence else ""


_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text when it is opened, edited or imported.

    The characters are those of OWASP's page on CSV injection, with their full-width forms.
    """
    return text.lstrip(" \xa0").startswith(_STARTERS)


def safe_text(text: str) -> str:
    """A text without what XML cannot hold: control characters, lone surrogates and non-characters become U+FFFD."""
    return "".join(c if _holds(ord(c)) else "\ufffd" for c in text)


def _holds(code: int) -> bool:
    return code in (9, 10) or 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code >= 0x10000


def shown(value: Value) -> str:
    """A value for the eye: thousands apart."""
    return f"{value:,f}" if isinstance(value, Decimal) else plain(value)
