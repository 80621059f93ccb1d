"""A text gives the words of the current language, with numbers and days as that language writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from muniment.texts import dates, language, numbers, units
from muniment.texts.text import Text, said
from speaking import speaking

PAGES = Text("{n:,} page", "{n:,} pages")
DAY = date(2024, 9, 28)


def test_a_constant_follows_the_language() -> None:
    accept = Text("Accept")

    assert accept() == "Accept"
    with speaking("de"):
        assert accept() == "Annehmen"
    assert accept() == "Accept"


def test_a_text_without_an_entry_is_said_in_english() -> None:
    with speaking("de"):
        assert Text("Nobody has translated {this}.")(this="that") == "Nobody has translated that."  # not in the program


@pytest.mark.parametrize(("code", "one", "many"), [("en", "1 page", "1,234 pages"), ("de", "1 Seite", "1.234 Seiten")])
def test_the_form_fits_the_number(code: str, one: str, many: str) -> None:
    with speaking(code):
        assert (PAGES(n=1), PAGES(n=1234)) == (one, many)


def test_a_context_tells_the_same_words_apart() -> None:
    with speaking("de"):
        assert (Text("reading", context="stage")(), Text("Reading")()) == ("wird gelesen", "Wird gelesen")


@pytest.mark.parametrize(
    ("value", "spec", "english", "german"),
    [
        (1234567, ",", "1,234,567", "1.234.567"),
        (2024, "", "2024", "2024"),
        (Decimal("-1234.50"), ",.1f", "-1,234.5", "-1.234,5"),
        (Decimal("0.5"), "", "0.5", "0,5"),
        ("1,5", "", "1,5", "1,5"),
        (DAY, "", "2024-09-28", "28.09.2024"),
    ],
)
def test_numbers_and_days_are_written_by_the_language(value: object, spec: str, english: str, german: str) -> None:
    assert numbers.formatted(value, spec) == english
    with speaking("de"):
        assert numbers.formatted(value, spec) == german


def test_amounts_stand_in_the_order_of_the_language() -> None:
    assert units.amount("394,328", "USD", 1_000_000) == "USD 394,328 million"
    assert units.amount("1,387", "shares", 1_000_000) == "1,387 million shares"
    assert units.per_share("12.30", "USD") == "USD 12.30 a share"
    assert units.scaled_unit("USD", 1_000) == "USD thousand"
    with speaking("de"):
        assert units.amount("394.328", "USD", 1_000_000) == "394.328 Mio. USD"
        assert units.amount("1.387", "shares", 1_000_000) == "1.387 Mio. Aktien"
        assert units.per_share("12,30", "USD") == "12,30 USD je Aktie"
        assert units.scaled_unit("USD", 1_000) == "Tsd. USD"


def test_days_with_the_names_of_months() -> None:
    assert dates.short_day(DAY) == "28 Sep 2024"
    assert dates.long_day(DAY) == "September 28, 2024"
    assert dates.moment(datetime(2024, 9, 28, 14, 5)) == "2024-09-28 14:05"  # noqa: DTZ001 - as the clock on the wall
    with speaking("de"):
        assert dates.short_day(DAY) == "28.09.2024"
        assert dates.long_day(DAY) == "28. September 2024"


def test_sizes_and_shares() -> None:
    assert (numbers.size(0), numbers.size(2_500_000), numbers.size(4_200_000_000)) == ("", "2.5 MB", "4.2 GB")
    assert numbers.percent(Decimal("0.634")) == "63 %"
    with speaking("de"):
        assert (numbers.size(4_200_000_000), numbers.percent(0.634, 1)) == ("4,2 GB", "63,4 %")


def test_several_texts_at_once() -> None:
    with speaking("de"):
        assert said({"yes": Text("yes"), "no": Text("no")}) == {"yes": "ja", "no": "nein"}


def test_a_language_that_is_none() -> None:
    with pytest.raises(KeyError):
        language.use("xx")
