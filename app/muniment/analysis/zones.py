"""Which part of its statement a line stands in.

The zones: ``top`` (an income statement above its costs' result), ``nonoperating`` (from its operating result to its taxes); ``assets``, and of these ``current_assets`` or
``noncurrent_assets``; ``liabilities`` (everything after the assets), and of these ``current_liabilities`` or ``noncurrent``
(``noncurrent_liabilities`` or ``equity``); ``operating``, ``investing``, ``financing``, ``supplement``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.analysis import wording
from muniment.analysis.concepts import StatementKind
from muniment.analysis.lines import Line, equal_values

_ANYWHERE = frozenset(
    {"assets", "current_assets", "noncurrent_assets", "liabilities", "current_liabilities", "noncurrent"}
    | {"noncurrent_liabilities", "equity"}
)


def zones(kind: StatementKind, lines: Sequence[Line]) -> list[frozenset[str]]:
    """The zones of each line of a statement."""
    if kind is StatementKind.BALANCE:
        return _balance(lines)
    if kind is StatementKind.CASH_FLOW:
        return _cash_flow(lines)
    return _income(lines)


def _income(lines: Sequence[Line]) -> list[frozenset[str]]:
    first = next(
        (i for i, line in enumerate(lines) if wording.RESULT.search(line.plain) and not line.blank), len(lines)
    )
    operating = [i for i, line in enumerate(lines) if wording.OPERATING_RESULT.search(line.plain) and not line.blank]
    start = operating[-1] if operating else max(first - 1, 0)
    end = next((i for i in range(start + 1, len(lines)) if wording.TAX.search(lines[i].plain)), len(lines))
    return [
        frozenset({"top"} if i < first else set()) | ({"nonoperating"} if start < i < end else set())
        for i in range(len(lines))
    ]


def total_assets(lines: Sequence[Line]) -> int | None:
    """The index of the line of total assets: by its label, or without one because it equals the last total."""
    for i, line in enumerate(lines):
        if wording.TOTAL_ASSETS.search(line.plain) and not line.blank:
            return i
    closing = next((line for line in reversed(lines) if wording.CLOSING.search(line.plain) and not line.blank), None)
    closing = closing or next((line for line in reversed(lines) if line.label.strip() == "" and not line.blank), None)
    if closing is not None:
        for i, line in enumerate(lines):
            if line is closing:
                break
            if line.plain in ("", "total") and equal_values(line, closing):
                return i
    return None


def _balance(lines: Sequence[Line]) -> list[frozenset[str]]:
    top = total_assets(lines)
    if top is None:
        return [_ANYWHERE] * len(lines)
    return [*_assets(lines[: top + 1]), *_liabilities(lines[top + 1 :])]


def _assets(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Current and non-current assets, in either order; where nothing divides them, all are non-current."""
    ends = _first(lines, wording.CURRENT_ASSETS), _first(lines, wording.NONCURRENT_ASSETS)
    heads = _first(lines, wording.BARE_CURRENT_ASSETS), _first(lines, wording.BARE_NONCURRENT_ASSETS)
    inside = _between(*ends, heads, lines)
    return [frozenset({"assets", "current_assets" if i in inside else "noncurrent_assets"}) for i in range(len(lines))]


def _between(
    end: int | None, other_end: int | None, heads: tuple[int | None, int | None], lines: Sequence[Line]
) -> range:
    """The current rows: those that a total closes, or those below a row that is their heading and their total."""
    head, other_head = heads
    if end is None and head is not None and not _opens(lines):
        end, other_end = head, other_head
    if end is not None:
        return range(other_end + 1 if other_end is not None and other_end < end else 0, end + 1)
    if head is None:
        return range(0)
    return range(head, other_head if other_head is not None and other_head > head else len(lines))


def _opens(lines: Sequence[Line]) -> bool:
    """Whether totals stand above their parts: then the first row with figures is one."""
    first = next((line.plain for line in lines if not line.blank), "")
    return any(
        pattern.search(first)
        for pattern in (
            wording.BARE_CURRENT_ASSETS,
            wording.BARE_NONCURRENT_ASSETS,
            wording.BARE_CURRENT_LIABILITIES,
            wording.BARE_NONCURRENT_LIABILITIES,
            wording.EQUITY_END,
        )
    )


def _liabilities(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Liabilities and equity, whichever comes first."""
    current = _current_liabilities(lines)
    equity = _equity(lines, current.stop)
    found: list[frozenset[str]] = []
    for i in range(len(lines)):
        if i in current or (not current and wording.CURRENT_HEAD.search(lines[i].plain_section)):
            found.append(frozenset({"liabilities", "current_liabilities"}))
        else:
            found.append(frozenset({"liabilities", "noncurrent", "equity" if equity[i] else "noncurrent_liabilities"}))
    return found


def _current_liabilities(lines: Sequence[Line]) -> range:
    end = _first(lines, wording.CURRENT_LIABILITIES)
    heads = _first(lines, wording.BARE_CURRENT_LIABILITIES), _first(lines, wording.BARE_NONCURRENT_LIABILITIES)
    before = (wording.CAPITALIZATION, wording.NONCURRENT_LIABILITIES, wording.EQUITY_END)
    above = range(end if end is not None else -1, -1, -1)
    start = next((i for i in above if any(pattern.search(lines[i].plain) for pattern in before)), None)
    return _between(end, start, heads, lines)


def _equity(lines: Sequence[Line], current: int) -> list[bool]:
    """Which lines are of equity: from its first row, or its heading, to its total."""
    found: list[bool] = []
    inside = False
    for i, line in enumerate(lines):
        text = line.plain
        if inside and (
            wording.BARE_NONCURRENT_LIABILITIES.search(text) or wording.BARE_CURRENT_LIABILITIES.search(text)
        ):
            inside = False  # equity stands first, the liabilities follow
        inside = inside or bool(wording.EQUITY_ROW.search(text) or wording.EQUITY_HEAD.search(line.plain_section))
        found.append(inside)
        if inside and i < current - 1 and wording.EQUITY_END.search(text):
            inside = False
    return found


def _first(lines: Sequence[Line], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if not line.blank and pattern.search(line.plain)), None)


def _cash_flow(lines: Sequence[Line]) -> list[frozenset[str]]:
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


def _flow_ends(lines: Sequence[Line]) -> dict[str, int | None]:
    """The total of each kind of activity; what is printed after the last of them may be of discontinued business."""
    hits = {name: _totals(lines, pattern) for name, pattern in wording.FLOWS.items()}
    first = {name: min(found, default=None) for name, found in hits.items()}
    order = sorted((i, name) for name, i in first.items() if i is not None)
    ends: dict[str, int | None] = dict.fromkeys(wording.FLOWS)
    for n, (start, name) in enumerate(order):
        limit = order[n + 1][0] if n + 1 < len(order) else start + 1
        ends[name] = max((i for i in hits[name] if start <= i < limit), default=start)
    return ends


def _totals(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[int]:
    return [
        i
        for i, line in enumerate(lines)
        if not line.blank
        and not wording.DISCONTINUED.search(line.plain)
        and wording.FLOW_TOTAL.search(line.plain)
        and pattern.search(line.plain)
    ]


def _zone_of_heading(section: str) -> str | None:
    if not wording.FLOW_HEAD.search(section):
        return "supplement" if "supplement" in section else None
    return next((name for name, pattern in wording.FLOWS.items() if pattern.search(section)), None)
