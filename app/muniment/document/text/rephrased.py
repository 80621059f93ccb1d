"""Whether a sentence in other words says what the cited one says, as far as code can tell. Worker and vault ask the same.

Must never pass a number, unit, name or word of content that is not in the cited sentence, nor lose or move one: only small
words may change, and a word of direction for another one of the same direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 2.0  # times the cited sentence
_TOKEN = re.compile(
    r"(?P<number>[$€£¥]?\s?\d(?:[\d.,]*\d)?(?:\s?%)?)|(?P<word>[^\W\d_]+(?:[’'-][^\W\d_]+)*)|(?P<other>[^\s])"
)
_UNIT = re.compile(
    r"\s+(percent(?:age)?|basis points?|thousands?|millions?|billions?|trillions?|dollars?|euros?|pounds?|shares?|days?|weeks?"
    r"|months?|quarters?|years?|times)\b"
)
_FREE = frozenset(",;-–—'’")
"""Characters that may come and go; all others are counted."""

_CAUSE = re.compile(
    r"\b(?:as a result of|on account of|because of|(?:due|owing|thanks|attributable) to|driven by)\b", re.IGNORECASE
)

# Words that say the same way, one group each: another one of the same group is allowed, one of another group is not.
_SENSES: dict[str, str] = {
    "up": r"increas\w*|ris(?:e|es|en|ing)|rose|grew|grow(?:s|n|th|ing)?|higher|up|climb\w*|more|greater",
    "better": r"improv\w*|strengthen\w*",
    "down": r"decreas\w*|fell|fall(?:s|en|ing)?|declin\w*|lower(?:s|ed|ing)?|down|drop(?:s|ped|ping)?|reduc\w*|less|fewer|shr[aiu]nk\w*",
    "worse": r"weaken\w*|worsen\w*|deteriorat\w*",
    "not": r"not|no|never|cannot|\w+n['’]t",
    "expects": r"expect(?:s|ed|ing)?|anticipat(?:es?|ed|ing)",
    "may": r"may|might|could",
    "because": r"because|reflecting",
    "but": r"while|whereas|although|though|but",
    "mainly": r"primarily|mainly|largely|mostly|principally|predominantly|chiefly",
    "partly": r"partly|partially",
    "about": r"about|approximately|around|roughly|nearly|almost",
    "without": r"excluding|without|except",
    "compared": r"compared|versus",
}  # fmt: skip
_SENSE = tuple((name, re.compile(rf"(?:{words})")) for name, words in _SENSES.items())
_BOUND = frozenset({"from", "to", "than", "between", "and", "or"})
"""Words before a number that say what it is: from 9 to 10 is not from 10 to 9."""
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those it its we our us they their them he she his her who which what there also and of in on at "
        "by for with to from as into during within is was were be been being has had have having did do does came come comes "
        "became become becomes made make makes saw see sees showed show shows amounted amount amounts amounting stood stand stands "
        "reached reach reaches reaching",
    )
)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a sentence says: its anchors, kind by kind, each in order."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    ways: tuple[str, ...]
    content: tuple[str, ...]
    others: tuple[str, ...]


def is_sound(cited: str, text: str) -> bool:
    """Whether a rephrased sentence may stand in the place of the cited one.

    Args:
        cited: As it stands at its place.
        text: As a model wrote it.

    Returns:
        False for the cited sentence itself, which is no rephrasing.
    """
    said, was = " ".join(text.split()), " ".join(cited.split())
    if not said or said == was or said != text or len(said) > _LONGEST * len(was) or not said.endswith("."):
        return False
    if not said.isprintable() or re.search(r"[.!?]\s", said.replace("U.S. ", "")):  # one line, one sentence
        return False
    sure = _names(was)
    names = _names(said) | sure
    return _sense(said, names, sure) == _sense(was, names, sure)


def _names(text: str) -> frozenset[str]:
    """Words with a capital that do not begin the sentence."""
    words = [match["word"] for match in _TOKEN.finditer(text) if match["word"]]
    return frozenset(word for word in words[1:] if word[0].isupper())


def _sense(text: str, names: frozenset[str], sure: frozenset[str]) -> _Sense:
    found: dict[str, list[str]] = {"number": [], "name": [], "way": [], "content": [], "other": []}
    for kind, value in _anchors(text, names, sure):
        found[kind].append(value)
    return _Sense(*(tuple(values) for values in found.values()))


def _anchors(text: str, names: frozenset[str], sure: frozenset[str]) -> Iterator[tuple[str, str]]:
    text = _CAUSE.sub("because", text)
    at, before, is_first = 0, "", True
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["number"]:
            unit = _UNIT.match(text, at)
            at = unit.end() if unit else at
            yield "number", f"{before if before in _BOUND else ''} {_number(match['number'], unit[1] if unit else '')}"
            before = ""
        elif match["word"]:
            before, was_first, is_first = match["word"].lower(), is_first, False
            if match["word"] in names or (match["word"][0].isupper() and not was_first):
                yield "name", match["word"]
            # What only the model writes like a name keeps its place among the words of content: it may be none.
            if match["word"] not in sure:
                yield from _of_word(match["word"].lower())
        elif match["other"] not in _FREE:
            yield "other", match["other"]


def _number(printed: str, unit: str) -> str:
    """The same for 5%, 5 % and 5 percent; for a million and millions."""
    unit = "%" if unit.startswith("percent") else unit.removesuffix("s")
    return "".join(printed.split()) + unit


def _of_word(plain: str) -> Iterator[tuple[str, str]]:
    way = next((name for name, pattern in _SENSE if pattern.fullmatch(plain)), None)
    if way is not None:
        yield "way", way
    elif plain not in _SMALL:
        yield "content", plain
