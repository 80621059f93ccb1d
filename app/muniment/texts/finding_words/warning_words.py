"""What a user should know of a document that was read, in words."""

from __future__ import annotations

from collections.abc import Mapping

from muniment import paths
from muniment.message import Message
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.text import Text

_OWN_MEASURES = Text("In your {file}: {fault} The other measures are computed.")
_OWN_TAGS = Text("In your {file}: {fault} The other tags are looked for.")


def _own_measures(what: Message) -> str:
    return _OWN_MEASURES(file=paths.own_measures(), fault=what.get("fault") or "")


def _own_tags(what: Message) -> str:
    return _OWN_TAGS(file=paths.own_tags(), fault=what.get("fault") or "")


WARNINGS: Mapping[str, Words] = {
    "no-text": Text("Some pages have no text (empty, or only a picture of it); nothing was read there."),
    "damaged-page": Text("Some pages are damaged and were not read; their figures are missing."),
    "unknown-kind": Text(
        "This is none of the kinds of documents that Muniment knows; see whether the figures are what you look for."
    ),
    "no-statements": Text("No balance sheet and no income statement was found, so there are no figures."),
    "no-scale": Text("Some figures stand where nothing says whether they are thousands or millions; look at them."),
    "children-left-out": Text(
        "Some attachments were not added: they are too many, too large, or too deep in each other."
    ),
    "derivation-pending": Text("A decision is not followed yet: the checks and measures that it touches are left out."),
    "own-measures": _own_measures,
    "own-tags": _own_tags,
}
"""The words of each code."""
