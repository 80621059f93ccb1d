"""Which model an adapter belongs to: a small file beside the models says it, for all who start a worker with one.

An adapter is named by its own file wherever a model is; here that becomes two files. Must never load either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from muniment.errors import UserError

FILE = "adapters.json"
_LARGEST = 1_000_000  # bytes; an entry has some 60

STARTER = ""
"""Stands for the model that comes along, wherever it is installed."""


def base_of(path: Path) -> str | None:
    """The model that an adapter belongs to: a path, or ``STARTER``; None for what is a model itself."""
    name = _said(path.parent).get(path.name)
    return str(path.parent / name) if name else name


def bases_of(paths: Iterable[Path | None]) -> dict[str, str]:
    """The same for those of some files that are adapters, as a worker is told it.

    Args:
        paths: Of models and adapters; None, for the starter model, counts as nothing.
    """
    found = {str(path): base_of(path) for path in paths if path is not None}
    return {path: base for path, base in found.items() if base is not None}


def files_of(paths: Iterable[Path | None]) -> list[Path]:
    """All files that a worker has to read for some models and adapters.

    Args:
        paths: Of models and adapters; None, for the starter model, counts as nothing.
    """
    given = [path for path in paths if path is not None]
    return [*given, *(Path(base) for base in bases_of(given).values() if base != STARTER)]


def attach(path: Path, base: Path | None) -> None:
    """Say what an adapter belongs to.

    Args:
        path: Of the adapter, in the folder of models.
        base: A model of that folder; None for the starter model.

    Raises:
        UserError: ``adapters-not-written``.
    """
    _write(path.parent, _said(path.parent) | {path.name: base.name if base is not None else STARTER})


def detach(path: Path) -> None:
    """The file is gone, or is no adapter."""
    said = _said(path.parent)
    if said.pop(path.name, None) is not None:
        _write(path.parent, said)


def _said(folder: Path) -> dict[str, str]:
    """Names of adapters with those of their models; what is not of that form is as if it were not there."""
    file = folder / FILE
    try:
        said = json.loads(file.read_text("utf-8")) if file.stat().st_size <= _LARGEST else {}
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {name: base for name, base in pairs if isinstance(base, str) and Path(base).name == base}


def _write(folder: Path, said: dict[str, str]) -> None:
    file = folder / FILE
    part = file.with_suffix(".part")
    try:
        part.write_text(json.dumps(said, indent=1), "utf-8")
        part.replace(file)
    except OSError as error:
        raise UserError("adapters-not-written", file=str(file), why=error.strerror or "") from error
