"""How a model is asked whether two sentences of a summary belong together: the same words in its exam and in its work.

Must never let it say more than yes or no: the word that joins them is chosen here.
"""

from __future__ import annotations

from muniment.document.facts.fact import Sentence

OPTIONS = ("the same subject", "different subjects")
"""The last one leaves them apart."""
QUESTIONS = (
    f"Do these two sentences speak of {OPTIONS[0]} or of {OPTIONS[1]}?",
    f"Two sentences may speak of {OPTIONS[1]} or of {OPTIONS[0]}. Which is it here?",
)
"""The same asked twice, in other words and order."""

_LONGEST = 320  # characters of both
_APART = 400  # characters of the page between them
_SHORT = 90  # characters of the first; a short one takes a comma


def context(first: str, second: str) -> str:
    """What the model reads.

    Args:
        first: A sentence of the summary.
        second: The sentence after it.
    """
    return f"{first}\n{second}"


def may_join(first: Sentence, second: Sentence) -> bool:
    """Whether two cited sentences stand near enough, and are short enough, for the question to be worth asking."""
    one, other = first.citations[0].span, second.citations[0].span
    near = one.page == other.page and 0 <= other.start - one.end <= _APART
    whole = first.text.endswith(".") and second.text.endswith(".") and len(first.text) + len(second.text) <= _LONGEST
    return near and whole and first.heading == second.heading


def connective(first: Sentence) -> str:
    """Which of ``document.joined.CONNECTIVES`` stands between them."""
    return ", and " if len(first.text) <= _SHORT and "," not in first.text else "; "
