"""The catalogue of models that suit Muniment, and what is known of a model's licence.

Must never name a place to fetch from, nor claim what neither the catalogue nor the model's own file says.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from muniment import paths
from muniment.errors import UserError
from muniment.worker.protocol.exchanged_values import Inspected

_SPDX = {"apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-3-clause": "BSD-3-Clause", "cc-by-4.0": "CC-BY-4.0"}
"""Licences whose text the list of SPDX identifiers has under the same name."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model that suits Muniment; what is not known for certain is empty or 0.

    Attributes:
        id: How the program names it; files of it begin with it, as is the custom.
        family: Architecture, as llama.cpp names it.
        tier: starter, fast, strong or classic.
        roles: Tasks of the exam that it may be expected to earn.
        licence: SPDX identifier, or LicenseRef.
        context: Tokens that it was trained to read at once.
        memory: Bytes that it needs with 4-bit weights and 4,096 tokens of context.
        file: Name of one file that was checked.
        size: Bytes of that file.
        sha256: Of that file.
    """

    id: str
    family: str
    tier: str
    roles: tuple[str, ...] = ()
    licence: str = ""
    context: int = 0
    memory: int = 0
    file: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what a model may be used.

    Attributes:
        name: As its file or the catalogue says; empty if neither does.
        link: Where its text stands, to be read elsewhere; empty if that is not known.
    """

    name: str
    link: str


@cache
def entries() -> tuple[CatalogueEntry, ...]:
    """All of the catalogue."""
    found = tomllib.loads((paths.models() / "catalogue.toml").read_text("utf-8"))["model"]
    return tuple(_entry(one) for one in found)


def entry_of(name: str) -> CatalogueEntry | None:
    """The entry of a model, by the beginning of its id or its file's name; the longest that fits."""
    asked = name.casefold()
    fitting = [one for one in entries() if asked.startswith(one.id)]
    return max(fitting, key=lambda one: len(one.id), default=None)


def licence(about: Inspected) -> Licence:
    """The licence of a model, as its file says, else as the catalogue does."""
    known = entry_of(about.id)
    name = about.licence or (known.licence if known else "")
    spdx = _SPDX.get(name.casefold(), "")
    return Licence(spdx or name, about.licence_link or (f"https://spdx.org/licenses/{spdx}.html" if spdx else ""))


def refuse_other(path: Path) -> None:
    """Hold a file against the catalogue, where that knows the SHA-256 of a file of this name.

    Raises:
        UserError: It is another file (not-the-catalogue), or cannot be read (model-not-read).
    """
    known = next((one for one in entries() if one.sha256 and one.file.casefold() == path.name.casefold()), None)
    if known is None:
        return
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError("model-not-read", name=path.name, why=error.strerror or "") from None
    if found != known.sha256:
        raise UserError("not-the-catalogue", name=path.name, found=found[:12], expected=known.sha256[:12])


def _entry(model: dict[str, Any]) -> CatalogueEntry:
    return CatalogueEntry(**{**model, "roles": tuple(model["roles"])})
