"""A model at work on what it earned: it points at rows, tells a kind, and picks the figure that a question asks for.

Must never use an answer that was not given twice, or of which the model is less sure than its exam asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from muniment.analysis.concepts import Concept
from muniment.analysis.lines import Statement
from muniment.analysis.plan_question import PlanQuestion
from muniment.analysis.row_question import RowQuestion
from muniment.analysis.told import KIND_ASKED, Teller
from muniment.document.document import KINDS
from muniment.document.exam import Task
from muniment.llm.llama import Cancel
from muniment.llm.point import Pick, Pointer, point_stably
from muniment.worker.spending import Meter


class Points:
    """A loaded model with what it earned."""

    def __init__(
        self,
        model: Pointer,
        earned: Mapping[str, float],
        *,
        cancelled: Cancel,
        before: Teller | None = None,
        meter: Meter | None = None,
    ) -> None:
        """Have a model answer.

        Args:
            model: A loaded one.
            earned: Task to the margin from which an answer counts.
            cancelled: Asked often.
            before: What was said earlier; asked first.
            meter: Counts what is asked and what is used.
        """
        self._model = model
        self._earned = earned
        self._cancelled = cancelled
        self._before = before
        self._meter = meter

    def row(self, statement: Statement, concept: Concept, question: RowQuestion) -> int | None:
        """The index of the line; None where it is none of them, or not sure.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        known = self._before.row(statement, concept, question) if self._before is not None else None
        if known is not None:
            return known
        option = self._pick(Task.CHOOSE, question.context, question.questions, question.options)
        return question.rows[option] if option is not None and option < len(question.rows) else None

    def kind(self, beginning: str) -> str:
        """One of ``KINDS``; empty where it is not sure.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        known = self._before.kind(beginning) if self._before is not None else ""
        option = None if known else self._pick(Task.KIND, beginning, KIND_ASKED, KINDS)
        return known or (KINDS[option] if option is not None else "")

    def plan(self, question: PlanQuestion) -> int | None:
        """The number of the figure that a question asks for; None where it is none, or not sure.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        option = self._pick(Task.PLAN, question.context, question.questions, question.options)
        return option if option is not None and option < len(question.options) - 1 else None

    def _pick(self, task: Task, context: str, questions: Sequence[str], options: Sequence[str]) -> int | None:
        least = self._earned.get(task)
        if least is None:
            return None
        found: Pick = point_stably(self._model, context, questions, options, cancelled=self._cancelled)
        answer = found.option if found.margin > 0 and found.margin >= least else None
        if self._meter is not None:
            self._meter.asked += 1
            self._meter.answered += answer is not None
        return answer
