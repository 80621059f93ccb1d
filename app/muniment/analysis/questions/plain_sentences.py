"""The sentences of pages, for questions that a sentence may answer.

Must never offer a line of a table of contents, nor the words of two rows of a table as one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from muniment.analysis.questions.telling_passages import PassagePage
from muniment.document.facts.answer import Passage
from muniment.document.pages.evidence import Evidence

_END = re.compile(r"(?<=[.!?])[”\"’)]?\s+(?=[“\"(•]?[A-Z0-9])|\n\s*\n|\n(?=[^\n]*\t)|(?<=\t)[^\n\t]*\n|•")
_NO_END = re.compile(
    r"\b(?:[A-Z]|Inc|Corp|Co|Cos|Ltd|Mr|Mrs|Ms|Dr|St|No|Nos|vs|approx|Bros|Jr|Sr|Messrs|Prof|Sen|Gen|U\.S|U\.K|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
_LONGEST = 900  # characters; what is longer is no sentence
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?!\d|,\d)")


@dataclass(frozen=True, slots=True)
class PlainSentence:
    """A sentence at its place.

    Attributes:
        page: That it stands on.
        start: In the text of the page.
        end: Past its last character.
        words: Its text with single spaces.
    """

    page: PassagePage
    start: int
    end: int
    words: str

    @property
    def years(self) -> set[int]:
        """The years that it names."""
        return {int(year) for year in _YEAR.findall(self.words)}

    def passage(self) -> Passage:
        """As it is cited."""
        return Passage(self.page.sha256, "", Evidence.at(self.page.page, self.start, self.end))


def sentences(texts: Sequence[PassagePage], wanted: re.Pattern[str]) -> Iterator[PlainSentence]:
    """The sentences that hold what is wanted.

    Args:
        texts: The pages.
        wanted: An expression that the words of a sentence must match.
    """
    for text in texts:
        body = text.page.text
        if not wanted.search(" ".join(body.split())):
            continue
        for start, end in _spans(body):
            if "\t" in body[start:end]:
                continue  # a row of a table is no sentence
            words = " ".join(body[start:end].split())
            if 0 < len(words) <= _LONGEST and wanted.search(words) and not _LEADERS.search(words):
                yield PlainSentence(text, start, end, words)


def _spans(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(body):
        if _NO_END.search(body[max(start, match.start() - 12) : match.start()]):
            continue
        yield from _stripped(body, start, match.start())
        start = match.start()
    yield from _stripped(body, start, len(body))


def _stripped(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (body[start].isspace() or body[start] in '•”"’)'):
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def owner(company: Sequence[str]) -> str:
    """An expression for how a report speaks of its own company.

    Args:
        company: Plain words of its name; may be empty.
    """
    named = (
        rf"|\b(?i:{re.escape(company[0])})[\w&’'-]*(?:,? [A-Z][\w.]*){{0,4}}" if company and len(company[0]) > 2 else ""
    )
    common = r"\b[Tt]he (?:[Cc]ompany|[Gg]roup|[Cc]orporation|[Bb]ank|[Ff]irm|[Tt]rust|[Pp]artnership|[Bb]oard)\b"
    return rf"(?:\b[Ww]e\b|\b[Oo]ur\b|\b[Ii]ts?\b|{common}{named})"


@dataclass(frozen=True, slots=True)
class WantedTime:
    """The time that is asked for, against that of a document.

    Attributes:
        years: Calendar or fiscal years that are meant; empty where none is named.
        newest: The year of the document.
    """

    years: frozenset[int]
    newest: int | None
    ends: date | None = None

    def fits(self, year: int | None) -> bool:
        """Whether a statement of that year is meant.

        Args:
            year: None where the sentence names none: then it is of the document's.
        """
        if year is None:
            return not self.years or self.newest in self.years
        if self.years:
            return year in self.years
        return self.newest is None or year == self.newest or (self.ends is not None and year == self.ends.year)
