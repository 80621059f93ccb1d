"""What is to be fetched: the name, size and SHA-256 of one file, known before anything is asked of a network.

Must never take a size or a hash from the place that the file comes from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muniment import paths
from muniment.errors import Exit, UserError

_HASH = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,199}\.gguf")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file.

    Attributes:
        file: Its name, without a folder.
        size: In bytes.
        sha256: Of all of it, in lower case.
    """

    file: str
    size: int
    sha256: str


def catalogue() -> list[dict[str, Any]]:
    """The models that ``models/catalogue.toml`` knows."""
    return list(tomllib.loads((paths.models() / "catalogue.toml").read_text("utf-8"))["model"])


def find(name: str, *, size: int | None, sha256: str | None) -> Wanted:
    """Know what to fetch.

    Args:
        name: Id of a model in the catalogue, or the name of a file.
        size: In bytes, where the catalogue does not say it.
        sha256: Where the catalogue does not say it.

    Raises:
        UserError: Something is not known, or contradicts the catalogue (``unknown-model``, ``no-hash``, ``not-the-catalogue``).
    """
    known = next((model for model in catalogue() if name in (model["id"], model.get("file"))), {})
    file = str(known.get("file") or (name if name.lower().endswith(".gguf") else f"{name}.gguf"))
    if not _FILE.fullmatch(file):
        raise _usage(f"{name} is neither a model of the catalogue nor the name of a GGUF file.", "unknown-model")
    told = (sha256 or "").strip().lower() or None
    for what, given, said in (("size", size, known.get("size")), ("SHA-256", told, known.get("sha256"))):
        if given is not None and said is not None and given != said:
            raise _usage(f"The catalogue gives another {what} for {name}: {said}.", "not-the-catalogue")
    size, told = known.get("size", size), known.get("sha256", told)
    if size is None or size < 1 or told is None or not _HASH.fullmatch(told):
        raise _usage(_unknown(name, file, known), "no-hash")
    return Wanted(file, size, told)


def _unknown(name: str, file: str, known: Mapping[str, object]) -> str:
    """Why nothing is fetched: what comes could not be told from anything else."""
    knows = f"The catalogue knows {name}, but no" if known else f"{name} is not in the catalogue, so there is no"
    return (
        f"{knows} size and SHA-256 of a file of it, and nothing is fetched whose SHA-256 is not known before. Take both from the "
        f"publisher's own page (not from a mirror) and give them with --size and --sha256; or download {file} elsewhere and "
        "import it: muniment models import FILE"
    )


def _usage(sentence: str, code: str) -> UserError:
    return UserError(sentence, code=code, exit_code=Exit.USAGE)
