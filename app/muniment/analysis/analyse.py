"""Everything that is found in a document without a model, in one call; and what follows from the user's decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from muniment.analysis import (
    checks,
    content_tags,
    cover,
    currency,
    earlier,
    findings,
    footing,
    measure_file,
    measures,
    notes,
    registrants,
    sentences,
    spoken,
    summary,
    tag_about,
    tag_file,
    tagged,
    told,
)
from muniment.analysis.concepts import StatementKind, concepts
from muniment.analysis.decided import Decided
from muniment.analysis.kind import BILLS, FILINGS, REPORTS, Kind, kind_of
from muniment.analysis.learning import Choosers, choosers
from muniment.analysis.lines import Statement
from muniment.analysis.periods import Calendar
from muniment.analysis.registrants import Registrant
from muniment.analysis.standing import standing
from muniment.analysis.tagged import Filer
from muniment.analysis.told import Teller
from muniment.document.document import Document
from muniment.document.evidence import Evidence
from muniment.document.fact import Analysis, Check, Fact, Method, State
from muniment.document.filing import Filing
from muniment.document.lesson import Lesson

OWN_MEASURES = "own-measures: "
"""Begins the warnings that say what is wrong in the user's own file of measures."""


OWN_TAGS = "own-tags: "
"""Begins the warnings that say what is wrong in the user's own file of content tags."""


def analyse(
    document: Document,
    decided: Sequence[Fact] = (),
    *,
    filings: Sequence[Filing] = (),
    own_measures: str = "",
    lessons: Sequence[Lesson] = (),
    own_tags: str = "",
    teller: Teller | None = None,
) -> Analysis:
    """Kind, facts, checks, measures and summary of a document.

    Args:
        document: As read; its tables may be empty.
        decided: Facts that the user accepted, corrected or rejected. They take the place of what is found of the same
            concept, period and entity before anything is computed; rejected ones are among the facts and nowhere else.
        filings: Other documents of the same company, for checks and sums across documents.
        own_measures: The text of the user's own file of measures.
        lessons: What the user's decisions on all documents say of rows, oldest first.
        own_tags: The text of the user's own file of content tags.
        teller: A model that earned it, or what it said before; asked where the choosers are silent or differ.

    Returns:
        What is known. A document without statements has no figures, and says so in its warnings.
    """
    document = currency.with_meaning(standing(document))
    kind = tag_about.kind(document) or kind_of(document)
    calendar = tag_about.calendar(document, cover.calendar(document, kind))
    found, others = registrants.find(document, calendar) if _may_hold_statements(kind) else ((), ())
    filers = tagged.filers(document)
    known = choosers(lessons)
    printed = _printed(document, found, filers, known=known, calendar=calendar, teller=teller)
    further = _facts_of_others(others, known) if len(filers) < 2 else _facts_of_filers(document, filers[1:])
    said = Decided(decided)
    about = said.over(tag_about.as_tagged(_about(document, kind, calendar, printed), document))
    figures = (*said.over([*printed, *further]), *said.rest())
    companies: dict[str | None, Sequence[Statement]] = {None: found}
    companies |= {filer.name: () for filer in filers[1:]}
    companies |= {other.name: other.statements for other in others}
    tried = _tried(document, companies, figures, filings, _end(about))
    facts = (*about, *tagged.without_surety(findings.with_states(figures, tried)))
    quoted = sentences.candidates(document, _end(about))
    formulas = measure_file.with_own(own_measures)
    listed = tag_file.with_own(own_tags)
    shown = told.kind_of(document, kind, teller)  # no figure depends on what a model says of the kind
    return Analysis(
        kind=shown.value,
        kind_confidence=shown.confidence,
        facts=facts,
        checks=tuple(replace(check, facts=tuple(i + len(about) for i in check.facts)) for check in tried),
        measures=measures.run(facts, formulas.entries, filings),
        summary=(*summary.template(facts), *summary.in_order(quoted[: summary.QUOTED])),
        candidates=quoted,
        warnings=(
            *_warnings(document, kind, found, printed),
            *(f"{OWN_MEASURES}{fault}"[:500] for fault in formulas.faults),
            *(f"{OWN_TAGS}{fault}"[:500] for fault in listed.faults),
        ),
        tags=content_tags.find(document, listed.entries, teller),
    )


def _end(about: Sequence[Fact]) -> date | None:
    return next((f.value for f in about if f.concept == "period_end" and isinstance(f.value, date)), None)


