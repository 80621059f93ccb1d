"""What tags say of the document as a whole: its kind, its company, its last day.

Must never make a fact of what is not displayed: a hidden tag may decide the kind, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from muniment.analysis.cover.recognise_kind import RecognisedKind
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary.name_forms import Named
from muniment.document.facts.fact import Fact, Method
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.source_document import Document
from muniment.document.pages.tag import Tag
from muniment.document.schemas import FILING

# Local names, whatever the taxonomy: of the SEC, of IFRS and of the United Kingdom.
_NAMES = frozenset((
    "EntityRegistrantName", "NameOfReportingEntityOrOtherMeansOfIdentification", "EntityCurrentLegalOrRegisteredName",
    "EntityCurrentLegalName", "NameEntity",
))  # fmt: skip
_ENDS = frozenset(("DocumentPeriodEndDate", "EndDateForPeriodCoveredByReport", "BalanceSheetDate"))


def kind(document: Document) -> RecognisedKind | None:
    """The kind that the document's own tag names; None where none does, or it is none of the kinds that are known."""
    for tag in document.tags:
        if tag.name == "dei:DocumentType" and isinstance(tag.value, str):
            said = tag.value.upper().removesuffix("/A")
            named = next((kind for kind in FILING.declared.kinds if said in kind.document_types), None)
            return RecognisedKind(named.id, 1.0) if named else None
    return None


def company(document: Document) -> Named | None:
    """The name of the main company, where it is tagged and displayed word for word."""
    for tag in _displayed(document.tags, _NAMES):
        if isinstance(tag.value, str) and " ".join(tag.quote.split()) == tag.value:
            return Named(tag.value, _evidence(tag))
    return None


def calendar(document: Document, read: Calendar) -> Calendar:
    """The period that the document reports on, with the last day that a displayed tag says.

    Args:
        document: As read.
        read: What its first pages say.
    """
    for tag in _displayed(document.tags, _ENDS):
        try:
            end = date.fromisoformat(str(tag.value))
        except ValueError:
            continue
        return replace(read, end=end, evidence=_evidence(tag))
    return read


def as_tagged(facts: Iterable[Fact], document: Document) -> tuple[Fact, ...]:
    """The facts; those that stand where the document tags them say so."""
    places = {(tag.page, tag.start, tag.end): tag.element_id for tag in _displayed(document.tags, _NAMES | _ENDS)}
    return tuple(_as_tagged(fact, places) for fact in facts)


def _as_tagged(fact: Fact, places: Mapping[tuple[int, int, int], str | None]) -> Fact:
    span = fact.evidence.span
    place = span.page, span.start, span.end
    return replace(fact, method=Method.TAG, element_id=places[place]) if place in places else fact


def _displayed(tags: Iterable[Tag], names: frozenset[str]) -> Iterable[Tag]:
    return (t for t in tags if t.is_displayed and not t.dimensions and t.name.rpartition(":")[2] in names)


def _evidence(tag: Tag) -> Evidence:
    return Evidence(Span(tag.page, tag.start, tag.end), tag.quote)
