"""The second chooser: what a row is, from weights that were learnt from tagged statements (``train/rows``).

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
from muniment.analysis.choosing.row_features import RowText, features
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.errors import UserError

MAGIC = b"muniment rows 2\n"
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
        """Of each class, for a row with these features; they sum to 1.

        Args:
            own: Features of the row, as ``features`` gives them.
        """
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


def hash_of(feature: str) -> int:
    """A feature as a number of 32 bits.

    Args:
        feature: A short text, as ``features`` gives it.
    """
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
    except (OSError, ValueError, KeyError) as error:
        raise UserError("bad-classifier", name=path.name) from error


def pack(known: Classifier) -> bytes:
    """The bytes of a file of weights, with their checksum; without what a user taught. Not compressed: every start would undo it."""
    heads: list[dict[str, object]] = []
    bodies: list[bytes] = []
    for kind, weights in known.items():
        parts = (_little(weights.hashes), _little(weights.starts), weights.classes, weights.levels.tobytes())
        heads.append(
            {
                "kind": kind.value,
                "names": weights.names,
                "known": sorted(weights.known),
                "unit": weights.unit,
                "sizes": [len(p) for p in parts],
            }
        )
        bodies.extend(parts)
    head = json.dumps(heads, separators=(",", ":")).encode()
    data = b"".join((len(head).to_bytes(4, "little"), head, *bodies))
    return MAGIC + zlib.crc32(data).to_bytes(4, "little") + data


def unpack(packed: bytes) -> Classifier:
    """Read what ``pack`` wrote.

    Args:
        packed: The whole file.

    Raises:
        ValueError: The bytes are not of that form.
    """
    if not packed.startswith(MAGIC):
        raise ValueError("no file of weights")
    check, data = packed[len(MAGIC) : len(MAGIC) + 4], packed[len(MAGIC) + 4 :]
    if zlib.crc32(data).to_bytes(4, "little") != check:
        raise ValueError("a damaged file of weights")
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
        weights = Weights(names, hashes, starts, parts[2], array("b", parts[3]), unit, frozenset(head["known"]))
        found[StatementKind(head["kind"])] = weights
    return found


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
