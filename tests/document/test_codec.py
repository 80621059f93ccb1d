from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.codec import from_json, to_json
from muniment.document.facts.fact import Analysis, Fact, Method, State
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.table import Cell, Column, PageTables, Period, Row, Table
from muniment.message import Message, is_sound, message, printable

spans = st.builds(
    Span, page=st.integers(1, 900), start=st.integers(0, 50), end=st.integers(51, 99)
)  # forward by construction
evidence = st.builds(Evidence, span=spans, quote=st.text(max_size=20))
periods = st.builds(Period, start=st.none() | st.dates(), end=st.dates(), months=st.integers(0, 24))
values = st.decimals(allow_nan=False, allow_infinity=False) | st.dates() | st.text(max_size=20)
words = st.text(max_size=9)
plain = words | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.dates()
messages = st.recursive(
    st.builds(Message, code=words),
    lambda inner: st.builds(
        Message, code=words, arguments=st.lists(st.tuples(words, plain | inner), max_size=3).map(tuple)
    ),
    max_leaves=5,
)
facts = st.builds(
    Fact,
    concept=st.text(max_size=10),
    value=values,
    unit=st.none() | st.just("USD"),
    period=st.none() | periods,
    evidence=evidence,
    state=st.sampled_from(State),
    method=st.sampled_from(Method),
    confidence=st.floats(0, 1),
    scale_evidence=st.none() | evidence,
    reasons=st.lists(messages, max_size=3).map(tuple),
)
tables = st.builds(
    Table,
    page=st.integers(1, 9),
    title=st.text(max_size=9),
    columns=st.lists(st.builds(Column, x0=st.floats(0, 1), x1=st.floats(1, 2), head=st.text()), max_size=2).map(tuple),
    rows=st.lists(
        st.builds(
            Row,
            start=st.integers(0, 9),
            end=st.integers(9, 99),
            label=st.text(max_size=9),
            section=st.text(max_size=9),
            cells=st.lists(
                st.builds(Cell, st.integers(0, 3), st.integers(0, 9), st.integers(9, 20), st.text()), max_size=2
            ).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    scale=st.none() | st.just(1000),
)


def through_text(value: Any) -> Any:
    return json.loads(json.dumps(to_json(value)))


@given(facts)
def test_a_fact_comes_back_as_it_was(fact: Fact) -> None:
    assert from_json(Fact, through_text(fact)) == fact


@given(st.lists(tables, max_size=3).map(tuple))
def test_tables_come_back_as_they_were(some: tuple[Table, ...]) -> None:
    assert from_json(PageTables, through_text(PageTables(some))) == PageTables(some)


@given(st.lists(facts, max_size=3).map(tuple))
def test_an_analysis_comes_back_as_it_was(some: tuple[Fact, ...]) -> None:
    analysis = Analysis(kind="10-K", kind_confidence=0.5, facts=some)
    assert from_json(Analysis, through_text(analysis)) == analysis


def test_decimals_dates_and_texts_are_told_apart() -> None:
    assert to_json(Decimal("1.50")) == {"decimal": "1.50"}
    assert to_json(date(2024, 2, 29)) == {"date": "2024-02-29"}


good = to_json(Span(1, 2, 3))


@pytest.mark.parametrize(
    "bad",
    [None, 7, "text", {}, [], [1, 2], [*good, 4], ["1", 2, 3], [1, 2, 3.0], [1, True, 3], [0, 2, 3], [1, 3, 2]],
    ids=str,
)
def test_what_is_not_a_span_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(Span, bad)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_junk_raises_nothing_but_value_error(junk: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_json(Fact, junk)


@given(messages)
def test_a_message_comes_back_as_it_was(said: Message) -> None:
    assert from_json(Message, through_text(said)) == said


@pytest.mark.parametrize("argument", [True, None, 1.5, [], [1], {}, {"decimal": 1}, {"date": "1"}, {"a": "b"}])
def test_an_argument_of_no_kind_that_messages_have_is_refused(argument: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(Message, ["a", [["of", argument]]])


@pytest.mark.parametrize("value", [None, "a", 1, 1.5, Decimal(1), date(2024, 9, 28), State.CHECKED, ("a", 1)])
def test_a_value_of_several_kinds_is_read_as_the_one_that_it_has(value: object) -> None:
    kinds = None | str | int | float | Decimal | date | tuple[str, int]
    kept = value.value if isinstance(value, State) else value
    found = from_json(cast("type[object]", kinds), through_text(value))
    assert (type(found), found) == (type(kept), kept)


def test_a_message_without_end_is_refused() -> None:
    nested: Any = ["a", []]
    for _ in range(900):
        nested = ["a", [["of", nested]]]
    with pytest.raises(ValueError, match="deep"):
        from_json(Message, nested)


def within(level: int) -> Message:
    said = message("a")
    for _ in range(level):
        said = message("a", of=said)
    return said


@pytest.mark.parametrize(
    "lie",
    [
        message(""),
        message("The CEO resigned."),
        message("a" * 100),
        message("a", text="x" * 30_000),
        message("a", text="\x1b[2J"),
        message("a", number=10**60),
        message("a", number=Decimal("1e999")),
        message("a", number=Decimal("NaN")),
        Message("a", (("b", 1), ("b", 2))),
        Message("a", (("B!", 1),)),
        Message("a", tuple((f"b{n}", n) for n in range(100))),
        within(60),
    ],
)
def test_a_message_of_strange_form_or_size_is_not_sound(lie: Message) -> None:
    assert not is_sound(lie)
    assert not is_sound(message("a", of=lie))


def test_a_file_name_of_any_characters_is_sound_once_it_is_printable() -> None:
    said = message("a", file=printable("red\x1b[31m \udce4 \x01.pdf"))
    assert is_sound(said)
    assert said.get("file") == "red\ufffd[31m \ufffd \ufffd.pdf"


def test_messages_of_ours_are_sound() -> None:
    said = message("check-closes", title=message("check-title", id="cash_over_time"), sides=within(20), page=3)
    assert is_sound(said)
    assert is_sound(message("as-printed", printed="1\xa0234\n(5)", value=Decimal("-0.05"), at=date(2023, 1, 1)))
