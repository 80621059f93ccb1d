from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm.conftest import TinyModel
from muniment.document.usage.confidence_interval import wilson
from muniment.document.usage.exam_marks import VERSION, ExamMark, ExamResults, ModelTask, Score
from muniment.errors import Cancelled
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.pointing import model_exam, model_loading
from muniment.llm.pointing.ask_twice import Pick
from muniment.llm.pointing.model_exam import HALF, Item, Writing, score, scores, sit
from muniment.llm.pointing.point_options import OptionChoice


def marks(
    right: Sequence[bool], task: ModelTask = ModelTask.KIND, *, plain: bool = False, margin: float = 0.9
) -> list[ExamMark]:
    return [ExamMark(task, one, True, plain, margin, 0.01) for one in right]


def test_the_interval_is_wilsons() -> None:
    assert wilson(30, 30) == pytest.approx((0.8865, 1.0), abs=1e-4)
    assert wilson(50, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


@given(count=st.integers(1, 200), data=st.data())
def test_the_interval_holds_the_share(count: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, count))
    low, high = wilson(right, count)
    assert 0 <= low <= right / count + 1e-12
    assert right / count - 1e-12 <= high <= 1


def test_a_task_is_earned_by_what_is_right_and_sure() -> None:
    found = score(ModelTask.KIND, marks([True] * 2 * HALF))
    assert (found.earned, found.threshold, found.kept, found.kept_right) == (True, 0.0, HALF, HALF)


def test_a_task_is_not_earned_where_the_deterministic_way_is_as_good() -> None:
    assert not score(ModelTask.KIND, marks([True] * 2 * HALF, plain=True)).earned


def test_the_half_that_sets_the_threshold_does_not_decide() -> None:
    found = score(ModelTask.KIND, marks([True] * HALF + [False] * HALF))
    assert found.threshold is not None
    assert not found.earned


def test_the_threshold_is_the_lowest_margin_from_which_answers_are_right() -> None:
    half = [*marks([True] * 16, margin=0.85), *marks([False] * 14, margin=0.35)]
    found = score(ModelTask.KIND, half + half)
    assert (found.threshold, found.kept, found.earned) == (0.4, 16, True)


def test_answers_that_differ_never_count() -> None:
    assert not score(ModelTask.KIND, marks([True] * 2 * HALF, margin=0.0)).earned


def test_a_row_that_is_not_there_and_is_picked_speaks_against_choosing() -> None:
    present, absent = marks([True] * 2, ModelTask.CHOOSE), marks([False], ModelTask.ABSENT)
    assert not score(ModelTask.CHOOSE, (present + absent) * 20).earned
    unsure = [ExamMark(ModelTask.ABSENT, True, False, True, 0.9, 0.01)]
    assert score(ModelTask.CHOOSE, (present + unsure) * 20).earned


def test_a_table_of_another_exam_decides_nothing() -> None:
    passed = score(ModelTask.KIND, marks([True] * 2 * HALF))
    assert ExamResults("m", "m", VERSION, 1, (), (passed,)).earned == {"kind": 0.0}
    assert ExamResults("m", "m", VERSION - 1, 1, (), (passed,)).earned == {}


class Knowing:
    """Answers as it is told; a stand-in for a loaded model where only the exam's own course is tested."""

    def __init__(self, *, is_right: bool) -> None:
        self.is_right = is_right
        self.asked = 0

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> OptionChoice:
        self.asked += 1
        return OptionChoice.of([5.0 if (option == "right") is self.is_right else 0.0 for option in options])

    def fit(
        self, context: str, questions: Sequence[str], against: str, options: Sequence[str], *, cancelled: Cancel = never
    ) -> list[OptionChoice]:
        return [self.point(context, question, options) for question in questions]

    def generate(
        self, context: str, question: str, *, most: int, on_text: Callable[[str], None], cancelled: Cancel = never
    ) -> str:
        return "said" if self.is_right else context


def series() -> model_exam.Series:
    items = [Item(ModelTask.KIND, "page", ("a", "b"), ("right", "wrong"), 0, 1) for _ in range(2 * HALF)]
    more = [Item(ModelTask.ORDER, "", ("a", "b"), ("right", "wrong"), 0, 1, against="c") for _ in range(2 * HALF)]
    return {
        ModelTask.KIND: items,
        ModelTask.ORDER: more,
        ModelTask.REPHRASE: [Writing(ModelTask.REPHRASE, "x", "y", 9, lambda said: said == "said")] * (2 * HALF),
    }


def test_who_knows_everything_earns_everything() -> None:
    found = scores(series(), list(sit(Knowing(is_right=True), series())))
    assert {one.task for one in found if one.earned} == {ModelTask.KIND, ModelTask.ORDER, ModelTask.REPHRASE}


def test_what_shows_early_that_it_is_not_earned_is_broken_off() -> None:
    done = list(sit(Knowing(is_right=False), series()))
    assert len(done) == 3 * HALF
    assert not any(one.earned for one in scores(series(), done))


def test_an_exam_goes_on_where_it_was_broken_off() -> None:
    whole = list(sit(Knowing(is_right=True), series()))
    begun = whole[:77]
    later = Knowing(is_right=True)
    rest = list(sit(later, series(), begun))
    assert [(one.task, one.right) for one in begun + rest] == [(one.task, one.right) for one in whole]
    assert later.asked == 2 * (4 * HALF - 77)


def test_a_pick_needs_answers_that_agree() -> None:
    assert Pick.of([OptionChoice.of([1, 0]), OptionChoice.of([3, 0])]).option == 0
    assert Pick.of([OptionChoice.of([1, 0]), OptionChoice.of([3, 0])]).margin == pytest.approx(
        OptionChoice.of([1, 0]).margin
    )
    assert Pick.of([OptionChoice.of([1, 0]), OptionChoice.of([0, 1])]) == Pick(None, 0.0)


@pytest.mark.model
def test_a_model_that_knows_nothing_earns_nothing(tiny: TinyModel) -> None:
    model = model_loading.load(tiny("llama"), threads=1)
    items = [
        Item(ModelTask.KIND, "a page", ("What?", "Which?"), ("one", "two", "three"), n % 3, None)
        for n in range(2 * HALF)
    ]
    done = list(sit(model, {ModelTask.KIND: items}))
    model.close()
    assert not score(ModelTask.KIND, done).earned
    assert all(0 <= mark.margin <= 1 for mark in done)


@pytest.mark.model
def test_an_exam_is_cancelled_within_an_item(tiny: TinyModel) -> None:
    model = model_loading.load(tiny("llama"), threads=1)
    with pytest.raises(Cancelled):
        list(sit(model, series(), cancelled=lambda: True))
    model.close()


def test_scores_name_what_was_asked() -> None:
    (found,) = scores({ModelTask.KIND: ()}, marks([True, False]))
    assert isinstance(found, Score)
    assert (found.asked, found.right, found.milliseconds) == (2, 1, 10)
