"""Digits set small and high: the mark of a footnote, never part of the number before it.

Must never change a digit of full size: what is raised is written with the raised digits that Unicode has for it.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.reading.layout.raw_word import RawWord

SMALL = 0.8  # of the type beside it: smaller type that stands high is a mark
HIGH = 0.1  # of the size of the type beside it, above its foot
BEFORE, AFTER = 0.5, 0.5  # points that a mark may reach into the word before it, and its distance in sizes of the type
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised_end(text: str, boxes: array[float]) -> str:
    """A word whose last digits are a mark: "1,234" with a raised 5 is not 12,345.

    Args:
        text: Of the word.
        boxes: left, top, right, bottom of each character, y upwards.
    """
    size, foot = boxes[1] - boxes[3], boxes[3]
    at = len(text)
    while (
        at > 1
        and text[at - 1].isdigit()
        and _is_raised(boxes[4 * at - 3] - boxes[4 * at - 1], boxes[4 * at - 1], size, foot)
    ):
        at -= 1
    return text[:at] + text[at:].translate(_SUPERSCRIPT)


def raised_beside(word: RawWord, before: RawWord) -> RawWord:
    """Digits that are a word of their own and a mark of the one before it; any other word as it is."""
    full = before[3] - before[1]
    near = -BEFORE < word[0] - before[2] < AFTER * full
    if near and _is_raised(word[3] - word[1], -word[3], full, -before[3]):
        return (*word[:4], word[4].translate(_SUPERSCRIPT))
    return word


def _is_raised(size: float, foot: float, full: float, base: float) -> bool:
    """Whether type of a size and foot is a mark beside full type; y upwards."""
    return size < SMALL * full and foot > base + HIGH * full
