"""Figures whose home is the notes: what a lender looks for, where a table elsewhere in the document prints it.

Must never choose: a figure is taken where one row alone is so named, or where all rows so named say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.analysis.choosing.label_chooser import LineChoice
from muniment.analysis.facts import fact_values, statement_facts
from muniment.analysis.statements import page_signs, statement_periods
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary.concepts import Concept, StatementKind
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.facts.fact import Fact
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import ColumnKind, Period, Row, Table
from muniment.document.text.number_text import parse_number
from muniment.message import message

_CONFIDENCE = 0.85
_WHY = (message("only-row-so-named"),)


def facts_of(
    document: Document, statements: Sequence[Statement], concepts: Sequence[Concept], calendar: Calendar
) -> list[Fact]:
    """The figures of the notes, newest period first; none where the document has no statements of its own."""
    wanted = [concept for concept in concepts if concept.statement is None and concept.labels]
    taken = {page for statement in statements for page in statement.pages}
    if not wanted or not taken:
        return []
    rows = [
        (table, row, plain(row.label))
        for table in document.tables
        if table.page not in taken and not page_signs.DECOY.search(table.title)
        for row in table.rows
    ]
    everything = "\n".join(text for _, _, text in rows)
    found: list[Fact] = []
    for concept in wanted:
        labels = concept.labels_in(everything)
        named = (
            _facts(table, row, concept, statements, calendar)
            for table, row, text in rows
            if any(label.expression.fits(text) for label in labels)
            and concept.allows(text, f"{text} {plain(row.section)}")
        )
        found += _agreed([fact for facts in named for fact in facts])
    return found


def _facts(table: Table, row: Row, concept: Concept, statements: Sequence[Statement], calendar: Calendar) -> list[Fact]:
    """The row's figures for the periods that the statements cover."""
    kind = StatementKind.BALANCE if concept.instant else StatementKind.INCOME
    covered = {period for statement in statements if statement.kind is kind for period in statement.periods}
    found = statement_periods.complete(table.columns, kind, calendar)
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
    line = StatementLine(row.label, row.section, tuple(cells.values()))
    alone = Statement(kind, tuple(cells), (line,), (table.page,))
    how = fact_values.measure(alone, statements)
    return statement_facts.of_choice(alone, LineChoice(concept, 0, _CONFIDENCE, _WHY), how)


def _agreed(found: Sequence[Fact]) -> list[Fact]:
    """One fact a period, where all say the same."""
    by_period: dict[Period | None, list[Fact]] = {}
    for fact in found:
        by_period.setdefault(fact.period, []).append(fact)
    agreed = [facts[0] for facts in by_period.values() if len({fact.value for fact in facts}) == 1]
    return sorted(agreed, key=lambda fact: statement_facts.newest_first(fact.period))
