"""What can be pointed at, and what a fact becomes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.gui.page.pointing import Direction, corrected, figures_of, nearest, row_label
from support.window.gui_facts import fact


def page(text: str) -> Page:
    return Page(4, 612, 792, Unit.POINT, Source.TEXT, text, PackedWords())


def test_figures_are_numbers_with_their_own_sign() -> None:
    text = "Revenue\t$\t9,000\t$ 8,400\nCapital expenditures\t(750)\t( 700 )\nOther\t—\t-3.5\nMargin 12.5% in 2023, note 4a\nF-12\t.25"
    found = [(text[f.start : f.end], f.value) for f in figures_of(page(text))]
    assert found == [
        ("9,000", Decimal(9000)),
        ("8,400", Decimal(8400)),
        ("(750)", Decimal(-750)),
        ("( 700 )", Decimal(-700)),
        ("—", Decimal(0)),
        ("-3.5", Decimal("-3.5")),
        ("12.5%", Decimal("12.5")),
        ("2023", Decimal(2023)),
        (".25", Decimal("0.25")),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vorräte\t12.345\t(9.600)\nQuote\t1,5", [("12.345", 12345), ("(9.600)", -9600), ("1,5", Decimal("1.5"))]),
        ("Vorräte\t12.345\t9.600", [("12.345", 12345), ("9.600", 9600)]),
        ("Stocks\t12 345\t(9\u202f600)", [("12 345", 12345), ("(9\u202f600)", -9600)]),
        ("Net sales\t12’345\t9’600", [("12’345", 12345), ("9’600", 9600)]),
        ("Rate\t1.234\t12,345\t345 678", [("1.234", Decimal("1.234")), ("12,345", 12345), ("345", 345), ("678", 678)]),
    ],
)
def test_the_numbers_of_a_page_say_what_their_marks_mean(text: str, found: list[tuple[str, Decimal]]) -> None:
    assert [(text[f.start : f.end], f.value) for f in figures_of(page(text))] == found


GRID = [(x, y, x + 40, y + 10) for y in (100.0, 120.0, 140.0) for x in (300.0, 400.0)]


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        (0, Direction.RIGHT, 1),
        (1, Direction.LEFT, 0),
        (0, Direction.DOWN, 2),
        (5, Direction.UP, 3),
        (0, Direction.UP, 0),
        (1, Direction.RIGHT, 1),
    ],
)
def test_arrows_follow_rows_and_columns(start: int, direction: Direction, end: int) -> None:
    assert nearest(GRID, start, direction) == end


def test_the_scale_and_the_turn_of_the_sign_stay() -> None:
    paid = fact("capex", Decimal(750_000_000), quote="(750)")
    text = page("Capital expenditures\t(750)\nDividends paid\t(945)\t(900)")
    figure = next(f for f in figures_of(text) if f.value == -945)

    after = corrected(paid, text, figure)

    assert after.value == Decimal(945_000_000)
    assert (after.evidence.quote, after.label, after.scale) == ("(945)", "Dividends paid", 1_000_000)
    assert after.evidence.stands_on(text)


def test_a_name_cannot_be_pointed_at() -> None:
    text = page("9")
    with pytest.raises(TypeError):
        corrected(fact("company_name", "Acme", None, unit=None), text, figures_of(text)[0])


def test_a_row_without_tabs_has_a_label_too() -> None:
    text = page("Total assets $ 8,000")
    assert row_label(text, text.text.index("8,000")) == "Total assets"
