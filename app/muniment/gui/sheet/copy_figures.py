"""What Ctrl+C puts on the clipboard: cells for a spreadsheet, alone or with their source. Knows nothing of Qt.

Must never put a rounded figure there, nor one that a spreadsheet would take for a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from muniment import policy
from muniment.document.facts.fact import Fact
from muniment.errors import UserError
from muniment.gui.sheet import figure_format
from muniment.gui.sheet.fact_sheet import FactSheet, SheetCell, common_scale
from muniment.gui.sheet.figure_format import CopyMode
from muniment.gui.sheet.period_names import head
from muniment.gui.texts import messages
from muniment.texts import units
from muniment.texts.document_words import state_words
from muniment.texts.finding_words.vocabulary_words import concept_name
from muniment.texts.say import say
from muniment.vault.database.records import StoredFact

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def refused(*, with_source: bool) -> str:
    """Why the policy of the machine lets nothing onto the clipboard; empty if it does."""
    try:
        policy.read().refuse_copy("source" if with_source else "numbers")
    except UserError as error:
        return say(error.message)
    return ""


def numbers(sheet: FactSheet, cells: Iterable[tuple[int, int]], facts: Sequence[StoredFact], mode: CopyMode) -> str:
    """The chosen cells as tab-separated rows, empty where nothing was chosen.

    Args:
        sheet: Where they are.
        cells: Rows and columns, the label's column is -1.
        facts: Of the analysis.
        mode: In what amounts are counted.
    """
    chosen = set(cells)
    if not chosen:
        return ""
    rows = sorted({row for row, _ in chosen})
    columns = range(min(column for _, column in chosen), max(column for _, column in chosen) + 1)
    lines = []
    for row in rows:
        texts = [_text(sheet, row, column, facts, mode) if (row, column) in chosen else "" for column in columns]
        lines.append("\t".join(texts))
    return "\n".join(lines)


def with_source(
    sheet: FactSheet, cells: Iterable[tuple[int, int]], facts: Sequence[StoredFact], mode: CopyMode, document: str
) -> str:
    """The chosen facts, one a row, with where each was read.

    Args:
        sheet: Where they are.
        cells: Rows and columns.
        facts: Of the analysis.
        mode: In what amounts are counted.
        document: Its name.
    """
    lines = ["\t".join(text() for text in messages.COPY_HEADS)]
    for row, column in sorted(set(cells)):
        if column < 0 or not sheet.rows[row].cells:
            continue
        cell = sheet.rows[row].cells[column]
        if cell is None:
            continue
        lines += [_sourced(facts[index].fact, cell, mode, document) for index in cell.facts if cell.measure is None]
        if cell.measure is not None:
            lines.append(_computed(cell, facts, mode, document))
    return "\n".join(lines) if len(lines) > 1 else ""


def _text(sheet: FactSheet, row: int, column: int, facts: Sequence[StoredFact], mode: CopyMode) -> str:
    content = sheet.rows[row]
    if column < 0:
        return safe(content.label)
    if not content.cells:
        return safe(content.heads[column].spoken()) if column < len(content.heads) else ""
    cell = content.cells[column] if column < len(content.cells) else None
    return _value(cell, facts, mode) if cell is not None else ""


def _value(cell: SheetCell, facts: Sequence[StoredFact], mode: CopyMode) -> str:
    if cell.measure is not None:
        if cell.is_stale:
            return ""  # what it was computed from is another figure now
        if mode is CopyMode.PRINTED:
            return cell.text
        return figure_format.copied(cell.measure.value, cell.measure.unit, "", mode)
    fact = facts[cell.facts[0]].fact
    text = figure_format.copied(fact.value, figure_format.unit_of(fact), fact.evidence.quote, mode)
    return one_line(text) if fact.period is not None else safe(text)


def _sourced(fact: Fact, cell: SheetCell, mode: CopyMode, document: str) -> str:
    period = head(fact.period, [fact.column]).spoken() if fact.period else ""
    value = figure_format.copied(fact.value, figure_format.unit_of(fact), fact.evidence.quote, mode)
    fields = (
        safe(concept_name(fact.concept)),
        period,
        one_line(value) if fact.period is not None else safe(value),
        _unit(figure_format.unit_of(fact), mode, fact.scale),
        safe(document),
        str(fact.evidence.span.page),
        safe(fact.evidence.quote),
        state_words.word(cell.state),
    )
    return "\t".join(fields)


def _computed(cell: SheetCell, facts: Sequence[StoredFact], mode: CopyMode, document: str) -> str:
    measure = cell.measure
    if measure is None:
        return ""
    operands = [facts[i].fact for i in cell.facts]
    pages = ", ".join(str(page) for page in sorted({fact.evidence.span.page for fact in operands}))
    quotes = messages.computed_from(concept_name(fact.concept) for fact in operands)
    value = _value(cell, facts, mode)
    fields = (
        safe(say(measure.name)),
        head(measure.period, [fact.column for fact in operands]).spoken(),
        value,
        _unit(measure.unit, mode, common_scale([stored.fact for stored in facts])),
        safe(document),
        pages,
        safe(quotes),
        state_words.word(cell.state),
    )
    return "\t".join(fields)


def _unit(unit: str | None, mode: CopyMode, printed: int) -> str:
    """What the copied number counts, such as USD million; without its scale it would be read as a millionth.

    Args:
        unit: Of the value.
        mode: In what amounts are counted.
        printed: The power of ten that the value was printed in.
    """
    if unit is None or unit == "pure":
        return ""
    scale = printed if mode is CopyMode.PRINTED else 10 ** mode.power()
    return units.scaled_unit(unit, scale) if figure_format.scales(unit) else unit


def one_line(text: str) -> str:
    """Without tabs and line ends, which would make cells of their own."""
    return " ".join(text.split())


def safe(text: str) -> str:
    """A text that a spreadsheet takes as text: what looks like a formula gets an apostrophe in front (OWASP, CSV injection)."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA_STARTS) else line
