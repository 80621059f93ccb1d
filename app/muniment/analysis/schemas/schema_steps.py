"""What a step is: it gets a document and what was found before it, and says what is known after it.

Must never know a kind of document: which module has a kind's steps, its schema says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module

from muniment.analysis.choosing.learned_choosers import Choosers
from muniment.analysis.cover.recognise_kind import RecognisedKind
from muniment.analysis.prompts.model_advice import ModelAdvice
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.tagged.xbrl_facts import Filer
from muniment.analysis.vocabulary.concepts import Concept, concepts_of
from muniment.document import schemas
from muniment.document.facts.fact import Check, Fact, Method, State
from muniment.document.facts.filing import Filing
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.message import Message

COMMON = "common"
"""The module with the steps of kinds whose schema names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document, and what is given with it.

    Attributes:
        document: As read.
        kind: What it is.
        calendar: The period that it reports on.
        filers: The companies that its tags tell apart, the main one first; none without tags.
        choosers: What chooses rows of statements, with what the user taught them.
        teller: A model that earned it, or what it said before.
        filings: Other documents of the same company.
    """

    document: Document
    kind: RecognisedKind
    calendar: Calendar
    filers: Sequence[Filer] = ()
    choosers: Choosers
    teller: ModelAdvice | None = None
    filings: Sequence[Filing] = ()

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """What its schema looks for."""
        return concepts_of(schemas.schema_of(self.kind.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the steps found so far.

    Attributes:
        about: Facts of the document as a whole, such as its company.
        figures: Other facts; those of the main company have no entity.
        statements: Primary statements by company, the main one's under None.
        checks: What was tried of the figures.
        warnings: What the user should know.
    """

    about: tuple[Fact, ...] = ()
    figures: tuple[Fact, ...] = ()
    statements: Mapping[str | None, Sequence[Statement]] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def end(self) -> date | None:
        """The last day that the document reports on, as a fact says it."""
        return next((f.value for f in self.about if f.concept == "period_end" and isinstance(f.value, date)), None)

    def with_about(self, *facts: Fact) -> Found:
        """The same with further facts of the document as a whole."""
        return replace(self, about=(*self.about, *facts))

    def with_checks(self, *checks: Check) -> Found:
        """The same with further checks."""
        return replace(self, checks=(*self.checks, *checks))


Step = Callable[[Case, Found], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How documents of a kind are read.

    Attributes:
        find: Find facts; the user's decisions are put in their place when these are done.
        check: Try whether the facts agree, with each other and with other documents.
    """

    find: tuple[Step, ...]
    check: tuple[Step, ...] = ()


@cache
def steps_of(kind: str) -> Steps:
    """The steps that read a kind of document.

    Args:
        kind: Its id.
    """
    name = schemas.schema_of(kind).declared.steps or COMMON
    module = import_module(f"{__package__}.{name}")
    steps = module.STEPS
    if not isinstance(steps, Steps):
        raise TypeError(f"{module.__name__}.STEPS are no steps")
    return steps


def run(steps: Sequence[Step], case: Case, found: Found) -> Found:
    """Take steps one after the other."""
    for step in steps:
        found = step(case, found)
    return found


def fact_of_document(concept: str, value: date | str, evidence: Evidence, confidence: float) -> Fact:
    """A fact of the document as a whole that is no number.

    Args:
        concept: Its id.
        value: What stands there.
        evidence: Where it stands.
        confidence: 0 to 1.
    """
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
