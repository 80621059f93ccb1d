"""How concepts are called, from the schema that defines them."""

from __future__ import annotations

from muniment.texts.document_words import schema_words
from muniment.texts.text import Text

_OTHERS = {
    "company_name": Text("Company"),
    "period_end": Text("Period end"),
    "currency": Text("Currency"),
}


def concept_name(concept: str) -> str:
    """The name to show for a concept; its id in words where no schema names it."""
    named = schema_words.concept_name(concept)
    if named is None and concept in _OTHERS:
        return _OTHERS[concept]()
    return named or concept.replace("_", " ").capitalize()
