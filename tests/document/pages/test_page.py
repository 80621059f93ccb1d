from __future__ import annotations

from array import array
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.page import PackedWords, Page, Source, Unit


@st.composite
def packed(draw: st.DrawFn) -> PackedWords:
    """Words one after the other with gaps of 1 to 3 characters."""
    at, found = 0, []
    for i, (gap, length) in enumerate(draw(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9)), max_size=30))):
        found.append((at + gap, at + gap + length, (float(i), 0.0, i + 1.0, 10.0)))
        at += gap + length
    return PackedWords.of(found)


@given(packed())
def test_packing_loses_nothing(words: PackedWords) -> None:
    assert PackedWords.unpack(words.pack()) == words


@given(packed(), st.integers(0, 200), st.integers(1, 50))
def test_words_of_an_interval_are_those_that_overlap_it(words: PackedWords, start: int, length: int) -> None:
    end = start + length
    pairs = list(zip(words.offsets[::2], words.offsets[1::2], strict=True))
    naive = [i for i, (a, b) in enumerate(pairs) if a < end and b > start]
    assert list(words.between(start, end)) == naive
    assert words.boxes_within(start, end) == tuple(words.box(i) for i in naive)


@given(st.binary(max_size=80))
def test_other_bytes_are_refused_or_whole(data: bytes) -> None:
    try:
        words = PackedWords.unpack(data)
    except ValueError:
        return
    assert words.pack() == data


@given(
    st.lists(st.integers(0, 9), max_size=4),
    st.lists(st.sampled_from([0.0, 3e38, -3e38, float("inf"), float("-inf"), float("nan")]), max_size=4),
)
def test_words_stand_where_they_follow_each_other_within_the_text(offsets: list[int], boxes: list[float]) -> None:
    naive = all(a <= b for a, b in pairwise(offsets)) and all(end <= 7 for end in offsets) and all(map(isfinite, boxes))
    assert PackedWords(array("I", offsets), array("f", boxes)).stand_in("7 signs") == naive


def test_a_page_without_geometry_has_no_boxes() -> None:
    words = PackedWords()
    words.offsets.extend((0, 3, 4, 7))
    assert words.boxes_within(0, 7) == ()
    assert len(PackedWords.unpack(words.pack())) == 2


@pytest.fixture
def page() -> Page:
    words = PackedWords.of([(0, 7, (10, 20, 50, 30)), (8, 14, (60, 20, 90, 30))])
    return Page(3, 612, 792, Unit.POINT, Source.TEXT, "Revenue\t86,392", words)


def test_evidence_resolves_to_the_boxes_of_its_words(page: Page) -> None:
    evidence = Evidence.at(page, 8, 14)
    assert evidence == Evidence(Span(3, 8, 14), "86,392")
    assert evidence.boxes(page) == ((60, 20, 90, 30),)
    assert evidence.stands_on(page)


@pytest.mark.parametrize(
    "claim",
    [
        Evidence(Span(2, 8, 14), "86,392"),
        Evidence(Span(3, 8, 14), "86,393"),
        Evidence(Span(3, 8, 99), "86,392 million"),
    ],
)
def test_a_quote_that_does_not_stand_there_is_not_evidence(page: Page, claim: Evidence) -> None:
    assert not claim.stands_on(page)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_an_interval_outside_the_text_is_refused(page: Page, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="interval"):
        Evidence.at(page, start, end)
