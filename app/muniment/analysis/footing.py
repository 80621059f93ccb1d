"""Add up the rows of a statement to its totals: a total that foots was read right, and so were the rows above it.

Must never call a total wrong because it does not foot: rows may be printed in a way that is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.analysis.concepts import StatementKind
from muniment.analysis.lines import Line, Statement
from muniment.document.fact import Check, CheckResult, Fact, State


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total and where its rows begin: after a row of this concept, or (empty) at the statement's first row.

    Attributes:
        total: Its concept.
        after: Concept of the row before the first one.
        counts: The row before is itself the first amount (revenue less costs).
        words: Of the total, as shown.
    """

    total: str
    after: str
    counts: bool
    words: str


_SUMS = {
    StatementKind.INCOME: (
        _Sum("operating_income", "revenue", True, "operating income"),
        _Sum("pretax_income", "operating_income", True, "income before taxes"),
        _Sum("net_income_total", "pretax_income", True, "net income"),
        _Sum("net_income", "net_income_total", True, "net income of the parent"),
        _Sum("net_income", "pretax_income", True, "net income"),
    ),
    StatementKind.BALANCE: (
        _Sum("total_assets", "", False, "total assets"),
        _Sum("total_liabilities", "total_assets", False, "total liabilities"),
        _Sum("total_equity", "total_liabilities", False, "total equity"),
    ),
    StatementKind.CASH_FLOW: (
        _Sum("operating_cash_flow", "", False, "operating cash flow"),
        _Sum("investing_cash_flow", "operating_cash_flow", False, "investing cash flow"),
        _Sum("financing_cash_flow", "investing_cash_flow", False, "financing cash flow"),
    ),
}
_FEWEST = {StatementKind.INCOME: 1, StatementKind.BALANCE: 4, StatementKind.CASH_FLOW: 3}  # rows that must add up


def run(statements: Sequence[Statement], facts: Sequence[Fact]) -> tuple[Check, ...]:
    """The totals that foot."""
    places = {
        (f.evidence.span.page, f.evidence.span.start): i for i, f in enumerate(facts) if f.state is not State.REJECTED
    }
    found: list[Check] = []
    for statement in statements:
        for column in range(len(statement.periods)):
            rows = dict(_rows_of_facts(statement, column, places, facts))
            for rule in _SUMS[statement.kind]:
                check = _try(statement, column, rule, rows, facts)
                if check is not None:
                    found.append(check)
    return tuple(found)


def _rows_of_facts(
    statement: Statement, column: int, places: Mapping[tuple[int, int], int], facts: Sequence[Fact]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Concept to (row of the statement, index of the fact)."""
    for row, line in enumerate(statement.lines):
        cell = line.cells[column]
        fact = places.get((cell.table.page, cell.cell.start)) if cell is not None else None
        if fact is not None and _ends_with(facts[fact], statement, column):
            yield facts[fact].concept, (row, fact)


def _ends_with(fact: Fact, statement: Statement, column: int) -> bool:
    """Whether a fact is of the column's period; a user may have pointed at a figure of another one."""
    return fact.period is not None and fact.period.end == statement.periods[column].end


def _try(
    statement: Statement,
    column: int,
    rule: _Sum,
    rows: Mapping[str, tuple[int, int]],
    facts: Sequence[Fact],
) -> Check | None:
    if rule.total not in rows or (rule.after and rule.after not in rows):
        return None
    last, total = rows[rule.total]
    first, base = rows[rule.after] if rule.after else (-1, -1)
    between = statement.lines[first + 1 : last]
    goal = statement.lines[last].values[column]
    start = statement.lines[first].values[column] if rule.counts else Decimal(0)
    if goal is None or start is None or last <= first:
        return None
    count = _foots(between, column, start, goal)
    if count is None or count < _FEWEST[statement.kind]:
        return None
    quote = facts[total].evidence.quote
    origin = f"{rule.after.replace('_', ' ')} {facts[base].evidence.quote} and " if rule.counts else ""
    sentence = (
        f"{rule.words[0].upper()}{rule.words[1:]} foots: {origin}{count} row{'s' * (count > 1)} add up to {quote}."
    )
    return Check(
        name=f"{rule.words} = sum of its rows",
        period=statement.periods[column],
        result=CheckResult.CLOSES,
        facts=(total, base) if rule.counts else (total,),
        parts=(f"{rule.words} {quote}", f"{origin}{count} rows"),
        difference=Decimal(0),
        sentence=sentence,
    )


def _foots(between: Sequence[Line], column: int, start: Decimal, goal: Decimal) -> int | None:
    """How many rows lead from the start to the goal, all added or all taken off; None if they do not."""
    values = [(line.values[column], line.decimals) for line in between if line.values[column] is not None]
    for sign in (1, -1):
        leaves: list[Decimal] = []
        for value, _ in values:
            if value is None or value == 0 or _is_subtotal(value, leaves, start, sign):
                continue
            leaves.append(value)
        reached = start + sign * sum(leaves, Decimal(0))
        if leaves and abs(reached - goal) <= _slack(leaves):
            return len(leaves)
    return None


def _is_subtotal(value: Decimal, leaves: Sequence[Decimal], start: Decimal, sign: int) -> bool:
    """Whether a row only repeats what stands above it: the sum so far, or of the last rows."""
    if len(leaves) >= 1 and start and abs(start + sign * sum(leaves, Decimal(0)) - value) <= _slack(leaves):
        return True
    total = Decimal(0)
    for n, leaf in enumerate(reversed(leaves), 1):
        total += leaf
        if n >= 2 and abs(total - value) <= (1 if n > 2 else 0):
            return True
    return False


def _slack(leaves: Sequence[Decimal]) -> Decimal:
    """What rounding of the rows may add up to: one unit, two for many rows; nothing for a few."""
    return Decimal(0) if len(leaves) < 3 else Decimal(1) if len(leaves) < 12 else Decimal(2)
