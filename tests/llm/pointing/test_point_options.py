from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import UserError
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.pointing.ask_twice import choose_stably
from muniment.llm.pointing.point_options import Branch, OptionChoice, branches, log_probability, probabilities

END = 9
PATHS = st.lists(st.lists(st.integers(0, 3), max_size=6).map(lambda tokens: [*tokens, END]), min_size=1, max_size=12)


def test_only_places_where_options_part_are_looked_at() -> None:
    paths = [[1, 2, 3, END], [1, 2, 4, END], [5, END]]
    assert branches(paths) == [
        Branch(owner=0, depth=0, children=((1, (0, 1)), (5, (2,)))),
        Branch(owner=0, depth=2, children=((3, (0,)), (4, (1,)))),
    ]


@given(paths=PATHS, seed=st.integers(0, 2**32 - 1))
def test_probabilities_add_up_and_equal_options_share(paths: list[list[int]], seed: int) -> None:
    random = np.random.default_rng(seed)
    parted = [(branch, random.normal(size=10).astype(np.float32)) for branch in branches(paths)]
    found = probabilities(parted, paths).probabilities
    assert sum(found) == pytest.approx(1)
    for one, path in zip(found, paths, strict=True):
        assert all(one == other for other, twin in zip(found, paths, strict=True) if twin == path)


def test_probabilities_are_those_along_the_tree() -> None:
    paths = [[1, 2, END], [1, 3, END], [4, END]]
    first, second = np.zeros(10, np.float32), np.zeros(10, np.float32)
    first[1], second[2] = np.log(3), np.log(4)
    found = probabilities(list(zip(branches(paths), (first, second), strict=True)), paths)
    assert found.probabilities == pytest.approx((0.75 * 0.8, 0.75 * 0.2, 0.25))
    assert found.best == 0
    assert found.margin == pytest.approx(0.6 - 0.25)
    assert found.ranked() == [0, 2, 1]


def test_scores_that_are_no_numbers_are_refused() -> None:
    nothing = np.full(10, np.nan, np.float32)
    with pytest.raises(UserError) as error:
        probabilities([(branches([[1, END], [2, END]])[0], nothing)], [[1, END], [2, END]])
    assert error.value.code == "damaged-model"
    with pytest.raises(UserError):
        log_probability([1], [nothing])


def test_the_logarithm_of_a_probability() -> None:
    scores = np.log(np.array([0.5, 0.25, 0.25], np.float32)) + 7
    assert log_probability([0, 1], [scores, scores]) == pytest.approx(np.log(0.125))


class Opinions:
    """Answers each question with what it is given; a stand-in for a loaded model where only agreement is tested."""

    def __init__(self, *opinions: Sequence[float]) -> None:
        self.opinions = opinions

    def fit(
        self, context: str, questions: Sequence[str], against: str, options: Sequence[str], *, cancelled: Cancel = never
    ) -> list[OptionChoice]:
        return [OptionChoice.of(opinion) for opinion in self.opinions]


def test_only_what_is_chosen_every_time_counts() -> None:
    options = ["a", "b", "c", "d"]
    same = Opinions([4, 3, 2, 1], [4, 3, 2, 1])
    half = Opinions([4, 3, 2, 1], [1, 6, 5, 2])
    none = Opinions([4, 3, 2, 1], [1, 2, 3, 4])
    assert choose_stably(same, ("x", "y"), "z", options, count=2) == [0, 1]
    assert choose_stably(half, ("x", "y"), "z", options, count=2) == [1]
    assert choose_stably(none, ("x", "y"), "z", options, count=2) == []
    assert choose_stably(none, ("x", "y"), "z", options, count=4) == [0, 1, 2, 3]
