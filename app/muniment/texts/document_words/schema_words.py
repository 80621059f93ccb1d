"""The words of schemas: how kinds, groups and concepts are called.

The names stand in the files themselves, in every language, so that a kind is one folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from muniment.document import schemas
from muniment.document.schema_file import Names
from muniment.texts import language


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
