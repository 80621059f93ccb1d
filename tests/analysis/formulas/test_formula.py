"""The language of measures and checks: what it reads, and what it refuses with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.analysis.formulas.formula import (
    ANY,
    Call,
    Comparison,
    FormulaError,
    Name,
    Negative,
    NumberNode,
    Operation,
    dimension,
    names,
    parse,
    parse_comparisons,
)
from muniment.texts.say import say

KINDS = {"revenue": "money", "cost": "money", "eps": "per_share", "shares": "shares", "days": "pure"}


def test_products_bind_before_sums_and_both_go_from_left_to_right() -> None:
    left = Operation("-", Name("a"), Operation("*", Name("b"), Name("c")))
    assert parse("a - b * c + 2.5") == Operation("+", left, NumberNode(Decimal("2.5")))
    assert parse("a / b / c") == Operation("/", Operation("/", Name("a"), Name("b")), Name("c"))


def test_brackets_signs_and_functions() -> None:
    assert parse("-(a + b)") == Negative(Operation("+", Name("a"), Name("b")))
    assert parse("min(a, optional(b))") == Call("min", (Name("a"), Call("optional", (Name("b"),))))


def test_comparisons_are_joined_by_and() -> None:
    one, two = parse_comparisons("a > 0 and b + c <= 1")
    assert one == Comparison(">", Name("a"), NumberNode(Decimal(0)))
    assert two.sign == "<="


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends where a value is expected"),
        ("a +", "ends where a value is expected"),
        ("a b", "'b' stands where nothing more is expected"),
        ("(a", "closing bracket is missing"),
        ("a ^ b", "'^ b' is not understood"),
        ("__import__('os')", "is not understood"),
        ("eval(a)", "there is no function 'eval'"),
        ("prior", "needs brackets"),
        ("prior(a, b)", "prior takes 1 value(s), not 2"),
        ("* a", "'*' stands where a value is expected"),
        ("a > b", "'>' stands where nothing more is expected"),
        ("(" * 60 + "a" + ")" * 60, "nested more than"),
        ("a + " * 1000 + "a", "longer than"),
    ],
)
def test_what_is_no_formula_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert says in say(refused.value.message)


@given(st.text(alphabet="ab_19.()+-*/,<>= \n", max_size=60))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError:
        return
    assert all(name[0].isalpha() for name in names(node))


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("revenue - cost", "money"),
        ("revenue / cost", "pure"),
        ("revenue / shares", "per_share"),
        ("eps * shares", "money"),
        ("revenue / cost * days", "pure"),
        ("max(revenue, 0)", "money"),
        ("1 - cost / revenue", "pure"),
        ("0", ANY),
    ],
)
def test_what_a_formula_gives(text: str, gives: str) -> None:
    assert dimension(parse(text), KINDS) == gives


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("revenue + eps", "an amount of money and an amount per share cannot be added"),
        ("revenue + 1", "cannot be added"),
        ("revenue * cost", "has no meaning here"),
        ("profit", "'profit' is neither a concept nor a measure"),
    ],
)
def test_unlike_things_are_not_mixed(text: str, says: str) -> None:
    with pytest.raises(FormulaError) as refused:
        dimension(parse(text), KINDS)
    assert says in say(refused.value.message)
