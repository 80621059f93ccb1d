"""The file of content tags, and the user's own beside it: which phrases say what a document speaks of.

Must never let a fault in the user's file cost more than the entry that has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import tomli

from muniment import paths
from muniment.analysis.faults import fault_of
from muniment.errors import UserError
from muniment.message import Argument, Message, message, verbatim

_LONGEST, _PHRASES, _ENTRIES = 200, 60, 200
_KEYS = frozenset({"id", "name", "routing", "phrases", "unless"})
_TRANSLATED = frozenset({"name_de"})  # in our own file


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A tag and the phrases that speak for it.

    Attributes:
        id: Its own.
        name: In English, or as the user wrote it.
        said: The same, to be shown.
        is_routing: It says who should read the document.
        phrases: Lower case with single spaces, each with its weight; together 1 is enough.
        unless: Phrases that take a phrase in the same sentence back.
    """

    id: str
    name: str
    said: Message
    is_routing: bool
    phrases: tuple[tuple[str, float], ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """All tags.

    Attributes:
        entries: Ours, then the user's; one of the id of ours stands in its place.
        faults: What is wrong in the user's file.
    """

    entries: tuple[TagEntry, ...]
    faults: tuple[Message, ...] = ()


@lru_cache(maxsize=4)
def with_own(text: str) -> Tags:
    """Our tags with the user's.

    Args:
        text: Of the user's own file; empty without one.
    """
    found = {one.id: one for one in _ours()}
    faults: list[Message] = []
    for raw in _listed(text, faults):
        try:
            one = _entry(raw)
            found[one.id] = replace(one, said=verbatim(one.name))
        except UserError as error:
            faults.append(fault_of(error))
    return Tags(tuple(found.values()), tuple(faults))


@cache
def _ours() -> tuple[TagEntry, ...]:
    data = tomli.loads((paths.resources() / "tags.toml").read_text("utf-8"))
    return tuple(_entry(raw, _KEYS | _TRANSLATED) for raw in data["tag"])


def _listed(text: str, faults: list[Message]) -> list[object]:
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        faults.append(message("tags-not-toml", error=str(error)[:200]))
        return []
    listed = data.get("tag", [])
    if not isinstance(listed, list) or set(data) - {"tag"} or len(listed) > _ENTRIES:
        faults.append(message("tags-file-form", most=_ENTRIES))
        return []
    return listed


def _entry(raw: object, keys: frozenset[str] = _KEYS) -> TagEntry:
    if not isinstance(raw, dict) or not _is_text(raw.get("id")) or not str(raw["id"]).isidentifier():
        raise _bad("tag-id")
    name = str(raw["id"])
    if not _is_text(raw.get("name")) or set(raw) - keys or not isinstance(raw.get("routing", False), bool):
        raise _bad("tag-entries", tag=name)
    unless = raw.get("unless", [])
    if not isinstance(unless, list) or len(unless) > _PHRASES or not all(map(_is_text, unless)):
        raise _bad("tag-unless", tag=name)
    taken = tuple(map(_plain, unless))
    return TagEntry(
        id=name,
        name=str(raw["name"]),
        said=message("tag", id=name),
        is_routing=raw.get("routing", False),
        phrases=_weighted(name, raw.get("phrases")),
        unless=taken,
    )


def _weighted(name: str, raw: Any) -> tuple[tuple[str, float], ...]:
    right = isinstance(raw, dict) and 0 < len(raw) <= _PHRASES
    if not right or not all(
        _is_text(key) and type(value) in (int, float) and 0 < value <= 1 for key, value in raw.items()
    ):
        raise _bad("tag-phrases", tag=name)
    found: Mapping[str, float] = raw
    return tuple((_plain(phrase), float(weight)) for phrase, weight in found.items())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(_plain(value)) and len(value) <= _LONGEST and value.isprintable()


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _bad(fault: str, /, **arguments: Argument) -> UserError:
    return UserError("bad-tags", fault=message(fault, **arguments))
