"""A line of text as it grows: white space made one, and the places of the elements that it comes from kept."""

from __future__ import annotations

from muniment.reading.common.characters import UNCLEAN, clean
from muniment.reading.flow.text_lines import LineMark

_SPACE_WIDTH = 2.75  # points of a non-breaking space, which indents where it leads


class LineBuilder:
    """Text, piece by piece.

    Attributes:
        indent: Of leading non-breaking spaces, in points.
        length: Of the text so far.
    """

    __slots__ = ("_gap", "_open", "_parts", "_waiting", "indent", "length", "marks")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = False
        self._waiting: list[int] = []  # keys of marks that have no character yet
        self._open: dict[int, int] = {}  # key to start
        self.marks: list[LineMark] = []
        self.indent = 0.0
        self.length = 0

    @property
    def text(self) -> str:
        """What it holds so far."""
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Add a piece as the source has it."""
        if UNCLEAN.search(text):
            text = clean(text)
        words = text.split()
        if not words:
            self._gap = self._gap or bool(text)
            if not self.length:
                self.indent += text.count("\xa0") * _SPACE_WIDTH
            return
        if self.length:
            if self._gap or text[0].isspace():
                self._parts.append(" ")
                self.length += 1
        else:
            self.indent += text[: text.index(words[0])].count("\xa0") * _SPACE_WIDTH
        for key in self._waiting:
            self._open[key] = self.length
        self._waiting.clear()
        joined = " ".join(words)
        self._parts.append(joined)
        self.length += len(joined)
        self._gap = text[-1].isspace()

    def space(self) -> None:
        """Part what follows from what was added."""
        self._gap = True

    def open(self, key: int) -> None:
        """What follows belongs to a mark.

        Args:
            key: Of the mark: number of its element, from 0.
        """
        self._waiting.append(key)

    def borrow(self, other: LineBuilder) -> None:
        """Take over the marks of another line that have no character yet; they go back the same way."""
        self._waiting, other._waiting = other._waiting, []

    def close(self, key: int) -> None:
        """The mark ends.

        Args:
            key: As it was opened with.
        """
        start = self._open.pop(key, None)
        if start is not None:
            self.marks.append(LineMark(start, self.length, key))
        elif key in self._waiting:
            self._waiting.remove(key)

    def take(self) -> tuple[str, tuple[LineMark, ...]]:
        """The line with its marks; marks that are open end here, and are not taken up again."""
        for key in list(self._open):
            self.close(key)
        waiting, marks, text = self._waiting, tuple(sorted(self.marks)), self.text
        self.__init__()  # type: ignore[misc]
        self._waiting = waiting
        return text, marks
