"""Values and periods of answers, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from muniment.document.facts.answer import Step
from muniment.document.pages.table import Period
from muniment.message import message
from muniment.pipeline.exports import answer_text
from muniment.texts import language

VALUES = (
    ("points", "0.02", "pure", "+2.0 percentage points", "+2,0 Prozentpunkte"),
    ("percent", "0.1776", "pure", "17.8 %", "17,8 %"),
    ("times", "15.739", "pure", "15.74 x", "15,74 x"),
    ("days", "79.76", "days", "79.8 days", "79,8 Tage"),
    ("per_share", "2.53", "USD/shares", "2.53 USD per share", "2,53 USD je Aktie"),
    ("shares", "335000000", "shares", "335,000,000 shares", "335.000.000 Aktien"),
    ("money", "1303500000", "USD", "1,303.5 million USD", "1.303,5 Mio. USD"),
    ("money", "512", "USD", "512 USD", "512 USD"),
)
YEAR = Period(start=None, end=date(2023, 9, 30), months=12)


@pytest.fixture
def in_german() -> Iterator[None]:
    """German for the time of a test."""
    before = language.current()
    language.use("de")
    yield
    language.use(before)


def _step(shown: str, value: str, unit: str) -> Step:
    name = message("verbatim", text="x")
    return Step(name=name, value=Decimal(value), unit=unit, shown=shown, period=YEAR, formula="x", operands=(0,))


@pytest.mark.parametrize(("shown", "value", "unit", "english", "_german"), VALUES)
def test_a_value_with_its_unit(shown: str, value: str, unit: str, english: str, _german: str) -> None:
    assert answer_text.value(_step(shown, value, unit)) == english


@pytest.mark.usefixtures("in_german")
@pytest.mark.parametrize(("shown", "value", "unit", "_english", "german"), VALUES)
def test_a_value_with_its_unit_in_german(shown: str, value: str, unit: str, _english: str, german: str) -> None:
    assert answer_text.value(_step(shown, value, unit)) == german


@pytest.mark.usefixtures("in_german")
def test_a_period_in_german() -> None:
    assert answer_text.when(YEAR) == "Jahr bis 30.09.2023"
    assert answer_text.when(Period(start=None, end=date(2023, 6, 30), months=9)) == "9 Monate bis 30.06.2023"
    assert answer_text.when(Period(start=None, end=date(2023, 6, 30), months=0)) == "30.06.2023"
