"""What a model says counts only where it earned it, says it twice, and is sure enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from muniment.analysis.prompts import plan_question, row_question
from muniment.analysis.prompts.model_advice import ModelAdvice, Remembered
from muniment.analysis.statements.statement_lines import Statement, StatementLine
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.document.pages.table import Period
from muniment.document.schemas import KINDS
from muniment.document.usage.exam_marks import ModelTask
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.engine.token_tally import Tally
from muniment.llm.pointing.point_options import OptionChoice
from muniment.worker.child.model_pointing import Points
from muniment.worker.child.model_router import ModelRouter, RoutedModel

STATEMENT = Statement(
    StatementKind.INCOME,
    (Period(start=None, end=date(2022, 12, 31), months=12),),
    tuple(StatementLine(label, "", (None,)) for label in ("Takings", "Outlays", "Takings", "Left over")),
)
CONCEPT = concepts()[0]
QUESTION = row_question.of(STATEMENT, CONCEPT, [3, 0, 1, 2])


class Opinions:
    """Gives its answers in turn; a stand-in for a loaded model where only what is made of them is tested."""

    def __init__(self, *answers: Sequence[float]) -> None:
        self._answers = list(answers)
        self.asked = 0
        self.id = "opinions"
        self.tally = Tally()

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> OptionChoice:
        self.asked += 1
        return OptionChoice.of(self._answers[(self.asked - 1) % len(self._answers)])

    def fit(
        self, context: str, questions: Sequence[str], against: str, options: Sequence[str], *, cancelled: Cancel = never
    ) -> list[OptionChoice]:
        return [self.point(context, question, options) for question in questions]

    def generate(
        self, context: str, question: str, *, most: int, on_text: Callable[[str], None], cancelled: Cancel = never
    ) -> str:
        return "Something else."


def points(model: Opinions, earned: Mapping[str, float], before: ModelAdvice | None = None) -> Points:
    return Points(hands(model, earned), before=before)


def hands(model: Opinions, earned: Mapping[str, float]) -> ModelRouter:
    return ModelRouter([RoutedModel("tiny", lambda: model, earned)], never)


def test_rows_of_one_name_are_told_apart_and_asked_in_two_orders() -> None:
    assert QUESTION.options == ("row 1: Takings", "Outlays", "row 3: Takings", "Left over", row_question.NONE)
    assert QUESTION.rows == (0, 1, 2, 3)
    first, second = QUESTION.questions
    assert first != second
    assert sorted(first) == sorted(second)


@pytest.mark.parametrize(
    ("answers", "least", "row"),
    [
        (([0, 5, 0, 0, 0],), 0.5, 1),
        (([0, 5, 0, 0, 0],), 0.999, None),  # not sure enough
        (([0, 5, 0, 0, 0], [5, 0, 0, 0, 0]), 0.0, None),  # another answer to the same question
        (([0, 0, 0, 0, 5],), 0.0, None),  # not on this page
        (([1, 1, 1, 1, 1],), 0.0, None),  # no opinion
    ],
)
def test_a_row_is_taken_where_both_answers_are_sure(
    answers: Sequence[Sequence[float]], least: float, row: int | None
) -> None:
    model = Opinions(*answers)
    assert points(model, {"choose": least}).row(STATEMENT, CONCEPT, QUESTION) == row
    assert model.asked == 2


def test_what_was_not_earned_is_not_asked() -> None:
    model = Opinions([0, 5, 0, 0, 0])
    asked = points(model, {"order": 0.0})
    assert asked.row(STATEMENT, CONCEPT, QUESTION) is None
    assert asked.kind("A page.") == ""
    assert asked.plan(plan_question.of("How much?", ["Revenue", "Cash"])) is None
    assert model.asked == 0


def test_a_kind_is_one_of_those_that_are_known() -> None:
    model = Opinions([9.0 if kind == "contract" else 0.0 for kind in KINDS])
    assert points(model, {"kind": 0.5}).kind("A page.") == "contract"
    before = points(model, {"kind": 0.5}, Remembered((), "invoice"))
    assert before.kind("A page.") == "invoice"
    assert model.asked == 2


def test_a_plan_is_one_of_the_figures_or_none() -> None:
    asked = plan_question.of("How much?", ["Revenue", "Cash"])
    assert points(Opinions([0, 9, 0]), {"plan": 0.5}).plan(asked) == 1
    assert points(Opinions([0, 0, 9]), {"plan": 0.5}).plan(asked) is None


def test_only_what_is_decided_counts_in_the_ledger() -> None:
    somewhere, nowhere = [0.0, 5.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 5.0]
    others = hands(Opinions(somewhere, somewhere, nowhere, nowhere), {"choose": 0.5})
    asked = Points(others)
    assert [asked.row(STATEMENT, CONCEPT, QUESTION), asked.row(STATEMENT, CONCEPT, QUESTION)] == [1, None]
    (spent,) = [meter.spent() for meter in others.meters]
    assert (spent.asked, spent.answered) == (2, 1)
    wording = hands(Opinions([5.0, 0.0]), {"join": 0.0, "rephrase": 0.0})
    assert wording.pick(ModelTask.JOIN, "Two sentences.", ["Together?", "Apart?"], ["yes", "no"]) == 0
    assert wording.write(ModelTask.REPHRASE, "One.", "Say it.", most=9, is_sound=lambda _: True) == "Something else."
    (spent,) = [meter.spent() for meter in wording.meters]
    assert (spent.asked, spent.answered) == (0, 0)
