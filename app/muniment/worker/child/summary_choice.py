"""What models do for a summary: point among sentences of the document, join two of one subject, say one in other words.

Safe by construction: a sentence was found, cited and ranked by code before, and words that a model wrote are dropped where
``document/text/rephrased.py`` does not find in them exactly what the cited sentence says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from muniment.analysis.prompts import join_question, rephrase_question
from muniment.analysis.prompts.sentence_question import AGAINST, QUESTIONS
from muniment.document.facts.fact import Sentence, Wording
from muniment.document.text.joined import joined
from muniment.document.text.rephrased import is_sound
from muniment.document.usage.exam_marks import ModelTask
from muniment.worker.child.model_router import ModelRouter

COUNT = 5
"""Sentences that a summary quotes."""
POOL = 16
"""Candidates that the model sees, the best ones by rank; each costs the evaluation of some 40 tokens."""


def choose(hands: ModelRouter, candidates: Sequence[str]) -> tuple[list[int], int]:
    """Choose sentences, asked twice in different words; where the model disagrees with itself, rank decides.

    Args:
        hands: Who may be asked; where nobody earned it, rank decides.
        candidates: Sentences, best first.

    Returns:
        Indices into ``candidates``, at most ``COUNT``, and how many of them a model chose.

    Raises:
        Cancelled: Nobody wants it any more.
        UserError: The model cannot compute.
    """
    pool = candidates[:POOL]
    agreed = hands.choose(ModelTask.ORDER, QUESTIONS, AGAINST, pool, count=COUNT) if len(pool) > COUNT else []
    by_rank = [number for number in range(len(candidates)) if number not in agreed]
    return [*agreed, *by_rank][:COUNT], len(agreed)


def worded(hands: ModelRouter, summary: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The summary with sentences joined, and others in other words, as far as models earned it.

    Args:
        hands: Who may be asked.
        summary: Computed sentences, then cited ones in the order of the document.

    Raises:
        Cancelled: Nobody wants it any more.
        UserError: The model cannot compute.
    """
    cited = [one for one in summary if not one.links]
    said = (_rephrased(hands, one) for one in _joined(hands, cited))
    return (*(one for one in summary if one.links), *said)


def _joined(hands: ModelRouter, cited: Sequence[Sentence]) -> Iterator[Sentence]:
    waiting: Sentence | None = None
    for one in cited:
        both = _one_of(hands, waiting, one) if waiting is not None else None
        if both is not None:
            yield both
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _one_of(hands: ModelRouter, first: Sentence, second: Sentence) -> Sentence | None:
    """The two as one; None where they stay apart."""
    if not hands.may(ModelTask.JOIN) or not join_question.may_join(first, second):
        return None
    text = joined(first.text, second.text, join_question.connective(first))
    said = hands.pick(
        ModelTask.JOIN, join_question.context(first.text, second.text), join_question.QUESTIONS, join_question.OPTIONS
    )
    if text is None or said != 0:
        return None
    return replace(first, text=text, citations=(*first.citations, *second.citations), wording=Wording.JOINED)


def _rephrased(hands: ModelRouter, sentence: Sentence) -> Sentence:
    """In other words where they say the same; else as it is."""
    if sentence.wording is not Wording.CITED:
        return sentence
    text = hands.write(
        ModelTask.REPHRASE,
        sentence.text,
        rephrase_question.QUESTION,
        most=rephrase_question.TOKENS,
        is_sound=partial(is_sound, sentence.text),
    )
    return replace(sentence, text=text, wording=Wording.REPHRASED) if text is not None else sentence
