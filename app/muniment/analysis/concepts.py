"""The concepts Muniment looks for, from ``resources/concepts.toml``.

Must never accept a file that it does not understand wholly: an analyst may edit it, and a rule that is silently
ignored would lose figures.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from muniment import paths
from muniment.errors import UserError

_ID = re.compile(r"[a-z][a-z0-9_]*")
_BACK = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")
_ESCAPED = re.compile(r"\\[^1-9]|\[\^?\]?(?:\\.|[^\]\\])*\]")
_OPEN = re.compile(r"[\[\\]|\(\?P|\(\?\(")
_CHOICES = {
    "statement": ("balance", "income", "cash_flow", "notes"),
    "period": ("instant", "duration"),
    "sign": ("printed", "positive"),
    "unit": ("money", "per_share", "shares"),
    "pick": ("first", "last"),
}
_NOTES = "notes"  # the home of what no primary statement prints
_DEFAULTS = {"sign": "printed", "unit": "money", "pick": "first"}
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
        expression: Regular; searched in the plain label.
        only: It counts only where a single row fits it: several would be parts of the figure.
        tier: How far down the list of its language it stands: 0 is the best.
    """

    expression: str
    only: bool = False
    tier: int = 0

    def fits(self, plain: str) -> bool:
        """Whether it stands in a plain label."""
        return _compiled(self.expression).search(plain) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing to find.

    Attributes:
        id: As in facts ("revenue").
        name: As shown.
        statement: The statement that is its home; None for the notes.
        instant: True for a figure of one day (a balance sheet), False for one of a stretch of time.
        positive: True where an amount paid is stored as a positive number, however it is printed.
        unit: "money", "per_share" (never scaled) or "shares".
        labels: Expressions for its plain label, best first in each language; none where ``analysis`` knows it by structure.
        wording: Fits whatever one of ``labels`` fits: one search tells that a row is none of the concept's.
        exclude: A plain label in which this is found is never taken.
        zones: Parts of the statement where it may stand; empty is anywhere.
        sections: Must be found in the label or the headings above; None is no condition.
        last: Take the last of equal rows rather than the first.
        tags: us-gaap names, and others with a prefix.
    """

    id: str
    name: str
    statement: StatementKind | None
    instant: bool
    positive: bool
    unit: str
    labels: tuple[Label, ...]
    wording: re.Pattern[str]
    exclude: re.Pattern[str]
    zones: tuple[str, ...]
    sections: re.Pattern[str] | None
    last: bool
    tags: tuple[str, ...]


@cache
def concepts() -> tuple[Concept, ...]:
    """The concepts that ship with the program, in the order in which facts are shown."""
    return load(paths.resources() / "concepts.toml")


def load(path: Path) -> tuple[Concept, ...]:
    """Read and check a file of concepts.

    Raises:
        UserError: code ``bad-concepts``: the file cannot be read, or an entry is not of the agreed form.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise _bad(f"{path.name} cannot be read ({error.strerror}). Restore it from the installation.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(f"{path.name} is not valid TOML: {error}. Mend that line, or restore the file.") from error
    entries = data.get("concept")
    if set(data) != {"concept"} or not isinstance(entries, list) or not entries:
        raise _bad(f"{path.name} must hold [[concept]] entries and nothing else.")
    found = tuple(_concept(entry) for entry in entries)
    twice = {c.id for c in found if sum(c.id == other.id for other in found) > 1}
    if twice:
        raise _bad(f"{path.name} holds the concept {min(twice)!r} twice. Remove one of them.")
    return found


def _bad(sentence: str) -> UserError:
    return UserError(sentence, code="bad-concepts")


def _concept(entry: dict[str, Any]) -> Concept:
    name = str(entry.get("id", ""))
    if not _ID.fullmatch(name):
        raise _bad(f"A concept has the id {name!r}; an id is lower-case letters, digits and underscores.")
    unknown = set(entry) - {"id", "name", *_CHOICES, *_LISTS}
    if unknown:
        raise _bad(f"Concept {name!r} has an unknown entry {min(unknown)!r}. Check its spelling.")
    if not isinstance(entry.get("name"), str):
        raise _bad(f"Concept {name!r} needs a name.")
    chosen = {key: _choice(name, key, entry) for key in _CHOICES}
    lists = {key: _texts(name, key, entry) for key in _LISTS}
    labels = tuple(
        Label(text.removeprefix(_ONLY), text.startswith(_ONLY), tier)
        for key in _LANGUAGES
        for tier, text in enumerate(lists[key])
    )
    return Concept(
        id=name,
        name=entry["name"],
        statement=None if chosen["statement"] == _NOTES else StatementKind(chosen["statement"]),
        instant=chosen["period"] == "instant",
        positive=chosen["sign"] == "positive",
        unit=chosen["unit"],
        labels=labels,
        wording=_any_of(name, [label.expression for label in labels]),
        exclude=_any_of(name, lists["exclude"]),
        zones=lists["zones"],
        sections=_any_of(name, lists["sections"]) if lists["sections"] else None,
        last=chosen["pick"] == "last",
        tags=lists["tags"],
    )


def _choice(name: str, key: str, entry: dict[str, Any]) -> str:
    value = entry.get(key, _DEFAULTS.get(key))
    if value not in _CHOICES[key]:
        raise _bad(f"Concept {name!r}: {key!r} must be one of {', '.join(_CHOICES[key])}.")
    return str(value)


def _texts(name: str, key: str, entry: dict[str, Any]) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _bad(f"Concept {name!r}: {key!r} must be a list of texts.")
    return tuple(value)


def _any_of(name: str, expressions: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all, which is less work than each; without any, one that fits nothing."""
    for expression in expressions:
        if not _stands_alone(expression):
            _check(name, expression)
    try:
        return re.compile("|".join(expressions) or r"(?!)")
    except re.error:
        for expression in expressions:
            _check(name, expression)
        raise


def _stands_alone(expression: str) -> bool:
    """Whether its brackets are its own: a fault in one expression must not be closed by the next."""
    bare = _ESCAPED.sub("", expression)
    return bare.count("(") == bare.count(")") and not _OPEN.search(bare)


def _check(name: str, expression: str) -> None:
    try:
        _compiled(expression)
    except re.error as error:
        raise _bad(f"Concept {name!r}: {expression!r} is not a regular expression ({error.msg}).") from error
    if _BACK.search(expression):
        raise _bad(f"Concept {name!r}: {expression!r} refers back to a group, which no label may. Spell it out.")


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
