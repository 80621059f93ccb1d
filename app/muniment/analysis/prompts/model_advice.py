"""What a model may say while a document is analysed: a row where both choosers fail, and a kind where no sign of one is.

Must never be asked where rules, classifier or tags know; and what is said is a place or one of the known kinds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from muniment.analysis.cover.recognise_kind import RecognisedKind
from muniment.analysis.prompts.row_question import RowQuestion
from muniment.analysis.prompts.topic_question import TopicQuestion
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.vocabulary.concepts import Concept
from muniment.document.facts.fact import Analysis, CheckResult, ContentTag, Fact, Method
from muniment.document.pages.source_document import Document
from muniment.document.schemas import KINDS

KIND_ASKED = ("What kind of document is this?", "Name the type of this document in its usual term.")
"""The same asked twice, in other words."""
KIND_SEEN = 1_500
"""Characters of the first page with text that a model reads to tell what it is."""
_CONFIDENCE = 0.6


class ModelAdvice(Protocol):
    """Who is asked: a model, or what it said before."""

    def row(self, statement: Statement, concept: Concept, question: RowQuestion) -> int | None:
        """The index of the line; None where it is none of them, or not sure."""

    def kind(self, beginning: str) -> str:
        """One of ``KINDS``; empty where it is not sure.

        Args:
            beginning: The first words of the document.
        """

    def topic(self, question: TopicQuestion) -> str:
        """The id of what a passage speaks of; empty where it is none of those that are offered, or not sure."""


class Remembered:
    """What a model said of this document before: nothing is asked again after a decision of the user.

    Args:
        pointed: All facts of the document; those of no model are passed over.
        kind: As a model told it; empty where none did.
        tags: All of the document; those of no model are passed over.
    """

    def __init__(self, pointed: Sequence[Fact], kind: str = "", tags: Sequence[ContentTag] = ()) -> None:
        self._places = {
            (fact.concept, fact.evidence.span)
            for fact in pointed
            if fact.method is Method.MODEL and fact.entity is None
        }
        self._kind = kind
        self._tags = {tag.id for tag in tags if tag.method is Method.MODEL}

    def row(self, statement: Statement, concept: Concept, question: RowQuestion) -> int | None:
        """The line that holds a figure at which it pointed for this concept."""
        for row in question.rows:
            for printed in statement.lines[row].cells:
                if printed is not None and (concept.id, printed.span) in self._places:
                    return row
        return None

    def kind(self, beginning: str) -> str:  # noqa: ARG002 - of the protocol
        """As it was told.

        Args:
            beginning: Not looked at.
        """
        return self._kind

    def topic(self, question: TopicQuestion) -> str:
        """The one that is asked about, if it was told."""
        return question.asked if question.asked in self._tags else ""


def contradicted(analysis: Analysis) -> frozenset[str]:
    """The concepts with a figure at which a model pointed and that takes part in a check which does not close."""
    failed = {index for check in analysis.checks if check.result is CheckResult.FAILS for index in check.facts}
    facts = (analysis.facts[index] for index in failed)
    return frozenset(fact.concept for fact in facts if fact.method is Method.MODEL)


def kind_of(document: Document, found: RecognisedKind, teller: ModelAdvice | None) -> RecognisedKind:
    """The kind of a document; where there is no sign of one, as a model tells it.

    Args:
        document: Read already.
        found: What signs in the text say.
        teller: A model that earned the task; None for none.
    """
    if teller is None or found.is_known:
        return found
    text = next((page.text for page in document.pages if page.text.strip()), "")
    said = RecognisedKind(teller.kind(text[:KIND_SEEN]), _CONFIDENCE)
    return said if said.value in KINDS and said.is_known else found
