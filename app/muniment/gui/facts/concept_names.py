"""How concepts are called, from the schema that defines them."""

from __future__ import annotations

from muniment.texts import schema_texts

_OTHERS = {
    "company_name": "Company",
    "period_end": "Period end",
    "eps_diluted": "Diluted earnings per share",
    "eps_basic": "Basic earnings per share",
}


def concept_name(concept: str) -> str:
    """The name to show for a concept; its id in words where no schema names it."""
    return schema_texts.concept_name(concept) or _OTHERS.get(concept) or concept.replace("_", " ").capitalize()
