"""Rows of a page before they are read: pieces of words without a wide gap, and the bands that they stand in.

Must never say what a row means, only what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.reading.layout.raw_word import RawWord

SHARED_HEIGHT = 0.55  # of the lower one: what two pieces of a row share


class WordRun:
    """Words that follow each other on one line without a wide gap, as the page gives them."""

    __slots__ = ("bottom", "top", "words", "x0", "x1")

    def __init__(self, word: RawWord) -> None:
        self.x0, self.top, self.x1, self.bottom = word[0], word[1], word[2], word[3]
        self.words = [word]


class Band:
    """The pieces of one row."""

    __slots__ = ("bottom", "pieces", "top")

    def __init__(self, piece: WordRun) -> None:
        self.top, self.bottom, self.pieces = piece.top, piece.bottom, [piece]

    def takes(self, piece: WordRun) -> bool:
        """Whether the piece stands in this row: enough height shared, no word over another."""
        shared = min(self.bottom, piece.bottom) - max(self.top, piece.top)
        if shared < SHARED_HEIGHT * min(self.bottom - self.top, piece.bottom - piece.top):
            return False
        return all(piece.x0 > other.x1 - 1.5 or piece.x1 < other.x0 + 1.5 for other in self.pieces)

    def add(self, piece: WordRun) -> None:
        """Take the piece in; a lower piece does not change the row's height."""
        if piece.bottom - piece.top > self.bottom - self.top:
            self.top, self.bottom = piece.top, piece.bottom
        self.pieces.append(piece)

    def half(self, gutter: float, *, left: bool) -> Band | None:
        """The pieces that begin left (or right) of a gutter as a row of their own.

        Args:
            gutter: From the left edge of the page, in points.
            left: Whether the pieces left of it are wanted.
        """
        pieces = [piece for piece in self.pieces if (piece.x0 < gutter) is left]
        if not pieces:
            return None
        band = Band(pieces[0])
        for piece in pieces[1:]:
            band.add(piece)
        return band
