"""The words of schemas: how kinds, groups and concepts are called, and what is wrong in a schema's files.

The names stand in the files themselves, in every language, so that a kind is one folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from muniment.document import schemas
from muniment.document.schema_file import Names
from muniment.texts import language
from muniment.texts.text import Text

FAULTS: Mapping[str, Text] = {
    "schema-unreadable": Text("{file} cannot be read ({fault}). Restore it from the installation."),
    "schema-not-toml": Text("{file} is not valid TOML: {fault}. Mend that line, or restore the file."),
    "schema-unknown-entry": Text("{file} has an unknown entry '{entry}'. Check its spelling."),
    "schema-bad-entry": Text("{file}: '{entry}' is missing or not of the agreed form. Mend it, or restore the file."),
    "bad-concepts": Text("{fault}"),
    "file-unreadable": Text("{file} cannot be read ({error}). Restore it from the installation."),
    "shipped-file-not-toml": Text("{file} is not valid TOML: {error}. Mend that line, or restore the file."),
    "concepts-file-form": Text("{file} must hold [[concept]] entries and nothing else."),
    "concept-twice": Text("{file} holds the concept '{concept}' twice. Remove one of them."),
    "concept-id": Text("A concept has the id '{id}'; an id is lower-case letters, digits and underscores."),
    "concept-unknown-entry": Text("Concept '{concept}' has an unknown entry '{entry}'. Check its spelling."),
    "concept-needs-name": Text("Concept '{concept}' needs a name."),
    "concept-entry-of": Text("Concept '{concept}': '{entry}' must be one of {allowed}."),
    "concept-list": Text("Concept '{concept}': '{entry}' must be a list of texts."),
    "concept-expression": Text("Concept '{concept}': '{expression}' is not a regular expression ({error})."),
}


def kind_name(kind: str | None) -> str:
    """How a kind of document is called where its name stands alone; empty where it is not known yet.

    Args:
        kind: Its id; one of a newer version is called as documents of no known kind are.
    """
    return spoken(schemas.kind_of(kind).names) if kind else ""


def kind_within(kind: str | None) -> str:
    """How a kind of document is called among other words; empty where it is not known yet.

    Args:
        kind: As of ``kind_name``.
    """
    return spoken(schemas.kind_of(kind).within) if kind else ""


def concept_name(concept: str) -> str | None:
    """How a concept is called; None where no schema has it."""
    names = _concepts().get(concept)
    return spoken(names) if names is not None else None


def spoken(names: Names) -> str:
    """A name in the current language; in English where it has none."""
    return names.get(language.current()) or names[language.SOURCE]


@cache
def _concepts() -> Mapping[str, Names]:
    return {one.id: one.names for one in schemas.concept_names()}
