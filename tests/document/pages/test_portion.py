"""Portions cover a page: nothing that says something is left out, and none is too long."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muniment.document.pages.portion import LONGEST, portions

WORDS = st.lists(
    st.sampled_from(["net", "sales", "1,234", "rose.", "\n", "\t", " ", "x" * 900, "—", "\r\n", "\f"]), max_size=400
)


@given(WORDS)
def test_every_letter_and_digit_is_in_exactly_one_portion(words: list[str]) -> None:
    text = " ".join(words)
    found = list(portions(3, text))
    kept = "".join(text[one.start : one.end] for one in found)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(0 < one.end - one.start <= LONGEST and one.page == 3 for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_portion_ends_with_a_line_or_a_sentence() -> None:
    lines = "\n".join(f"Row {number}\t1,234" for number in range(100))
    assert all(lines[one.end : one.end + 1] in ("\n", "") for one in portions(1, lines))
    prose = "The company reads its own report once more. " * 40
    first, *_ = portions(1, prose)
    assert prose[first.start : first.end].endswith("more.")


def test_an_empty_page_has_none() -> None:
    assert list(portions(1, " \n\t — \n")) == []
