"""Pointing: which of some texts a model would answer with, by its own scores along the tree of their tokens.

Must never ask a model to write the text: it can only choose among those that are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muniment.errors import UserError
from muniment.llm.engine.llama import Scores


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """What a model chose.

    Attributes:
        probabilities: One for each option, from 0 to 1; together 1.
    """

    probabilities: tuple[float, ...]

    @classmethod
    def of(cls, logits: Sequence[float]) -> OptionChoice:
        """From logarithms of what is proportional to the probabilities.

        Args:
            logits: One for each option; at least one.
        """
        shares = np.exp(np.asarray(logits) - max(logits))
        return cls(tuple(float(share) for share in shares / shares.sum()))

    @property
    def best(self) -> int:
        """The most probable option; the first of equal ones."""
        return max(range(len(self.probabilities)), key=self.probabilities.__getitem__)

    @property
    def margin(self) -> float:
        """How much more probable the best one is than the next, from 0 to 1."""
        first, second = sorted((*self.probabilities, 0.0), reverse=True)[:2]
        return first - second

    def ranked(self) -> list[int]:
        """The options, the most probable one first."""
        return sorted(range(len(self.probabilities)), key=lambda option: -self.probabilities[option])


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the tree of the options' tokens where they part.

    Attributes:
        owner: An option that comes by here; the first one.
        depth: Its tokens before the place.
        children: For each next token, the options that have it.
    """

    owner: int
    depth: int
    children: tuple[tuple[int, tuple[int, ...]], ...]


def branches(paths: Sequence[Sequence[int]]) -> list[Branch]:
    """All places where options part; the rest of their tokens need never be evaluated.

    Args:
        paths: The tokens of each option with a token for its end, so that none is the beginning of another one.
    """
    found = []
    groups = [(tuple(range(len(paths))), 0)]
    while groups:
        members, depth = groups.pop()
        children: dict[int, list[int]] = {}
        for member in members:
            if depth < len(paths[member]):
                children.setdefault(paths[member][depth], []).append(member)
        if len(children) > 1:
            found.append(Branch(members[0], depth, tuple((token, tuple(group)) for token, group in children.items())))
        groups += [(tuple(group), depth + 1) for group in children.values() if len(group) > 1]
    return sorted(found, key=lambda branch: (branch.owner, branch.depth))


def probabilities(parted: Sequence[tuple[Branch, Scores]], paths: Sequence[Sequence[int]]) -> OptionChoice:
    """How probable each option is: at each place, among the tokens that go on with one of the options.

    Args:
        parted: The places where they part, with the scores there.
        paths: As for ``branches``; equal ones share what they get.

    Raises:
        UserError: ``damaged-model``: the scores are not numbers.
    """
    found = [1.0] * len(paths)
    for branch, scores in parted:
        shares = OptionChoice.of(finite(scores[[token for token, _ in branch.children]]).tolist()).probabilities
        for share, (_, members) in zip(shares, branch.children, strict=True):
            for member in members:
                found[member] *= share
    same = [sum(path == other for other in paths) for path in paths]
    return OptionChoice(tuple(share / twins for share, twins in zip(found, same, strict=True)))


def log_probability(tokens: Sequence[int], scores: Sequence[Scores]) -> float:
    """Of some tokens in a row, the natural logarithm.

    Args:
        tokens: At least one.
        scores: Those before each of them.

    Raises:
        UserError: ``damaged-model``: the scores are not numbers.
    """
    total = 0.0
    for token, row in zip(tokens, scores, strict=True):
        top = float(finite(row.max(keepdims=True))[0])
        total += float(row[token]) - top - float(np.log(np.exp(row - top).sum(dtype=np.float64)))
    return total


def finite(scores: Scores) -> Scores:
    """Scores as they are.

    Raises:
        UserError: ``damaged-model``: they are not numbers.
    """
    if not np.isfinite(scores).all():
        raise UserError("damaged-model", why="its weights give no numbers")
    return scores
