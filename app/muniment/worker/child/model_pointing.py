"""Models at work on what they earned: they point at rows, tell a kind, and pick the figure that a question asks for.

Must never use an answer that was not given twice, or of which the model is less sure than its exam asks for.
"""

from __future__ import annotations

from collections.abc import Collection

from muniment.analysis.prompts.model_advice import KIND_ASKED, ModelAdvice
from muniment.analysis.prompts.plan_question import PlanQuestion
from muniment.analysis.prompts.row_question import RowQuestion
from muniment.analysis.prompts.topic_question import TopicQuestion
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.vocabulary.concepts import Concept
from muniment.document.schemas import KINDS
from muniment.document.usage.exam_marks import ModelTask
from muniment.worker.child.model_router import ModelRouter


class Points:
    """Loaded models with what they earned, as the analysis asks them."""

    def __init__(self, hands: ModelRouter, *, before: ModelAdvice | None = None, doubted: Collection[str] = ()) -> None:
        """Have models answer.

        Args:
            hands: Who is asked.
            before: What was said earlier; asked first.
            doubted: Concepts whose row a check speaks against; the strong model alone is asked for them.
        """
        self._hands = hands
        self._before = before
        self._doubted = frozenset(doubted)

    def row(self, statement: Statement, concept: Concept, question: RowQuestion) -> int | None:
        """The index of the line; None where it is none of them, or not sure.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        strongly = concept.id in self._doubted
        known = self._before.row(statement, concept, question) if self._before is not None and not strongly else None
        if known is not None:
            return known
        option = self._hands.pick(
            ModelTask.CHOOSE,
            question.context,
            question.questions,
            question.options,
            places=len(question.rows),
            strongly=strongly,
        )
        return question.rows[option] if option is not None and option < len(question.rows) else None

    def kind(self, beginning: str) -> str:
        """One of ``KINDS``; empty where it is not sure.

        Args:
            beginning: The first words of the document.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        known = self._before.kind(beginning) if self._before is not None else ""
        option = (
            None if known else self._hands.pick(ModelTask.KIND, beginning, KIND_ASKED, KINDS, places=len(KINDS) - 1)
        )
        return known or (KINDS[option] if option is not None else "")

    def topic(self, question: TopicQuestion) -> str:
        """The id of what a passage speaks of; empty where it is none of those that are offered, or not sure.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        known = self._before.topic(question) if self._before is not None else ""
        if known:
            return known
        option = self._hands.pick(
            ModelTask.TAG, question.context, question.questions, question.options, places=len(question.ids)
        )
        return question.ids[option] if option is not None and option < len(question.ids) else ""

    def plan(self, question: PlanQuestion) -> int | None:
        """The number of the figure that a question asks for; None where it is none, or not sure.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The model cannot compute.
        """
        option = self._hands.pick(
            ModelTask.PLAN, question.context, question.questions, question.options, places=len(question.options) - 1
        )
        return option if option is not None and option < len(question.options) - 1 else None
