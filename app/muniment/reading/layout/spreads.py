"""Two pages on one sheet: read as the two pages that they are, the left one first.

Must never part a table: both halves have lines of their own that begin with words, and nothing stands between them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muniment.document.pages.page import PackedWords
from muniment.reading.layout.page_rows import Layout, PageRow, Segment, layout

if TYPE_CHECKING:
    from muniment.reading.layout.raw_word import RawWord

WIDER = 1.25  # times as wide as high: a sheet of two pages
FREE = 0.025  # of the width that nothing stands on, in the middle
LEAST = 8  # lines of the right page that begin with words
FEW = 1  # numbers on a page that holds no table: its own
MOST_AMOUNTS = 0.4  # of the lines of the right page begin with an amount, at most


def page_layout(words: Sequence[RawWord], width: float, height: float) -> Layout:
    """Arrange the words of a page into rows, those of two pages side by side one page after the other.

    Args:
        words: In the order in which the page gives them; boxes in points, origin top-left.
        width: Of the page in points.
        height: Of the page in points.

    Returns:
        As ``layout``; the rows of the right one of two pages stand as they would if that page was alone.
    """
    gutter = _gutter(words, width) if width > WIDER * height else None
    if gutter is None:
        return layout(words, width, height)
    left = layout([word for word in words if word[0] < gutter], gutter, height)
    right = layout(
        [(word[0] - gutter, word[1], word[2] - gutter, word[3], word[4]) for word in words if word[0] >= gutter],
        width - gutter,
        height,
    )
    return followed_by(left, _moved(right, gutter), keep_lines=True)


def followed_by(rows: Layout, other: Layout, *, keep_lines: bool = False) -> Layout:
    """A page with what stands beside its rows after them.

    Args:
        rows: The page.
        other: What follows.
        keep_lines: What follows are rows too, and not text alone.
    """
    shift = len(rows.text) + 1
    offsets = array("I", rows.words.offsets)
    offsets.extend(offset + shift for offset in other.words.offsets)
    boxes = array("f", rows.words.boxes)
    boxes.extend(other.words.boxes)
    lines = (*rows.lines, *(_later(line, shift) for line in other.lines)) if keep_lines else rows.lines
    return replace(rows, text=f"{rows.text}\n{other.text}", words=PackedWords(offsets, boxes), lines=lines)


def _gutter(words: Sequence[RawWord], width: float) -> float | None:
    """Where the right one of two pages begins; None where the sheet is one page."""
    middle = width / 2
    ends = max((word[2] for word in words if word[0] + word[2] < width), default=middle)
    begins = min((word[0] for word in words if word[0] + word[2] >= width), default=0.0)
    if begins - ends < FREE * width or begins < middle - FREE * width:
        return None
    firsts = list(_first_words(words, begins))
    named = sum(any(c.isalpha() for c in word[4]) for word in firsts)
    if named and sum(word[0] >= begins and word[4][-1].isdigit() for word in words) <= FEW:
        return (ends + begins) / 2  # a page of a picture, its caption and its number
    if named < LEAST or len(firsts) - named > MOST_AMOUNTS * len(firsts):
        return None
    return (ends + begins) / 2


def _first_words(words: Sequence[RawWord], begins: float) -> Iterator[RawWord]:
    """The first word of each line of the right page."""
    bottom = -1.0
    lowest: RawWord | None = None
    for word in sorted((w for w in words if w[0] >= begins), key=lambda w: w[1] + w[3]):
        if lowest is None or word[1] + word[3] > 2 * bottom:
            if lowest is not None:
                yield lowest
            lowest, bottom = word, word[3]
        elif word[0] < lowest[0]:
            lowest = word
    if lowest is not None:
        yield lowest


def _moved(page: Layout, by: float) -> Layout:
    boxes = array("f", page.words.boxes)
    boxes[0::4] = array("f", (x + by for x in boxes[0::4]))
    boxes[2::4] = array("f", (x + by for x in boxes[2::4]))
    return replace(page, words=PackedWords(page.words.offsets, boxes))


def _later(line: PageRow, shift: int) -> PageRow:
    segments = [_segment(segment, shift) for segment in line.segments]
    return PageRow(line.top, line.bottom, line.start + shift, line.end + shift, segments)


def _segment(segment: Segment, shift: int) -> Segment:
    start, end = segment.number
    number = (start + shift, end + shift) if end else (0, 0)
    return segment._replace(start=segment.start + shift, end=segment.end + shift, number=number)
