"""Everything that is found in a document without a model, in one call; and what follows from the user's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from muniment.analysis.choosing.learned_choosers import choosers
from muniment.analysis.cover import cover_page
from muniment.analysis.cover.recognise_kind import RecognisedKind, kind_of
from muniment.analysis.facts import currency_meaning, statement_facts
from muniment.analysis.facts.user_decisions import UserDecisions
from muniment.analysis.measures import compute_measures, measure_file
from muniment.analysis.prompts import model_advice
from muniment.analysis.prompts.model_advice import ModelAdvice
from muniment.analysis.schemas.schema_steps import Case, Found, run, steps_of
from muniment.analysis.statements import fiscal_days
from muniment.analysis.statements.standing_tables import standing
from muniment.analysis.summary import content_tag_file, content_tags, summary_template, telling_sentences
from muniment.analysis.tagged import xbrl_about, xbrl_facts
from muniment.document.facts.fact import Analysis, Fact
from muniment.document.facts.filing import Filing
from muniment.document.facts.lesson import Lesson
from muniment.document.pages.source_document import Document
from muniment.message import Message, message


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
        What is known: what the steps of its schema find, and what all documents get. A document without statements has no
        figures, and says so in its warnings.
    """
    document = currency_meaning.with_meaning(standing(document))
    kind = recognised(document)
    case = Case(
        document=document,
        kind=kind,
        calendar=fiscal_days.with_days(document, xbrl_about.calendar(document, cover_page.calendar(document, kind))),
        filers=xbrl_facts.filers(document),
        choosers=choosers(lessons),
        teller=teller,
        filings=filings,
    )
    found = _read(case, decided)
    formulas, listed = measure_file.with_own(own_measures), content_tag_file.with_own(own_tags)
    facts = (*found.about, *found.figures)
    quoted = telling_sentences.candidates(document, found.end)
    shown = model_advice.kind_of(document, kind, teller)  # no figure depends on what a model says of the kind
    return Analysis(
        kind=shown.value,
        kind_confidence=shown.confidence,
        facts=facts,
        checks=tuple(replace(c, facts=tuple(i + len(found.about) for i in c.facts)) for c in found.checks),
        measures=compute_measures.run(facts, formulas.entries, filings),
        summary=(*summary_template.template(facts), *summary_template.in_order(quoted[: summary_template.QUOTED])),
        candidates=quoted,
        warnings=(
            *_warnings(document, kind),
            *found.warnings,
            *(message("own-measures", fault=fault) for fault in formulas.faults),
            *(message("own-tags", fault=fault) for fault in listed.faults),
        ),
        tags=content_tags.find(document, listed.entries, teller),
    )


def recognised(document: Document) -> RecognisedKind:
    """The kind of a document: as its own tag says, or else its first pages."""
    return xbrl_about.kind(document) or kind_of(document)


def _read(case: Case, decided: Sequence[Fact]) -> Found:
    """Take the steps of the document's schema, with the user's decisions between finding and checking."""
    steps = steps_of(case.kind.value)
    found = run(steps.find, case, Found())
    said = UserDecisions(decided)
    about = said.over(found.about)
    found = replace(found, about=about, figures=(*said.over(found.figures), *said.rest()))
    found = run(steps.check, case, found)
    return replace(found, figures=xbrl_facts.without_surety(statement_facts.with_states(found.figures, found.checks)))


def _warnings(document: Document, kind: RecognisedKind) -> tuple[Message, ...]:
    """What is missing in a document of any kind."""
    has_text = [bool(page.text.strip()) for page in document.pages]
    unread = (message("no-text"),) if not all(has_text) else ()
    return (*unread, message("unknown-kind")) if not kind.is_known and any(has_text) else unread
