"""How a model is asked which figure a question wants: the same words in its exam and in its work.

Must never let it answer with anything but one of the measures and concepts that are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NONE = "none of these"

_ASKED = "Which of these figures does the question ask for? Answer with one of them, word for word: "


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What a model is asked.

    Attributes:
        context: The user's question.
        questions: The same question twice, with the figures in another order.
        options: Names of measures and concepts; the last is that it is none of them.
    """

    context: str
    questions: tuple[str, ...]
    options: tuple[str, ...]


def of(question: str, names: Sequence[str]) -> PlanQuestion:
    """The question.

    Args:
        question: As the user asked it.
        names: Of the measures and concepts among which one is to be picked, at most some ten.
    """
    options = (*names, NONE)
    return PlanQuestion(
        context=question,
        questions=tuple(f"{_ASKED}{'; '.join(order)}." for order in (options, options[::-1])),
        options=options,
    )
