"""Pages whose text runs up or down them: a wide table set sideways on an upright page, words set sideways in a margin.

Must never move a word: rows are made as one would read them, boxes stay where the words stand on the page.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from muniment.document.pages.page import Box, PackedWords
from muniment.reading.layout.page_rows import Layout, layout
from muniment.reading.layout.raw_word import RawWord
from muniment.reading.layout.spreads import followed_by, page_layout
from muniment.reading.pdf.pdf_words import PageWords

LONG = 4  # characters of a word whose box tells which way it runs
TALL = 1.5  # times as high as wide: it runs up or down
MOST = 0.7  # of the long words of a page that is set sideways
SAMPLE = 12  # every so many words are looked at first
LEAST = 12  # such words
MARGIN = 0.115  # of the page's width, at its left and right
STRAIGHT = 2.0  # points that the words of one sideways line differ in place


class TextDirection(Enum):
    """Which way the words of a page run."""

    LEVEL = 0
    UP = 1
    DOWN = 2


def arranged(read: PageWords) -> Layout:
    """The rows of a page, of one set sideways those that a reader sees who turns it.

    What runs level on a page set sideways (its number, a line at its top) comes after the rows, as text alone.
    """
    turn = turn_of(read.words)
    if turn is TextDirection.LEVEL:
        return _without_margins(read)
    level = [word for word in read.words if len(word[4]) >= LONG and not _is_tall(word)]
    found = _read_turned([word for word in read.words if len(word[4]) < LONG or _is_tall(word)], turn, read)
    return followed_by(found, layout(level, read.width, read.height)) if level else found


def _without_margins(read: PageWords) -> Layout:
    """The rows of a level page; what is set sideways in its margins comes after them, as text alone."""
    low, high = MARGIN * read.width, (1 - MARGIN) * read.width
    aside = [word for word in read.words if (word[2] < low or word[0] > high) and word[3] - word[1] > word[2] - word[0]]
    seeds = [word for word in aside if len(word[4]) >= LONG and _is_tall(word)]
    if not seeds:  # nearly all pages end here
        return page_layout(read.words, read.width, read.height)
    strips = {(word[0], word[2]) for word in seeds}
    side = [w for w in aside if any(abs(w[0] - x0) < STRAIGHT and abs(w[2] - x1) < STRAIGHT for x0, x1 in strips)]
    taken = set(side)
    rest = [word for word in read.words if word not in taken]
    rows = page_layout(rest, read.width, read.height)
    turned = _read_turned(side, _way(side), read)
    return followed_by(rows, turned) if rest else turned


def _read_turned(words: Sequence[RawWord], turn: TextDirection, read: PageWords) -> Layout:
    """Words that run up or down as rows, their boxes where they stand on the page."""
    rows = layout([_turned(word, turn, read) for word in words], read.height, read.width)
    boxes = array("f")
    for box in zip(*[iter(rows.words.boxes)] * 4, strict=True):
        boxes.extend(_back(box, turn, read))
    return replace(rows, words=PackedWords(rows.words.offsets, boxes))


def turn_of(words: Sequence[RawWord]) -> TextDirection:
    """Which way most words of a page run."""
    if 2 * sum(map(_is_tall, words[::SAMPLE])) < len(words[::SAMPLE]) // 2:
        return TextDirection.LEVEL  # nearly all pages end here
    long = [word for word in words if len(word[4]) >= LONG]
    tall = [word for word in long if _is_tall(word)]
    if len(tall) < LEAST or len(tall) < MOST * len(long):
        return TextDirection.LEVEL
    return _way(tall)


def _way(tall: Sequence[RawWord]) -> TextDirection:
    """Whether words that do not run level run up or down."""
    ups = sum(
        1 if below[1] < above[1] else -1
        for above, below in pairwise(tall)
        if min(above[2], below[2]) > max(above[0], below[0])  # of one line
    )
    return TextDirection.UP if ups > 0 else TextDirection.DOWN


def _is_tall(word: RawWord) -> bool:
    return word[3] - word[1] > TALL * (word[2] - word[0])


def _turned(word: RawWord, turn: TextDirection, read: PageWords) -> RawWord:
    x0, top, x1, bottom, text = word
    if turn is TextDirection.UP:
        return read.height - bottom, x0, read.height - top, x1, text
    return top, read.width - x1, bottom, read.width - x0, text


def _back(box: Box, turn: TextDirection, read: PageWords) -> Box:
    x0, top, x1, bottom = box
    if turn is TextDirection.UP:
        return top, read.height - x1, bottom, read.height - x0
    return read.width - bottom, x0, read.width - top, x1
