"""The price list of rented models: exact, and every fault of the user's own is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muniment import paths
from muniment.errors import UserError
from muniment.pipeline.models import model_prices
from support.error_words import says, words_of

GOOD = """
[[price]]
name = "Our contract"
currency = "EUR"
input = 0.1
output = 3
date = 2026-01-31
source = "annex 2"
"""


def test_the_example_has_a_date_and_a_source() -> None:
    found = model_prices.read(paths.resources() / "prices.toml")
    assert found
    assert all(one.date > date(2026, 1, 1) and one.source for one in found)


def test_the_users_own_list_takes_the_place_of_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "prices.toml"
    monkeypatch.setattr(paths, "own_prices", lambda: own)
    assert model_prices.prices() == model_prices.read(paths.resources() / "prices.toml")
    own.write_text(GOOD)
    (price,) = model_prices.prices()
    assert (price.name, price.currency, price.date) == ("Our contract", "EUR", date(2026, 1, 31))
    assert price.estimate(3_000_000, 7) == Decimal("0.300021")  # with floats it would not be


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[price]]", "[[price]", "not valid TOML"),
        ("[[price]]", "[[prices]]", "entries [[price]]"),
        ('name = "Our contract"', "", "entry 1 must have currency, date, input, name, output, source"),
        ("input = 0.1", "input = '0.1'", "entry 1 has no price for input"),
        ("input = 0.1", "input = true", "entry 1 has no price for input"),
        ("input = 0.1", "input = nan", "entry 1 has no price for input"),
        ("output = 3", "output = -3", "entry 1 has no price for output"),
        ("output = 3", "output = 3e99", "entry 1 has no price for output"),
        ("EUR", "euro", "entry 1 has no currency"),
        ("2026-01-31", '"2026-01-31"', "entry 1 has no date"),
        ("2026-01-31", "2026-01-31T10:00:00", "entry 1 has no date"),
        ("annex 2", "a\\u001b[2Jb", "entry 1 has no source"),
        ("Our contract", " ", "entry 1 has no name"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(UserError) as caught:
        model_prices.read(path)
    assert said in words_of(caught.value)
    assert str(path) in words_of(caught.value)


def test_a_list_that_is_no_text_or_a_folder_is_told(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_bytes(b"\xff\xfe\x00")
    for place in (path, tmp_path):
        with pytest.raises(UserError, check=says("cannot be used")):
            model_prices.read(place)
