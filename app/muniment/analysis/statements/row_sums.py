"""Which rows of a statement add up to which.

Works on numbers alone, so that what it finds does not depend on how a row is named. Must never call a sum what may be
chance: it holds in every column, and the fewer columns there are, the less may be tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from muniment.analysis.statements.row_structure import per_share
from muniment.analysis.statements.statement_lines import StatementLine

_LONGEST = 40  # rows above that a total may have
_TURNED = 7  # rows, all of whose signs are tried
_SIZE = 20  # numbers below it add up by chance
Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is the sum of rows above it.

    Attributes:
        total: Index of the row.
        parts: Indices of the rows that it is made of, from top to bottom; at least two.
        signs: How each of them enters: 1 or -1.
        columns: Indices of the columns that it holds in; it fails in none.
    """

    total: int
    parts: tuple[int, ...]
    signs: tuple[int, ...]
    columns: tuple[int, ...]


def sums(lines: Sequence[StatementLine]) -> tuple[Sum, ...]:
    """All sums of a statement, from top to bottom; a row is part of at most one."""
    return find([line.values if not per_share(line) else () for line in lines])


def find(rows: Sequence[Values]) -> tuple[Sum, ...]:
    """The sums among rows of numbers, one number or None a column; an empty row takes no part."""
    found: list[Sum] = []
    open_rows: list[int] = []  # that no total has taken yet
    half = _end_of_first_half(rows)
    for i, values in enumerate(rows):
        if not any(values):
            continue
        made = _made_of(values, open_rows, rows)
        if made is not None:
            found.append(Sum(i, *made))
            del open_rows[-len(made[0]) :]
        elif open_rows and rows[open_rows[-1]] == values:
            open_rows.pop()  # a total of one row, or a figure said again
        open_rows = [] if i == half else [*open_rows, i]
    return tuple(found)


def _end_of_first_half(rows: Sequence[Values]) -> int | None:
    """The total of the assets: the largest numbers, said again below by the total of liabilities and equity.

    Whatever stands below adds up by itself; with the assets it would add up in ways that nobody means.
    """
    sizes = [max((abs(value) for value in values if value is not None), default=Decimal(0)) for values in rows]
    most = max(sizes, default=Decimal(0))
    largest = [i for i, size in enumerate(sizes) if size == most and size >= _SIZE]
    return (
        largest[0]
        if len(largest) > 1 and rows[largest[0]] == rows[largest[-1]] and largest[-1] > largest[0] + 4
        else None
    )


def _made_of(
    goal: Values, open_rows: Sequence[int], rows: Sequence[Values]
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]] | None:
    """The last open rows that make up the goal: their indices, signs, and the columns that it holds in."""
    columns = tuple(c for c, value in enumerate(goal) if value is not None)
    wanted = [goal[c] or Decimal(0) for c in columns]
    above = [[rows[part][c] or Decimal(0) for c in columns] for part in open_rows[-_LONGEST:]]
    for ways in (_plain, _less, _turned):
        if ways is _turned and len(columns) < 2:
            continue  # one column alone proves none of them
        for signs in ways(wanted[0], [row[0] for row in above]):
            if _holds(wanted, above[-len(signs) :], signs):
                return tuple(open_rows[-len(signs) :]), signs, columns
    return None


# Each of the three looks at the first column alone, which says of nearly all combinations that they do not hold.


def _plain(goal: Decimal, above: Sequence[Decimal]) -> Iterator[tuple[int, ...]]:
    """All rows added."""
    reached = Decimal(0)
    for count, value in enumerate(reversed(above), 1):
        reached += value
        if count >= 2 and abs(reached - goal) <= _slack(count):
            yield (1,) * count


def _less(goal: Decimal, above: Sequence[Decimal]) -> Iterator[tuple[int, ...]]:
    """The first row less all others."""
    taken = Decimal(0)
    for count, value in enumerate(reversed(above), 1):
        if count >= 2 and abs(value - taken - goal) <= _slack(count):
            yield (1, *(-1,) * (count - 1))
        taken += value


def _turned(goal: Decimal, above: Sequence[Decimal]) -> Iterator[tuple[int, ...]]:
    """All other signs."""
    reached = [Decimal(0)]  # in the order of ``product``: the first row's sign changes last
    for count, value in enumerate(above[: -_TURNED - 1 : -1], 1):
        reached = [*(value + rest for rest in reached), *(rest - value for rest in reached)]
        slack = _slack(count)
        usable = reached if count > 2 else reached[: len(reached) // 2]  # of two rows the first is not taken off
        if count >= 2:
            hits = {n for n, each in enumerate(usable) if abs(each - goal) <= slack}
            if hits:
                yield from (signs for n, signs in enumerate(product((1, -1), repeat=count)) if n in hits)


def _slack(count: int) -> int:
    """What the rounding of so many rows leaves open."""
    return 0 if count < 3 else 1 if count < 12 else 2


def _holds(goal: Sequence[Decimal], table: Sequence[Sequence[Decimal]], signs: tuple[int, ...]) -> bool:
    slack = _slack(len(signs))
    proven = False
    for c, value in enumerate(goal):
        reached = sum((row[c] if sign > 0 else -row[c] for row, sign in zip(table, signs, strict=True)), Decimal(0))
        if abs(reached - value) > slack:
            return False
        proven = proven or (abs(value) >= _SIZE and sum(row[c] != 0 for row in table) >= 2)
    return proven
