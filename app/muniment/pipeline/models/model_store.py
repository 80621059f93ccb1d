"""The folder of models: the user's files, what each showed in its exam, which are used, and which ended a worker.

Must never load a model: what a file is, a worker says. Nothing here names a document.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from muniment import paths
from muniment.document.codec import from_json, to_json
from muniment.document.usage.exam_marks import VERSION, ExamMark, ExamResults, Score
from muniment.errors import Cancelled, UserError
from muniment.pipeline.models import adapter_bases
from muniment.vault.store import Vault

SEED = 20_260_101
"""Of a first exam; another one asks other items of the same kinds."""

_FILES = re.compile(r"(?:^|\+)(.+?)@[0-9a-f]{12}(?=\+|$)")
_UNSAFE = re.compile(r"[^\w.@+-]+")
_LARGEST = 1_000_000  # bytes of a file of ours; a table has some 60,000


class _Notes(TypedDict):
    """``models.json``: file names by tier, and keys of models."""

    use: dict[str, str]
    agreed: list[str]
    crashed: list[str]


class ModelStore:
    """What stands in the folder of models; made when something is first put there.

    Attributes:
        folder: Of the models.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.user_data() / "models"

    # files

    def files(self) -> list[Path]:
        """The user's own models, by name."""
        return sorted(self.folder.glob("*.gguf"))

    def find(self, name: str) -> Path:
        """A model by its file name, with or without its ending, or by a path.

        Raises:
            UserError: ``no-such-model``.
        """
        path = self.path(name)
        if path.is_file():
            return path
        raise UserError("no-such-model", name=name)

    def path(self, name: str) -> Path:
        """The same, without looking whether there is such a file."""
        here = next((path for path in self.files() if name in (path.name, path.stem)), None)
        return here or Path(name).absolute()

    def take_in(self, path: Path, name: str = "", *, stopped: Callable[[], bool] = lambda: False) -> Path:
        """Bring a file into the folder: as a second name of the same bytes where the disk allows it, else as a copy.

        Args:
            path: Of a model that a worker has looked at.
            name: In the folder; empty for the file's own.
            stopped: Asked after each megabyte that is copied; where it says so, nothing of the file stays.

        Raises:
            UserError: ``model-there``, ``model-not-copied``.
            Cancelled: ``stopped`` said so.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / (name or path.name)
        if target.exists():
            raise UserError("model-there", name=target.name, stem=target.stem)
        part = target.with_suffix(".part")
        try:
            part.unlink(missing_ok=True)
            try:
                os.link(path.resolve(), part)
            except OSError:  # another disk, or one that knows no second names
                _copy(path, part, stopped)
            part.replace(target)
        except Cancelled:
            part.unlink(missing_ok=True)
            raise
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise UserError("model-not-copied", name=path.name, why=error.strerror or "") from error
        return target

    def remove(self, path: Path) -> None:
        """Take a file, what it showed and what was said of it out of the folder.

        Raises:
            UserError: It is not in the folder (``model-elsewhere``), or cannot be removed (``model-not-removed``).
        """
        if path.parent != self.folder:
            raise UserError("model-elsewhere", name=path.name)
        try:
            path.unlink()
        except OSError as error:
            raise UserError("model-not-removed", name=path.name, why=error.strerror or "") from error
        adapter_bases.detach(path)
        for table in self.tables():
            if path.stem in stems(table.model):
                self._table_file(table.model).unlink(missing_ok=True)
        notes = self._notes()
        uses = {tier: name for tier, name in notes["use"].items() if name != path.name}
        crashed = [key for key in notes["crashed"] if not key.startswith(f"{path.name}:")]
        self._write(notes | {"use": uses, "crashed": crashed})

    # exams

    def tables(self) -> list[ExamResults]:
        """What came of exams, finished or not; files that are not of ours are passed over."""
        found = (_table(path) for path in sorted((self.folder / "exams").glob("*.json")))
        return [table for table in found if table is not None]

    def table(self, model: str, name: str) -> ExamResults:
        """Of a model: as far as it came, or a new one.

        Args:
            model: Its id.
            name: For people; kept with a new table.
        """
        known = next((one for one in self.tables() if one.model == model and one.version == VERSION), None)
        return known or ExamResults(model, name, VERSION, SEED)

    def keep(self, table: ExamResults) -> None:
        """Keep what came of an exam."""
        file = self._table_file(table.model)
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, json.dumps(to_json(table)))

    def earned(self) -> dict[str, Mapping[str, float]]:
        """What each model that sat its exam may be used for, by its id."""
        return {table.model: table.earned for table in self.tables() if table.earned}

    # what the user said, and what happened

    def used(self, tier: str = "fast") -> Path | None:
        """The model that the user chose: "fast", "strong" or "embed"; None for the starter model, or none.

        Args:
            tier: What for.
        """
        name = self.uses().get(tier)
        return self.folder / name if name is not None else None

    def uses(self) -> dict[str, str]:
        """The names of the files that the user chose, by tier."""
        return {tier: name for tier, name in self._notes()["use"].items() if name and (self.folder / name).is_file()}

    def note_in(self, vault: Vault) -> None:
        """Tell the vault's journal which models there are; a disk that takes no entry now takes it the next time."""
        with suppress(UserError):
            vault.note_models([path.name for path in self.files()], self.uses())

    def use(self, path: Path | None, tier: str) -> None:
        """Choose a model of the folder; None for none.

        Args:
            path: Of a file in the folder.
            tier: What for: "fast", "strong" or "embed".
        """
        notes = self._notes()
        uses = {one: name for one, name in notes["use"].items() if one != tier}
        self._write(notes | {"use": uses | ({tier: path.name} if path is not None else {})})

    def is_agreed(self, model: str) -> bool:
        """Whether the user has seen the licence of a model.

        Args:
            model: Its id.
        """
        return model in self._notes()["agreed"]

    def agree(self, model: str) -> None:
        """The user has seen its licence.

        Args:
            model: Its id.
        """
        notes = self._notes()
        self._write(notes | {"agreed": sorted({*notes["agreed"], model})})

    def has_crashed(self, path: Path) -> bool:
        """Whether this very file ended a worker before."""
        return _key(path) in self._notes()["crashed"]

    def crashed(self, path: Path, *, yes: bool = True) -> None:
        """Remember that it did, or forget it.

        Args:
            path: Of a model that ended a worker.
            yes: False to forget it.
        """
        notes = self._notes()
        keys = {*notes["crashed"], _key(path)} if yes else set(notes["crashed"]) - {_key(path)}
        if keys != set(notes["crashed"]):
            self._write(notes | {"crashed": sorted(keys)})

    # within

    def _table_file(self, model: str) -> Path:
        return self.folder / "exams" / f"{_UNSAFE.sub('_', model)}.json"

    def _notes(self) -> _Notes:
        """What the user said and what happened; anything that is not of that form is as if it were not there."""
        said = _json(self.folder / "models.json")
        said = said if isinstance(said, dict) else {}
        use = said.get("use")
        uses = {k: v for k, v in use.items() if isinstance(v, str)} if isinstance(use, dict) else {}
        return {"use": uses, "agreed": _texts(said.get("agreed")), "crashed": _texts(said.get("crashed"))}

    def _write(self, notes: _Notes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(self.folder / "models.json", json.dumps(notes, indent=1))


def stems(model: str) -> list[str]:
    """The names of the files that a model's id stands for, without their endings: of the model, and of its adapter.

    Args:
        model: Its id: a name, ``@`` and 12 hexadecimal digits; after a ``+`` those of its adapter.
    """
    return _FILES.findall(model)


def marked(table: ExamResults, marks: Sequence[ExamMark], scores: Sequence[Score] = ()) -> ExamResults:
    """The table with further marks, and its scores once it is over."""
    return ExamResults(table.model, table.name, table.version, table.seed, (*table.marks, *marks), tuple(scores))


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _key(path: Path) -> str:
    """This file and no other version of it."""
    try:
        about = path.stat()
    except OSError:
        return f"{path.name}:"
    return f"{path.name}:{about.st_size}:{about.st_mtime_ns}"


def _table(path: Path) -> ExamResults | None:
    try:
        return from_json(ExamResults, _json(path))
    except ValueError:
        return None


def _json(path: Path) -> object:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(".part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        raise UserError("models-not-written", file=str(path), why=error.strerror or "") from error


def _copy(source: Path, target: Path, stopped: Callable[[], bool]) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        while piece := read.read(1 << 20):
            if stopped():
                raise Cancelled
            written.write(piece)
