"""Where the tags of a document stand: in which rows of which tables, and which tables are the primary statements.

Must never take a statement for the primary one because of where it stands: the tables that hold most of what is tagged
without a dimension are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from muniment.analysis.vocabulary.concepts import Concept, StatementKind
from muniment.document.pages.table import Cell, Column, Row, Table
from muniment.document.pages.tag import Tag

_FEWEST = 3  # tagged concepts that make a table a part of a statement


class CellPlace(NamedTuple):
    """A cell of a table."""

    table: Table
    row: Row
    cell: Cell

    @property
    def column(self) -> Column:
        """The column that the cell stands in."""
        return self.table.columns[self.cell.column]


@dataclass(frozen=True, slots=True)
class Homes:
    """The primary statements, as tags show them.

    Attributes:
        tables: For each statement the tables that it consists of, as indices; none where nothing shows it.
        instants: Days of the balance sheet.
        durations: Last days and months of the other statements.
    """

    tables: Mapping[StatementKind, frozenset[int]]
    instants: frozenset[date]
    durations: frozenset[tuple[date, int]]

    def reports(self, tag: Tag) -> bool:
        """Whether a tag is of a period that the statements report on."""
        if tag.period_end is None:
            return False
        if not tag.months:
            return not self.instants or tag.period_end in self.instants
        return not self.durations or (tag.period_end, tag.months) in self.durations


class Places:
    """The cells of all tables by where they begin, and which tables are which statement."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._cells: dict[tuple[int, int], tuple[int, CellPlace]] = {}
        for number, table in enumerate(tables):
            for row in table.rows:
                for cell in row.cells:
                    self._cells[table.page, cell.start] = number, CellPlace(table, row, cell)

    def of(self, tag: Tag) -> CellPlace | None:
        """The cell that a tag is displayed in; None in running text."""
        found = self._cells.get((tag.page, tag.start))
        return found[1] if found else None

    def table(self, tag: Tag) -> int | None:
        """The index of the table that a tag is displayed in."""
        found = self._cells.get((tag.page, tag.start))
        return found[0] if found else None

    def homes(self, tags: Iterable[Tag], wanted: Iterable[Concept]) -> Homes:
        """The primary statements.

        Args:
            tags: Those of one company, without dimensions.
            wanted: The concepts.
        """
        kinds: dict[str, set[tuple[StatementKind, str]]] = defaultdict(set)
        for concept in wanted:
            if concept.statement is not None:
                for name in concept.tags:
                    kinds[full_name(name)].add((concept.statement, concept.id))
        seen: dict[StatementKind, dict[int, set[str]]] = {kind: defaultdict(set) for kind in StatementKind}
        inside: list[tuple[int, Tag]] = []
        for tag in tags:
            number = self.table(tag)
            if number is None:
                continue
            inside.append((number, tag))
            for kind, concept_id in kinds.get(tag.name, ()):
                seen[kind][number].add(concept_id)
        tables = {kind: self._home(found) for kind, found in seen.items()}
        balance = tables[StatementKind.BALANCE]
        flows = tables[StatementKind.INCOME] | tables[StatementKind.CASH_FLOW]
        return Homes(
            tables,
            frozenset(t.period_end for n, t in inside if n in balance and not t.months and t.period_end),
            frozenset((t.period_end, t.months) for n, t in inside if n in flows and t.months and t.period_end),
        )

    def _home(self, found: Mapping[int, set[str]]) -> frozenset[int]:
        """The table with most concepts, and those next to it that go on with others."""
        if not found:
            return frozenset()
        best = max(found, key=lambda number: (len(found[number]), -number))
        if len(found[best]) < _FEWEST:
            return frozenset()
        home, known = {best}, set(found[best])
        for step in (1, -1):
            last = best
            for number in sorted(found, reverse=step < 0):
                near = 0 <= (self._tables[number].page - self._tables[last].page) * step <= 1
                if (number - last) * step <= 0 or not near:
                    continue
                new = found[number] - known
                if len(new) >= _FEWEST and len(new) > len(found[number]) / 2:
                    home.add(number)
                    known |= new
                    last = number
        return frozenset(home)


def full_name(name: str) -> str:
    """The name of a tag as ``concepts.toml`` has it, with its prefix."""
    return name if ":" in name else f"us-gaap:{name}"
