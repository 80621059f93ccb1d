"""What a user's decisions teach both choosers, in milliseconds and without touching what ships.

The classifier gets weights on top of its own for the words of the rows that the user decided on; the label rules prefer,
or pass over, rows of exactly that name. Must never make a figure of a row that neither would look at in its statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from muniment.analysis.choosing.row_classifier import Classifier, Weights, hash_of, shipped
from muniment.analysis.choosing.row_features import label_features
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.facts.lesson import Lesson

_STEPS = 40  # at most; most lessons are learnt after a few
_SURE = 0.98  # a lesson is learnt when its row reaches this by its words alone
_RATES = {"l": 1.0, "b": 0.25, "w": 0.1, "c": 0.05}  # the whole label counts most: a lesson is about this row
_OTHER = 0

Names = Mapping[str, frozenset[str]]
"""Concept to plain labels."""


@dataclass(frozen=True, slots=True)
class Choosers:
    """Both choosers, as they ship or as a user taught them.

    Attributes:
        classifier: Of rows.
        right: Plain labels that a user said are the concept.
        wrong: Plain labels that a user said are not.
    """

    classifier: Classifier
    right: Names = field(default_factory=dict)
    wrong: Names = field(default_factory=dict)


def choosers(lessons: Sequence[Lesson] = (), base: Classifier | None = None) -> Choosers:
    """The choosers with what a user taught them; the last lesson about a name counts.

    Args:
        lessons: Oldest first.
        base: The classifier to start from; None for the one that ships.
    """
    base = shipped() if base is None else base
    if not lessons:
        return Choosers(base)
    last = {(lesson.concept, plain(lesson.label)): lesson.right for lesson in lessons if plain(lesson.label)}
    homes = {concept.id: concept.statement for concept in concepts()}
    by_kind: dict[StatementKind, list[tuple[str, str, bool]]] = defaultdict(list)
    for (concept, label), right in last.items():
        kind = homes.get(concept)
        if kind is not None:
            by_kind[kind].append((concept, label, right))
    known = {kind: _taught(weights, by_kind[kind]) for kind, weights in base.items()}
    return Choosers(known, _names(last, right=True), _names(last, right=False))


def _names(last: Mapping[tuple[str, str], bool], *, right: bool) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for (concept, label), said in last.items():
        if said is right:
            found[concept].add(label)
    return {concept: frozenset(labels) for concept, labels in found.items()}


def _taught(weights: Weights, lessons: Iterable[tuple[str, str, bool]]) -> Weights:
    """The weights with an overlay that knows the lessons: steps down the slope of the logistic loss, one row at a time."""
    overlay: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    told = [
        (weights.names.index(c) + 1, label_features(label), right) for c, label, right in lessons if c in weights.names
    ]
    for number, own, right in told:
        for _ in range(_STEPS):
            shares = replace(weights, overlay=_pairs(overlay)).probabilities(own)
            share = shares[number]
            if share >= _SURE if right else share <= 1 - _SURE:
                break
            wanted = number if right else _OTHER
            for one in own:
                rate = _RATES[one[0]]
                for at, p in enumerate(shares):
                    if p > 0.01 or at == wanted:
                        overlay[hash_of(one)][at] += rate * ((at == wanted) - p)
    return replace(weights, overlay=_pairs(overlay))


def _pairs(overlay: Mapping[int, Mapping[int, float]]) -> dict[int, tuple[tuple[int, float], ...]]:
    return {hashed: tuple(own.items()) for hashed, own in overlay.items()}
