"""The concepts Muniment looks for, from the ``concepts.toml`` of each schema.

Must never accept a file that it does not understand wholly: an analyst may edit it, and a rule that is silently
ignored would lose figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import tomli

from muniment.analysis.vocabulary.expressions import Expression, read
from muniment.document.schemas import FILING, Schema
from muniment.errors import UserError
from muniment.message import Argument, message

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CHOICES = {
    "period": ("instant", "duration"),
    "sign": ("printed", "positive"),
    "unit": ("money", "per_share", "shares"),
    "pick": ("first", "last"),
}
_CHOICES_ELSEWHERE = {  # in documents that print no statements
    **_CHOICES,
    "period": ("none", "instant", "duration"),
    "unit": ("money", "per_share", "shares", "number", "percent", "date", "text"),
}
_DEFAULTS = {"sign": "printed", "unit": "money", "pick": "first"}
_DEFAULTS_ELSEWHERE = {**_DEFAULTS, "period": "none", "group": ""}
_LANGUAGES = ("labels", "labels_de", "labels_fr", "labels_es")
_LISTS = (*_LANGUAGES, "exclude", "tags", "zones", "sections")


class StatementKind(StrEnum):
    """The primary statements."""

    BALANCE = "balance"
    INCOME = "income"
    CASH_FLOW = "cash_flow"


_ONLY = "only: "  # before an expression that is used where a single row fits it


@dataclass(frozen=True, slots=True)
class Label:
    """An expression for plain labels.

    Attributes:
        expression: Searched in the plain label.
        only: It counts only where a single row fits it: several would be parts of the figure.
        tier: How far down the list of its language it stands: 0 is the best.
    """

    expression: Expression
    only: bool = False
    tier: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing to find.

    Attributes:
        id: As in facts ("revenue").
        name: In English.
        group: The group of its schema's layout that it is shown in; empty for none.
        statement: The statement that is its home; None for the notes, and in documents without statements.
        instant: True for a figure of one day (a balance sheet), False for one of a stretch of time, or of the document.
        positive: True where an amount paid is stored as a positive number, however it is printed.
        unit: "money", "per_share" (never scaled) or "shares"; in documents without statements also "number", "percent",
            "date" or "text".
        labels: Expressions for its plain label, best first in each language; none where ``analysis`` knows it by structure.
        exclude: A plain label in which one of these is found is never taken.
        zones: Parts of the statement where it may stand; empty is anywhere.
        sections: One of these must be found in the label or the headings above; none is no condition.
        last: Take the last of equal rows rather than the first.
        tags: us-gaap names, and others with a prefix.
    """

    id: str
    name: str
    group: str
    statement: StatementKind | None
    instant: bool
    positive: bool
    unit: str
    labels: tuple[Label, ...]
    exclude: tuple[Expression, ...]
    zones: tuple[str, ...]
    sections: tuple[Expression, ...]
    last: bool
    tags: tuple[str, ...]

    def labels_in(self, text: str) -> list[Label]:
        """The labels that may fit something within a text."""
        return [label for label in self.labels if label.expression.may_fit(text)]

    def allows(self, plain: str, around: str) -> bool:
        """Whether a plain label is not excluded, and what is required stands in it with the plain headings above it.

        Args:
            plain: The label alone; nothing that is excluded may stand in it.
            around: The label and the headings above it; what is required may stand anywhere in it.
        """
        if any(one.fits(plain) for one in self.exclude):
            return False
        return not self.sections or any(one.fits(around) for one in self.sections)


@cache
def concepts() -> tuple[Concept, ...]:
    """The concepts of the primary statements and their notes, in the order in which facts are shown."""
    return concepts_of(FILING)


@cache
def concepts_of(schema: Schema) -> tuple[Concept, ...]:
    """The concepts of a schema, in the order in which facts are shown; none where it has no such file.

    Raises:
        UserError: As of ``load``.
    """
    path = schema.folder / "concepts.toml"
    return load(path, schema) if path.exists() or schema is FILING else ()


