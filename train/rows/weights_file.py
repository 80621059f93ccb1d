"""From trained weights to the small file that ships: hashed features, few pairs, one byte a weight."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from muniment.analysis.choosing.row_classifier import Weights, hash_of
from rows.sparse_softmax import Softmax

SMALLEST = 0.12  # weights nearer to 0 change no choice (measured: see the training report)
_FEWEST = 60  # weights of a class that learnt from some fifteen rows; those of ten have below 50


def weights_of(model: Softmax, names: tuple[str, ...], smallest: float = SMALLEST) -> Weights:
    """The weights of a model in the form that ships."""
    unit = float(np.abs(model.weights).max()) / 127
    levels = np.rint(model.weights / unit).astype(np.int8)
    levels[np.abs(model.weights) < smallest] = 0
    by_hash = sorted((hash_of(name), row) for name, row in model.index.items() if levels[row].any())
    hashes, starts, classes, kept = array("I"), array("I", [0]), bytearray(), array("b")
    for hashed, row in by_hash:
        if hashes and hashes[-1] == hashed:
            continue  # two features that share a number; one of them is lost
        (own,) = levels[row].nonzero()
        hashes.append(hashed)
        classes.extend(own.tolist())
        kept.extend(levels[row][own].tolist())
        starts.append(len(kept))
    return Weights(names, hashes, starts, bytes(classes), kept, unit, _known(names, classes))


def _known(names: Sequence[str], classes: bytearray) -> frozenset[str]:
    """The concepts that enough weights speak of; the statements it learns from are older than some (operating leases)."""
    return frozenset(name for number, name in enumerate(names, 1) if classes.count(number) >= _FEWEST)
