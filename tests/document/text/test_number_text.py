from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.text.number_text import PrintedNumber, decimal_mark, may_be_continental, parse_number

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1,234", "1234", 0),
        ("(1,234)", "-1234", 0),
        ("(1,234", "-1234", 0),
        ("$(1,234.50)", "-1234.50", 2),
        ("($1,234)", "-1234", 0),
        ("$ 12", "12", 0),
        ("-12.5", "-12.5", 1),
        ("−7", "-7", 0),
        ("$-7", "-7", 0),
        ("7-", "-7", 0),
        ("+3", "3", 0),
        (".05", "0.05", 2),
        ("1234", "1234", 0),
        ("C$4,000", "4000", 0),
        ("EUR 12,50", "12.50", 2),
        ("12,5", "12.5", 1),
        ("1.234.567,89", "1234567.89", 2),
        ("1.234.567", "1234567", 0),
        ("1.234,5", "1234.5", 1),
        ("1'234'567.89", "1234567.89", 2),
        ("1’234", "1234", 0),
        ("12,34,567", "1234567", 0),
        ("1.234", "1.234", 3),
        ("1,234(1)", "1234", 0),
        ("1,234 (a)", "1234", 0),
        ("1,234*", "1234", 0),
        ("(56)¹", "-56", 0),
        ("( 1,234 )", "-1234", 0),
        ("1.234,56 €", "1234.56", 2),
        ("\xa01,234 ", "1234", 0),
        ("12 345", "12345", 0),
        ("(1\xa0234\u202f567,8)", "-1234567.8", 1),
        ("12\u2009345.25", "12345.25", 2),
        ("1.234,5-", "-1234.5", 1),
        ("0,125", "0.125", 3),
        ("345¹", "345", 0),
        ("△1,234", "-1234", 0),
        ("△ 12.5", "-12.5", 1),
        ("▲7", "-7", 0),
        ("¥△1,234", "-1234", 0),
        ("-\t1,234", "-1234", 0),
        ("1,234\t-", "-1234", 0),
    ],
)
def test_a_printed_number_has_one_value(text: str, value: str, decimals: int) -> None:
    assert parse_number(text) == PrintedNumber(Decimal(value), decimals)


def test_an_arrow_before_a_percentage_may_mean_either() -> None:
    assert parse_number("▲5.2%") is None
    assert parse_number("△5.2%") == PrintedNumber(Decimal("-5.2"), 1, percent=True)


@pytest.mark.parametrize("text", ["12%", "12 %", "(12)%", "(12%)", "12%*"])
def test_a_percentage_says_so(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.percent
    assert abs(number.value) == 12


@pytest.mark.parametrize("text", ["—", "–", "-", "$—", "$ -", "(—)", "—%"])
def test_a_dash_is_nothing(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.dash
    assert number.value == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "$",
        "()",
        "abc",
        "12 34",
        "1,2345,678",
        "1.234.56",
        "1,234.567,8",
        "1'23",
        "12)",
        "Q2",
        "2022-12-31",
        "N/A",
        ",5",
        "12 3456",
        "1234 567",
    ],
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(AMOUNTS, st.sampled_from(["{}", "({})", "-{}", "${}", "$({})", "({}", "{}-"]))
def test_every_printed_amount_comes_back(amount: Decimal, form: str) -> None:
    number = parse_number(form.format(f"{amount:,.2f}"))
    assert number is not None
    assert number.value == (-amount if "(" in form or "-" in form else amount)
    assert number.decimals == 2


@given(AMOUNTS.filter(lambda amount: amount >= 1000))
def test_continental_and_swiss_forms_mean_the_same(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "'")
    assert parse_number(continental) == parse_number(swiss) == parse_number(english)


@given(st.text(alphabet="0123456789.,'()$-–% *", max_size=12))
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.value.is_finite()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234", "1234"),
        ("(12.345)", "-12345"),
        ("1.234,5", "1234.5"),
        ("1,234", "1.234"),
        ("0.125", "0.125"),
        ("3.5", "3.5"),
        ("1,234,567", "1234567"),
        ("12'345", "12345"),
        ("12 345,6", "12345.6"),
    ],
)
def test_where_the_comma_is_the_decimal_mark(text: str, value: str) -> None:
    number = parse_number(text, ",")
    assert number is not None
    assert number.value == Decimal(value)


def test_where_nothing_tells_the_mark_only_what_cannot_be_mistaken_is_read() -> None:
    assert parse_number("1.234", "") is None
    assert parse_number("1,234", "") is None
    assert parse_number("123", "") == PrintedNumber(Decimal(123))
    assert parse_number("1.234,5", "") == PrintedNumber(Decimal("1234.5"), 1)


@pytest.mark.parametrize(
    ("texts", "continental", "mark"),
    [
        (["1,234", "567", "(12)"], False, "."),
        (["1,234", "0.55"], True, "."),
        (["1,234.5", "1.234"], False, "."),
        (["1.234", "567,8", "1,25"], False, ","),
        (["1.234.567", "12.345"], False, ","),
        (["1.234", "12.345", "567"], True, ","),
        (["1.234", "12.345", "567"], False, ""),
        (["1.234", "12.345", "1,234"], False, "."),
        (["1.234", "0.5", "0,5"], False, ""),
        (["0,123", "0,456"], False, ","),
        (["—", "12"], True, "."),
        (["12 345,6", "1.234"], False, ","),
    ],
)
def test_the_numbers_of_a_table_say_what_their_marks_mean(texts: list[str], continental: bool, mark: str) -> None:
    assert decimal_mark(texts, continental=continental) == mark


@given(st.lists(AMOUNTS, min_size=1))
def test_continental_amounts_with_decimals_are_seen_and_come_back(amounts: list[Decimal]) -> None:
    texts = [f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) for amount in amounts]
    assert may_be_continental(texts)
    assert decimal_mark(texts) == ","
    numbers = [parse_number(text, ",") for text in texts]
    assert [number and number.value for number in numbers] == amounts
