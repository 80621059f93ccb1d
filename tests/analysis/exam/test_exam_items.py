"""The exam's items: made by seed, answerable, and asked as in the work itself."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace

from muniment import paths
from muniment.analysis.choosing.learned_choosers import choosers
from muniment.analysis.choosing.reconcile_choosers import open_questions
from muniment.analysis.exam.exam_items import COUNT, series
from muniment.analysis.exam.exam_statements import draw
from muniment.analysis.measures.measure_file import with_own
from muniment.analysis.prompts.row_question import NONE
from muniment.analysis.statements.row_sums import sums
from muniment.analysis.summary import content_tag_file
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.usage.exam_marks import ModelTask
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.pointing.model_exam import Item, Writing, scores, sit
from muniment.llm.pointing.point_options import OptionChoice

MATERIAL = tomllib.loads((paths.resources() / "exam.toml").read_text("utf-8"))


def items(seed: int, task: ModelTask) -> list[Item]:
    return [item for item in series(seed)[task] if isinstance(item, Item)]


def test_a_seed_makes_the_same_items_and_another_one_others() -> None:
    for task in (ModelTask.CHOOSE, ModelTask.KIND, ModelTask.PLAN, ModelTask.ORDER, ModelTask.JOIN, ModelTask.TAG):
        assert items(3, task) == items(3, task)
        assert items(3, task) != items(4, task)


def test_every_item_has_one_right_answer_among_options_that_differ() -> None:
    for task in (ModelTask.CHOOSE, ModelTask.KIND, ModelTask.PLAN, ModelTask.ORDER, ModelTask.JOIN, ModelTask.TAG):
        found = items(5, task)
        assert len(found) == COUNT
        for item in found:
            assert 0 <= item.right < len(item.options)
            assert len(set(item.options)) == len(item.options)
            assert len(item.questions) >= 2


def test_a_third_of_the_rows_is_not_on_the_page_and_the_deterministic_way_knows_few_of_the_others() -> None:
    found = items(6, ModelTask.CHOOSE)
    absent = [item for item in found if item.task == ModelTask.ABSENT]
    assert len(absent) == COUNT // 3
    assert all(item.options[item.right] == NONE for item in absent)
    assert sum(item.plain == item.right for item in found if item.task == ModelTask.CHOOSE) < COUNT // 4


def test_what_is_right_does_not_stand_at_one_place() -> None:
    for task in (ModelTask.CHOOSE, ModelTask.PLAN, ModelTask.ORDER, ModelTask.TAG):
        assert len({item.right for item in items(7, task)}) > 2


def test_the_material_names_what_there_is() -> None:
    known = {one.id for one in concepts()}
    measures = {one.id for one in with_own("").entries}
    for statement in MATERIAL["statement"]:
        for row in statement["rows"]:
            concept = "" if row.startswith("!") else row.partition(":")[0].lstrip("?+-=#").strip()
            assert not concept or concept in known
    assert {one["of"] for one in MATERIAL["plan"]} <= known | measures
    assert {one["of"] for one in MATERIAL["topic"]} <= {"", *(one.id for one in content_tag_file.with_own("").entries)}


def test_rows_of_a_made_statement_add_up() -> None:
    import random

    made = draw(random.Random(1), [one for one in MATERIAL["statement"] if one["kind"] == "income"])
    assert sums(made.statement.lines)
    assert "revenue" in made.rows
    asked = open_questions(made.statement, concepts(), choosers(), sums(made.statement.lines))
    assert all(set(one.question.rows) <= set(range(len(made.statement.lines))) for one in asked)


def test_sentences_to_be_rephrased_are_no_rephrasing_of_themselves() -> None:
    for item in series(8)[ModelTask.REPHRASE]:
        assert isinstance(item, Writing)
        assert not item.is_sound(item.context)


class Knowing:
    """Knows the answer to every item; what it cannot earn, no model can."""

    def __init__(self, known: list[Item]) -> None:
        self._right = {
            (item.context, question, item.options): item.right for item in known for question in item.questions
        }

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> OptionChoice:
        right = self._right[context, question, tuple(options)]
        return OptionChoice.of([9.0 if number == right else 0.0 for number in range(len(options))])

    def fit(
        self, context: str, questions: Sequence[str], against: str, options: Sequence[str], *, cancelled: Cancel = never
    ) -> list[OptionChoice]:
        return [self.point(context, question, options) for question in questions]

    def generate(
        self, context: str, question: str, *, most: int, on_text: Callable[[str], None], cancelled: Cancel = never
    ) -> str:
        return context


def test_a_model_that_knows_everything_earns_every_task_that_is_work_and_the_deterministic_way_earns_none() -> None:
    asked = series(9)
    known = [item for task in asked for item in asked[task] if isinstance(item, Item)]
    assert len({(item.context, item.options, item.questions) for item in known}) > COUNT
    found = scores(asked, list(sit(Knowing(known), asked)))
    assert {one.task for one in found if one.earned} >= {
        ModelTask.CHOOSE,
        ModelTask.KIND,
        ModelTask.PLAN,
        ModelTask.ORDER,
        ModelTask.JOIN,
        ModelTask.TAG,
    }
    done = list(sit(Knowing([replace(item, right=_plain(item)) for item in known]), asked))
    assert not any(one.earned for one in scores(asked, done))


def _plain(item: Item) -> int:
    answer = item.none if item.plain is None else item.plain
    assert answer is not None
    return answer
