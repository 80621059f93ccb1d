"""Two cited sentences as one: each stands in it as it is printed, with a word of ours between them. Worker and vault ask the same.

Must never use a word that claims more than that both are said: no cause, no contrast, no order in time.
"""

from __future__ import annotations

import re

CONNECTIVES = ("; ", ", and ")
"""What may stand between the halves, and nothing else."""
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "The A An Our We This These Those That It Its Their They In On At For From During As Total Net Gross Operating Revenue "
        "Revenues Sales Cash Cost Costs Income Interest Gains Losses Demand Orders Margins Prices Volumes Selling Other",
    )
)
"""First words that are written small within a sentence; any other one may be a name and stays as it is."""


def joined(first: str, second: str, connective: str) -> str | None:
    """The two as one sentence.

    Args:
        first: A sentence with its full stop.
        second: Another one.
        connective: One of ``CONNECTIVES``.

    Returns:
        None where one of them is no statement with a full stop, or the connective is another one.
    """
    if connective not in CONNECTIVES or not (first.endswith(".") and second.endswith(".")):
        return None
    begins, space, rest = second.partition(" ")
    return first[:-1] + connective + (begins.lower() if begins in _SMALL else begins) + space + rest


def is_join(text: str, first: str, second: str) -> bool:
    """Whether a sentence is these two, joined by one of the connectives.

    Args:
        text: The one sentence.
        first: The sentence that stands first in it.
        second: The sentence that stands after the connective.
    """
    return any(text == joined(first, second, one) for one in CONNECTIVES)
