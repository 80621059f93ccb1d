from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.analysis.statements.row_sums import Sum, Values, find

AMOUNTS = st.lists(st.tuples(st.integers(100, 9999), st.integers(100, 9999)), min_size=2, max_size=5)


def rows(*numbers: tuple[int | None, ...]) -> list[Values]:
    return [tuple(None if n is None else Decimal(n) for n in one) for one in numbers]


def test_a_total_takes_the_rows_above_it_and_the_next_one_goes_on() -> None:
    found = find(rows((100, 90), (250, 240), (350, 330), (1000, 900), (1350, 1230)))
    assert found == (Sum(2, (0, 1), (1, 1), (0, 1)), Sum(4, (2, 3), (1, 1), (0, 1)))


def test_costs_are_taken_off_although_they_are_printed_without_brackets() -> None:
    (found,) = find(rows((4000, 3600), (2400, 2200), (600, 550), (1000, 850)))
    assert (found.parts, found.signs) == ((0, 1, 2), (1, -1, -1))


def test_mixed_signs_need_two_columns() -> None:
    two = rows((1000, 850), (120, 130), (40, 35), (17, 12), (903, 743))
    assert [one.signs for one in find(two)] == [(1, -1, 1, -1)]
    assert find([values[:1] for values in two]) == ()


def test_what_fails_in_one_column_is_no_sum() -> None:
    assert find(rows((100, 90), (250, 240), (350, 333))) == ()


def test_rounding_of_three_rows_may_cost_one_unit_and_of_two_none() -> None:
    assert find(rows((100, 90), (250, 240), (300, 310), (651, 640)))
    assert not find(rows((100, 90), (250, 240), (351, 330)))


@pytest.mark.parametrize("total", [(0, 0), (7, 9)])
def test_small_numbers_prove_nothing(total: tuple[int, int]) -> None:
    assert find(rows((total[0] - 3, total[1] - 3), (3, 3), total)) == ()


def test_equity_is_not_assets_less_everything_else() -> None:
    balance = rows(
        (500, 400), (700, 650), (1200, 1050), (300, 280), (400, 350), (700, 630), (150, 120), (350, 300), (500, 420), (1200, 1050)
    )  # fmt: skip
    totals = {one.total: one.parts for one in find(balance)}
    assert totals == {2: (0, 1), 5: (3, 4), 8: (6, 7), 9: (5, 8)}


def test_a_missing_number_counts_as_nothing() -> None:
    assert find(rows((100, None), (250, 240), (30, 20), (380, 260)))


@given(AMOUNTS)
def test_a_plain_total_is_found_whatever_the_rows(amounts: list[tuple[int, int]]) -> None:
    grown = [(a * 10 ** (5 * i), b * 10 ** (5 * i)) for i, (a, b) in enumerate(amounts)]  # no row is made of others
    total = tuple(map(sum, zip(*grown, strict=True)))
    found = find(rows(*grown, total))
    assert any(one.total == len(grown) for one in found)
    for one in found:
        values = [*grown, total]
        for column in one.columns:
            reached = sum(sign * values[part][column] for part, sign in zip(one.parts, one.signs, strict=True))
            assert abs(reached - values[one.total][column]) <= 2


def test_of_two_rows_the_first_is_never_taken_off() -> None:
    assert find(rows((100, 90), (350, 330), (250, 240))) == ()
    (found,) = find(rows((350, 330), (100, 90), (250, 240)))
    assert found.signs == (1, -1)


def test_signs_are_turned_in_up_to_seven_rows() -> None:
    seven = rows((1000, 800), (30, 20), (700, 600), (11, 13), (5, 7), (90, 80), (17, 23))
    signs = (1, -1, 1, 1, -1, -1, 1)
    (found,) = find([*seven, *rows((1603, 1329))])
    assert (found.total, found.signs) == (7, signs)
