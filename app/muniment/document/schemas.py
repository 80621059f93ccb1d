"""The kinds of documents that Muniment knows: one line for each schema.

A schema is one kind of document, or several that are read alike. Its folder in ``resources/schemas`` has its
declaration, its signs and its concepts; a module of that name in ``muniment.analysis.schemas`` may have steps that read
such a document. To add a kind, add these and a line here. Must never read a folder before something of it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from muniment import paths
from muniment.document.schema_file import (
    ConceptGroup,
    Declaration,
    DocumentKind,
    NamedConcept,
    read_concept_names,
    read_declaration,
)


@dataclass(frozen=True, slots=True)
class Schema:
    """A folder of ``resources/schemas``, and the kinds of documents that it is about.

    Attributes:
        id: Name of the folder.
        kinds: Their ids, as its ``schema.toml`` has them.
    """

    id: str
    kinds: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return paths.resources() / "schemas" / self.id

    @property
    def declared(self) -> Declaration:
        """What its ``schema.toml`` says; read once.

        Raises:
            UserError: The file is not of the agreed form.
        """
        return _declaration(self)

    @property
    def concept_names(self) -> tuple[NamedConcept, ...]:
        """Its concepts, as far as they are shown; read once.

        Raises:
            UserError: The file is not of the agreed form.
        """
        return _concept_names(self)


FILING = Schema(
    "filing",
    ("10-K", "10-Q", "8-K", "20-F", "40-F", "6-K", "annual report", "interim report", "earnings release"),
)
"""What companies publish: it alone has covers of forms and tags that name the kind, and the primary statements."""
OTHER = Schema("other", ("other",))
"""What is of none of the other kinds."""

SCHEMAS = (
    FILING,
    Schema("invoice", ("invoice",)),
    Schema("credit_note", ("credit note",)),
    Schema("receipt", ("receipt",)),
    Schema("bank_statement", ("bank statement",)),
    Schema("contract", ("contract",)),
    OTHER,  # the last: a model that is asked for a kind is offered it as "none of these"
)

KINDS = tuple(kind for schema in SCHEMAS for kind in schema.kinds)
"""Ids of all kinds, a closed set; the last one is ``UNKNOWN``."""
UNKNOWN = OTHER.kinds[0]
"""The id of what is of no known kind."""


def schema_of(kind: str) -> Schema:
    """The schema of a kind; that of unknown documents for a kind that only a newer version knows.

    Args:
        kind: Its id.
    """
    return next((schema for schema in SCHEMAS if kind in schema.kinds), OTHER)


def kind_of(kind: str) -> DocumentKind:
    """What is declared of a kind; of unknown documents for one that only a newer version knows.

    Args:
        kind: Its id.
    """
    kinds = schema_of(kind).declared.kinds
    return next((one for one in kinds if one.id == kind), kinds[0])


def concept_names() -> Iterator[NamedConcept]:
    """The concepts of all schemas, as far as they are shown."""
    return (concept for schema in SCHEMAS for concept in schema.concept_names)


def in_groups(kind: str, concepts: Sequence[str]) -> list[tuple[ConceptGroup | None, list[int]]]:
    """Put the facts of a document as a whole in the order of its kind's layout.

    Args:
        kind: Of the document.
        concepts: Of its facts, in the order in which they were found.

    Returns:
        Groups with positions in ``concepts``: first those of no group, under None. All of them under None where no heads
        are to be shown.
    """
    schema = schema_of(kind)
    if not schema.declared.layout.heads:
        return [(None, list(range(len(concepts))))]
    groups = {group.id: group for group in schema.declared.layout.groups}
    homes = {concept.id: groups.get(concept.group) for concept in schema.concept_names}
    found = [
        (group, [at for at, one in enumerate(concepts) if homes.get(one) is group])
        for group in (None, *groups.values())
    ]
    return [(group, places) for group, places in found if places]


@cache
def _declaration(schema: Schema) -> Declaration:
    return read_declaration(schema.folder / "schema.toml")


@cache
def _concept_names(schema: Schema) -> tuple[NamedConcept, ...]:
    return read_concept_names(schema.folder / "concepts.toml")
