"""What a loaded model can be asked, and what counts as its answer: only what it says every time.

Whoever asks a model, for an exam or for work, asks here. Must never take one answer of several for all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from muniment.llm.engine.llama import Cancel, never
from muniment.llm.pointing.point_options import OptionChoice


class Fitter(Protocol):
    """What can weigh texts."""

    def fit(
        self,
        context: str,
        questions: Sequence[str],
        against: str,
        options: Sequence[str],
        *,
        cancelled: Cancel = never,
    ) -> list[OptionChoice]:
        """Choose among texts by how well they answer each of the questions and not another one.

        Args:
            context: What the questions follow; may be empty.
            questions: Ways to ask for what is wanted.
            against: Asks for what is not.
            options: The texts; at least one.
            cancelled: Asked often.
        """


class PointingModel(Fitter, Protocol):
    """A loaded model: ``model.Model``, which says more of each."""

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> OptionChoice:
        """Choose among texts.

        Args:
            context: What is asked about.
            question: Stands after the context.
            options: The texts; at least one.
            cancelled: Asked often.
        """

    def generate(
        self,
        context: str,
        question: str,
        *,
        most: int,
        on_text: Callable[[str], None],
        cancelled: Cancel = never,
    ) -> str:
        """Answer in words.

        Args:
            context: What is asked about.
            question: Stands after the context.
            most: Tokens of the answer.
            on_text: Told each new piece of the answer.
            cancelled: Asked often.
        """


@dataclass(frozen=True, slots=True)
class Pick:
    """What a model chose that was asked several times.

    Attributes:
        option: Its number; None where the answers differ.
        margin: The smallest of the answers' margins; 0 where they differ.
    """

    option: int | None
    margin: float

    @classmethod
    def of(cls, choices: Sequence[OptionChoice]) -> Pick:
        """From the answers."""
        best = {choice.best for choice in choices}
        if len(best) > 1:
            return cls(None, 0.0)
        return cls(best.pop(), min(choice.margin for choice in choices))


def picked(
    model: PointingModel,
    context: str,
    questions: Sequence[str],
    options: Sequence[str],
    *,
    against: str = "",
    cancelled: Cancel = never,
) -> Pick:
    """The one of some texts that a model chooses every time, asked in several ways.

    Args:
        model: A loaded one.
        context: What is asked about; read once.
        questions: Ways to ask for the same: in other words, or with the candidates in another order.
        options: At least one; equal ones are never picked, since nothing tells which is meant.
        against: Asks for what is not wanted; the texts are then weighed by how they begin, else pointed at.
        cancelled: Asked often.

    Raises:
        Cancelled: ``cancelled`` said so.
        UserError: As ``Model.point`` and ``Model.fit``.
    """
    if against:
        return Pick.of(model.fit(context, questions, against, options, cancelled=cancelled))
    return Pick.of([model.point(context, question, options, cancelled=cancelled) for question in questions])


def choose_stably(
    model: Fitter,
    questions: Sequence[str],
    against: str,
    options: Sequence[str],
    *,
    count: int,
    context: str = "",
    cancelled: Cancel = never,
) -> list[int]:
    """Choose some texts, asking in several ways and keeping what is chosen every time.

    The order of the texts has no influence, so asking again with them shuffled would give the same; other words may not.

    Args:
        model: A loaded one.
        questions: Ways to ask for the same; two are enough.
        against: Asks for what is not wanted.
        options: Texts.
        count: How many are wanted.
        context: What stands before the questions.
        cancelled: Asked often.

    Returns:
        Numbers of options, at most ``count``, the best first; empty where the answers agree on none.

    Raises:
        Cancelled: ``cancelled`` said so.
        UserError: As ``Model.fit``.
    """
    if len(options) <= count:
        return list(range(len(options)))
    choices = model.fit(context, questions, against, options, cancelled=cancelled)
    agreed = set.intersection(*(set(choice.ranked()[:count]) for choice in choices))
    return sorted(agreed, key=lambda number: -sum(choice.probabilities[number] for choice in choices))
