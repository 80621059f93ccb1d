"""The signs by which kinds of documents are recognised, from the ``signs.toml`` of each schema.

Must never accept a file that it does not understand wholly: a sign that is silently ignored would change what documents
are taken for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from muniment.document.schema_file import read_table
from muniment.document.schemas import SCHEMAS, Schema
from muniment.errors import UserError


class Where(StrEnum):
    """In which text of a page a sign is looked for."""

    ANY = "any"
    TITLE = "title"  # without prose, where a report is only spoken of


@dataclass(frozen=True, slots=True)
class Sign:
    """One expression that speaks for a kind.

    Attributes:
        kind: Its id.
        weight: What it counts on the first page; weights add up.
        where: In which text it is searched.
        says: On lower-case text with single spaces and plain hyphens.
    """

    kind: str
    weight: float
    where: Where
    says: re.Pattern[str]


@cache
def signs() -> tuple[Sign, ...]:
    """The signs of all kinds, in the order of the schemas.

    Raises:
        UserError: A file is not of the agreed form; the codes begin with ``schema-``.
    """
    return tuple(sign for schema in SCHEMAS for sign in load(schema))


def load(schema: Schema) -> tuple[Sign, ...]:
    """Read and check the signs of a schema; none where it has no such file.

    Raises:
        UserError: As of ``signs``.
    """
    path = schema.folder / "signs.toml"
    return tuple(_signs(path, schema)) if path.exists() else ()


def _signs(path: Path, schema: Schema) -> Iterator[Sign]:
    data = read_table(path)
    entries = data.get("kind")
    if set(data) != {"kind"} or not isinstance(entries, list):
        raise _bad(path, "[[kind]]")
    for entry in entries:
        if not isinstance(entry, dict) or entry.get("id") not in schema.kinds:
            raise _bad(path, "id")
        if set(entry) != {"id", "signs"} or not isinstance(entry["signs"], list):
            raise _bad(path, "signs")
        for raw in entry["signs"]:
            yield _sign(path, str(entry["id"]), raw)


def _sign(path: Path, kind: str, raw: Mapping[str, object]) -> Sign:
    if not isinstance(raw, dict) or set(raw) != {"weight", "where", "says"}:
        raise _bad(path, "signs")
    weight, where, says = raw["weight"], raw["where"], raw["says"]
    if not isinstance(weight, int | float):
        raise _bad(path, "weight")
    if where not in tuple(Where):
        raise _bad(path, "where")
    try:
        return Sign(kind, float(weight), Where(where), re.compile(says))
    except (re.error, TypeError):
        raise _bad(path, "says") from None


def _bad(path: Path, entry: str) -> UserError:
    return UserError("schema-bad-entry", file=f"{path.parent.name}/{path.name}", entry=entry)
