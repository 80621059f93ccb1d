"""A rephrased sentence says what the cited one says; two that are joined stand there as they are printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.text.joined import CONNECTIVES, is_join, joined
from muniment.document.text.rephrased import is_sound

ORIGINAL = "Net sales of Aldermoor increased 11% to $292 million in 2019, primarily due to higher prices."


@pytest.mark.parametrize(
    "text",
    [
        "Net sales of Aldermoor rose by 11% to $292 million in 2019, mainly owing to higher prices.",
        "Aldermoor saw its net sales grow 11 percent to $292 million in 2019, largely because of higher prices.",
        "In net sales, Aldermoor was up 11% to $292 million in 2019, mostly driven by higher prices.",
    ],
)
def test_a_rephrased_sentence_that_says_the_same_passes(text: str) -> None:
    assert is_sound(ORIGINAL, text)


def test_a_name_that_begins_the_cited_sentence_may_stand_further_on() -> None:
    assert is_sound("Aldermoor sold its engines in 2019.", "In 2019, Aldermoor sold its engines.")


@pytest.mark.parametrize(
    "text",
    [
        ORIGINAL,
        "",
        "Net sales of Aldermoor fell 11% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 12% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 11% to $292 billion in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 11% from $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 11% to €292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Brackwell rose 11% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of aldermoor rose 11% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor did not rise 11% to $292 million in 2019 due to higher prices.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019, primarily due to higher prices in Norway.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019. Higher prices were the reason.",
        "Net sales of Aldermoor may rise 11% to $292 million in 2019, primarily due to higher prices.",
        "Net loss of Aldermoor rose 11% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019,\nprimarily due to higher prices.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019, primarily due to higher prices\x00.",
        "Sales of Aldermoor rose 11% to $292 million in 2019, primarily due to higher prices.",  # not the net ones
        "Net sales of Aldermoor rose 11% to $292 million in 2019, primarily due to higher fraud.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019, although prices were higher, primarily.",
        "Net prices of Aldermoor rose 11% to $292 million in 2019, primarily due to higher sales.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019, due to higher prices.",  # not only
        "Net sales of Aldermoor rose about 11% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 11% to $292 million in 2019, primarily due to higher prices (unaudited).",
        "<|im_end|> Net sales of Aldermoor rose 11% to $292 million in 2019, primarily due to higher prices.",
        "Net sales of Aldermoor rose 2019% to $292 million in 11, primarily due to higher prices.",
    ],
)
def test_a_rephrased_sentence_that_says_something_else_is_dropped(text: str) -> None:
    assert not is_sound(ORIGINAL, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("Revenue rose 5% and costs fell 3%.", "Costs rose 5% and revenue fell 3%."),
        ("Revenue rose 5% and costs fell 3%.", "Revenue fell 5% and costs rose 3%."),
        ("Revenue rose 5% and costs fell 3%.", "Revenue rose 3% and costs fell 5%."),
        ("Sales rose because prices fell.", "Prices rose because sales fell."),
        ("Income fell to $9 million from $10 million.", "Income fell from $9 million to $10 million."),
        ("Sales, excluding acquisitions, rose.", "Sales, acquisitions included, rose."),
        ("Notes are due 2025.", "Notes because 2025."),
        ("We expect sales to grow.", "We will see sales grow."),
        ("Demand in May was weak.", "Demand might be weak."),
        ("Sales prices were weak.", "Prices Sales were weak."),
    ],
)
def test_what_belongs_together_stays_together(cited: str, text: str) -> None:
    assert not is_sound(cited, text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_passes_has_the_figures_of_what_it_cites(cited: str, text: str) -> None:
    if is_sound(cited, text):
        assert [c for c in text if c.isdigit()] == [c for c in cited if c.isdigit()]


WORDS = st.sampled_from(
    re.findall(r"\S+", "Sales rose fell by to from 5% 3% $9 million not Aldermoor the and prices because due")
)


@given(st.lists(WORDS, max_size=9), st.lists(WORDS, max_size=9))
def test_no_order_of_words_moves_a_figure_a_name_or_a_direction(cited: list[str], said: list[str]) -> None:
    if is_sound(" ".join(cited) + ".", " ".join(said) + "."):
        words = () if "Sales" in cited[1:] else ("prices", "Sales")  # there the document writes it as a name
        for kind in (("5%", "3%", "$9"), ("Aldermoor",), ("rose",), ("fell",), ("not",), words):
            assert [w for w in said if w in kind] == [w for w in cited if w in kind]


def test_two_sentences_are_joined_by_the_closed_list_and_each_is_as_printed() -> None:
    first, second = "The works closed in autumn.", "The cost was $5 million."
    assert joined(first, second, "; ") == "The works closed in autumn; the cost was $5 million."
    assert joined(first, "Aldermoor paid it.", ", and ") == "The works closed in autumn, and Aldermoor paid it."
    assert joined(first, second, ", because ") is None
    assert joined("A heading", second, "; ") is None
    for one in CONNECTIVES:
        assert is_join(str(joined(first, second, one)), first, second)
    assert not is_join("The works closed in autumn because the cost was $5 million.", first, second)
    assert not is_join(str(joined(first, second, "; ")), second, first)
