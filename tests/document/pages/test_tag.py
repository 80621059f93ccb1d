from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.document.codec import from_json, to_json
from muniment.document.pages.table import PageTables, Placed
from muniment.document.pages.tag import MAX_TEXT, Tag

TEXT = "Total assets\t(8,000)"
TAG = Tag(
    name="us-gaap:Assets",
    value=Decimal(-8000),
    period_start=None,
    period_end=date(2023, 12, 31),
    months=0,
    unit="USD",
    entity="42",
    dimensions=(("a:Axis", "a:Member"),),
    element_id="f-1",
    decimals=-6,
    page=3,
    start=13,
    end=20,
    quote="(8,000)",
)


def test_tags_and_cells_cross_as_json() -> None:
    whole = PageTables((), (TAG, replace(TAG, value="text"), replace(TAG, value=None)), (Placed(0, 12, 0, 1, 1, 9.0),))
    assert from_json(PageTables, json.loads(json.dumps(to_json(whole)))) == whole
    assert whole.stand_on(3, TEXT)


@pytest.mark.parametrize("data", [[], [[]], [[], []]])
def test_what_an_older_program_stored_is_read(data: list[object]) -> None:
    assert from_json(PageTables, data) == PageTables()


@pytest.mark.parametrize(
    "change",
    [
        {"page": 2},
        {"quote": "(9,000)"},
        {"start": 14},
        {"start": -7},
        {"end": 99},
        {"start": 20},
        {"value": Decimal("NaN")},
        {"value": Decimal("Infinity")},
        {"value": "x" * (MAX_TEXT + 1)},
        {"months": -1},
        {"months": 10**9},
        {"name": "x" * (MAX_TEXT + 1)},
        {"dimensions": (("x" * (MAX_TEXT + 1), ""),)},
    ],
)
def test_a_tag_that_does_not_stand_is_told(change: dict[str, object]) -> None:
    assert TAG.stands_on(3, TEXT)
    assert not replace(TAG, **change).stands_on(3, TEXT)  # type: ignore[arg-type]


def test_a_tag_that_is_not_displayed_needs_no_place() -> None:
    assert replace(TAG, start=0, end=0, quote="").stands_on(3, TEXT)


@pytest.mark.parametrize(
    "cell",
    [Placed(0, 99, 0, 1, 1), Placed(5, 5, 0, 1, 1), Placed(-1, 5, 0, 1, 1), Placed(0, 5, -1, 1, 1),
     Placed(0, 5, 0, 0, 1), Placed(0, 5, 10**6, 1, 1), Placed(0, 5, 0, 10**6, 1)],
)  # fmt: skip
def test_a_cell_outside_its_page_is_told(cell: Placed) -> None:
    assert not PageTables(cells=(cell,)).stand_on(3, TEXT)
