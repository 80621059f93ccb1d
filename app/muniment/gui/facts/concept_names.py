"""How concepts are called, from the file that defines them."""

from __future__ import annotations

import tomllib
from functools import cache

from muniment import paths
from muniment.texts.text import Text

_OTHERS = {
    "company_name": Text("Company"),
    "period_end": Text("Period end"),
    "eps_diluted": Text("Diluted earnings per share"),
    "eps_basic": Text("Basic earnings per share"),
}


@cache
def _defined() -> dict[str, str]:
    text = (paths.resources() / "concepts.toml").read_text(encoding="utf-8")
    return {concept["id"]: concept["name"] for concept in tomllib.loads(text).get("concept", ()) if "name" in concept}


def concept_name(concept: str) -> str:
    """The name to show for a concept; its id in words where the file does not name it."""
    if concept in _OTHERS:
        return _OTHERS[concept]()
    return _defined().get(concept) or concept.replace("_", " ").capitalize()
