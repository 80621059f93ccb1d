"""What a schema declares, from the ``schema.toml`` and the ``concepts.toml`` of its folder in ``resources/schemas``.

Must never accept a file that it does not understand wholly, nor hold anything that only the analysis needs: the process
that holds the key reads this too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from muniment.errors import UserError

Names = Mapping[str, str]
"""What something is called, by language; "en" is always there."""
COLUMNS = ("concept", "label", "unit", "page", "quote", "state")
"""What an export may print of a fact before its values."""
_SHOWN = COLUMNS[:3]
_OF_KIND = {"id", "is_filing", "is_report", "is_bill", "covers_year", "forms", "document_types", "asked"}
_TRANSLATED = re.compile(r"(name|within)(?:_([a-z]{2}))?")  # "name" is English, "name_de" German


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """What a document may be.

    Attributes:
        id: As stored ("10-K", "invoice").
        names: As shown, by language ("en", "de").
        within: The same among other words.
        is_filing: Its cover says the period that it reports on.
        is_report: Its title says the period, where nothing else does.
        is_bill: It names who sold and who bought, and is about neither.
        covers_year: It reports on a whole year.
        forms: Forms of the SEC, in lower case, whose cover makes a document one of this kind.
        document_types: Values of the tag ``dei:DocumentType`` that do.
        asked: Expressions on the plain words of a question that ask for this kind.
    """

    id: str
    names: Names
    within: Names
    is_filing: bool
    is_report: bool
    is_bill: bool
    covers_year: bool
    forms: tuple[str, ...]
    document_types: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptGroup:
    """Concepts that are shown together.

    Attributes:
        id: As ``concepts.toml`` has it.
        names: As shown, by language.
        is_statement: It is a primary statement.
    """

    id: str
    names: Names
    is_statement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """How the facts of a document stand in the window and in exports.

    Attributes:
        groups: In the order in which they are shown.
        heads: Whether their names stand over the facts of the document as a whole.
        columns: Some of ``COLUMNS``: what an export prints of a fact before its values.
    """

    groups: tuple[ConceptGroup, ...]
    heads: bool
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A ``schema.toml``.

    Attributes:
        steps: The module of ``muniment.analysis.schemas`` that reads the documents; empty where they get what all get.
        kinds: One or several that are read alike.
        layout: How the facts are shown.
    """

    steps: str
    kinds: tuple[DocumentKind, ...]
    layout: SheetLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedConcept:
    """A concept, as far as it is shown.

    Attributes:
        id: As in facts.
        names: As shown, by language.
        group: One of the layout's; empty for none.
    """

    id: str
    names: Names
    group: str


def read_declaration(path: Path) -> Declaration:
    """Read and check a ``schema.toml``.

    Raises:
        UserError: The file cannot be read, or an entry is not of the agreed form; the codes begin with ``schema-``.
    """
    data = read_table(path)
    _refuse_unknown(path, data, {"steps", "kind", "layout"})
    kinds = data.get("kind")
    if not isinstance(kinds, list) or not kinds:
        raise _bad_entry(path, "[[kind]]")
    return Declaration(
        steps=_text(path, data, "steps", ""),
        kinds=tuple(_kind(path, entry) for entry in kinds),
        layout=_layout(path, _table(path, data.get("layout", {}), "layout")),
    )


def read_concept_names(path: Path) -> tuple[NamedConcept, ...]:
    """The names and groups of the concepts in a ``concepts.toml``, in its order; none where there is no such file.

    The analysis reads the file again, whole and strictly.

    Raises:
        UserError: As of ``read_declaration``.
    """
    if not path.exists():
        return ()
    entries = _tables(path, read_table(path), "concept")
    return tuple(
        NamedConcept(
            id=_text(path, entry, "id"),
            names=_names(path, entry, "name"),
            group=_text(path, entry, "group" if "group" in entry else "statement", ""),
        )
        for entry in entries
    )


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file of a schema.

    Raises:
        UserError: It cannot be read (``schema-unreadable``), or is not TOML (``schema-not-toml``).
    """
    try:
        return tomli.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError("schema-unreadable", file=_named(path), fault=error.strerror or "") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError("schema-not-toml", file=_named(path), fault=str(error)) from error


def _kind(path: Path, raw: object) -> DocumentKind:
    entry = _table(path, raw, "kind")
    _refuse_unknown(path, entry, _OF_KIND)
    names, own = _names(path, entry, "name"), _text(path, entry, "id")
    return DocumentKind(
        id=own,
        names=names,
        within={**names, "en": own, **_translated(path, entry, "within")},
        is_filing=_flag(path, entry, "is_filing"),
        is_report=_flag(path, entry, "is_report"),
        is_bill=_flag(path, entry, "is_bill"),
        covers_year=_flag(path, entry, "covers_year"),
        forms=_texts(path, entry, "forms"),
        document_types=_texts(path, entry, "document_types"),
        asked=_texts(path, entry, "asked"),
    )


def _layout(path: Path, entry: Mapping[str, Any]) -> SheetLayout:
    _refuse_unknown(path, entry, {"group", "heads", "columns"})
    columns = _texts(path, entry, "columns") or _SHOWN
    if not set(columns) <= set(COLUMNS):
        raise _bad_entry(path, "columns")
    groups = tuple(_group(path, raw) for raw in _tables(path, entry, "group"))
    return SheetLayout(groups=groups, heads=_flag(path, entry, "heads"), columns=columns)


def _group(path: Path, raw: object) -> ConceptGroup:
    entry = _table(path, raw, "layout.group")
    _refuse_unknown(path, entry, {"id", "is_statement"})
    own, names = _text(path, entry, "id"), _names(path, entry, "name")
    return ConceptGroup(id=own, names=names, is_statement=_flag(path, entry, "is_statement"))


def _names(path: Path, entry: Mapping[str, object], key: str) -> Names:
    names = _translated(path, entry, key)
    if "en" not in names:
        raise _bad_entry(path, key)
    return names


def _translated(path: Path, entry: Mapping[str, object], key: str) -> Names:
    """What stands under a key in each language."""
    found = {match[2] or "en": name for name in entry if (match := _TRANSLATED.fullmatch(name)) and match[1] == key}
    return {language: _text(path, entry, name) for language, name in found.items()}


def _table(path: Path, raw: object, name: str) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise _bad_entry(path, name)
    return raw


def _tables(path: Path, entry: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise _bad_entry(path, key)
    return [_table(path, raw, key) for raw in value]


def _text(path: Path, entry: Mapping[str, object], key: str, default: str | None = None) -> str:
    value = entry.get(key, default)
    if not isinstance(value, str) or (default is None and not value):
        raise _bad_entry(path, key)
    return value


def _texts(path: Path, entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _bad_entry(path, key)
    return tuple(value)


def _flag(path: Path, entry: Mapping[str, object], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise _bad_entry(path, key)
    return value


def _refuse_unknown(path: Path, entry: Mapping[str, object], known: set[str]) -> None:
    unknown = {key for key in entry if key not in known and not _TRANSLATED.fullmatch(key)}
    if unknown:
        raise UserError("schema-unknown-entry", file=_named(path), entry=min(unknown))


def _bad_entry(path: Path, entry: str) -> UserError:
    return UserError("schema-bad-entry", file=_named(path), entry=entry)


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
