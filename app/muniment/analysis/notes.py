"""Figures whose home is the notes: what a lender looks for, where a table elsewhere in the document prints it.

Must never choose: a figure is taken where one row alone is so named, or where all rows so named say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.analysis import findings, periods, signs, values
from muniment.analysis.choose import Choice
from muniment.analysis.concepts import Concept, StatementKind
from muniment.analysis.labels import plain
from muniment.analysis.lines import Line, Printed, Statement
from muniment.analysis.periods import Calendar
from muniment.document.document import Document
from muniment.document.fact import Fact
from muniment.document.number import parse_number
from muniment.document.table import ColumnKind, Period, Row, Table

_CONFIDENCE = 0.85
_WHY = "It stands outside the statements, in the only row of the document that is so named."


def facts_of(
    document: Document, statements: Sequence[Statement], concepts: Sequence[Concept], calendar: Calendar
) -> list[Fact]:
    """The figures of the notes, newest period first; none where the document has no statements of its own."""
    wanted = [concept for concept in concepts if concept.statement is None and concept.labels]
    taken = {page for statement in statements for page in statement.pages}
    if not wanted or not taken:
        return []
    hits: dict[str, list[Fact]] = {concept.id: [] for concept in wanted}
    for table in document.tables:
        if table.page in taken or signs.DECOY.search(table.title):
            continue
        for concept, row in _named(table, wanted):
            hits[concept.id] += _facts(table, row, concept, statements, calendar)
    return [fact for found in hits.values() for fact in _agreed(found)]


def _named(table: Table, wanted: Sequence[Concept]) -> Iterator[tuple[Concept, Row]]:
    for row in table.rows:
        text = plain(row.label)
        for concept in wanted:
            said = concept.wording.search(text) and not concept.exclude.search(text)
            if said and (concept.sections is None or concept.sections.search(f"{text} {plain(row.section)}")):
                yield concept, row


def _facts(table: Table, row: Row, concept: Concept, statements: Sequence[Statement], calendar: Calendar) -> list[Fact]:
    """The row's figures for the periods that the statements cover."""
    kind = StatementKind.BALANCE if concept.instant else StatementKind.INCOME
    covered = {period for statement in statements if statement.kind is kind for period in statement.periods}
    found = periods.complete(table.columns, kind, calendar)
    cells: dict[Period, Printed] = {}
    for cell in row.cells:
        period, number = found[cell.column], parse_number(cell.raw, table.decimal)
        usable = table.columns[cell.column].kind is ColumnKind.VALUE and number is not None and not number.percent
        if not usable or period not in covered or period is None or number is None:
            continue
        if period in cells:
            return []  # two columns of one period: segments, or levels
        cells[period] = Printed(number, cell, table)
    if not cells:
        return []
    line = Line(row.label, row.section, tuple(cells.values()))
    alone = Statement(kind, tuple(cells), (line,), (table.page,))
    how = values.measure(alone, statements)
    return findings.of_choice(alone, Choice(concept, 0, _CONFIDENCE, _WHY), how)


def _agreed(found: Sequence[Fact]) -> list[Fact]:
    """One fact a period, where all say the same."""
    by_period: dict[Period | None, list[Fact]] = {}
    for fact in found:
        by_period.setdefault(fact.period, []).append(fact)
    agreed = [facts[0] for facts in by_period.values() if len({fact.value for fact in facts}) == 1]
    return sorted(agreed, key=lambda fact: findings.newest_first(fact.period))
