"""A page as read: its text, and where every word of the text stands.

Must never hold anything that cannot be rebuilt from the original.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points, origin top-left, page as displayed


class Unit(StrEnum):
    """What a page's width, height and boxes are measured in."""

    POINT = "pt"
    CELL = "cell"
    CHAR = "char"


class Source(StrEnum):
    """Where a page's text comes from: its own text layer, recognition, or a flow cut into pages."""

    TEXT = "text"
    OCR = "ocr"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class PackedWords:
    """The words of a page, packed: their place in the text and on the page.

    Attributes:
        offsets: start, end (half-open, into ``Page.text``) of each word, ascending: 2n unsigned integers.
        boxes: x0, top, x1, bottom of each word: 4n floats; empty where a page has no geometry.
    """

    offsets: array[int] = field(default_factory=lambda: array("I"))
    boxes: array[float] = field(default_factory=lambda: array("f"))

    @classmethod
    def of(cls, words: Iterable[tuple[int, int, Box]]) -> PackedWords:
        """Pack (start, end, box) triples."""
        offsets, boxes = array("I"), array("f")
        for start, end, box in words:
            offsets.extend((start, end))
            boxes.extend(box)
        return cls(offsets, boxes)

    def __len__(self) -> int:
        return len(self.offsets) // 2

    def between(self, start: int, end: int) -> range:
        """Indices of the words that overlap the half-open interval of the text.

        Args:
            start: Into the page's text.
            end: After the last character.
        """
        first = bisect_left(range(len(self)), start + 1, key=lambda i: self.offsets[2 * i + 1])
        last = bisect_left(range(len(self)), end, key=lambda i: self.offsets[2 * i])
        return range(first, max(first, last))

    def box(self, index: int) -> Box:
        """The box of one word, rounded to a hundredth of a point.

        Args:
            index: Of the word, from 0.
        """
        x0, top, x1, bottom = self.boxes[4 * index : 4 * index + 4]
        return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)

    def boxes_within(self, start: int, end: int) -> tuple[Box, ...]:
        """One box per word that overlaps the interval; empty where the page has no geometry.

        Args:
            start: Into the page's text.
            end: Half-open.
        """
        return tuple(self.box(i) for i in self.between(start, end)) if self.boxes else ()

    def stand_in(self, text: str) -> bool:
        """Whether the offsets ascend and end within a text, and every edge of a box is a number."""
        offsets = self.offsets.tolist()
        ascend = offsets == sorted(offsets) and (not offsets or offsets[-1] <= len(text))
        return ascend and isfinite(sum(self.boxes))  # no sum of single floats is too large for a double

    def pack(self) -> bytes:
        """Little-endian: the count, then the offsets, then the boxes (none or 4 a word)."""
        offsets, boxes = array("I", self.offsets), array("f", self.boxes)
        if sys.byteorder == "big":
            offsets.byteswap()
            boxes.byteswap()
        return struct.pack("<II", len(self), len(boxes)) + offsets.tobytes() + boxes.tobytes()

    @classmethod
    def unpack(cls, data: bytes) -> PackedWords:
        """Read what ``pack`` wrote.

        Raises:
            ValueError: The bytes are not of that form.
        """
        if len(data) < 8:
            raise ValueError("packed words are too short")
        count, floats = struct.unpack_from("<II", data)
        middle = 8 + 8 * count
        if floats not in (0, 4 * count) or len(data) != middle + 4 * floats:
            raise ValueError("packed words have the wrong length")
        offsets, boxes = array("I", data[8:middle]), array("f", data[middle:])
        if sys.byteorder == "big":
            offsets.byteswap()
            boxes.byteswap()
        return cls(offsets, boxes)


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: From 1.
        width: In ``unit``.
        height: In ``unit``.
        unit: Points for PDFs, characters for flows.
        source: Where the text comes from.
        text: Rows joined by newline, the cells of a row by tab.
        words: Every word of ``text``, in the order of the text.
    """

    number: int
    width: float
    height: float
    unit: Unit
    source: Source
    text: str
    words: PackedWords


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of a document's own outline.

    Attributes:
        title: As the document gives it.
        level: From 0.
        page: From 1; None where it points nowhere.
    """

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Info:
    """What a document says of itself, beside its pages; every field may be empty.

    Attributes:
        title: Of the metadata.
        author: Of the metadata.
        created: ISO date and time, or empty.
        producer: The program that made it.
        outline: Headings in document order.
        labels: Printed page labels ("i", "F-3"), one a page, or empty.
        attachments: (name, size in bytes) of embedded files.
        permissions: What the author forbids ("print", "copy", "change"), for information.
    """

    title: str = ""
    author: str = ""
    created: str = ""
    producer: str = ""
    outline: tuple[OutlineEntry, ...] = ()
    labels: tuple[str, ...] = ()
    attachments: tuple[tuple[str, int], ...] = ()
    permissions: tuple[str, ...] = ()