def load(path: Path, schema: Schema = FILING) -> tuple[Concept, ...]:
    """Read and check a file of concepts.

    Args:
        path: The file.
        schema: Whose groups its concepts stand in.

    Raises:
        UserError: The file cannot be read, or an entry is not of the agreed form; code ``bad-concepts``.
    """
    try:
        data = tomli.loads(path.read_text("utf-8"))
    except OSError as error:
        raise _bad("file-unreadable", file=path.name, error=str(error.strerror)) from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad("shipped-file-not-toml", file=path.name, error=str(error)) from error
    entries = data.get("concept")
    if set(data) != {"concept"} or not isinstance(entries, list) or not entries:
        raise _bad("concepts-file-form", file=path.name)
    form = _Form.of(schema)
    found = tuple(_concept(entry, form) for entry in entries)
    twice = {c.id for c in found if sum(c.id == other.id for other in found) > 1}
    if twice:
        raise _bad("concept-twice", file=path.name, concept=min(twice))
    return found


@dataclass(frozen=True, slots=True)
class _Form:
    """How the entries of a file are written.

    Attributes:
        home: The key that says in which group a concept stands.
        statements: The groups that are primary statements.
        choices: What may stand under a key.
        defaults: What stands there where nothing is written; other keys are needed.
    """

    home: str
    statements: frozenset[str]
    choices: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]

    @classmethod
    def of(cls, schema: Schema) -> _Form:
        """The form of a schema's file: with statements, or without."""
        groups = schema.declared.layout.groups
        ids = tuple(group.id for group in groups)
        statements = frozenset(group.id for group in groups if group.is_statement)
        if statements:
            return cls("statement", statements, {"statement": ids, **_CHOICES}, _DEFAULTS)
        return cls("group", statements, {"group": ("", *ids), **_CHOICES_ELSEWHERE}, _DEFAULTS_ELSEWHERE)


def _bad(fault: str, /, **arguments: Argument) -> UserError:
    return UserError("bad-concepts", fault=message(fault, **arguments))


def _concept(entry: dict[str, object], form: _Form) -> Concept:
    name = str(entry.get("id", ""))
    if not _ID.fullmatch(name):
        raise _bad("concept-id", id=name)
    unknown = set(entry) - {"id", "name", "name_de", *form.choices, *_LISTS}
    if unknown:
        raise _bad("concept-unknown-entry", concept=name, entry=min(unknown))
    if not isinstance(entry.get("name"), str):
        raise _bad("concept-needs-name", concept=name)
    chosen = {key: _choice(name, key, entry, form) for key in form.choices}
    lists = {key: _texts(name, key, entry) for key in _LISTS}
    labels = tuple(
        Label(_expression(name, text.removeprefix(_ONLY)), text.startswith(_ONLY), tier)
        for key in _LANGUAGES
        for tier, text in enumerate(lists[key])
    )
    group = chosen[form.home]
    return Concept(
        id=name,
        name=str(entry["name"]),
        group=group,
        statement=StatementKind(group) if group in form.statements else None,
        instant=chosen["period"] == "instant",
        positive=chosen["sign"] == "positive",
        unit=chosen["unit"],
        labels=labels,
        exclude=tuple(_expression(name, text) for text in lists["exclude"]),
        zones=lists["zones"],
        sections=tuple(_expression(name, text) for text in lists["sections"]),
        last=chosen["pick"] == "last",
        tags=lists["tags"],
    )


def _choice(name: str, key: str, entry: dict[str, object], form: _Form) -> str:
    value = entry.get(key, form.defaults.get(key))
    if value not in form.choices[key]:
        allowed = ", ".join(one for one in form.choices[key] if one)
        raise _bad("concept-entry-of", concept=name, entry=key, allowed=allowed)
    return str(value)


def _texts(name: str, key: str, entry: dict[str, object]) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _bad("concept-list", concept=name, entry=key)
    return tuple(value)


def _expression(name: str, source: str) -> Expression:
    try:
        return read(source)
    except re.error as error:
        raise _bad("concept-expression", concept=name, expression=source, error=error.msg) from error
