"""Pointing: which of some texts a model would answer with, by its own scores along the tree of their tokens.

Must never ask a model to write the text: it can only choose among those that are there.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from muniment.errors import UserError
from muniment.llm.llama import Cancel, Scores, never


@dataclass(frozen=True, slots=True)
class Choice:
    """What a model chose.

    Attributes:
        probabilities: One for each option, from 0 to 1; together 1.
    """

    probabilities: tuple[float, ...]

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


def probabilities(parted: Sequence[tuple[Branch, Scores]], paths: Sequence[Sequence[int]]) -> Choice:
    """How probable each option is: at each place, among the tokens that go on with one of the options.

    Args:
        parted: The places where they part, with the scores there.
        paths: As for ``branches``; equal ones share what they get.

    Raises:
        UserError: ``damaged-model``: the scores are not numbers.
    """
    found = [1.0] * len(paths)
    for branch, scores in parted:
        chosen = scores[[token for token, _ in branch.children]].astype(np.float64)
        if not np.isfinite(chosen).all():
            raise UserError("The weights of the model give no numbers. Download it again.", code="damaged-model")
        shares = np.exp(chosen - chosen.max())
        for share, (_, members) in zip(shares / shares.sum(), branch.children, strict=True):
            for member in members:
                found[member] *= float(share)
    same = [sum(path == other for other in paths) for path in paths]
    return Choice(tuple(share / twins for share, twins in zip(found, same, strict=True)))


class Pointer(Protocol):
    """What can point: a loaded model."""

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> Choice:
        """Choose among texts."""


def choose_stably(
    model: Pointer,
    context: str,
    question: str,
    options: Sequence[str],
    count: int,
    *,
    seeds: Sequence[int] = (1, 2),
    cancelled: Cancel = never,
) -> list[int]:
    """Choose some of the options, asking once for each order and keeping what was chosen every time.

    Small models prefer what stands first or last; what they choose in two orders does not hang on that.

    Args:
        model: A loaded one.
        context: What stands before the options; may be empty.
        question: Asked after them.
        options: Texts, each in one line.
        count: How many are wanted.
        seeds: Of the orders; at least one.
        cancelled: Asked often.

    Returns:
        Numbers of options, at most ``count``, the most probable first; empty where the orders agree on none.

    Raises:
        Cancelled: ``cancelled`` said so.
        UserError: As ``point``.
    """
    if len(options) <= count:
        return list(range(len(options)))
    agreed, total = set(range(len(options))), [0.0] * len(options)
    for seed in seeds:
        order = list(range(len(options)))
        random.Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
        shuffled = [" ".join(options[number].split()) for number in order]
        listed = "\n\n".join(part for part in (context, "\n".join(shuffled)) if part)
        choice = model.point(listed, question, shuffled, cancelled=cancelled)
        agreed &= {order[place] for place in choice.ranked()[:count]}
        for place, number in enumerate(order):
            total[number] += choice.probabilities[place]
    return sorted(agreed, key=lambda number: (-total[number], number))
