"""The exam that a model sits before it is used for anything: the same items for it and for the deterministic way.

Items are texts, options and right answers; where they come from is not known here. Must never let a model be used for a
task on the strength of items by which its threshold was chosen: one half of them sets it, the other half decides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from muniment.document.usage.confidence_interval import wilson
from muniment.document.usage.exam_marks import ExamMark, ModelTask, Score
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.pointing.ask_twice import PointingModel, picked

HALF = 30
"""Items by which a threshold is set, and as many that decide; a third of them has no answer, so 20 places can be picked."""
FLOOR = 0.75
"""The lower end of the interval of the share of right answers that a task must reach: 19 right of 20 do, 18 do not."""
LEAST = 12
"""Answers of a half that the model must be sure of: one that is never sure is of no use. 12 of 12 reach the floor."""
THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Margins that are tried, the lowest first."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be chosen.

    Attributes:
        task: Which.
        context: What is read; items with the same one stand one after the other.
        questions: The same question at least twice: in other words, or with the options in another order.
        options: Among which is the right one.
        right: Its number.
        plain: Number of what the deterministic way chooses; None for none.
        none: Number of the option that says that it is not there; None where there is no such option.
        against: Asks for what is not wanted, where options are weighed by how they begin; empty where they are pointed at.
    """

    task: ModelTask
    context: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    right: int
    plain: int | None
    none: int | None = None
    against: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """A sentence to be said in other words; the deterministic way cannot do it.

    Attributes:
        task: Which.
        context: The sentence.
        question: What is wanted.
        most: Tokens of the answer.
        is_sound: Whether an answer says the same, as far as code can tell, in other words.
    """

    task: ModelTask
    context: str
    question: str
    most: int
    is_sound: Callable[[str], bool]


Series = Mapping[ModelTask, Sequence[Item | Writing]]
"""Items of each task; those of ``Task.CHOOSE`` may be of ``Task.ABSENT``."""


def sit(
    model: PointingModel, series: Series, done: Sequence[ExamMark] = (), *, cancelled: Cancel = never
) -> Iterator[ExamMark]:
    """Ask what has not been asked; a task that shows in its first half that it is not earned is left.

    Args:
        model: Who is asked.
        series: The items.
        done: Marks of the same exam that are known already, in their order.
        cancelled: Asked often.

    Returns:
        The further marks, each as soon as it is known.

    Raises:
        Cancelled: ``cancelled`` said so.
        UserError: The model cannot compute.
    """
    for task, items in series.items():
        marks = [mark for mark in done if mark.task in _tasks(task)]
        for item in items[len(marks) :]:
            if len(marks) == HALF and _threshold(task, marks) is None:
                break
            marks.append(mark := _mark(model, item, cancelled))
            yield mark


def scores(series: Series, marks: Sequence[ExamMark]) -> tuple[Score, ...]:
    """What marks are worth.

    Args:
        series: Of the exam; only its tasks matter.
        marks: All of them.
    """
    found = [score(task, [mark for mark in marks if mark.task in _tasks(task)]) for task in series]
    absent = [mark for mark in marks if mark.task is ModelTask.ABSENT]
    return (*found, score(ModelTask.ABSENT, absent)) if absent else tuple(found)


def score(task: ModelTask, marks: Sequence[ExamMark]) -> Score:
    """What the marks of one task are worth.

    A task is earned where the answers that the model was sure of are right with a share of at least ``FLOOR``, and more
    often than the deterministic way on the same items, both with 95 %.
    """
    right, plain = sum(mark.right for mark in marks), sum(mark.plain for mark in marks)
    low, high = wilson(right, len(marks))
    half = min(HALF, len(marks) // 2)
    threshold = _threshold(task, marks[:half])
    kept = [] if threshold is None else _kept(task, marks[half:], threshold)
    kept_right, kept_plain = sum(mark.right for mark in kept), sum(mark.plain for mark in kept)
    sure = wilson(kept_right, len(kept))[0]
    return Score(
        task=task,
        asked=len(marks),
        right=right,
        plain=plain,
        low=round(low, 3),
        high=round(high, 3),
        threshold=threshold,
        kept=len(kept),
        kept_right=kept_right,
        milliseconds=round(1000 * sum(mark.seconds for mark in marks) / len(marks)) if marks else 0,
        earned=len(kept) >= LEAST and sure >= FLOOR and sure > kept_plain / len(kept),
    )


def _tasks(task: ModelTask) -> tuple[ModelTask, ...]:
    return (ModelTask.CHOOSE, ModelTask.ABSENT) if task is ModelTask.CHOOSE else (task,)


def _threshold(task: ModelTask, marks: Sequence[ExamMark]) -> float | None:
    """The lowest margin from which the answers of this half reach the floor."""
    for margin in THRESHOLDS:
        kept = _kept(task, marks, margin)
        if len(kept) >= LEAST and wilson(sum(mark.right for mark in kept), len(kept))[0] >= FLOOR:
            return margin
    return None


def _kept(task: ModelTask, marks: Sequence[ExamMark], margin: float) -> list[ExamMark]:
    """The answers that would be used; that something is not there changes nothing, so it is none of them."""
    sure = [mark for mark in marks if mark.margin > 0 and mark.margin >= margin]
    return sure if task is ModelTask.ABSENT else [mark for mark in sure if mark.picked]


def _mark(model: PointingModel, item: Item | Writing, cancelled: Cancel) -> ExamMark:
    started = time.perf_counter()
    if isinstance(item, Writing):
        text = model.generate(item.context, item.question, most=item.most, on_text=lambda _: None, cancelled=cancelled)
        sound = item.is_sound(text)
        return ExamMark(item.task, sound, True, False, 1.0, round(time.perf_counter() - started, 4))
    pick = picked(model, item.context, item.questions, item.options, against=item.against, cancelled=cancelled)
    return ExamMark(
        task=item.task,
        right=pick.option == item.right,
        picked=pick.option is not None and pick.option != item.none,
        plain=(item.none if item.plain is None else item.plain) == item.right,
        margin=round(pick.margin, 4),
        seconds=round(time.perf_counter() - started, 4),
    )