def _printed(
    document: Document,
    found: Sequence[Statement],
    filers: Sequence[Filer],
    *,
    known: Choosers,
    calendar: Calendar,
    teller: Teller | None,
) -> list[Fact]:
    """The figures of the main company: by its rows' labels, in the notes, and as it tags them; tags leave no question open."""
    pointer = teller.row if teller is not None and not filers else None
    ruled = [
        *findings.facts_of(found, concepts(), known, pointer),
        *notes.facts_of(document, found, concepts(), calendar),
    ]
    if not filers:
        return ruled
    return tagged.merged(filers[0], tagged.facts_of(document, filers[0], concepts()), ruled, concepts())


def _tried(
    document: Document,
    companies: Mapping[str | None, Sequence[Statement]],
    figures: Sequence[Fact],
    filings: Sequence[Filing],
    end: date | None,
) -> tuple[Check, ...]:
    """All checks: within the statements, against the running text, and against other documents of the company."""
    here = (*_checks(companies, figures), *spoken.run(document, figures))
    judged = findings.with_states(figures, here)  # what fails here already says nothing of other documents
    return (*here, *earlier.run(judged, filings, end))


def _facts_of_others(others: Sequence[Registrant], known: Choosers) -> list[Fact]:
    return [
        replace(fact, entity=other.name)
        for other in others
        for fact in findings.facts_of(other.statements, concepts(), known)
    ]


def _facts_of_filers(document: Document, filers: Sequence[Filer]) -> list[Fact]:
    return [fact for filer in filers for fact in tagged.facts_of(document, filer, concepts())]


def _checks(whose: Mapping[str | None, Sequence[Statement]], figures: Sequence[Fact]) -> tuple[Check, ...]:
    """What closes and what does not, of each company by itself."""
    tried: list[Check] = []
    for entity, found in whose.items():
        usable = [fact for fact in figures if fact.entity == entity and fact.state is not State.REJECTED]
        own = (*checks.run(figures, findings.supports_of(found, usable), entity), *footing.run(found, figures))
        tried += [replace(check, sentence=f"{entity}: {check.sentence}") if entity else check for check in own]
    return tuple(tried)


def _may_hold_statements(kind: Kind) -> bool:
    return kind.value not in (*BILLS, "bank statement")


def _about(document: Document, kind: Kind, calendar: Calendar, figures: Sequence[Fact]) -> tuple[Fact, ...]:
    """Company, period end and currency."""
    facts: list[Fact] = []
    named = tag_about.company(document) or cover.company(document, kind)
    if named is not None:
        facts.append(_plain_fact("company_name", named.name, named.evidence, 0.9))
    facts += _period_end(kind, calendar, figures)
    money = next((f for f in figures if f.currency_evidence is not None and f.unit), None)
    if money is not None and money.unit is not None and money.currency_evidence is not None:
        facts.append(_plain_fact("currency", money.unit.partition("/")[0], money.currency_evidence, 0.95))
    return tuple(facts)


def _period_end(kind: Kind, calendar: Calendar, figures: Sequence[Fact]) -> list[Fact]:
    """As the cover of a filing says it; of other reports that of the newest figures, or else of the title."""
    dated = [(f.period.end, f.period_evidence[0]) for f in figures if f.period is not None and f.period_evidence]
    said = [(calendar.end, calendar.evidence)] if calendar.end is not None and calendar.evidence is not None else []
    if said and (kind.value in FILINGS or (not dated and kind.value in REPORTS)):
        return [_plain_fact("period_end", *said[0], 0.95 if kind.value in FILINGS else 0.8)]
    newest = max(dated, key=lambda day: day[0], default=None)
    return [_plain_fact("period_end", *newest, 0.9)] if newest else []


def _plain_fact(concept: str, value: date | str, evidence: Evidence, confidence: float) -> Fact:
    return Fact(
        concept=concept,
        value=value,
        unit=None,
        period=None,
        evidence=evidence,
        state=State.LOCATED,
        method=Method.RULE,
        confidence=confidence,
    )


def _warnings(document: Document, kind: Kind, found: Sequence[Statement], figures: Sequence[Fact]) -> tuple[str, ...]:
    warnings: list[str] = []
    if any(not page.text.strip() for page in document.pages):
        warnings.append("no-text")
    if kind.value == "other" and any(page.text.strip() for page in document.pages):
        warnings.append("unknown-kind")
    if not any(s.kind is StatementKind.BALANCE for s in found) and not any(
        s.kind is StatementKind.INCOME for s in found
    ):
        warnings.append("no-statements")
    if any(findings.NO_SCALE in f.reasons for f in figures):
        warnings.append("no-scale")
    return tuple(warnings)
