from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.reading.web.ixbrl_values import plain_format, read_amount, read_text

WHOLE = st.integers(0, 10**15)
CENTS = st.integers(0, 99)


def amount(text: str, form: str, scale: int = 0, *, negative: bool = False) -> Decimal | None:
    return read_amount(text, plain_format(form), scale, negative=negative)


@given(WHOLE, CENTS, st.integers(-6, 9), st.booleans())
def test_every_form_of_the_same_number_has_the_same_value(whole: int, cents: int, scale: int, negative: bool) -> None:
    want = (whole + Decimal(cents) / 100).scaleb(scale) * (-1 if negative else 1)
    english = f"{whole:,}.{cents:02}"
    german = english.translate(str.maketrans(",.", ".,"))
    forms = {
        "ixt:num-dot-decimal": english,
        "ixt:numdotdecimal": english.replace(",", "\xa0,"),
        "ixt4:num-comma-decimal": german,
        "ixt:numcommadecimal": german.replace(".", " "),
        "ixt:num-dot-decimal-apos": english.replace(",", "’"),
        "ixt:numspacecomma": german.replace(".", "\u202f"),
        "ixt:numunitdecimal": f"{whole:,} dollars {cents:02} cents",
        "": english,
    }
    for form, text in forms.items():
        assert amount(text, form, scale, negative=negative) == want, form


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("—", "ixt:fixed-zero", "0"),
        ("no", "ixt:zerodash", "0"),
        ("-", "ixt2:numdash", "0"),
        ("—", "", "0"),
        ("None", "ixt-sec:numwordsen", "0"),
        ("twelve", "ixt-sec:numwordsen", "12"),
        (".5", "ixt:num-dot-decimal", "0.5"),
        ("1.", "ixt:num-dot-decimal", "1"),
    ],
)
def test_words_and_dashes_are_numbers(text: str, form: str, value: str) -> None:
    assert amount(text, form) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", "ixt:num-dot-decimal"),
        ("1,234.5.6", "ixt:num-dot-decimal"),
        ("1.234,5", "ixt:num-dot-decimal"),
        ("(5)", "ixt:num-dot-decimal"),
        ("-5", "ixt:num-dot-decimal"),
        ("1e9", "ixt:num-dot-decimal"),
        ("٣", "ixt:num-dot-decimal"),
        ("five and a half", "ixt-sec:numwordsen"),
        ("5", "ixt:of-nobody"),
        ("9" * 100, "ixt:num-dot-decimal"),
    ],
)
def test_what_is_not_of_the_form_is_no_number(text: str, form: str) -> None:
    assert amount(text, form) is None


@pytest.mark.parametrize("scale", [-21, 21, 9_999])
def test_a_scale_without_measure_is_no_number(scale: int) -> None:
    assert amount("5", "ixt:num-dot-decimal", scale) is None


@given(st.text(max_size=30), st.sampled_from(["", "numdotdecimal", "numcommadecimal", "numunitdecimal", "zerodash"]))
def test_any_text_is_a_number_or_none(text: str, form: str) -> None:
    value = read_amount(text, form, 3, negative=True)
    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("December\xa031, 2023", "ixt:date-monthname-day-year-en", "2023-12-31"),
        ("31 December 2023", "ixt:date-day-monthname-year-en", "2023-12-31"),
        ("12/31/2023", "ixt:date-month-day-year", "2023-12-31"),
        ("31.12.2023", "ixt:date-day-month-year", "2023-12-31"),
        ("31/12/23", "ixt:dateslasheu", "2023-12-31"),
        ("12/31/23", "ixt:dateslashus", "2023-12-31"),
        ("2023-12-31", "", "2023-12-31"),
        ("December 31", "ixt:date-monthname-day-en", "December 31"),
        ("no", "ixt:fixed-false", "false"),
        ("☒", "ixt:fixed-true", "true"),
        ("x", "ixt:fixed-empty", ""),
        ("  HARBOR\n MILLS ", "", "HARBOR MILLS"),
    ],
)
def test_texts_and_days(text: str, form: str, value: str) -> None:
    assert read_text(text, plain_format(form)) == value


@pytest.mark.parametrize("text", ["soon", "99/99/2023", "31.31.2023"])
def test_a_day_that_cannot_be_read_is_none(text: str) -> None:
    assert read_text(text, "datemonthdayyear") is None
