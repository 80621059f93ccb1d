"""All models that are here and what is known of each, and those of the catalogue that are not; for the window.

Must never load a model, nor look into a file: a worker does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from muniment.document.usage.exam_marks import ExamResults
from muniment.errors import UserError
from muniment.message import Message
from muniment.pipeline.models import adapter_bases, model_catalogue, model_worker
from muniment.pipeline.models.embedding_index import EMBED
from muniment.pipeline.models.model_catalogue import CatalogueEntry, Licence
from muniment.pipeline.models.model_store import ModelStore
from muniment.worker.protocol.exchanged_values import Inspected


class Standing(StrEnum):
    """How far a model has come."""

    EARNED = "earned"  # at least one task
    FAILED = "failed"  # it sat the exam and earned none
    BEGUN = "begun"  # the exam is not over
    NEW = "new"  # it has not sat the exam
    SEARCH = "search"  # it compares meanings for the search, and sits no exam
    CRASHED = "crashed"  # it ended a worker
    UNUSABLE = "unusable"  # its file cannot be used
    ABSENT = "absent"  # of the catalogue only


@dataclass(frozen=True, slots=True)
class Listed:
    """A model.

    Attributes:
        name: For the user.
        standing: How far it has come.
        path: Its file; None where it is not here.
        comes_along: It is the starter model.
        about: What its header says; None where it is not here or cannot be used.
        problem: Why it cannot be used; else None.
        licence: What is known of it.
        accepted: The user has accepted the licence.
        roles: As which it is used: "fast", "strong", "embed".
        entry: Of the catalogue; None where that does not know it.
        table: Of its exam; None where it has sat none.
    """

    name: str
    standing: Standing
    path: Path | None = None
    comes_along: bool = False
    about: Inspected | None = None
    problem: Message | None = None
    licence: Licence = field(default_factory=lambda: Licence("", ""))
    accepted: bool = False
    roles: tuple[str, ...] = ()
    entry: CatalogueEntry | None = None
    table: ExamResults | None = None


class Seen:
    """What headers said before, so that a file is looked into once for as long as it stays as it is."""

    def __init__(self) -> None:
        self._starter: Path | None = None
        self._is_begun = False
        self._files: dict[tuple[object, ...], Inspected] = {}

    def look(self, own: Sequence[Path]) -> list[tuple[Path, Inspected | UserError]]:
        """As ``model_worker.survey``."""
        new = [path for path in own if _as_it_is(path) not in self._files]
        found = dict(model_worker.survey(new)) if new or not self._is_begun else {}
        self._is_begun = True
        self._starter = next((path for path in found if path not in own), self._starter)
        for path, about in found.items():
            if isinstance(about, Inspected):
                self._files[_as_it_is(path)] = about
        files = [*([self._starter] if self._starter else []), *own]
        looked = [(path, self._files.get(_as_it_is(path)) or found.get(path)) for path in files]
        return [(path, about) for path, about in looked if about is not None]


def _as_it_is(path: Path) -> tuple[object, ...]:
    """This very file, and what it belongs to."""
    try:
        about = path.stat()
    except OSError:
        return (path,)
    return path, about.st_size, about.st_mtime_ns, adapter_bases.base_of(path)


def models(shelf: ModelStore, seen: Seen | None = None) -> list[Listed]:
    """The starter model, the user's own, then what the catalogue names beside them.

    Args:
        shelf: Where they are.
        seen: What is known already, and gets to know more.
    """
    own = shelf.files()
    tables = {table.model: table for table in shelf.tables()}
    looked = (seen or Seen()).look(own)
    here = [_here(shelf, path, found, tables, comes_along=path not in own) for path, found in looked]
    there = {one.entry.id for one in here if one.entry is not None}
    absent = [one for one in model_catalogue.entries() if one.id not in there and one.tier != "starter"]
    return [*here, *(_absent(one) for one in absent)]


def _here(
    shelf: ModelStore, path: Path, found: Inspected | UserError, tables: Mapping[str, ExamResults], *, comes_along: bool
) -> Listed:
    entry = model_catalogue.entry_of(path.name)
    if isinstance(found, UserError):
        return Listed(path.stem, Standing.UNUSABLE, path, problem=found.message, comes_along=comes_along, entry=entry)
    table = tables.get(found.id)
    return Listed(
        name=found.name,
        standing=Standing.CRASHED if shelf.has_crashed(path) else _standing(found, table),
        path=path,
        comes_along=comes_along,
        about=found,
        licence=model_catalogue.licence(found),
        accepted=comes_along or shelf.is_agreed(found.id),
        roles=_roles(shelf, path, comes_along=comes_along),
        entry=entry,
        table=table,
    )


def _standing(about: Inspected, table: ExamResults | None) -> Standing:
    if about.is_embedding:
        return Standing.SEARCH
    if table is None:
        return Standing.NEW
    if not table.scores:
        return Standing.BEGUN
    return Standing.EARNED if table.earned else Standing.FAILED


def _roles(shelf: ModelStore, path: Path, *, comes_along: bool) -> tuple[str, ...]:
    fast, strong = shelf.used("fast"), shelf.used("strong")
    is_fast = fast == path or (comes_along and fast is None)
    is_for_search = shelf.used(EMBED) == path
    chosen = {"fast": is_fast, "strong": strong == path, EMBED: is_for_search}
    return tuple(role for role, is_chosen in chosen.items() if is_chosen)


def _absent(entry: CatalogueEntry) -> Listed:
    return Listed(entry.id, Standing.ABSENT, licence=Licence(entry.licence, ""), entry=entry)
