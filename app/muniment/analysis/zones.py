"""Which part of its statement a line stands in.

The zones: ``top`` (an income statement above its costs' result); ``assets``, and of these ``current_assets`` or
``noncurrent_assets``; ``liabilities`` (everything after the assets), and of these ``current_liabilities`` or ``noncurrent``
(``noncurrent_liabilities`` or ``equity``); ``operating``, ``investing``, ``financing``, ``supplement``.
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
_CURRENT_ASSETS = re.compile(r"^(total current assets|current assets total)\b")
_NONCURRENT_ASSETS = re.compile(r"^(total non current assets|non current assets total)\b")
_CURRENT_LIABILITIES = re.compile(r"^(total current liabilities|current liabilities total)\b")
# What stands before current liabilities where they come last.
_BEFORE_CURRENT = re.compile(
    r"^total (long term )?capitalization$|^total non current liabilities\b|^total (\w+ )*equity$|^equity$|^total long term liabilities$"
)
_EQUITY_ROW = re.compile(
    r"^((\w+ )?(preferred|preference|common|ordinary|capital) (stock|shares)|(issued |called up )?share capital|partners capital|members capital"
    r"|additional paid|retained earnings|accumulated (deficit|other comprehensive)|treasury (stock|shares))\b"
)
_EQUITY_HEAD = re.compile(r"\b(equity|capital and reserves|deficit)$")
_EQUITY_END = re.compile(r"^total (\w+ )*(equity|deficit)$|^equity$")
_ANYWHERE = frozenset(
    {"assets", "current_assets", "noncurrent_assets", "liabilities", "current_liabilities", "noncurrent"}
    | {"noncurrent_liabilities", "equity"}
)
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
        return [_ANYWHERE] * len(lines)
    return [*_assets(lines[: top + 1]), *_liabilities(lines[top + 1 :])]


def _assets(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Current and non-current assets, in either order; where no total divides them, all are non-current."""
    current, fixed = _index(lines, _CURRENT_ASSETS), _index(lines, _NONCURRENT_ASSETS)
    found: list[frozenset[str]] = []
    for i in range(len(lines)):
        if current is None:
            is_current = False
        elif fixed is not None and fixed < current:
            is_current = fixed < i <= current
        else:
            is_current = i <= current
        found.append(frozenset({"assets", "current_assets" if is_current else "noncurrent_assets"}))
    return found


def _liabilities(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Liabilities and equity, whichever comes first."""
    current = _index(lines, _CURRENT_LIABILITIES)
    last = -1 if current is None else current
    start = next((i for i in range(last, -1, -1) if _BEFORE_CURRENT.search(lines[i].plain)), -1)
    named = ["current liabilities" in s and "non current" not in s for s in (line.plain_section for line in lines)]
    equity = _equity(lines, last)
    found: list[frozenset[str]] = []
    for i, is_named in enumerate(named):
        if start < i <= last or (is_named and current is None):
            found.append(frozenset({"liabilities", "current_liabilities"}))
        else:
            found.append(frozenset({"liabilities", "noncurrent", "equity" if equity[i] else "noncurrent_liabilities"}))
    return found


def _equity(lines: Sequence[Line], current: int) -> list[bool]:
    """Which lines are of equity: from its first row, or its heading, to its total."""
    found: list[bool] = []
    inside = False
    for i, line in enumerate(lines):
        inside = inside or bool(_EQUITY_ROW.search(line.plain) or _EQUITY_HEAD.search(line.plain_section))
        found.append(inside)
        if inside and i < current and _EQUITY_END.search(line.plain):
            inside = False  # equity stands first, the liabilities follow
    return found


def _index(lines: Sequence[Line], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if pattern.search(line.plain)), None)


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
