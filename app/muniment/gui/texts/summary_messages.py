"""The texts of the summary; all others are in ``messages``."""

from __future__ import annotations

from collections.abc import Iterable

from muniment.document.facts.fact import Sentence, Wording
from muniment.gui.texts import messages

TAGS = "What it speaks of"
FOR_WHOM = "Who should read it"
BY_MODEL = "by the model"
WORDS = "In words, with what stands in the document"
WORDINGS = {
    Wording.CITED: "",
    Wording.JOINED: "two sentences joined",
    Wording.REPHRASED: "rephrased by the model",
}


def words_heading(sentences: Iterable[Sentence]) -> str:
    """The heading over sentences that cite; it says no more of them than is true of all."""
    return WORDS if any(one.originals for one in sentences) else messages.SUMMARY_WORDS


def quoted(words: str) -> str:
    """Words of the document."""
    return f"\u201c{words}\u201d"


def original(words: str) -> str:
    """What stands in the document under a sentence that says it in other words."""
    return f"In the document: “{words}”"
