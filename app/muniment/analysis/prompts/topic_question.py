"""How a model is asked what a passage speaks of: the same words in its exam and in its work.

Must never let it answer with anything but one of the tags that are offered, or that it is none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NONE = "none of these"
OFFERED = 6
"""Tags of one question."""

_ASKED = "Which of these does the passage speak of? Answer with one of them, word for word: "


@dataclass(frozen=True, slots=True)
class TopicQuestion:
    """What a model is asked.

    Attributes:
        context: The passage.
        questions: The same question twice, with the tags in another order.
        options: Names of tags; the last is that it is none of them.
        ids: Of the tags, in the order of the options.
        asked: The id of the one that is in doubt.
    """

    context: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    ids: tuple[str, ...]
    asked: str


def of(passage: str, tags: Sequence[tuple[str, str]], asked: str) -> TopicQuestion:
    """The question.

    Args:
        passage: Some sentences.
        tags: Id and name of those that are offered.
        asked: The id of the one that is in doubt.
    """
    import random  # as in row_question

    options = (*(name for _, name in tags), NONE)
    shuffled = list(options)
    random.Random(f"{asked} {options}").shuffle(shuffled)  # noqa: S311 - an order, not a secret
    return TopicQuestion(
        context=passage,
        questions=tuple(f"{_ASKED}{'; '.join(order)}." for order in (shuffled, shuffled[::-1])),
        options=options,
        ids=tuple(one for one, _ in tags),
        asked=asked,
    )


def offered(asked: tuple[str, str], everything: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The tag in doubt among others, always the same ones, at a place that follows from its id.

    Args:
        asked: Id and name of the tag in doubt.
        everything: Id and name of every tag that there is.
    """
    import random

    chance = random.Random(asked[0])  # noqa: S311 - an order, not a secret
    others = chance.sample([one for one in everything if one != asked], min(OFFERED - 1, len(everything) - 1))
    others.insert(chance.randrange(len(others) + 1), asked)
    return others
