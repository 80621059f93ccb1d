"""The texts of the summary; all others are in ``messages``."""

from __future__ import annotations

from collections.abc import Iterable

from muniment.document.fact import Sentence, Wording
from muniment.gui import messages

WORDS = "In words, with what stands in the document"
WORDINGS = {
    Wording.CITED: "",
    Wording.JOINED: "two sentences joined",
    Wording.REPHRASED: "rephrased by the model",
}


def words_heading(sentences: Iterable[Sentence]) -> str:
    """The heading over sentences that cite; it says no more of them than is true of all."""
    return WORDS if any(one.originals for one in sentences) else messages.SUMMARY_WORDS


def original(words: str) -> str:
    """What stands in the document under a sentence that says it in other words."""
    return f"In the document: “{words}”"
