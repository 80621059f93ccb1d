"""Sentences of the documents that speak of what a question asks.

Must never change a word, nor offer a sentence that shares too little with the question: then it is not in these documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from muniment.analysis.asking.question_text import plain, read
from muniment.analysis.asking.question_wordings import wordings
from muniment.analysis.questions.search_terms import content, stem
from muniment.analysis.summary.telling_sentences import spans_of
from muniment.document.facts.answer import Passage
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page

COUNT = 5
"""Sentences that are given."""
_LEAST = 0.3  # share of the weight of the question's own words that a page must hold
_LEADERS = re.compile(r"(?:\.\s?){5,}")  # of a table of contents
_TELLING = 6  # characters of a word that documents use instead; a shorter one says too little alone
_FROM_EXPANSION = 0.5  # what a word counts that is not the question's own


@dataclass(frozen=True, slots=True)
class PassagePage:
    """A page of a document.

    Attributes:
        sha256: Of the document's original.
        page: The page; its words' boxes are not needed.
    """

    sha256: str
    page: Page


class Finder:
    """Finds sentences for one question.

    Args:
        text: The question as it was typed.
        companies: Plain words of the name of each company that the vault knows.
    """

    def __init__(self, text: str, companies: Sequence[Sequence[str]]) -> None:
        worded, question = wordings(), read(text)
        self._own = [stem(word) for word in content(question.plain, worded, companies)]
        self._further: list[str] = []
        for pattern, instead in worded.expansions:
            if pattern.search(question.plain):
                self._further += [stem(word.rstrip("*")) for phrase in instead for word in phrase.split()]
        self._telling = {word for word in self._further if word not in self._own and len(word) >= _TELLING}
        self._times = {str(time.year) for time in question.times}

    def sentences(self, texts: Sequence[PassagePage]) -> Iterator[Passage | None]:
        """The best sentence of each page that speaks of the question, in the order of the pages, one a page at most.

        None is given for a page without one, so that whoever asks may stop between pages.
        """
        bags = [frozenset(stem(word) for word in plain(text.page.text).split()) for text in texts]
        rare = {word: log(1 + (len(bags) + 0.5) / (sum(word in bag for bag in bags) + 0.5)) for word in self._own}
        whole = sum(rare.values()) or 1.0
        given = 0
        for text, bag in zip(texts, bags, strict=True):
            if given == COUNT:
                return
            share = sum(weight for word, weight in rare.items() if word in bag) / whole
            found = self._best(text) if share >= _LEAST or bag & self._telling else None
            given += found is not None
            yield found

    def _best(self, text: PassagePage) -> Passage | None:
        page = text.page
        spans = [(self._weight(page, start, end), start, end, heading) for start, end, heading in _pieces(page)]
        weight, start, end, heading = max(spans, default=(0.0, 0, 0, ""), key=lambda span: span[0])
        return Passage(text.sha256, heading, Evidence.at(page, start, end)) if weight > 0 else None

    def _weight(self, page: Page, start: int, end: int) -> float:
        words = Counter(stem(word) for word in plain(page.text[start:end]).split())
        weight = sum(1.0 for word in set(self._own) if words[word])
        weight += sum(_FROM_EXPANSION for word in set(self._further) if words[word])
        weight += sum(0.25 for year in self._times if words[year])
        return weight / (1 + 0.002 * (end - start))


def _pieces(page: Page) -> Iterator[tuple[int, int, str]]:
    """The sentences of a page, and the rows of its tables."""
    for start, end, heading in spans_of(page):
        if not _LEADERS.search(page.text, start, end):
            yield start, end, heading
    at = 0
    for line in page.text.split("\n"):
        if "\t" in line and line.strip() and not _LEADERS.search(line):
            start = at + len(line) - len(line.lstrip())
            yield start, at + len(line.rstrip()), ""
        at += len(line) + 1
