"""The words at the left of a table: labels over several lines, and the headings that rows stand under.

Must never lose a word of a label; a heading that cannot be told from the start of a label is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from muniment.reading.layout.page_rows import PageRow, SegmentKind

TIGHT = 1.75  # line heights between the middles of two lines of one label
_LEADERS = re.compile(r"(?:\s*[.…·_]){3,}\s*$|\s*[…_]+\s*$")
# After ", net" only what begins small goes on ("of depreciation"): else it is a heading ("Inventories, net" over "Raw materials").
_OPEN_END = re.compile(
    r"(?:\b(?:to|of|and|for|in|the|from|by|per|(?<!, )net|at|or|on|with|a|an|as|than|after|before|including|excluding"
    r"|shareholders[’']|stockholders[’'])|[,(—–&/-]|\((?:used|provided)(?: (?:in|by|for))?\)"
    r"|\bcash\b.*\b(?:operating|investing|financing))$",
    re.IGNORECASE,
)
# Lines that belong together though the second begins with a capital, as it does where every word does
_PARTED = re.compile(
    r"\b(?:attributable|available|belonging) to\b.*\n(?:common )?(?:share|stock|unit)(?:holders|owners)$"
    r"|\b(?:noncontrolling|minority)\ninterests?$|\bincome\ntax(?:es)?$|\n(?:attributable|available) to\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:sub)?total\b|^net\b|^gesamt|^summe", re.IGNORECASE)
SECTION_JOIN = " > "


@dataclass(slots=True)
class LabelWords:
    """A line of words, or several that are one label.

    Attributes:
        text: Joined by space.
        indent: Left edge in points.
        top: Middle of the first line.
        bottom: Middle of the last line.
    """

    text: str
    indent: float
    top: float
    bottom: float


@dataclass(slots=True)
class RowHeading:
    """A heading that rows stand under."""

    text: str
    indent: float
    deeper: bool = False  # a row further right has been seen under it


@dataclass(slots=True)
class Stub:
    """Labels and sections, line by line from the top.

    Attributes:
        height: Of a line in points.
        labels: Of the rows with numbers so far.
        sections: Of the same rows.
        indents: Of the same rows, in points.
    """

    height: float
    labels: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    indents: list[float] = field(default_factory=list)
    _pending: list[LabelWords] = field(default_factory=list)
    _open: list[RowHeading] = field(default_factory=list)
    _last: float = -1e9  # middle of the last line of the last row

    def add_words(self, text: str, indent: float, middle: float) -> None:
        """A line without numbers.

        Args:
            text: Of the line; nothing happens where it is empty.
            indent: Left edge in points.
            middle: Height of the middle of the line on the page, in points from the top.
        """
        if not text:
            return
        if not self._pending and self.labels and self._goes_on(text, middle):
            self.labels[-1] = f"{self.labels[-1]} {text}".strip()
            self._last = middle
            return
        last = self._pending[-1] if self._pending else None
        if last and middle - last.bottom < TIGHT * self.height and continues(last.text, text):
            last.text, last.bottom = f"{last.text} {text}", middle
        else:
            self._pending.append(LabelWords(text, indent, middle, middle))

    def add_row(self, text: str, indent: float, middle: float) -> None:
        """A line with numbers; its label and section are the last of ``labels`` and ``sections`` from now on.

        Args:
            text: At the left of the numbers; may be empty.
            indent: Left edge in points.
            middle: Height of the middle of the line on the page, in points from the top.
        """
        if self._pending:
            last = self._pending[-1]
            if text and middle - last.bottom < TIGHT * self.height and continues(last.text, text):
                self._pending.pop()
                text, indent = f"{last.text} {text}", min(last.indent, indent)
            elif not text and middle - last.bottom < 0.85 * self.height:
                self._pending.pop()
                text, indent = last.text, last.indent
        for words in self._pending:
            self._open_heading(words)
        self._pending.clear()
        self._close_for(text, indent)
        self.labels.append(text)
        self.sections.append(SECTION_JOIN.join(heading.text for heading in self._open))
        self.indents.append(indent)
        self._last = middle

    def _goes_on(self, text: str, middle: float) -> bool:
        """Whether words below a row's numbers end its label."""
        if text.endswith(":") or self.labels[-1].endswith(", net"):
            return False  # a heading, and a label that has come to its end
        near = middle - self._last < (TIGHT if self.labels[-1] else 0.85) * self.height
        return near and (not self.labels[-1] or continues(self.labels[-1], text))

    def _open_heading(self, words: LabelWords) -> None:
        while self._open and self._open[-1].indent > words.indent - 1.5:
            self._open.pop()
        self._open.append(RowHeading(words.text.rstrip(": "), words.indent))

    def _close_for(self, text: str, indent: float) -> None:
        if not text:
            return
        while self._open:
            heading = self._open[-1]
            if indent > heading.indent + 1.5:
                heading.deeper = True
                return
            outside = indent < heading.indent - 1.5 or heading.deeper
            if not outside or (_TOTAL.match(text) and indent > heading.indent - 1.5):
                return
            self._open.pop()


def label_text(line: PageRow, skip: Collection[int]) -> str:
    """The words of a row without its numbers and leaders; ``skip``: starts of the numeric segments."""
    words = [s.text for s in line.segments if s.start not in skip and s.kind != SegmentKind.SIGN]
    return _LEADERS.sub("", " ".join(words)).strip()


def continues(above: str, below: str) -> bool:
    """Whether the second line of words goes on with the first.

    Args:
        above: The upper line.
        below: The lower line.
    """
    if above.endswith(":"):
        return False
    unclosed = above.count("(") > above.count(")")
    if _PARTED.search(f"{above}\n{below}"):
        return True
    return unclosed or bool(_OPEN_END.search(above)) or below[:1].islower() or below[:1] in "(&/"
