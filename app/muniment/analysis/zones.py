"""Which part of its statement a line stands in.

The zones: ``top`` (an income statement above its costs' result), ``assets``, ``liabilities`` (everything after the
assets), ``noncurrent`` (of those, what is not a current liability), ``operating``, ``investing``, ``financing``,
``supplement``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.analysis.concepts import StatementKind
from muniment.analysis.lines import Line, equal_values

_TOTAL_ASSETS = re.compile(r"^(total assets|assets total)\b")
_CLOSING = re.compile(
    r"^total (liabilities|capitalization|equity)\b.*\band\b.*(equity|deficit|capital|investment|deficiency|liabilities)"
)
_CURRENT_LIABILITIES = re.compile(r"^(total current liabilities|current liabilities total)\b")
_CAPITALIZATION = re.compile(r"^total (long term )?capitalization$")
_RESULT = re.compile(
    r"^(gross (profit|margin)|(total )?operating (income|profit|earnings|loss)|(income|earnings|profit|loss) from operations"
    r"|total (costs?|operating costs|expenses|operating expenses|costs and expenses)\b.*|(consolidated )?net (income|earnings|loss)\b(?! (on|from))|.*before .*tax.*)"
)
_FLOWS = {
    "operating": re.compile(r"\b(operating activit|operations\b|operatingactivities|operating( cash| cash flows?)?$)"),
    "investing": re.compile(r"\b(investing activit|investing$|investment activit|investing cash)"),
    "financing": re.compile(r"\bfinancing( activit| cash|$)"),
}
_FLOW_TOTAL = re.compile(
    r"^(total |net )*(cash|cash flows?|provided|used|generated)\b.*\b(operat|invest|financing)"
    r"|^(total |net )+(operating|investing|financing)( activities| cash| cash flows?)?$"
    r"|^(operating|investing|financing) (activities|cash flows?)( total| net)?$"
    r"|^(total |net )*change in cash from"
)
_FLOW_HEAD = re.compile(
    r"\b(cash flows?|operating|investing|financing|investment) ?.*activities|cash (flows? )?(from|used|provided)|operations|financing|investing"
)


def zones(kind: StatementKind, lines: Sequence[Line]) -> list[frozenset[str]]:
    """The zones of each line of a statement."""
    if kind is StatementKind.BALANCE:
        return _balance(lines)
    if kind is StatementKind.CASH_FLOW:
        return _cash_flow(lines)
    first = next((i for i, line in enumerate(lines) if _RESULT.search(line.plain) and not line.blank), len(lines))
    return [frozenset({"top"}) if i < first else frozenset() for i in range(len(lines))]


def total_assets(lines: Sequence[Line]) -> int | None:
    """The index of the line of total assets: by its label, or without one because it equals the last total."""
    for i, line in enumerate(lines):
        if _TOTAL_ASSETS.search(line.plain) and not line.blank:
            return i
    closing = next((line for line in reversed(lines) if _CLOSING.search(line.plain) and not line.blank), None)
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
        return [frozenset({"assets", "liabilities", "noncurrent"})] * len(lines)
    current = next((i for i in range(top + 1, len(lines)) if _CURRENT_LIABILITIES.search(lines[i].plain)), top)
    start = next((i for i in range(current, top, -1) if _CAPITALIZATION.search(lines[i].plain)), top)
    named = ("current liabilities" in line.plain_section and "non current" not in line.plain_section for line in lines)
    found: list[frozenset[str]] = []
    for i, is_named in enumerate(named):
        if i <= top:
            found.append(frozenset({"assets"}))
        elif start < i <= current or (is_named and current == top):
            found.append(frozenset({"liabilities"}))
        else:
            found.append(frozenset({"liabilities", "noncurrent"}))
    return found


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
    hits = {name: _totals(lines, pattern) for name, pattern in _FLOWS.items()}
    first = {name: min(found, default=None) for name, found in hits.items()}
    order = sorted((i, name) for name, i in first.items() if i is not None)
    ends: dict[str, int | None] = dict.fromkeys(_FLOWS)
    for n, (start, name) in enumerate(order):
        limit = order[n + 1][0] if n + 1 < len(order) else start + 1
        ends[name] = max((i for i in hits[name] if start <= i < limit), default=start)
    return ends


def _totals(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[int]:
    return [
        i
        for i, line in enumerate(lines)
        if not line.blank
        and "discontinued" not in line.plain
        and _FLOW_TOTAL.search(line.plain)
        and pattern.search(line.plain)
    ]


def _zone_of_heading(section: str) -> str | None:
    if not _FLOW_HEAD.search(section):
        return "supplement" if "supplement" in section else None
    return next((name for name, pattern in _FLOWS.items() if pattern.search(section)), None)
