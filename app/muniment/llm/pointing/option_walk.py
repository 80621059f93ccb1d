"""The way through a tree of texts: a model is asked only where they part, and what is certain is never asked.

Cheaper than weighing every text (``point.py``): only the places on the way are looked at. Must never end anywhere but at one of
the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.llm.engine.llama import Scores
from muniment.llm.pointing.point_options import OptionChoice, finite


@dataclass(frozen=True, slots=True)
class WalkEnd:
    """Where a way ended.

    Attributes:
        options: Numbers of the options that have the text; several where it stands at several places: nothing tells them apart.
        probability: Of this text, 0 to 1.
        margin: How much more probable it is than any other can be, at least; 0 if another one may be as probable.
    """

    options: tuple[int, ...]
    probability: float
    margin: float


class Walk:
    """One way through the tree, from its root to a leaf."""

    def __init__(self, paths: Sequence[Sequence[int]]) -> None:
        """Stand at the root.

        Args:
            paths: The tokens of each option with a token for its end, so that none is the beginning of another one.
        """
        self._paths = paths
        self._members = list(range(len(paths)))
        self._depth = 0
        self._probability = 1.0
        self._aside = 0.0  # the most that any text has which was left aside

    @property
    def is_over(self) -> bool:
        """Whether a leaf is reached: all options that are left are the same."""
        first = self._paths[self._members[0]]
        return all(self._paths[member] == first for member in self._members)

    @property
    def found(self) -> WalkEnd:
        """Where the way ended."""
        return WalkEnd(tuple(self._members), self._probability, max(0.0, self._probability - self._aside))

    def forced(self) -> list[int]:
        """The tokens that all options have in common from here; they need no question."""
        first = self._paths[self._members[0]]
        end = self._depth
        while all(len(self._paths[m]) > end and self._paths[m][end] == first[end] for m in self._members):
            end += 1
        start, self._depth = self._depth, end
        return list(first[start:end])

    def choose(self, scores: Scores) -> int:
        """Go on where the options part.

        Args:
            scores: Of the next token.

        Returns:
            The token that was taken.

        Raises:
            UserError: ``damaged-model``: the scores are not numbers.
        """
        children: dict[int, list[int]] = {}
        for member in self._members:
            children.setdefault(self._paths[member][self._depth], []).append(member)
        tokens = list(children)
        choice = OptionChoice.of(finite(scores[tokens]).tolist())
        best = choice.best
        others = (share for number, share in enumerate(choice.probabilities) if number != best)
        self._aside = max(self._aside, self._probability * max(others, default=0.0))
        self._probability *= choice.probabilities[best]
        self._members = children[tokens[best]]
        self._depth += 1
        return tokens[best]
