"""The catalogue of models that suit Muniment: what ``models/catalogue.toml`` says of those that are not here.

Must never name a place to fetch from, nor claim what the catalogue does not say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

from muniment import paths


def missing(files: Iterable[str]) -> list[list[str]]:
    """The models of the catalogue that none of the files is, beside the starter: tier, id, and what is known.

    Args:
        files: Names of the GGUF files that are here; one is a model if it begins with the model's id, as is the custom.
    """
    here = tuple(name.casefold() for name in files)
    models = _models()
    return [
        [model["tier"], model["id"], ", ".join(("not installed", *_known(model)))]
        for model in models
        if model["tier"] != "starter" and not any(name.startswith(model["id"]) for name in here)
    ]


def licence(model: str) -> str:
    """The licence of a model of the catalogue, by the beginning of its id or file; empty if it is not known."""
    name = model.casefold()
    return next((str(one.get("licence", "")) for one in _models() if name.startswith(one["id"])), "")


def _models() -> list[dict[str, Any]]:
    return list(tomllib.loads((paths.models() / "catalogue.toml").read_text("utf-8"))["model"])


def _known(model: dict[str, Any]) -> list[str]:
    licence, memory = model.get("licence", ""), model.get("memory", 0)
    return [*([licence] if licence else []), *([f"needs {memory / 1e9:.1f} GB of memory"] if memory else [])]
