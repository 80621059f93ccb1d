"""The facts of a document as a sheet: blocks of one kind of period, rows of concepts, columns of periods.

Knows nothing of Qt. Must never put two kinds of period (a year and a quarter, a date and a stretch) under one head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from muniment.document import schemas
from muniment.document.facts.fact import Fact, Measure, State, StretchKind
from muniment.document.pages.table import Period
from muniment.gui.sheet import figure_format
from muniment.gui.sheet.period_names import Head, Shown, block_name, block_order, head, head_of_sum, kind_of
from muniment.gui.texts import messages
from muniment.texts.document_words.schema_words import spoken
from muniment.texts.finding_words.vocabulary_words import concept_name
from muniment.texts.say import say
from muniment.texts.units import scaled_unit
from muniment.vault.database.records import StoredAnalysis, StoredFact


class RowKind(Enum):
    """What a row of the sheet is."""

    BLOCK = "block"  # the heads of the rows below it
    FACT = "fact"
    GROUP = "group"  # the name of the measures below it
    MEASURE = "measure"
    TEXT = "text"  # one fact across all columns


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A fact or a measure at its place.

    Attributes:
        text: As shown, scaled like its row.
        state: Of the fact or of the measure's weakest operand.
        facts: Positions in the analysis: one for a fact, the operands of a measure.
        fact_id: In the vault; None for a measure.
        measure: None for a fact.
        is_stale: A measure of figures of which the user has changed one, and which has not followed yet.
    """

    text: str
    state: State
    facts: tuple[int, ...]
    fact_id: int | None = None
    measure: Measure | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row.

    Attributes:
        kind: What it is.
        label: Of the concept, measure, group or block.
        note: Unit of this row where it is not the sheet's.
        heads: Of its block, one a column.
        cells: One a column, None where there is nothing; empty for blocks.
    """

    kind: RowKind
    label: str
    note: str = ""
    heads: tuple[Head, ...] = ()
    cells: tuple[SheetCell | None, ...] = ()


@dataclass(frozen=True, slots=True)
class FactSheet:
    """The whole sheet.

    Attributes:
        rows: From top to bottom; each block begins with a BLOCK row.
        columns: Of figures, the label's not counted.
        units: "USD million", or empty without amounts.
        offered: What may be chosen to be shown; nothing where all is of one kind.
    """

    rows: tuple[SheetRow, ...] = ()
    columns: int = 0
    units: str = ""
    offered: tuple[Shown, ...] = ()

    def place_of(self, fact_id: int) -> tuple[int, int] | None:
        """Row and column (from 0, the label's not counted) of a fact.

        Args:
            fact_id: As the vault gives it.
        """
        for row, content in enumerate(self.rows):
            for column, cell in enumerate(content.cells):
                if cell is not None and cell.fact_id == fact_id:
                    return row, column
        return None

    def place_of_measure(self, measure: Measure) -> tuple[int, int] | None:
        """Row and column of a measure, whatever its value is now."""
        for row, content in enumerate(self.rows):
            for column, cell in enumerate(content.cells):
                there = cell.measure if cell is not None else None
                if there is not None and (there.measure, there.period) == (measure.measure, measure.period):
                    return row, column
        return None


@dataclass(frozen=True, slots=True)
class Scaled:
    """In what the sheet's amounts are shown.

    Attributes:
        scale: A power of ten.
        currency: ISO 4217; rows in another unit say so.
    """

    scale: int
    currency: str


def build(analysis: StoredAnalysis, shown: Shown = Shown.ALL) -> FactSheet:
    """Lay out the facts and measures of a document.

    Args:
        analysis: Of the document.
        shown: Which periods; all where it has none of these.
    """
    amounts = [stored.fact for stored in analysis.facts if isinstance(stored.fact.value, Decimal)]
    scale, currency = common_scale(amounts), common_currency(amounts)
    lengths = {stored.fact.period.months for stored in analysis.facts if stored.fact.period is not None}
    offered = tuple(s for s in Shown if s is Shown.ALL or any(s in kind_of(months, lengths) for months in lengths))
    wanted = shown if shown in offered else Shown.ALL
    rows: list[SheetRow] = []
    for entity in dict.fromkeys(stored.fact.entity for stored in analysis.facts):
        of_entity = [(i, s) for i, s in enumerate(analysis.facts) if s.fact.entity == entity]
        measures = [m for m in analysis.measures if _entity(m, analysis.facts) == entity]
        for months, stretch in sorted(_lengths(of_entity, measures), key=lambda key: block_order(*key)):
            if wanted is Shown.ALL or wanted in kind_of(months, lengths, stretch):
                computed = [m for m in measures if (m.period.months, m.stretch) == (months, stretch)]
                facts = [] if stretch else of_entity
                rows += _block(facts, computed, (months, stretch, entity), Scaled(scale, currency))
    rows = [_aged(row, analysis.facts) for row in rows] + _texts(analysis.kind, analysis.facts)
    columns = max((len(row.heads) for row in rows), default=0)
    units = scaled_unit(currency, scale) if amounts else ""
    return FactSheet(tuple(rows), max(columns, 1) if rows else 0, units, offered if len(offered) > 2 else ())


def is_stale(operands: Iterable[int], facts: Sequence[StoredFact]) -> bool:
    """Whether something was computed from a figure that the user has changed, and has not followed yet.

    Args:
        operands: Indices of ``facts``; those that are not there do not count.
        facts: All of the document.
    """
    return any(facts[i].is_changed for i in operands if i < len(facts))


def common_scale(amounts: Sequence[Fact]) -> int:
    """The power of ten that most amounts are printed in."""
    counted = Counter(fact.scale for fact in amounts if figure_format.is_money(figure_format.unit_of(fact)))
    return counted.most_common(1)[0][0] if counted else 1


def common_currency(amounts: Sequence[Fact]) -> str:
    """The currency of most amounts; empty without any."""
    counted = Counter(fact.unit for fact in amounts if fact.unit and figure_format.is_money(fact.unit))
    return counted.most_common(1)[0][0] if counted else ""


def _entity(measure: Measure, facts: Sequence[StoredFact]) -> str | None:
    return next((facts[i].fact.entity for i in measure.operands if i < len(facts)), None)


def _lengths(facts: Iterable[tuple[int, StoredFact]], measures: Iterable[Measure]) -> set[tuple[int, StretchKind]]:
    """The blocks: lengths of time, and sums over several stretches."""
    of_facts = {(stored.fact.period.months, StretchKind.PLAIN) for _, stored in facts if stored.fact.period is not None}
    return of_facts | {(measure.period.months, measure.stretch) for measure in measures}


def _block(
    facts: Sequence[tuple[int, StoredFact]],
    computed: Sequence[Measure],
    key: tuple[int, StretchKind, str | None],
    scaled: Scaled,
) -> list[SheetRow]:
    """One kind of period of one company: its length, what it is a sum of, whose it is."""
    months, stretch, entity = key
    inside = [(i, s) for i, s in facts if s.fact.period is not None and s.fact.period.months == months]
    periods = [s.fact.period for _, s in inside if s.fact.period] + [m.period for m in computed]
    ends = sorted({period.end for period in periods}, reverse=True)
    by_end: dict[object, Period] = {period.end: period for period in reversed(periods)}
    heads = tuple(
        head_of_sum(by_end[end], stretch)
        if stretch
        else head(by_end[end], [s.fact.column for _, s in inside if s.fact.period == by_end[end]])
        for end in ends
    )
    label = block_name(months, stretch) if entity is None else f"{entity}: {block_name(months, stretch)}"
    rows = [SheetRow(kind=RowKind.BLOCK, label=label, heads=heads)]
    for concept in dict.fromkeys(s.fact.concept for _, s in inside):
        rows += _fact_rows([(i, s) for i, s in inside if s.fact.concept == concept], ends, heads, scaled)
    for group in dict.fromkeys(m.group for m in computed):
        rows += [SheetRow(kind=RowKind.GROUP, label=say(group))] if group and not stretch else []
        for name in dict.fromkeys(m.measure for m in computed if m.group == group):
            rows.append(_measure_row([m for m in computed if m.measure == name], ends, heads, scaled))
    return rows


def _fact_rows(
    facts: Sequence[tuple[int, StoredFact]], ends: Sequence[object], heads: tuple[Head, ...], scaled: Scaled
) -> list[SheetRow]:
    """One row, and another where a period has a second fact of this concept."""
    first = facts[0][1].fact
    decimals = figure_format.decimals_for(
        [s.fact.value for _, s in facts if isinstance(s.fact.value, Decimal)],
        figure_format.unit_of(first),
        scaled.scale,
    )
    lines: list[list[SheetCell | None]] = []
    for index, stored in facts:
        period = stored.fact.period
        column = ends.index(period.end) if period else 0
        line = next((line for line in lines if line[column] is None), None)
        if line is None:
            line = [None] * len(ends)
            lines.append(line)
        text = figure_format.shown(stored.fact.value, figure_format.unit_of(stored.fact), scaled.scale, decimals)
        line[column] = SheetCell(text=text, state=stored.fact.state, facts=(index,), fact_id=stored.id)
    note = figure_format.row_note(figure_format.unit_of(first), scaled.currency, scaled.scale)
    label = concept_name(first.concept)
    return [SheetRow(kind=RowKind.FACT, label=label, note=note, heads=heads, cells=tuple(line)) for line in lines]


def _measure_row(
    measures: Sequence[Measure], ends: Sequence[object], heads: tuple[Head, ...], scaled: Scaled
) -> SheetRow:
    cells: list[SheetCell | None] = [None] * len(ends)
    for measure in measures:
        text = figure_format.measure_shown(measure, scaled.scale)
        cells[ends.index(measure.period.end)] = SheetCell(
            text=text, state=measure.state, facts=measure.operands, measure=measure
        )
    note = figure_format.row_note(measures[0].unit, scaled.currency, scaled.scale)
    return SheetRow(kind=RowKind.MEASURE, label=say(measures[0].short_name), note=note, heads=heads, cells=tuple(cells))


def _aged(row: SheetRow, facts: Sequence[StoredFact]) -> SheetRow:
    """The row with its measures marked that wait to be computed anew."""
    if row.kind is not RowKind.MEASURE:
        return row
    cells = [
        replace(cell, is_stale=True, state=State.REVIEW) if cell is not None and is_stale(cell.facts, facts) else cell
        for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))


def _texts(kind: str, facts: Sequence[StoredFact]) -> list[SheetRow]:
    """Facts of the document as a whole, each on a row of its own, in the groups of the document's kind."""
    whole = [(index, stored) for index, stored in enumerate(facts) if stored.fact.period is None]
    rows: list[SheetRow] = []
    for group, places in schemas.in_groups(kind, [stored.fact.concept for _, stored in whole]):
        rows += [SheetRow(kind=RowKind.GROUP, label=spoken(group.names))] if group is not None else []
        rows += [_text_row(*whole[at]) for at in places]
    return [SheetRow(kind=RowKind.BLOCK, label=messages.DOCUMENT_BLOCK()), *rows] if rows else []


def _text_row(index: int, stored: StoredFact) -> SheetRow:
    fact = stored.fact
    text = figure_format.shown(fact.value, fact.unit, 1, figure_format.decimals_for([fact.value], fact.unit, 1))
    cell = SheetCell(text=text, state=fact.state, facts=(index,), fact_id=stored.id)
    return SheetRow(kind=RowKind.TEXT, label=concept_name(fact.concept), note=fact.unit or "", cells=(cell,))
