"""Results without and with a model stand side by side, and what is worse is said."""

from __future__ import annotations

import pytest

from evaluate import score_program

PLAIN: dict[str, object] = {"documents": 3, "precision": 0.99, "missed": 4, "seconds_median": 1.0, "states": {"x": 1}}


@pytest.mark.parametrize(
    ("more", "worse"),
    [
        ({}, []),
        ({"precision": 1.0, "missed": 3}, []),
        ({"precision": 0.98}, ["precision"]),
        ({"missed": 5}, ["missed"]),
        ({"seconds_median": 9.0}, []),  # a model takes its time
    ],
)
def test_what_is_worse_with_a_model_is_found(more: dict[str, object], worse: list[str]) -> None:
    assert score_program.worse(PLAIN, {**PLAIN, **more}) == worse


def test_both_stand_side_by_side() -> None:
    lines = score_program.side_by_side(PLAIN, {**PLAIN, "missed": 3}, "starter")
    assert lines[0].split() == ["without", "starter"]
    assert [line.split() for line in lines if "differs" in line] == [["missed", "4", "3", "differs"]]
    assert not any("states" in line for line in lines)
