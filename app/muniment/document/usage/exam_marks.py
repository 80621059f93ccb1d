"""What a model showed that it can do: marks, scores, and the table that decides what it is used for.

Must never hold text of a document, nor of an exam.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

VERSION = 2
"""Of the exam; a table of another one decides nothing."""


class ModelTask(StrEnum):
    """What a model may be used for."""

    CHOOSE = "choose"  # the row of a statement, where rules and classifier are silent or differ
    ABSENT = "absent"  # to say that it is not on the page; a part of choosing
    KIND = "kind"  # of a document
    TAG = "tag"  # what a passage speaks of
    PLAN = "plan"  # the measure or concept that a question asks for
    ORDER = "order"  # the sentences of a summary
    JOIN = "join"  # two sentences of one subject as one
    REPHRASE = "rephrase"  # one sentence, with all that it says


@dataclass(frozen=True, slots=True)
class ExamMark:
    """One item of the exam.

    Attributes:
        task: Which.
        right: The model answered it right.
        picked: It answered with one of the places, not that there is none.
        plain: The deterministic way answered it right.
        margin: How sure the model was, from 0 to 1; 0 where it disagreed with itself.
        seconds: That it took the model.
    """

    task: ModelTask
    right: bool
    picked: bool
    plain: bool
    margin: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Score:
    """One task of the exam.

    Attributes:
        task: Which.
        asked: Items; a task that shows early that it is not earned is broken off.
        right: That the model answered right, however sure it was.
        plain: That the deterministic way answered right.
        low: Of the model's share, the lower end of the interval that holds it with 95 % (Wilson).
        high: The upper end.
        threshold: Margin from which an answer counts; None if there is none from which the model is right often enough.
        kept: Items of the second half that it was so sure of.
        kept_right: Of these, right.
        milliseconds: An item took, on average.
        earned: The model may be used for it.
    """

    task: ModelTask
    asked: int
    right: int
    plain: int
    low: float
    high: float
    threshold: float | None
    kept: int
    kept_right: int
    milliseconds: int
    earned: bool


@dataclass(frozen=True, slots=True)
class ExamResults:
    """What came of an exam.

    Attributes:
        model: Id of the model.
        name: For the user.
        version: Of the exam.
        seed: Its items follow from it.
        marks: In the order in which they were asked, so that an exam which was broken off goes on.
        scores: One a task; empty while the exam is not over.
    """

    model: str
    name: str
    version: int
    seed: int
    marks: tuple[ExamMark, ...] = ()
    scores: tuple[Score, ...] = ()

    @property
    def earned(self) -> Mapping[str, float]:
        """The tasks that the model may be used for, each with the margin from which its answers count."""
        if self.version != VERSION:
            return {}
        return {one.task.value: one.threshold for one in self.scores if one.earned and one.threshold is not None}
