"""Columns whose heading stands elsewhere: over the column beside, over the part of the table above, or on the other side.

Must never give a column the time of another unless nothing over it says anything but a unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from muniment.reading.layout.page_rows import Segment
from muniment.reading.tables.column_periods import Note
from muniment.reading.tables.table_columns import Extent, column_of, names_time

INNER = 3  # numbers of each of two columns that are one, at least
_UNIT = re.compile(
    r"^[\s(\[]*(?:(?:in\s+)?(?:us\s+)?(?:cents?|pence|p|c|eur|usd|gbp|chf|hkd|rmb|(?:[A-Z]{1,3})?[$€£¥][’'‘]?(?:000s?|m|mn|bn|k)?))*[\s)\]%]*$",
    re.IGNORECASE,
)


def says_nothing(head: Sequence[Note]) -> bool:
    """Whether the heading of a column is empty or a unit alone: "Cents", "£", "$’000"."""
    return all(is_unit(note.text) for note in head)


def is_unit(text: str) -> bool:
    """Whether a heading is empty or names a unit and nothing else."""
    return _UNIT.match(text) is not None


def with_inner(numbers: Sequence[Sequence[Segment]], extents: Sequence[Extent], height: float) -> list[list[int]]:
    """Neighbouring columns of which each row has at most one: items in an inner column, their sums in an outer one.

    Args:
        numbers: Of each row.
        extents: Of the columns.
        height: Of a line in points.

    Returns:
        The columns by group, from left to right.
    """
    rows = [{column_of(segment, extents, height) for segment in row} for row in numbers]
    groups: list[list[int]] = [[0]] if extents else []
    for a, b in pairwise(range(len(extents))):
        apart = not any(a in row and b in row for row in rows)
        enough = all(sum(column in row for row in rows) >= INNER for column in (a, b))
        if apart and enough and len(groups[-1]) == 1:
            groups[-1].append(b)
        else:
            groups.append([b])
    return groups


def merged(extents: Sequence[Extent], heads: Sequence[Sequence[Note]], groups: Sequence[Sequence[int]]) -> list[Extent]:
    """The columns, an inner and an outer one as one where only one of them has a time over it.

    Args:
        extents: Of the columns.
        heads: Of the same columns.
        groups: Those that may be one.
    """
    found: list[Extent] = []
    for group in groups:
        bare = [says_nothing(heads[i]) for i in group]
        timed = [any(names_time(note.text) for note in heads[i]) for i in group]
        if len(group) == 2 and sum(timed) == 1 and any(b and not t for b, t in zip(bare, timed, strict=True)):
            a, b = (extents[i] for i in group)
            found.append(Extent(a.x0, b.x1, min(a.reach, b.reach), a.count + b.count))
        else:
            found.extend(extents[i] for i in group)
    return found
