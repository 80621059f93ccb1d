"""What a worker claims, held against the pages: pure functions over values, which both gates call.

Must never repair a claim: what does not stand is refused, with the place of the claim and none of its content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from math import isfinite

from muniment.document.codec import decode_value
from muniment.document.facts.fact import Analysis, ContentTag, Fact, Method, Sentence, Wording
from muniment.document.limits import (
    MAX_CONCEPT,
    MAX_FACTS,
    MAX_LINE,
    MAX_LISTED,
    MAX_MONTHS,
    MAX_NAME,
    MAX_PAGE_TEXT,
    MAX_PAGES,
    MAX_SIDE,
    MAX_TABLES,
    MAX_TAG_NAME,
    MAX_TAGS,
    MAX_TEXT,
    MAX_WARNING,
)
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.table import PageTables
from muniment.document.said import is_template, said_in
from muniment.document.schemas import KINDS
from muniment.document.text.joined import is_join
from muniment.document.text.number_text import may_be_continental, parse_number
from muniment.document.text.rephrased import is_sound as is_rephrased
from muniment.message import is_sound


class Unfounded(Exception):  # noqa: N818 - it is what the claim is
    """A claim does not stand.

    Attributes:
        what: Which claim, by place and kind, never by content.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def check_analysis(analysis: Analysis, numbered: Mapping[int, Page]) -> None:
    """Check what an analysis claims of pages that are known.

    Args:
        analysis: As claimed.
        numbered: The pages by their numbers.

    Raises:
        Unfounded: Something does not stand.
    """
    check_lists(analysis)
    for position, fact in enumerate(analysis.facts):
        check_fact(fact, numbered, f"fact {position}")
    for position, check in enumerate(analysis.checks):
        _require(check.difference is None or check.difference.is_finite(), f"the difference of check {position}")
    for position, measure in enumerate(analysis.measures):
        _require(measure.value.is_finite(), f"the value of measure {position}")
    check_tags(analysis.tags, numbered)
    check_sentences((*analysis.summary, *analysis.candidates), numbered, len(analysis.facts))


def check_lists(analysis: Analysis) -> None:
    """Check the parts of an analysis that need no page: its kind, its lists and where they lead to, and its messages.

    Raises:
        Unfounded: Something does not stand.
    """
    _require(analysis.kind in KINDS, "the kind of the document")
    _require(0 <= analysis.kind_confidence <= 1, "the confidence of the kind")
    count = len(analysis.facts)
    _require(count <= MAX_FACTS, "the number of facts")
    for listed in (analysis.checks, analysis.measures, analysis.summary, analysis.candidates, analysis.warnings):
        _require(len(listed) <= MAX_LISTED, "the length of a list")
    for position, check in enumerate(analysis.checks):
        _within(check.facts, count, f"check {position}")
    for position, measure in enumerate(analysis.measures):
        _within(measure.operands, count, f"measure {position}")
    _require(all(is_sound(warning, MAX_WARNING) for warning in analysis.warnings), "a warning")
    _require(all(map(is_sound, said_in(analysis))), "the words of an analysis")


def check_places(analysis: Analysis, numbered: Mapping[int, Page]) -> None:
    """Check that all evidence of an analysis stands on the pages, without a look at what is said with it.

    Args:
        analysis: As claimed.
        numbered: The pages by their numbers.

    Raises:
        Unfounded: Something does not stand.
    """
    for position, fact in enumerate(analysis.facts):
        _places_stand(fact, numbered, f"fact {position}")
    for sentence in (*analysis.summary, *analysis.candidates):
        _stand(sentence.citations, numbered, "a citation")
    for tag in analysis.tags:
        _stand(tag.evidence, numbered, "the place of a tag")


def check_pages(pages: Sequence[Page], tables: Sequence[bytes]) -> None:
    """Check that pages are numbered without gaps, within limits, and that their words lie in their text.

    Args:
        pages: All of a document, in order.
        tables: Of each page, as ``encode_tables`` makes them.

    Raises:
        Unfounded: They are not.
    """
    _require(0 < len(pages) <= MAX_PAGES and len(tables) == len(pages), "the number of pages")
    _require(sum(len(page.text) for page in pages) <= MAX_TEXT, "the length of the text")
    for number, (page, blob) in enumerate(zip(pages, tables, strict=True), 1):
        check_page(page, blob, number)


