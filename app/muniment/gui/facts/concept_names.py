"""How concepts are called, from the file that defines them."""

from __future__ import annotations

import tomllib
from functools import cache

from muniment import paths

_OTHERS = {
    "company_name": "Company",
    "period_end": "Period end",
    "eps_diluted": "Diluted earnings per share",
    "eps_basic": "Basic earnings per share",
}


@cache
def _defined() -> dict[str, str]:
    text = (paths.resources() / "concepts.toml").read_text(encoding="utf-8")
    return {concept["id"]: concept["name"] for concept in tomllib.loads(text).get("concept", ()) if "name" in concept}


def concept_name(concept: str) -> str:
    """The name to show for a concept; its id in words where the file does not name it."""
    return _defined().get(concept) or _OTHERS.get(concept) or concept.replace("_", " ").capitalize()
