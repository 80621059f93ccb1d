"""A fast and a strong model: the strong one is asked where the fast one may not, is not sure, or a check speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from muniment.analysis.prompts.model_advice import contradicted
from muniment.document.facts.fact import Method
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.model_usage import Tier
from muniment.document.usage.routing import Routed, Routing, added, saved
from muniment.errors import UserError
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.pointing.point_options import OptionChoice
from muniment.worker.child.model_pointing import Points
from muniment.worker.child.model_router import AskableModel, ModelRouter, RoutedModel
from worker.child.test_model_pointing import CONCEPT, QUESTION, STATEMENT, Opinions

FIRST, SECOND, UNSURE = [9.0, 0.0, 0.0, 0.0, 0.0], [0.0, 9.0, 0.0, 0.0, 0.0], [1.0, 0.9, 0.0, 0.0, 0.0]


class Broken(Opinions):
    """Cannot compute."""

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> OptionChoice:
        raise UserError("It computes no numbers.", code="damaged-model")


def both(
    fast: Opinions, strong: Opinions, *, fast_may: Mapping[str, float], strong_may: Mapping[str, float]
) -> tuple[ModelRouter, list[str]]:
    """Both models, and which were loaded."""
    loaded: list[str] = []

    def loading(name: str, model: Opinions) -> Callable[[], AskableModel]:
        def load() -> AskableModel:
            loaded.append(name)
            return model

        return load

    hands = [
        RoutedModel("f", loading("fast", fast), fast_may),
        RoutedModel("s", loading("strong", strong), strong_may, True),
    ]
    return ModelRouter(hands, never), loaded


def pick(hands: ModelRouter, *, strongly: bool = False) -> int | None:
    return hands.pick(
        ModelTask.CHOOSE, "page", ("which?", "which one?"), ("a", "b", "c", "d", "none"), strongly=strongly
    )


MAY = {"choose": 0.5}


@pytest.mark.parametrize(
    ("fast", "strong", "fast_may", "strongly", "answer", "loaded", "counts"),
    [
        (FIRST, SECOND, MAY, False, 0, ["fast"], (1, 0, 0, 0)),  # sure
        (UNSURE, SECOND, MAY, False, 1, ["fast", "strong"], (1, 1, 1, 0)),  # a low margin
        (UNSURE, FIRST, MAY, False, 0, ["fast", "strong"], (1, 1, 1, 1)),  # and the same after all
        (UNSURE, UNSURE, MAY, False, None, ["fast", "strong"], (1, 1, 1, 1)),  # nobody is sure
        (FIRST, SECOND, {"kind": 0.5}, False, 1, ["strong"], (0, 1, 0, 0)),  # an exam that was failed
        (FIRST, SECOND, MAY, True, 1, ["strong"], (0, 1, 0, 0)),  # a check speaks against it
    ],
)
def test_a_question_goes_to_the_fast_one_and_where_that_is_not_enough_to_the_strong_one(
    fast: list[float], strong: list[float], fast_may: Mapping[str, float], strongly: bool, answer: int | None,
    loaded: list[str], counts: tuple[int, int, int, int],
) -> None:  # fmt: skip
    hands, there = both(Opinions(fast), Opinions(strong), fast_may=fast_may, strong_may=MAY)
    assert pick(hands, strongly=strongly) == answer
    assert there == loaded
    (one,) = hands.routing.tasks
    assert (one.fast, one.strong, one.both, one.agreed) == counts
    assert {meter.spent().tier for meter in hands.meters} == {Tier(name) for name in loaded}
    assert sum(meter.spent().answered for meter in hands.meters) == (answer is not None)


def test_what_neither_earned_is_asked_of_nobody() -> None:
    hands, loaded = both(Opinions(FIRST), Opinions(FIRST), fast_may={"kind": 0.1}, strong_may={"order": 0.1})
    assert pick(hands) is None
    assert (loaded, hands.routing) == ([], Routing())


def test_a_strong_one_that_fails_is_not_asked_again_and_a_fast_one_that_fails_is_told() -> None:
    hands, loaded = both(Opinions(UNSURE), Broken(FIRST), fast_may=MAY, strong_may=MAY)
    assert [pick(hands), pick(hands)] == [None, None]
    assert loaded == ["fast", "strong", "fast"]
    assert not hands.has_strong(ModelTask.CHOOSE)
    hands, _ = both(Broken(FIRST), Opinions(FIRST), fast_may=MAY, strong_may=MAY)
    with pytest.raises(UserError):
        pick(hands)


def test_words_are_taken_only_where_they_are_sound() -> None:
    hands, _ = both(Opinions(FIRST), Opinions(FIRST), fast_may={"rephrase": 0.0}, strong_may={"rephrase": 0.0})
    assert hands.write(ModelTask.REPHRASE, "A sentence.", "Say it.", most=9, is_sound=lambda text: False) is None
    assert (
        hands.write(ModelTask.REPHRASE, "A sentence.", "Say it.", most=9, is_sound=lambda text: True)
        == "Something else."
    )
    (one,) = hands.routing.tasks
    assert (one.fast, one.strong, one.both, one.agreed) == (2, 1, 1, 1)


def test_a_row_that_a_check_speaks_against_is_asked_of_the_strong_one_alone() -> None:
    hands, loaded = both(Opinions(FIRST), Opinions(SECOND), fast_may=MAY, strong_may=MAY)
    assert Points(hands).row(STATEMENT, CONCEPT, QUESTION) == 0
    assert Points(hands, doubted=[CONCEPT.id]).row(STATEMENT, CONCEPT, QUESTION) == 1
    assert loaded == ["fast", "strong"]


def test_only_a_model_s_figures_in_checks_that_fail_are_doubted() -> None:
    from dataclasses import replace

    from muniment.document.facts.fact import CheckResult
    from vault.made import analysis, pages

    found = analysis(pages())
    told = replace(found.facts[0], method=Method.MODEL)
    failing = replace(found.checks[0], result=CheckResult.FAILS)
    assert contradicted(found) == frozenset()
    assert contradicted(replace(found, checks=(failing,))) == frozenset()
    by_model = replace(found, facts=(told, *found.facts[1:]))
    assert contradicted(by_model) == frozenset()
    assert contradicted(replace(by_model, checks=(failing,))) == {"total_assets"}


def test_what_was_saved_is_told_against_asking_the_strong_one_everything() -> None:
    measured = Routed(ModelTask.CHOOSE, fast=10, strong=2, both=2, agreed=1, fast_seconds=1.0, strong_seconds=4.0)
    assert measured.saved_seconds == 10 * 2.0 - 5.0
    from_exam = Routed(ModelTask.KIND, fast=3, fast_seconds=0.5, strong_mean=1.5)
    assert from_exam.saved_seconds == 3 * 1.5 - 0.5
    assert Routed(ModelTask.TAG, fast=3, fast_seconds=0.5).saved_seconds is None
    whole = added(Routing((measured,)), Routing((from_exam, measured)))
    assert [one.asked for one in whole.tasks] == [20, 3]
    assert saved(whole) == 2 * 15.0 + 4.0
    assert saved(Routing()) is None


@pytest.mark.parametrize(
    "one",
    [
        Routed(ModelTask.CHOOSE, fast=1, strong=1, both=2),
        Routed(ModelTask.CHOOSE, fast=2, strong=2, both=1, agreed=2),
        Routed(ModelTask.CHOOSE, fast=-1),
        Routed(ModelTask.CHOOSE, fast_seconds=-1.0),
        Routed(ModelTask.CHOOSE, fast_seconds=float("nan")),
        Routed(ModelTask.CHOOSE, fast=10**9),
    ],
)
def test_counts_that_cannot_be_are_not_believed(one: Routed) -> None:
    assert not Routing((one,)).is_sound
    assert not Routing((Routed(ModelTask.KIND), Routed(ModelTask.KIND))).is_sound
    assert Routing((Routed(ModelTask.KIND, 3, 2, 1, 1, 0.1, 0.2),)).is_sound