def check_page(page: Page, tables: bytes, number: int) -> None:
    """Check that a page is within limits, and that its words, tags and cells lie in its text.

    Args:
        page: As claimed.
        tables: Its tables, as they are kept.
        number: Which it must be, from 1.

    Raises:
        Unfounded: It is not so.
    """
    name = f"page {number}"
    _require(page.number == number, f"the number of {name}")
    _require(is_side(page.width) and is_side(page.height), f"the size of {name}")
    _require(len(page.text) <= MAX_PAGE_TEXT and len(tables) <= MAX_TABLES, f"the length of {name}")
    _require("\0" not in page.text, f"the characters of {name}")  # SQLite would end the text there
    boxes = page.words.boxes
    _require(not boxes or (min(boxes) > -MAX_SIDE and max(boxes) < MAX_SIDE), f"the boxes of {name}")
    _require(_tables_stand(page, tables), f"the tables of {name}")
    _require(page.words.stand_in(page.text), f"the words of {name}")


def is_side(value: object) -> bool:
    """Whether a value can be the width or height of a page."""
    return type(value) in (int, float) and 0 < value < MAX_SIDE  # type: ignore[operator]


def is_file_name(name: object) -> bool:
    """Whether a value can be the name of a document that came out of another: without folders, on one line, not too long."""
    if type(name) is not str or not name.isprintable() or name != name.strip() or not name.strip("."):
        return False
    return len(name.encode()) <= MAX_NAME and not {"/", "\\"} & set(name)


def check_fact(fact: Fact, pages: Mapping[int, Page], name: str) -> None:
    """Check that a fact stands where it says, and that its value is the printed one.

    Args:
        fact: Unchecked.
        pages: By number, from 1.
        name: What the error calls the fact.

    Raises:
        Unfounded: It does not.
    """
    _require(0 <= fact.confidence <= 1, f"the confidence of {name}")
    _require(len(fact.label) <= MAX_LINE and len(fact.column) <= MAX_LINE, f"the label of {name}")
    _require(bool(fact.concept) and len(fact.concept) <= MAX_CONCEPT, f"the concept of {name}")
    _require(fact.period is None or 0 <= fact.period.months <= MAX_MONTHS, f"the period of {name}")
    _places_stand(fact, pages, name)
    if isinstance(fact.value, Decimal):
        _require(_is_power_of_ten(fact.scale), f"the scale of {name}")
        _require(_is_printed(fact, pages[fact.evidence.span.page]), f"the value of {name}")
    elif isinstance(fact.value, str):
        _require(len(fact.value) <= MAX_LINE, f"the length of {name}")


def check_sentences(sentences: Iterable[Sentence], pages: Mapping[int, Page], facts: int) -> None:
    """Check that every sentence cites or links, and that what it cites stands.

    One that links is of the template and has its numbers in links; one that does not is the cited words.

    Args:
        sentences: Of the summary; unchecked.
        pages: By number, from 1.
        facts: How many facts there are to link to.

    Raises:
        Unfounded: One does not.
    """
    for position, sentence in enumerate(sentences):
        name = f"sentence {position}"
        _require(0 < len(sentence.text) <= MAX_LINE or sentence.said is not None, f"the length of {name}")
        _require(bool(sentence.citations or sentence.links), f"the source of {name}")
        _stand(sentence.citations, pages, f"a citation of {name}")
        for link in sentence.links:
            _within(link.facts, facts, f"a link of {name}")
        _require(sentence.wording is Wording.CITED, f"the wording of {name}")
        if sentence.links:
            _require(is_template(sentence), f"a number of {name}")
        else:
            _require(sentence.said is None and _cited(sentence) == [sentence.text], f"the words of {name}")


