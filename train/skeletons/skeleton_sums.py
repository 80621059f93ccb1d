"""Which rows of a statement add up to which: found in its values, so that other numbers can be drawn that foot too.

Must never take a sum that holds in one column only: two columns at least have to agree to the last digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

Parts = tuple[tuple[int, int], ...]  # (index of the row, +1 or -1)

LONGEST = 45  # rows of one sum
TRIED_SIGNS = 9  # all signs are tried in sums of so many rows at most
SUMS = re.compile(
    r"^(total|net|gross|income|loss|earnings|profit|\(loss|operating|pretax|comprehensive|property|balance|cost|"
    r"revenues?|sales|stockholders|shareholders|shareowners|.* equity$|.*, net$|.* net$|\(decrease|increase|decrease)",
    re.IGNORECASE,
)
COSTS = re.compile(r"cost|expense|tax|provision|loss(?!es on|.*income)|interest|charge|depreciation|amorti|"
                   r"benefits|noncontrolling|minority|dividends|fuel|wages|rent", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A row with the amounts that are printed in it.

    Attributes:
        label: Its wording.
        tag: Its us-gaap name.
        values: One a column; 0 where nothing is printed.
    """

    label: str
    tag: str
    values: tuple[int, ...]


@dataclass(slots=True)
class _Search:
    rows: Sequence[Printed]
    both_signs: bool
    open: list[int] = field(default_factory=list)

    def sum_of(self, number: int) -> Parts | None:
        """The rows before it, not yet part of another sum, that add up to a row."""
        goal = self.rows[number].values
        if not any(goal) or sum(1 for value in goal if value) < min(2, len(goal)):
            return None
        for length in range(1, min(len(self.open), LONGEST) + 1):
            chosen = self.open[-length:]
            for signs in self._signs(chosen):
                if self._adds_up(chosen, signs, goal):
                    return tuple(zip(chosen, signs, strict=True))
        return None

    def _signs(self, chosen: Sequence[int]) -> Iterator[tuple[int, ...]]:
        yield (1,) * len(chosen)
        if not self.both_signs or len(chosen) < 2:
            return
        yield (1, *(-1,) * (len(chosen) - 1))
        yield (1, *(-1 if COSTS.search(self.rows[i].label) else 1 for i in chosen[1:]))
        if len(chosen) <= TRIED_SIGNS:
            yield from ((1, *rest) for rest in product((1, -1), repeat=len(chosen) - 1))

    def _adds_up(self, chosen: Sequence[int], signs: Sequence[int], goal: tuple[int, ...]) -> bool:
        return all(
            sum(sign * self.rows[i].values[column] for i, sign in zip(chosen, signs, strict=True)) == value
            for column, value in enumerate(goal)
        )


def sums_of(rows: Sequence[Printed], *, both_signs: bool, walls: frozenset[str] = frozenset()) -> dict[int, Parts]:
    """Find the sums of a statement.

    Args:
        rows: In their order.
        both_signs: Costs may be printed without a sign and yet be taken off.
        walls: Tags after which a new reckoning begins ("Assets").

    Returns:
        By the number of the row that is a sum. No row is part of two sums.
    """
    search = _Search(rows, both_signs)
    found: dict[int, Parts] = {}
    for number, row in enumerate(rows):
        parts = search.sum_of(number) if search.open and SUMS.match(row.label) else None
        if parts:
            found[number] = parts
            del search.open[-len(parts) :]
        search.open.append(number)
        if row.tag in walls and parts:
            search.open.clear()
    return found
