"""A way through the tree of texts asks where they part, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from muniment.errors import UserError
from muniment.llm.pointing.option_walk import Walk

END = 9


def scores(**likely: float) -> np.ndarray:
    row = np.full(10, -50.0, np.float32)
    for name, share in likely.items():
        row[int(name[1:])] = np.log(share)
    return row


def test_what_all_have_in_common_is_not_asked() -> None:
    walk = Walk([[1, 2, 3, END], [1, 2, 4, END]])
    assert walk.forced() == [1, 2]
    assert [walk.is_over, walk.choose(scores(t3=0.25, t4=0.75)), walk.is_over] == [False, 4, True]
    assert walk.found.options == (1,)
    assert walk.found.probability == pytest.approx(0.75)
    assert walk.found.margin == pytest.approx(0.5)


def test_the_margin_is_to_the_likeliest_text_that_was_left_aside_anywhere() -> None:
    walk = Walk([[1, END], [2, 3, END], [2, 4, END]])
    walk.choose(scores(t1=0.4, t2=0.6))
    assert walk.forced() == []
    walk.choose(scores(t3=0.9, t4=0.1))
    assert walk.found.options == (1,)
    assert walk.found.probability == pytest.approx(0.54)
    assert walk.found.margin == pytest.approx(0.14)


def test_a_text_that_stands_twice_is_found_at_both_places() -> None:
    assert Walk([[1, END], [1, END]]).is_over
    walk = Walk([[1, END], [2, END], [1, END]])
    walk.choose(scores(t1=1.0, t2=0.0000001))
    assert walk.found.options == (0, 2)
    assert walk.found.margin == pytest.approx(1.0)


def test_one_text_may_be_the_beginning_of_another() -> None:
    walk = Walk([[1, END], [1, 2, END]])
    assert walk.forced() == [1]
    assert walk.choose(scores(t9=0.8, t2=0.2)) == END
    assert walk.found.options == (0,)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(UserError):
        Walk([[1, END], [2, END]]).choose(np.full(10, np.nan, np.float32))
