"""Which part of its statement a line stands in.

The zones: ``top`` (an income statement above its costs' result), ``nonoperating`` (from its operating result to its taxes); ``assets``, and of these ``current_assets`` or
``noncurrent_assets``; ``liabilities`` (everything after the assets), and of these ``current_liabilities`` or ``noncurrent``
(``noncurrent_liabilities`` or ``equity``); ``operating``, ``investing``, ``financing``, ``supplement``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.analysis.statements.statement_lines import StatementLine, equal_values
from muniment.analysis.vocabulary import row_wording
from muniment.analysis.vocabulary.concepts import StatementKind

_ANYWHERE = frozenset(
    {"assets", "current_assets", "noncurrent_assets", "liabilities", "current_liabilities", "noncurrent"}
    | {"noncurrent_liabilities", "equity"}
)
# What may stand between the current rows and what is above them.
_END_OF_FIXED = (row_wording.NONCURRENT_ASSETS, row_wording.BARE_NONCURRENT_ASSETS)
_END_OF_LATER = (
    row_wording.CAPITALIZATION,
    row_wording.NONCURRENT_LIABILITIES,
    row_wording.BARE_NONCURRENT_LIABILITIES,
    row_wording.EQUITY_END,
)


def zones(kind: StatementKind, lines: Sequence[StatementLine]) -> list[frozenset[str]]:
    """The zones of each line of a statement."""
    if kind is StatementKind.BALANCE:
        return _balance(lines)
    if kind is StatementKind.CASH_FLOW:
        return _cash_flow(lines)
    return _income(lines)


def _income(lines: Sequence[StatementLine]) -> list[frozenset[str]]:
    first = next(
        (i for i, line in enumerate(lines) if row_wording.RESULT.search(line.plain) and not line.blank), len(lines)
    )
    operating = [
        i for i, line in enumerate(lines) if row_wording.OPERATING_RESULT.search(line.plain) and not line.blank
    ]
    start = operating[-1] if operating else max(first - 1, 0)
    end = next((i for i in range(start + 1, len(lines)) if row_wording.TAX.search(lines[i].plain)), len(lines))
    return [
        frozenset({"top"} if i < first else set()) | ({"nonoperating"} if start < i < end else set())
        for i in range(len(lines))
    ]


def total_assets(lines: Sequence[StatementLine]) -> int | None:
    """The index of the line of total assets: by its label, or without one because it equals the last total."""
    for i, line in enumerate(lines):
        if row_wording.TOTAL_ASSETS.search(line.plain) and not line.blank:
            return i
    closing = next(
        (line for line in reversed(lines) if row_wording.CLOSING.search(line.plain) and not line.blank), None
    )
    closing = closing or next(
        (line for line in reversed(lines) if line.plain in ("", "total") and not line.blank), None
    )
    if closing is not None:
        for i, line in enumerate(lines):
            if line is closing:
                break
            if line.plain in ("", "total") and equal_values(line, closing):
                return i
    return None


def _balance(lines: Sequence[StatementLine]) -> list[frozenset[str]]:
    top = total_assets(lines)
    if top is None:
        return [_ANYWHERE] * len(lines)
    return [*_assets(lines[: top + 1]), *_liabilities(lines[top + 1 :])]


def _assets(lines: Sequence[StatementLine]) -> list[frozenset[str]]:
    """Current and non-current assets, in either order; where nothing divides them, all are non-current."""
    inside = _current(lines, row_wording.CURRENT_ASSETS, row_wording.BARE_CURRENT_ASSETS, _END_OF_FIXED)
    return [frozenset({"assets", "current_assets" if i in inside else "noncurrent_assets"}) for i in range(len(lines))]


def _current(
    lines: Sequence[StatementLine], total: re.Pattern[str], bare: re.Pattern[str], before: tuple[re.Pattern[str], ...]
) -> range:
    """The current rows: those that their total closes, or those below a row that is their heading and their total."""
    heading = _first(lines, bare)
    end = _first(lines, total)
    if end is None and heading is not None and _opens(lines):
        stop = (i for i in range(heading + 1, len(lines)) if any(p.search(lines[i].plain) for p in before))
        return range(heading, next(stop, len(lines)))
    end = heading if end is None else end
    if end is None:
        return range(0)
    above = (i for i in range(end, -1, -1) if any(p.search(lines[i].plain) for p in before) and not lines[i].blank)
    return range(next(above, -1) + 1, end + 1)


def _opens(lines: Sequence[StatementLine]) -> bool:
    """Whether totals stand above their parts: then the first row with figures is one."""
    first = next((line.plain for line in lines if not line.blank), "")
    return any(
        pattern.search(first)
        for pattern in (
            row_wording.BARE_CURRENT_ASSETS,
            row_wording.BARE_NONCURRENT_ASSETS,
            row_wording.BARE_CURRENT_LIABILITIES,
            row_wording.BARE_NONCURRENT_LIABILITIES,
            row_wording.EQUITY_END,
        )
    )


def _liabilities(lines: Sequence[StatementLine]) -> list[frozenset[str]]:
    """Liabilities and equity, whichever comes first."""
    current = _current(lines, row_wording.CURRENT_LIABILITIES, row_wording.BARE_CURRENT_LIABILITIES, _END_OF_LATER)
    equity = _equity(lines, current.stop)
    found: list[frozenset[str]] = []
    for i in range(len(lines)):
        if i in current or (not current and row_wording.CURRENT_HEAD.search(lines[i].plain_section)):
            found.append(frozenset({"liabilities", "current_liabilities"}))
        else:
            found.append(frozenset({"liabilities", "noncurrent", "equity" if equity[i] else "noncurrent_liabilities"}))
    return found


def _equity(lines: Sequence[StatementLine], current: int) -> list[bool]:
    """Which lines are of equity: from its first row, or its heading, to its total."""
    found: list[bool] = []
    inside = False
    for i, line in enumerate(lines):
        text = line.plain
        if inside and (
            row_wording.BARE_NONCURRENT_LIABILITIES.search(text) or row_wording.BARE_CURRENT_LIABILITIES.search(text)
        ):
            inside = False  # equity stands first, the liabilities follow
        inside = inside or bool(
            row_wording.EQUITY_ROW.search(text) or row_wording.EQUITY_HEAD.search(line.plain_section)
        )
        found.append(inside)
        if inside and i < current - 1 and row_wording.EQUITY_END.search(text):
            inside = False
    return found


def _first(lines: Sequence[StatementLine], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if not line.blank and pattern.search(line.plain)), None)


def _cash_flow(lines: Sequence[StatementLine]) -> list[frozenset[str]]:
    ends = _flow_ends(lines)
    found: list[frozenset[str]] = []
    zone = "operating"
    for i, line in enumerate(lines):
        by_head = _zone_of_heading(line.plain_section)
        after = sorted((end, name) for name, end in ends.items() if end is not None and i <= end)
        zone = after[0][1] if after else by_head or ("supplement" if ends["financing"] is not None else zone)
        open_ended = zone == "operating" and not after and ends["operating"] is not None
        if open_ended:  # a condensed statement without totals of investing and financing
            found.append(frozenset({"investing", "financing", "supplement"}))
        else:
            found.append(frozenset({zone, by_head} if by_head and ends.get(by_head) is None else {zone}))
    return found


def _flow_ends(lines: Sequence[StatementLine]) -> dict[str, int | None]:
    """The total of each kind of activity; what is printed after the last of them may be of discontinued business."""
    hits = {name: _totals(lines, pattern) for name, pattern in row_wording.FLOWS.items()}
    first = {name: min(found, default=None) for name, found in hits.items()}
    order = sorted((i, name) for name, i in first.items() if i is not None)
    ends: dict[str, int | None] = dict.fromkeys(row_wording.FLOWS)
    for n, (start, name) in enumerate(order):
        limit = order[n + 1][0] if n + 1 < len(order) else start + 1
        ends[name] = max((i for i in hits[name] if start <= i < limit), default=start)
    return ends


def _totals(lines: Sequence[StatementLine], pattern: re.Pattern[str]) -> list[int]:
    return [
        i
        for i, line in enumerate(lines)
        if not line.blank
        and not row_wording.DISCONTINUED.search(line.plain)
        and row_wording.FLOW_TOTAL.search(line.plain)
        and pattern.search(line.plain)
    ]


def _zone_of_heading(section: str) -> str | None:
    if not row_wording.FLOW_HEAD.search(section):
        return "supplement" if "supplement" in section else None
    return next((name for name, pattern in row_wording.FLOWS.items() if pattern.search(section)), None)
