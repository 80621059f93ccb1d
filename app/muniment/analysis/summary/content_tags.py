"""What a document speaks of, and who should read it: weighted phrases at their places, and a model where they are too few.

Must never tag a document without a place that shows why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.analysis.prompts import topic_question
from muniment.analysis.prompts.model_advice import ModelAdvice
from muniment.analysis.summary.content_tag_file import TagEntry
from muniment.document.facts.fact import ContentTag, Method
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document

ENOUGH = 1.0
"""Weight of the phrases from which a tag is given without a model."""
MOST_ASKED = 6
"""Tags in doubt about which a model is asked, those with most weight first."""
_AROUND = 300  # characters of the page before and after a phrase that a model reads
_SENTENCE = re.compile(r"[.!?;]\s|\n\s*\n|\t")
_REACH = 400  # characters to either side in which a sentence is looked for

Found = tuple[float, tuple[Evidence, ...]]


def find(document: Document, entries: Sequence[TagEntry], teller: ModelAdvice | None) -> tuple[ContentTag, ...]:
    """The tags of a document, in the order of the file.

    Args:
        document: As read.
        entries: Of the file of tags.
        teller: Who may be asked about tags with too few phrases; None for nobody.
    """
    plain = [" ".join(page.text.lower().split()) for page in document.pages]
    whole = "\n".join(plain)
    found = {one.id: _weighed(one, document.pages, plain, whole) for one in entries}
    given = {one.id: Method.RULE for one in entries if found[one.id][0] >= ENOUGH}
    if teller is not None:
        doubts = sorted((one for one in entries if 0 < found[one.id][0] < ENOUGH), key=lambda one: -found[one.id][0])
        for one in doubts[:MOST_ASKED]:
            if _is_told(one, entries, found[one.id][1][0], document.pages, teller):
                given[one.id] = Method.MODEL
    return tuple(_tag(one, given[one.id], found[one.id]) for one in entries if one.id in given)


def _tag(entry: TagEntry, method: Method, found: Found) -> ContentTag:
    return ContentTag(
        id=entry.id,
        name=entry.said,
        is_routing=entry.is_routing,
        method=method,
        weight=round(found[0], 2),
        evidence=found[1],
    )


def _weighed(entry: TagEntry, pages: Sequence[Page], plain: Sequence[str], whole: str) -> Found:
    """The weight of its phrases, and the first place of each; a phrase within a longer one that counts says nothing more."""
    weight, places = 0.0, list[Evidence]()
    for phrase, counts in sorted(entry.phrases, key=lambda one: -len(one[0])):
        if phrase not in whole:  # most stand nowhere: to ask once is quicker than page by page
            continue
        place = next(_places(phrase, entry.unless, pages, plain), None)
        if place is not None and not any(_is_within(place, other) for other in places):
            weight += counts
            places.append(place)
    return weight, tuple(sorted(places, key=lambda one: one.span))


def _places(phrase: str, unless: Sequence[str], pages: Sequence[Page], plain: Sequence[str]) -> Iterator[Evidence]:
    words = r"\s+".join(map(re.escape, phrase.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    for page, text in zip(pages, plain, strict=True):
        if phrase not in text:
            continue
        for match in pattern.finditer(page.text):
            if not unless or not _is_taken_back(page.text, match.start(), match.end(), unless):
                yield Evidence.at(page, match.start(), match.end())


def _is_taken_back(text: str, start: int, end: int, unless: Sequence[str]) -> bool:
    """Whether the sentence says that it is not so."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    begins = max((match.end() for match in _SENTENCE.finditer(before)), default=0)
    ends = _SENTENCE.search(after)
    around = " ".join((before[begins:] + text[start:end] + after[: ends.start() if ends else None]).lower().split())
    return any(phrase in around for phrase in unless)


def _is_within(place: Evidence, other: Evidence) -> bool:
    one, two = place.span, other.span
    return one.page == two.page and two.start <= one.start and one.end <= two.end


def _is_told(
    entry: TagEntry, entries: Sequence[TagEntry], place: Evidence, pages: Sequence[Page], teller: ModelAdvice
) -> bool:
    text, span = pages[place.span.page - 1].text, place.span
    passage = " ".join(text[max(0, span.start - _AROUND) : span.end + _AROUND].split())
    offered = topic_question.offered((entry.id, entry.name), [(one.id, one.name) for one in entries])
    return teller.topic(topic_question.of(passage, offered, entry.id)) == entry.id
