"""The one thing that the model does: it points among sentences of the document to those that the summary quotes.

Safe by construction: whatever it chooses was found, cited and ranked by code before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from muniment.llm.point import Fitter, Question, choose_stably

COUNT = 5
"""Sentences that a summary quotes."""
POOL = 20
"""Candidates that the model sees, the best ones by rank."""
QUESTIONS = (
    Question("What were the results of the year, and what changed them?", "Which rules must this report follow?"),
    Question("How did the business do, and what lies ahead of it?", "Where is more about this to be found?"),
)


def choose(model: Fitter, candidates: Sequence[str], cancelled: Callable[[], bool]) -> tuple[list[int], int]:
    """Choose sentences, asked twice in different orders; where the model disagrees with itself, rank decides.

    Args:
        model: A loaded one.
        candidates: Sentences, best first.
        cancelled: Asked often.

    Returns:
        Indices into ``candidates``, at most ``COUNT``, and how many of them the model chose.

    Raises:
        Cancelled: ``cancelled`` said so.
        UserError: The model cannot compute.
    """
    pool = candidates[:POOL]
    agreed = choose_stably(model, "", QUESTIONS, pool, COUNT, cancelled=cancelled) if len(pool) > COUNT else []
    by_rank = [number for number in range(len(candidates)) if number not in agreed]
    return [*agreed, *by_rank][:COUNT], len(agreed)
