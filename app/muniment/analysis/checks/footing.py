"""Add up the rows of a statement to its totals: a total that foots was read right, and so were its rows.

Must never call a total wrong because it does not foot: rows may be printed in a way that is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from muniment.analysis.statements.row_sums import Sum, sums
from muniment.analysis.statements.statement_lines import Statement
from muniment.document.facts.fact import FOOTING, Check, CheckResult, Fact, State
from muniment.message import Argument, Message, message, verbatim

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
    """Whether a fact takes part in a check only as one of the rows of a total.

    Args:
        check: Of any kind.
        index: Of the fact, among the document's.
    """
    return check.id == FOOTING and not (check.facts[0] == index and check.parts[0].code == _TOTAL)


_TOTAL = "total-of-rows"
"""The code of the first part where the total is a fact."""


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
    called = _called(statement, one, facts[of_total] if of_total is not None else None)
    printed = message("as-printed", name=called, printed=total.cell.raw)
    return Check(
        id=FOOTING,
        name=message("equation", left=called, right=message("sum-of-its-rows")),
        period=statement.periods[column],
        result=CheckResult.CLOSES,
        facts=tuple(dict.fromkeys([*([of_total] if of_total is not None else []), *of_rows])),
        parts=(message(_TOTAL, of=printed) if of_total is not None else printed, *_parts(statement, one, column)),
        difference=Decimal(0),
        sentence=message("total-foots", total=printed, how=_how(statement, one, column)),
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


def _called(statement: Statement, one: Sum, fact: Fact | None) -> Message:
    """What the total is called: as a concept, else as printed."""
    if fact is not None:
        return message("concept-within", concept=fact.concept)
    return _label(statement, one.total) or message("total-without-label")


def _label(statement: Statement, row: int) -> Message | None:
    """The label of a row, cut where it is long; None without one."""
    words = " ".join(statement.lines[row].label.split())[:60]
    return verbatim(words) if words else None


def _parts(statement: Statement, one: Sum, column: int) -> Iterator[Message]:
    for part, sign in zip(one.parts, one.signs, strict=True):
        cell = statement.lines[part].cells[column]
        if cell is not None:
            name = _label(statement, part) or verbatim("")
            printed = message("as-printed", name=name, printed=cell.cell.raw)
            yield message("added" if sign > 0 else "negative", of=printed)


def _how(statement: Statement, one: Sum, column: int) -> Argument:
    """The sum in words; few rows are written out."""
    terms = [
        (sign, cell.cell.raw)
        for part, sign in zip(one.parts, one.signs, strict=True)
        if (cell := statement.lines[part].cells[column]) is not None and cell.number.value
    ]
    if len(terms) <= _WRITTEN_OUT:
        said: Argument = terms[0][1] if terms[0][0] > 0 else message("negative", of=terms[0][1])
        for sign, raw in terms[1:]:
            said = message("sum" if sign > 0 else "difference", left=said, right=raw)
        return said
    return message("rows-add-up" if all(sign > 0 for sign, _ in terms) else "rows-make-it", number=len(terms))
