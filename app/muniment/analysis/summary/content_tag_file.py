"""The file of content tags, and the user's own beside it: which phrases say what a document speaks of.

Must never let a fault in the user's file cost more than the entry that has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import tomli

from muniment import paths
from muniment.errors import UserError

_LONGEST, _PHRASES, _ENTRIES = 200, 60, 200
_KEYS = frozenset({"id", "name", "routing", "phrases", "unless"})


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A tag and the phrases that speak for it.

    Attributes:
        id: Its own.
        name: As shown.
        is_routing: It says who should read the document.
        phrases: Lower case with single spaces, each with its weight; together 1 is enough.
        unless: Phrases that take a phrase in the same sentence back.
    """

    id: str
    name: str
    is_routing: bool
    phrases: tuple[tuple[str, float], ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """All tags.

    Attributes:
        entries: Ours, then the user's; one of the id of ours stands in its place.
        faults: What is wrong in the user's file, one sentence each.
    """

    entries: tuple[TagEntry, ...]
    faults: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def with_own(text: str) -> Tags:
    """Our tags with the user's.

    Args:
        text: Of the user's own file; empty without one.
    """
    found = {one.id: one for one in _ours()}
    faults: list[str] = []
    for raw in _listed(text, faults):
        try:
            one = _entry(raw)
            found[one.id] = one
        except UserError as error:
            faults.append(error.sentence)
    return Tags(tuple(found.values()), tuple(faults))


@cache
def _ours() -> tuple[TagEntry, ...]:
    data = tomli.loads((paths.resources() / "tags.toml").read_text("utf-8"))
    return tuple(map(_entry, data["tag"]))


def _listed(text: str, faults: list[str]) -> list[Any]:
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        faults.append(f"It cannot be read ({error}). Mend that line.")
        return []
    listed = data.get("tag", [])
    if not isinstance(listed, list) or set(data) - {"tag"} or len(listed) > _ENTRIES:
        faults.append(f"It must hold [[tag]] entries only, {_ENTRIES} at most. Mend it.")
        return []
    return listed


def _entry(raw: Any) -> TagEntry:
    if not isinstance(raw, dict) or not _is_text(raw.get("id")) or not str(raw["id"]).isidentifier():
        raise _bad("A tag needs an 'id' of letters, digits and underscores.")
    name = str(raw["id"])
    if not _is_text(raw.get("name")) or set(raw) - _KEYS or not isinstance(raw.get("routing", False), bool):
        raise _bad(f"Tag {name!r} needs a 'name', and may have 'routing', 'phrases' and 'unless'. Check its spelling.")
    unless = raw.get("unless", [])
    if not isinstance(unless, list) or len(unless) > _PHRASES or not all(map(_is_text, unless)):
        raise _bad(f"Tag {name!r}: 'unless' must be a list of phrases. Mend it.")
    taken = tuple(map(_plain, unless))
    return TagEntry(name, str(raw["name"]), raw.get("routing", False), _weighted(name, raw.get("phrases")), taken)


def _weighted(name: str, raw: Any) -> tuple[tuple[str, float], ...]:
    right = isinstance(raw, dict) and 0 < len(raw) <= _PHRASES
    if not right or not all(
        _is_text(key) and type(value) in (int, float) and 0 < value <= 1 for key, value in raw.items()
    ):
        raise _bad(f"Tag {name!r}: 'phrases' must give each phrase a weight from 0 to 1. Mend it.")
    found: Mapping[str, float] = raw
    return tuple((_plain(phrase), float(weight)) for phrase, weight in found.items())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(_plain(value)) and len(value) <= _LONGEST and value.isprintable()


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _bad(sentence: str) -> UserError:
    return UserError(sentence, code="bad-tags")
