"""Whether a sentence that a model wrote says nothing that the cited one does not say, as far as code can tell.

Must never pass a number, a unit, a word of direction, a negation or a name that is not in the original, nor lose one.
"""

from __future__ import annotations

import re
from collections import Counter

QUESTION = "Say this sentence in other words. Keep every number, unit and name. Answer with one sentence."
"""How a model is asked."""

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_UNITS = re.compile(
    r"%|[$€£¥]|\b(?:percent(?:age)?|basis points?|thousands?|millions?|billions?|dollars?|euros?|pounds?|shares?|days?|weeks?"
    r"|months?|quarters?|years?|times)\b"
)
# One group a direction: another word of the same group is allowed, one of another group is not.
_DIRECTIONS = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        r"increas\w*|ris(?:e|es|en|ing)|rose|grew|grow(?:s|n|th|ing)?|higher|up|climb\w*|gain\w*|more|expan\w*|improv\w*|rais\w*|dearer",
        r"decreas\w*|fell|fall(?:s|en|ing)?|declin\w*|lower\w*|down|drop\w*|reduc\w*|less|fewer|shr[aiu]nk\w*|narrow\w*|cheaper|weak\w*",
        r"not|no|never|none|without|neither|nor|cannot|\w+n['’]t",
        r"loss(?:es)?|deficits?|lost",
        r"profits?|earnings|income",
        r"expects?|expected|will|would|may|might|could|should|plans?|planned|forecasts?|likely",
    )
)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SHORT = 4  # letters; shorter words in capitals at the beginning of a sentence are no names
_LONGEST = 2.0  # times the original


def is_sound(original: str, text: str) -> bool:
    """Whether a rephrased sentence may stand in the place of the cited one.

    Args:
        original: As it stands at its place.
        text: As a model wrote it.

    Returns:
        False for the original itself, which is no rephrasing.
    """
    plain, said = " ".join(text.split()), " ".join(original.split())
    if not plain or plain == said or len(plain) > _LONGEST * len(said) or not plain.endswith("."):
        return False
    if not plain.isprintable() or re.search(r"[.!?]\s", plain.replace("U.S. ", "")):  # one line, one sentence
        return False
    low, other = plain.lower(), said.lower()
    same_numbers = Counter(_NUMBER.findall(plain)) == Counter(_NUMBER.findall(said))
    same_units = Counter(_units(low)) == Counter(_units(other))
    same_ways = all(bool(way.search(low)) == bool(way.search(other)) for way in _DIRECTIONS)
    return same_numbers and same_units and same_ways and _names(plain) == _names(said)


def _units(text: str) -> list[str]:
    return [
        unit.removesuffix("s").replace("percentage", "percent").replace("%", "percent") for unit in _UNITS.findall(text)
    ]


def _names(text: str) -> set[str]:
    """Words with capitals, but for the first word unless it is one elsewhere too; none is lost or added."""
    words = _WORD.findall(text)
    return {word for word in words[1:] if word[0].isupper()} | {
        word for word in words[:1] if len(word) > _SHORT and not _COMMON.match(word)
    }


_COMMON = re.compile(
    r"(?:Operating|Sales|Margins?|During|While|Because|Since|Higher|Lower|Demand|Orders|Revenues?|Profits?|Prices|There|These|Their|After|Before|Owing|Driven|Primarily)\b"
)
