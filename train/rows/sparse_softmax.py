"""A softmax over sparse features, trained with AdaGrad in numpy: seconds for tens of thousands of rows.

It is written by hand: scikit-learn has no AdaGrad, and its softmax regression runs other solvers until they converge, where this
one stops after five passes. It would change the weights that ship, and bring six packages for fifty lines.

Duchi, Hazan, Singer: Adaptive Subgradient Methods (2011); one step size a feature, shared by its classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BATCH = 128
_RATE = 0.03
_EPOCHS = 5
_RARE = 2  # a feature seen fewer times says nothing

Features = Sequence[Sequence[str]]
Floats = NDArray[np.float32]


class Softmax:
    """Weights of features for classes.

    Attributes:
        index: Feature to row of ``weights``.
        weights: One row a feature, one column a class.
    """

    def __init__(self, classes: int) -> None:
        self._classes = classes
        self.index: dict[str, int] = {}
        self.weights: Floats = np.zeros((0, classes), np.float32)

    def fit(self, features: Features, classes: Sequence[int], weights: Sequence[float], *, seed: int = 0) -> None:
        """Learn from rows with their classes."""
        counted = Counter(one for own in features for one in own)
        self.index = {name: i for i, name in enumerate(n for n, count in counted.items() if count >= _RARE)}
        self.weights = np.zeros((len(self.index), self._classes), np.float32)
        squares = np.full((len(self.index), 1), 1e-6, np.float32)
        rows = [np.array(self._known(own), np.int64) for own in features]
        wanted, heavy = np.array(classes), np.array(weights, np.float32)
        order, random = np.arange(len(rows)), np.random.default_rng(seed)
        for _ in range(_EPOCHS):
            random.shuffle(order)
            for start in range(0, len(order), _BATCH):
                batch = order[start : start + _BATCH]
                self._step([rows[i] for i in batch], wanted[batch], heavy[batch], squares)

    def probabilities(self, features: Features) -> Floats:
        """One row a row, one column a class; each row sums to 1."""
        scores = np.array([self.weights[self._known(own)].sum(0) for own in features])
        return _softmax(scores)

    def _known(self, own: Sequence[str]) -> list[int]:
        return [self.index[one] for one in own if one in self.index]

    def _step(
        self, rows: Sequence[NDArray[np.int64]], wanted: NDArray[np.int64], heavy: Floats, squares: Floats
    ) -> None:
        lengths = np.array([len(row) for row in rows])
        touched = np.concatenate(rows)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        error = _softmax(np.add.reduceat(self.weights[touched], starts, axis=0))
        error[np.arange(len(rows)), wanted] -= 1
        error *= heavy[:, None]
        order = np.argsort(touched, kind="stable")
        unique, first = np.unique(touched[order], return_index=True)
        slope = np.add.reduceat(np.repeat(error, lengths, axis=0)[order], first, axis=0)
        squares[unique] += (slope**2).mean(1, keepdims=True)
        self.weights[unique] -= _RATE * slope / np.sqrt(squares[unique])


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True), np.float32)
