"""The texts of the summary; all others are in ``messages``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muniment.document.facts.fact import Sentence, Wording
from muniment.gui.texts import messages
from muniment.texts.text import Text

TAGS = Text("What it speaks of")
FOR_WHOM = Text("Who should read it")
BY_MODEL = Text("by the model")
WORDS = Text("In words, with what stands in the document")
WORDINGS: Mapping[Wording, Text] = {
    Wording.JOINED: Text("two sentences joined"),
    Wording.REPHRASED: Text("rephrased by the model"),
}


def words_heading(sentences: Iterable[Sentence]) -> str:
    """The heading over sentences that cite; it says no more of them than is true of all."""
    return (WORDS if any(one.originals for one in sentences) else messages.SUMMARY_WORDS)()


def quoted(words: str) -> str:
    """Words of the document."""
    return Text("“{words}”")(words=words)


def original(words: str) -> str:
    """What stands in the document under a sentence that says it in other words."""
    return Text("In the document: “{words}”")(words=words)


def wording(how: Wording) -> str:
    """How a sentence says what it cites; nothing where it does so word for word."""
    return WORDINGS[how]() if how in WORDINGS else ""
