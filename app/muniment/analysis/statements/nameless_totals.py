"""Totals of a balance sheet that are printed without a label: of the liabilities, of the parent's equity, of all equity.

Must never name a row that does not add up in every period with the rows that are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from muniment.analysis.statements.statement_lines import StatementLine, equal_values
from muniment.analysis.vocabulary import row_wording

_NAMELESS = ("", "total")
_ROUNDING = Decimal(2)


def find(lines: Sequence[StatementLine], assets: int) -> dict[str, int]:
    """The rows of total liabilities, of the parent's equity and of total equity that have no label of their own.

    Args:
        lines: Of the balance sheet.
        assets: The index of the line of total assets.
    """
    rows = [i for i in range(assets + 1, len(lines)) if not lines[i].blank]
    end = next((i for i in reversed(rows) if equal_values(lines[i], lines[assets])), None)
    if end is None:
        return {}
    inside = [i for i in rows if i < end]
    bare = [i for i in inside if lines[i].plain in _NAMELESS and not lines[i].empty]
    found = _with_others(lines, inside)
    if "total_equity" in found:
        rest = next(
            (i for i in bare if i < found["equity_parent"] and _adds(lines, i, found["total_equity"], assets)), None
        )
        return found if rest is None else {**found, "total_liabilities": rest}
    for liabilities, equity in ((a, b) for a in bare for b in bare if a < b):
        owned = any(row_wording.EQUITY_ROW.search(lines[i].plain) for i in inside if liabilities < i < equity)
        if owned and _adds(lines, liabilities, equity, assets):
            return {"total_liabilities": liabilities, "total_equity": equity}
    return {}


def _with_others(lines: Sequence[StatementLine], rows: Sequence[int]) -> dict[str, int]:
    """A total without a label right below the share of others, and the parent's equity above that."""
    for before, last in pairwise(rows):
        if lines[last].plain not in _NAMELESS or not row_wording.MINORITY_ROW.search(lines[before].plain):
            continue
        parent = next((i for i in rows[: rows.index(before)][::-1][:1] if _adds(lines, i, before, last)), None)
        if parent is not None and (lines[parent].plain in _NAMELESS or row_wording.EQUITY.search(lines[parent].plain)):
            return {"equity_parent": parent, "total_equity": last}
    return {}


def _adds(lines: Sequence[StatementLine], one: int, other: int, total: int) -> bool:
    """Whether two rows make up a third in every period."""
    triples = zip(lines[one].values, lines[other].values, lines[total].values, strict=True)
    sums = [abs(a + b - c) <= _ROUNDING for a, b, c in triples if a is not None and b is not None and c is not None]
    return bool(sums) and all(sums)
