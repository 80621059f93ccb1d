"""What the classifier of rows sees of a row: its words, its neighbours, its place.

Training and use share this module: a feature that one of them lacks would be noise. Must never see what the label rules
make of a row (zones, concepts): two choosers agree only where they look for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from muniment.analysis.statements.row_structure import per_share
from muniment.analysis.statements.row_sums import Sum
from muniment.analysis.statements.statement_lines import StatementLine
from muniment.analysis.vocabulary.label_text import plain

_TOTAL = re.compile(r"^(?:total\b|net cash|.* total$)")
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class RowText:
    """A row as the classifier sees it.

    Attributes:
        label: Plain.
        heading: The nearest heading above, plain; empty if none.
        per_share: It holds amounts per share.
        role: In the sums of the statement: "total", "part", "total part", "alone"; empty where no numbers are known.
    """

    label: str
    heading: str = ""
    per_share: bool = False
    role: str = ""


def texts_of(lines: Sequence[StatementLine], found: Sequence[Sum]) -> list[RowText]:
    """The lines of a statement and its sums as the classifier sees them."""
    roles = roles_of(len(lines), found)
    return [
        RowText(line.plain, plain(line.section.rsplit(" > ", 1)[-1]), per_share(line), role)
        for line, role in zip(lines, roles, strict=True)
    ]


def roles_of(count: int, found: Sequence[Sum]) -> list[str]:
    """What each of so many rows is in the sums.

    Args:
        count: Rows of the statement.
        found: Its sums, by indices of rows.
    """
    totals = {one.total for one in found}
    parts = {part for one in found for part in one.parts}
    names = {(True, True): "total part", (True, False): "total", (False, True): "part", (False, False): "alone"}
    return [names[i in totals, i in parts] for i in range(count)]


def features(rows: Sequence[RowText]) -> list[list[str]]:
    """The features of each row of a statement, in order; a feature is a short text."""
    totals = [_TOTAL.match(row.label) is not None for row in rows]
    below = _next_total(rows, totals)
    found: list[list[str]] = []
    above, seen = "", dict[str, int]()
    for i, row in enumerate(rows):
        nth = seen[row.label] = seen.get(row.label, 0) + 1
        own = [
            *label_features(row.label),
            *(f"h:{word}" for word in row.heading.split()),
            f"ps:{row.per_share}",
            *((f"sum:{row.role}",) if row.role else ()),
            f"nth:{nth}:{row.label}" if nth > 1 else "nth:1",
            f"at:{_TENTHS * i // len(rows)}",
            f"end:{len(rows) - i}" if len(rows) - i < 4 else f"top:{i}",
            f"ta:{above}",
            f"tb:{below[i]}",
            f"ta+:{above}|{row.label}",
            f"tb+:{below[i]}|{row.label}",
        ]
        for name, at in (("p", i - 1), ("n", i + 1), ("pp", i - 2), ("nn", i + 2)):
            label = rows[at].label if 0 <= at < len(rows) else "-"
            own.append(f"{name}:{label}")
            if len(name) == 1:
                own += [f"{name}w:{word}" for word in label.split()]
        found.append(own)
        if totals[i]:
            above = row.label
    return found


def _next_total(rows: Sequence[RowText], totals: Sequence[bool]) -> list[str]:
    """For each row the label of the next total below it, or an empty text."""
    below, last = [""] * len(rows), ""
    for i in range(len(rows) - 1, -1, -1):
        below[i] = last
        if totals[i]:
            last = rows[i].label
    return below


@lru_cache(maxsize=4096)
def label_features(label: str) -> tuple[str, ...]:
    """Of a plain label: the whole, words, pairs of words, and pieces of four letters ("l:", "w:", "b:", "c:")."""
    words = label.split()
    pairs = zip(["^", *words], [*words, "$"], strict=True)
    padded = f"^{label}$"
    return (
        f"l:{label}",
        *(f"w:{word}" for word in words),
        *(f"b:{a} {b}" for a, b in pairs),
        *(f"c:{padded[k : k + 4]}" for k in range(len(padded) - 3)),
    )
