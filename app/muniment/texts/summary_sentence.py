"""A sentence of the summary as it is shown, with the places of the numbers in it.

Must never lose a link: each number of a sentence leads to what it was read or computed from, in any language.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.document.facts.fact import Sentence
from muniment.texts.finding_words.summary_words import MARKED_NUMBER
from muniment.texts.say import say


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands in a sentence.

    Attributes:
        start: Into the text.
        end: Half-open.
        link: Position in ``Sentence.links``.
    """

    start: int
    end: int
    link: int


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence in words.

    Attributes:
        text: In the current language, or of the document.
        places: Of its numbers, from left to right.
    """

    text: str
    places: tuple[Place, ...] = ()


def written(sentence: Sentence) -> Written:
    """A sentence of the summary as it is shown; words of the document stay as they are."""
    if sentence.said is None:
        return Written(sentence.text)
    text, places, at = "", list[Place](), 0
    marked = say(sentence.said)
    for match in MARKED_NUMBER.finditer(marked):
        text += marked[at : match.start()]
        places.append(Place(len(text), len(text) + len(match[2]), int(match[1])))
        text += match[2]
        at = match.end()
    return Written(text + marked[at:], tuple(places))


def sentence_text(sentence: Sentence) -> str:
    """The words alone."""
    return written(sentence).text
