"""Add up the rows of a statement to its totals: a total that foots was read right, and so were its rows.

Must never call a total wrong because it does not foot: rows may be printed in a way that is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from muniment.analysis.statements.row_sums import Sum, sums
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.fact import Check, CheckResult, Fact, State

_NAME = " = sum of its rows"
_WRITTEN_OUT = 4  # rows; a longer sum is only counted
Places = Mapping[tuple[int, int], int]
"""Page and start of a figure to the index of its fact."""


def run(statements: Sequence[Statement], facts: Sequence[Fact]) -> tuple[Check, ...]:
    """The totals that foot, each with the facts among the total and its rows; what the user rejected adds up to nothing."""
    places = {(f.evidence.span.page, f.evidence.span.start): i for i, f in enumerate(facts)}
    return tuple(
        check
        for statement in statements
        for one in sums(statement.lines)
        for column in one.columns
        if (check := _check(statement, one, column, places, facts)) is not None
    )


def is_part(check: Check, index: int) -> bool:
    """Whether a fact takes part in a check only as one of the rows of a total."""
    return check.name.endswith(_NAME) and not (check.facts[0] == index and check.parts[0].startswith(_TOTAL))


_TOTAL = "total: "


def _check(statement: Statement, one: Sum, column: int, places: Places, facts: Sequence[Fact]) -> Check | None:
    """What a sum says of the facts in one column; None if it holds none of them, or no number."""
    total = statement.lines[one.total].cells[column]
    if total is None or not total.number.value:
        return None
    of_total = _fact_at(statement, one.total, column, places, facts)
    rows = [part for part in one.parts if statement.lines[part].values[column]]
    if any(_is_rejected(statement, row, column, places, facts) for row in (one.total, *rows)):
        return None
    of_rows = [fact for part in rows if (fact := _fact_at(statement, part, column, places, facts)) is not None]
    if len(rows) < 2 or (of_total is None and not of_rows):
        return None
    words = _words(statement, one, facts[of_total] if of_total is not None else None)
    printed = total.cell.raw
    return Check(
        name=f"{words}{_NAME}",
        period=statement.periods[column],
        result=CheckResult.CLOSES,
        facts=tuple(dict.fromkeys([*([of_total] if of_total is not None else []), *of_rows])),
        parts=(f"{_TOTAL if of_total is not None else ''}{words} {printed}", *_parts(statement, one, column)),
        difference=Decimal(0),
        sentence=f"{words[:1].upper()}{words[1:]} {printed} foots: {_how(statement, one, column)}.",
    )


def _is_rejected(statement: Statement, row: int, column: int, places: Places, facts: Sequence[Fact]) -> bool:
    cell = statement.lines[row].cells[column]
    fact = places.get((cell.table.page, cell.cell.start)) if cell is not None else None
    return fact is not None and facts[fact].state is State.REJECTED


def _fact_at(statement: Statement, row: int, column: int, places: Places, facts: Sequence[Fact]) -> int | None:
    """The fact of a cell; a user may have pointed at a figure of another period."""
    cell = statement.lines[row].cells[column]
    fact = places.get((cell.table.page, cell.cell.start)) if cell is not None else None
    if fact is None:
        return None
    period = facts[fact].period
    return fact if period is not None and period.end == statement.periods[column].end else None


def _words(statement: Statement, one: Sum, fact: Fact | None) -> str:
    """What the total is called: as a concept, else as printed."""
    if fact is not None:
        name = next((concept.name for concept in concepts() if concept.id == fact.concept), fact.concept)
        return name[:1].lower() + name[1:]
    return " ".join(statement.lines[one.total].label.split())[:60] or "a total without a label"


def _parts(statement: Statement, one: Sum, column: int) -> Iterator[str]:
    for part, sign in zip(one.parts, one.signs, strict=True):
        cell = statement.lines[part].cells[column]
        if cell is not None:
            yield f"{'+' if sign > 0 else '-'} {' '.join(statement.lines[part].label.split())[:60]} {cell.cell.raw}"


def _how(statement: Statement, one: Sum, column: int) -> str:
    """The sum in words; few rows are written out."""
    terms = [
        (sign, cell.cell.raw)
        for part, sign in zip(one.parts, one.signs, strict=True)
        if (cell := statement.lines[part].cells[column]) is not None and cell.number.value
    ]
    if len(terms) <= _WRITTEN_OUT:
        first = terms[0][1] if terms[0][0] > 0 else f"- {terms[0][1]}"
        return " ".join([first, *(f"{'+' if sign > 0 else '-'} {raw}" for sign, raw in terms[1:])])
    if all(sign > 0 for sign, _ in terms):
        return f"{len(terms)} rows add up to it"
    return f"{len(terms)} rows, added and taken off, make it"
