"""Everything that is found in a document without a model, in one call; and what follows from the user's decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from muniment.analysis.checks import cross_document, footing, identity_checks, text_confirmation
from muniment.analysis.choosing.learned_choosers import Choosers, choosers
from muniment.analysis.facts import currency_meaning, note_facts, statement_facts
from muniment.analysis.facts.user_decisions import UserDecisions
from muniment.analysis.measures import compute_measures, measure_file
from muniment.analysis.prompts import model_advice
from muniment.analysis.prompts.model_advice import ModelAdvice
from muniment.analysis.statements import cover_page, registrants
from muniment.analysis.statements.recognise_kind import BILLS, FILINGS, REPORTS, RecognisedKind, kind_of
from muniment.analysis.statements.registrants import Registrant
from muniment.analysis.statements.standing_tables import standing
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.summary import content_tag_file, content_tags, summary_template, telling_sentences
from muniment.analysis.tagged import xbrl_about, xbrl_facts
from muniment.analysis.tagged.xbrl_facts import Filer
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.document.facts.fact import Analysis, Check, Fact, Method, State
from muniment.document.facts.filing import Filing
from muniment.document.facts.lesson import Lesson
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document

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
    teller: ModelAdvice | None = None,
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
    document = currency_meaning.with_meaning(standing(document))
    kind = xbrl_about.kind(document) or kind_of(document)
    calendar = xbrl_about.calendar(document, cover_page.calendar(document, kind))
    found, others = registrants.find(document, calendar) if _may_hold_statements(kind) else ((), ())
    filers = xbrl_facts.filers(document)
    known = choosers(lessons)
    printed = _printed(document, found, filers, known=known, calendar=calendar, teller=teller)
    further = _facts_of_others(others, known) if len(filers) < 2 else _facts_of_filers(document, filers[1:])
    said = UserDecisions(decided)
    about = said.over(xbrl_about.as_tagged(_about(document, kind, calendar, printed), document))
    figures = (*said.over([*printed, *further]), *said.rest())
    companies: dict[str | None, Sequence[Statement]] = {None: found}
    companies |= {filer.name: () for filer in filers[1:]}
    companies |= {other.name: other.statements for other in others}
    tried = _tried(document, companies, figures, filings, _end(about))
    facts = (*about, *xbrl_facts.without_surety(statement_facts.with_states(figures, tried)))
    quoted = telling_sentences.candidates(document, _end(about))
    formulas = measure_file.with_own(own_measures)
    listed = content_tag_file.with_own(own_tags)
    shown = model_advice.kind_of(document, kind, teller)  # no figure depends on what a model says of the kind
    return Analysis(
        kind=shown.value,
        kind_confidence=shown.confidence,
        facts=facts,
        checks=tuple(replace(check, facts=tuple(i + len(about) for i in check.facts)) for check in tried),
        measures=compute_measures.run(facts, formulas.entries, filings),
        summary=(*summary_template.template(facts), *summary_template.in_order(quoted[: summary_template.QUOTED])),
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
    teller: ModelAdvice | None,
) -> list[Fact]:
    """The figures of the main company: by its rows' labels, in the notes, and as it tags them; tags leave no question open."""
    pointer = teller.row if teller is not None and not filers else None
    ruled = [
        *statement_facts.facts_of(found, concepts(), known, pointer),
        *note_facts.facts_of(document, found, concepts(), calendar),
    ]
    if not filers:
        return ruled
    return xbrl_facts.merged(filers[0], xbrl_facts.facts_of(document, filers[0], concepts()), ruled, concepts())


def _tried(
    document: Document,
    companies: Mapping[str | None, Sequence[Statement]],
    figures: Sequence[Fact],
    filings: Sequence[Filing],
    end: date | None,
) -> tuple[Check, ...]:
    """All checks: within the statements, against the running text, and against other documents of the company."""
    here = (*_checks(companies, figures), *text_confirmation.run(document, figures))
    judged = statement_facts.with_states(figures, here)  # what fails here already says nothing of other documents
    return (*here, *cross_document.run(judged, filings, end))


def _facts_of_others(others: Sequence[Registrant], known: Choosers) -> list[Fact]:
    return [
        replace(fact, entity=other.name)
        for other in others
        for fact in statement_facts.facts_of(other.statements, concepts(), known)
    ]


def _facts_of_filers(document: Document, filers: Sequence[Filer]) -> list[Fact]:
    return [fact for filer in filers for fact in xbrl_facts.facts_of(document, filer, concepts())]


def _checks(whose: Mapping[str | None, Sequence[Statement]], figures: Sequence[Fact]) -> tuple[Check, ...]:
    """What closes and what does not, of each company by itself."""
    tried: list[Check] = []
    for entity, found in whose.items():
        usable = [fact for fact in figures if fact.entity == entity and fact.state is not State.REJECTED]
        own = (
            *identity_checks.run(figures, statement_facts.supports_of(found, usable), entity),
            *footing.run(found, figures),
        )
        tried += [replace(check, sentence=f"{entity}: {check.sentence}") if entity else check for check in own]
    return tuple(tried)


def _may_hold_statements(kind: RecognisedKind) -> bool:
    return kind.value not in (*BILLS, "bank statement")


def _about(document: Document, kind: RecognisedKind, calendar: Calendar, figures: Sequence[Fact]) -> tuple[Fact, ...]:
    """Company, period end and currency."""
    facts: list[Fact] = []
    named = xbrl_about.company(document) or cover_page.company(document, kind)
    if named is not None:
        facts.append(_plain_fact("company_name", named.name, named.evidence, 0.9))
    facts += _period_end(kind, calendar, figures)
    money = next((f for f in figures if f.currency_evidence is not None and f.unit), None)
    if money is not None and money.unit is not None and money.currency_evidence is not None:
        facts.append(_plain_fact("currency", money.unit.partition("/")[0], money.currency_evidence, 0.95))
    return tuple(facts)


def _period_end(kind: RecognisedKind, calendar: Calendar, figures: Sequence[Fact]) -> list[Fact]:
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


def _warnings(
    document: Document, kind: RecognisedKind, found: Sequence[Statement], figures: Sequence[Fact]
) -> tuple[str, ...]:
    warnings: list[str] = []
    if any(not page.text.strip() for page in document.pages):
        warnings.append("no-text")
    if kind.value == "other" and any(page.text.strip() for page in document.pages):
        warnings.append("unknown-kind")
    if not any(s.kind is StatementKind.BALANCE for s in found) and not any(
        s.kind is StatementKind.INCOME for s in found
    ):
        warnings.append("no-statements")
    if any(statement_facts.NO_SCALE in f.reasons for f in figures):
        warnings.append("no-scale")
    return tuple(warnings)
