"""What measures, their groups and the time that they cover are called."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.document.facts.fact import StretchKind
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.finding_words import vocabulary_words
from muniment.texts.text import Text

MEASURES: Mapping[str, Words] = {
    "measure": lambda what: vocabulary_words.measure_name(str(what.get("id"))),
    "measure-short": lambda what: vocabulary_words.short_measure_name(str(what.get("id"))),
    "measure-note": lambda what: vocabulary_words.measure_note(str(what.get("id"))),
    "measure-group": lambda what: vocabulary_words.measure_group(str(what.get("id"))),
    "tag": lambda what: vocabulary_words.tag_name(str(what.get("id"))),
}
"""The words of each code; those of the user's own measures and tags are verbatim."""

_STRETCHES: Mapping[StretchKind, Text] = {
    StretchKind.LAST_TWELVE_MONTHS: Text("last twelve months"),
    StretchKind.FOURTH_QUARTER: Text("fourth quarter"),
}
_BLOCKS: Mapping[StretchKind, Text] = {
    StretchKind.LAST_TWELVE_MONTHS: Text("Last twelve months"),
    StretchKind.FOURTH_QUARTER: Text("Fourth quarter"),
}


def stretch_name(stretch: StretchKind) -> str:
    """What a sum over several stretches of time covers; empty for the period of a column."""
    words = _STRETCHES.get(stretch)
    return words() if words is not None else ""


def stretch_title(stretch: StretchKind) -> str:
    """The same as a title."""
    words = _BLOCKS.get(stretch)
    return words() if words is not None else ""
