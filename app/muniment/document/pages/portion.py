"""The portions of a page that are compared by meaning: some lines or sentences each.

A model of meanings reads some 500 tokens at once, and what is too long is about too many things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 800
"""Characters: 200 tokens of prose, 400 of figures."""
_ENDS = (". ", "; ", ", ", " ")


@dataclass(frozen=True, slots=True)
class Portion:
    """Where a portion stands.

    Attributes:
        page: From 1.
        start: Offset into the page's text.
        end: One past the last character.
    """

    page: int
    start: int
    end: int


def portions(page: int, text: str) -> Iterator[Portion]:
    """A page in portions, in order: whole lines as far as they fit, long lines cut behind a sentence or word.

    Args:
        page: Its number.
        text: Its text; lines without a letter or digit are in no portion of their own.
    """
    start = at = 0
    for line in text.splitlines(keepends=True):
        if at + len(line) - start > LONGEST and at > start:
            yield from _portion(page, text, start, at)
            start = at
        at += len(line)
        while at - start > LONGEST:
            cut = _cut(text, start)
            yield from _portion(page, text, start, cut)
            start = cut
    yield from _portion(page, text, start, at)


def _cut(text: str, start: int) -> int:
    """Where a long line is cut: in its second half, if it can be."""
    low, high = start + LONGEST // 2, start + LONGEST
    found = ((text.rfind(mark, low, high), len(mark)) for mark in _ENDS)
    return next((at + length for at, length in found if at >= 0), high)


def _portion(page: int, text: str, start: int, end: int) -> Iterator[Portion]:
    piece = text[start:end]
    if any(map(str.isalnum, piece)):
        left = len(piece) - len(piece.lstrip())
        yield Portion(page, start + left, start + len(piece.rstrip()))
