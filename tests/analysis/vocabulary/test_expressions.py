import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from muniment.analysis.vocabulary.concepts import concepts
from muniment.analysis.vocabulary.expressions import Expression, read

TOKENS = ["net", "total ", "a", "&", "^", "$", r"\b", r"\w", ".", "[ab]", "[a-z]"]
SIGNS = ["(", "(?:", "(?!", "(?<!", ")", "|", "?", "*", "+", "{0,2}", "{1,3}", "{3,1}", "[", "\\", "(?P<n>", "\n"]
DOUBTED = ("[[", "&&", "||")  # Python warns of them within a set: they may come to mean something
SOURCES = (
    st.lists(st.sampled_from(TOKENS + SIGNS), max_size=9)
    .map("".join)
    .filter(lambda one: not any(pair in one for pair in DOUBTED))
)
SHIPPED = [
    one
    for concept in concepts()
    for one in (*(label.expression for label in concept.labels), *concept.exclude, *concept.sections)
]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("revenues?", {"revenue"}),
        ("^total (net )?(sales|revenues?)$", {"total "}),
        ("^(net )?(sales|revenues?)( net)?$", {"sales", "revenue"}),
        (r"\b(cost|costs|expenses?)\b", {"cost", "costs", "expense"}),
        ("equity|deficit", {"equity", "deficit"}),
        ("^(?!other|total)sales", {"sales"}),
        ("(net )+of", {"net "}),
        ("(net )*of tax", {"of tax"}),
        ("(net )?", set()),
        ("sales|", set()),
        (r"\w+", set()),
    ],
)
def test_words_without_which_nothing_fits(source: str, words: set[str]) -> None:
    assert read(source).words == words


@example("a{3,1}")
@example("(?<!a|net)b")
@given(SOURCES)
def test_what_is_none_is_refused_whatever_it_is(source: str) -> None:
    try:
        re.compile(source)
    except re.error:
        with pytest.raises(re.error):
            read(source)
    else:
        assert read(source).source == source


@given(st.data())
def test_whatever_it_fits_holds_one_of_its_words(data: st.DataObject) -> None:
    source = data.draw(SOURCES)
    try:
        pattern = re.compile(source)
    except re.error:
        assume(False)
    text = data.draw(st.from_regex(pattern))
    assume(pattern.search(text))
    assert Expression(source, read(source).words).may_fit(text)


@given(st.data())
def test_the_shipped_ones_fit_as_if_they_had_no_words(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(SHIPPED))
    assert expression.words
    assert expression.fits(data.draw(st.from_regex(expression.source)))
