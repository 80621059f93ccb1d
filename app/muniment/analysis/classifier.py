"""The second chooser: what a row is, from weights that were learnt from tagged statements (``tools/train_rows.py``).

Plain Python and a small file of weights, so that the worker needs no numeric library for it. Must never look at the
label rules: their agreement with it is evidence only while each looks for itself.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from muniment import paths
from muniment.analysis.concepts import StatementKind
from muniment.analysis.row_features import RowText, features
from muniment.errors import UserError

MAGIC = b"muniment rows 1\n"
_FEWEST = 60  # weights of a class that learnt from some fifteen rows; those of ten have below 50
Overlay = Mapping[int, Sequence[tuple[int, float]]]
"""Further weights by hashed feature: (class, weight) pairs."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of one kind of statement.

    Attributes:
        names: Concept of each class from 1 on; class 0 is none of them.
        hashes: Of the features, ascending.
        starts: Where the pairs of each feature begin, and one more for the end.
        classes: Of the pairs.
        levels: Of the pairs: -127 to 127.
        unit: What a level is worth.
        known: Concepts that it learnt from enough rows: that it sees none of another one says nothing.
        overlay: What was learnt from a user on top of it.
    """

    names: tuple[str, ...]
    hashes: array[int]
    starts: array[int]
    classes: bytes
    levels: array[int]
    unit: float
    known: frozenset[str] = frozenset()
    overlay: Overlay = field(default_factory=dict)

    def probabilities(self, own: Sequence[str]) -> list[float]:
        """Of each class, for a row with these features; they sum to 1."""
        scores = [0.0] * (len(self.names) + 1)
        for one in own:
            hashed = hash_of(one)
            at = bisect_left(self.hashes, hashed)
            if at < len(self.hashes) and self.hashes[at] == hashed:
                for k in range(self.starts[at], self.starts[at + 1]):
                    scores[self.classes[k]] += self.levels[k] * self.unit
            for number, weight in self.overlay.get(hashed, ()):
                scores[number] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]


Classifier = Mapping[StatementKind, Weights]


def known_of(names: Sequence[str], classes: bytes | bytearray) -> frozenset[str]:
    """The concepts that enough weights speak of; the statements it learns from are older than some (operating leases)."""
    return frozenset(name for number, name in enumerate(names, 1) if classes.count(number) >= _FEWEST)


def hash_of(feature: str) -> int:
    """A feature as a number of 32 bits."""
    return zlib.crc32(feature.encode())


def probabilities(known: Classifier, kind: StatementKind, rows: Sequence[RowText]) -> list[dict[str, float]]:
    """For each row of a statement the probability of each concept that is at least a hundredth."""
    weights = known.get(kind)
    if weights is None:
        return [{} for _ in rows]
    found: list[dict[str, float]] = []
    for own in features(rows):
        shares = weights.probabilities(own)
        found.append({name: p for name, p in zip(weights.names, shares[1:], strict=True) if p >= 0.01})
    return found


@cache
def shipped() -> Classifier:
    """The classifier that ships with the program."""
    return load(paths.resources() / "rows.bin")


def load(path: Path) -> Classifier:
    """Read a file of weights.

    Raises:
        UserError: code ``bad-classifier``: it cannot be read.
    """
    try:
        return unpack(path.read_bytes())
    except (OSError, ValueError, KeyError, zlib.error) as error:
        sentence = f"{path.name} is missing or damaged. Restore it from the installation."
        raise UserError(sentence, code="bad-classifier") from error


def pack(known: Classifier) -> bytes:
    """The bytes of a file of weights; without what a user taught."""
    heads: list[dict[str, object]] = []
    bodies: list[bytes] = []
    for kind, weights in known.items():
        parts = (_little(weights.hashes), _little(weights.starts), weights.classes, weights.levels.tobytes())
        heads.append(
            {"kind": kind.value, "names": weights.names, "unit": weights.unit, "sizes": [len(p) for p in parts]}
        )
        bodies.extend(parts)
    head = json.dumps(heads, separators=(",", ":")).encode()
    return MAGIC + zlib.compress(len(head).to_bytes(4, "little") + head + b"".join(bodies), 9)


def unpack(packed: bytes) -> Classifier:
    """Read what ``pack`` wrote.

    Raises:
        ValueError: The bytes are not of that form.
    """
    if not packed.startswith(MAGIC):
        raise ValueError("no file of weights")
    data = zlib.decompress(packed[len(MAGIC) :])
    length = int.from_bytes(data[:4], "little")
    found: dict[StatementKind, Weights] = {}
    at = 4 + length
    for head in json.loads(data[4:at]):
        parts: list[bytes] = []
        for size in head["sizes"]:
            parts.append(data[at : at + size])
            at += size
        hashes, starts = array("I", parts[0]), array("I", parts[1])
        if sys.byteorder == "big":
            hashes.byteswap()
            starts.byteswap()
        names, unit = tuple(head["names"]), float(head["unit"])
        weights = Weights(names, hashes, starts, parts[2], array("b", parts[3]), unit, known_of(names, parts[2]))
        found[StatementKind(head["kind"])] = weights
    return found


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
