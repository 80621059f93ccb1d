"""The learnt skeletons: rows of real statements as facts, without names and amounts (see ``train/skeletons/learn_skeletons.py``)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from synth.tables.grid import Kind

FILE = Path(__file__).parent / "skeletons.json.gz"
KINDS = {"m": Kind.MONEY, "p": Kind.PER_SHARE, "c": Kind.COUNT}
BALANCE, INCOME, CASH = "BS", "IS", "CF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a statement.

    Attributes:
        label: Its wording; ``{company}`` stands for the name.
        tag: Its us-gaap name; empty for a row of the company's own.
        size: Printed sign and rough size: millionths of total assets, or cents where it is a share's.
        kind: What its values are.
        parts: (row, +1 or -1) of those that it is the sum of; empty for a row that is drawn.
        same: The row of the income statement that it repeats, and with which sign.
    """

    label: str
    tag: str = ""
    size: int = 0
    kind: Kind = Kind.MONEY
    parts: tuple[tuple[int, int], ...] = ()
    same: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The three statements of one filing.

    Attributes:
        sic: Industry, by its Standard Industrial Classification.
        statements: "BS", "IS" and "CF", rows in their order.
    """

    sic: int
    statements: dict[str, tuple[Row, ...]]

    def find(self, statement: str, *tags: str) -> int | None:
        """The first row with one of the tags, the first tag first."""
        rows = self.statements[statement]
        return next((i for tag in tags for i, row in enumerate(rows) if row.tag == tag), None)


def _row(packed: list[Any]) -> Row:
    label, tag, size, kind, parts, *rest = packed
    signed = tuple((part, 1) if part >= 0 else (-1 - part, -1) for part in parts)
    same = (rest[0][1], rest[0][2]) if rest else None
    return Row(label=label, tag=tag, size=size, kind=KINDS[kind], parts=signed, same=same)


def unpacked(one: dict[str, Any]) -> Skeleton:
    """A skeleton from its stored form."""
    return Skeleton(one["sic"], {name: tuple(_row(row) for row in one[name]) for name in (BALANCE, INCOME, CASH)})


@cache
def learnt() -> tuple[Skeleton, ...]:
    """All of them."""
    return tuple(unpacked(one) for one in json.loads(gzip.decompress(FILE.read_bytes())))