def check_tags(tags: Sequence[ContentTag], pages: Mapping[int, Page]) -> None:
    """Check that every tag of the content has a place that stands, and a short name.

    Args:
        tags: Unchecked.
        pages: By number, from 1.

    Raises:
        Unfounded: One has not.
    """
    _require(len(tags) <= MAX_TAGS and len({tag.id for tag in tags}) == len(tags), "the number of tags")
    for position, tag in enumerate(tags):
        name = f"tag {position}"
        _require(is_sound(tag.name, MAX_TAG_NAME), f"the name of {name}")
        for text in (tag.id, *tag.name.texts):
            _require(0 < len(text) <= MAX_TAG_NAME and text.isprintable(), f"the name of {name}")
        _require(tag.method in (Method.RULE, Method.MODEL) and isfinite(tag.weight), f"the weight of {name}")
        _require(0 < len(tag.evidence) <= MAX_TAGS, f"the places of {name}")
        _stand(tag.evidence, pages, f"a place of {name}")


def check_wordings(sentences: Iterable[Sentence], known: Collection[Sentence]) -> None:
    """Check sentences that a model chose, joined or rephrased: each is one or two of the cited ones, and says what they say.

    Args:
        sentences: As claimed.
        known: Cited sentences that were checked against the pages.

    Raises:
        Unfounded: One is none of them, and does not follow from them by rule.
    """
    places = {(one.heading, one.citations) for one in known}
    for position, sentence in enumerate(sentences):
        name = f"added sentence {position}"
        if sentence.wording is Wording.CITED:
            _require(sentence in known, name)
            continue
        from_known = all((sentence.heading, (one,)) in places for one in sentence.citations)
        _require(from_known and not sentence.links, f"the source of {name}")
        cited = _cited(sentence)
        if sentence.wording is Wording.REPHRASED:
            _require(len(cited) == 1 and is_rephrased(cited[0], sentence.text), f"the words of {name}")
        else:
            _require(len(cited) == 2 and is_join(sentence.text, *cited), f"the words of {name}")


def _cited(sentence: Sentence) -> list[str]:
    return [" ".join(one.quote.split()) for one in sentence.citations]


def _places_stand(fact: Fact, pages: Mapping[int, Page], name: str) -> None:
    _require(len(fact.reasons) <= MAX_LISTED and all(map(is_sound, fact.reasons)), f"the reasons of {name}")
    _stand((fact.evidence,), pages, f"the place of {name}")
    _stand((fact.scale_evidence,), pages, f"the scale of {name}")
    _stand((fact.currency_evidence,), pages, f"the currency of {name}")
    _stand(fact.period_evidence, pages, f"the period of {name}")


def _stand(evidence: Iterable[Evidence | None], pages: Mapping[int, Page], name: str) -> None:
    for one in evidence:
        if one is not None:
            page = pages.get(one.span.page)
            _require(page is not None and one.stands_on(page), name)


def _tables_stand(page: Page, blob: bytes) -> bool:
    """Whether the tables of a page are of the form, and their tags and cells lie in its text."""
    try:
        return decode_value(PageTables, blob).stand_on(page.number, page.text)
    except ValueError:
        return False


def _is_printed(fact: Fact, page: Page) -> bool:
    """Whether the digits of the value are those of the quote, scaled; the sign is the concept's convention.

    Only on a page that prints continental numbers may a comma be the decimal mark.
    """
    if not isinstance(fact.value, Decimal) or not fact.value.is_finite():
        return False
    amount = abs(fact.value)
    # To search the page takes longest, and hardly ever comes to it.
    return amount in _printed(fact, ".") or (may_be_continental([page.text]) and amount in _printed(fact, ","))


def _printed(fact: Fact, mark: str) -> tuple[Decimal, ...]:
    """The amounts that the quote can mean."""
    number = parse_number(fact.evidence.quote, mark)
    if number is None:
        return ()
    printed = abs(number.value * fact.scale)
    return (printed, printed / 100) if number.percent else (printed,)


def _is_power_of_ten(scale: int) -> bool:
    return 1 <= scale <= 10**12 and str(scale).strip("0") == "1"


def _within(indices: Sequence[int], count: int, name: str) -> None:
    _require(len(indices) <= MAX_LISTED and all(0 <= index < count for index in indices), f"the facts of {name}")


def _require(stands: bool, name: str) -> None:
    if not stands:
        raise Unfounded(name)
