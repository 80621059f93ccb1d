"""The one thing that the model does: it points among sentences of the document to those that the summary quotes.

Safe by construction: whatever it chooses was found, cited and ranked by code before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from muniment.analysis.sentence_question import AGAINST, QUESTIONS
from muniment.llm.point import Fitter, choose_stably

COUNT = 5
"""Sentences that a summary quotes."""
POOL = 16
"""Candidates that the model sees, the best ones by rank; each costs the evaluation of some 40 tokens."""


def choose(model: Fitter | None, candidates: Sequence[str], cancelled: Callable[[], bool]) -> tuple[list[int], int]:
    """Choose sentences, asked twice in different words; where the model disagrees with itself, rank decides.

    Args:
        model: A loaded one that may do it; None leaves it to rank.
        candidates: Sentences, best first.
        cancelled: Asked often.

    Returns:
        Indices into ``candidates``, at most ``COUNT``, and how many of them the model chose.

    Raises:
        Cancelled: ``cancelled`` said so.
        UserError: The model cannot compute.
    """
    pool = candidates[:POOL]
    agreed = (
        choose_stably(model, QUESTIONS, AGAINST, pool, count=COUNT, cancelled=cancelled)
        if model is not None and len(pool) > COUNT
        else []
    )
    by_rank = [number for number in range(len(candidates)) if number not in agreed]
    return [*agreed, *by_rank][:COUNT], len(agreed)
