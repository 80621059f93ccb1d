"""A statement as lines: the rows of one or more tables under common periods.

Must never change a printed value: a line holds what its cells say, unscaled and with their printed sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.analysis.vocabulary.label_text import head, plain
from muniment.document.pages.evidence import Span
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import PrintedNumber


@dataclass(frozen=True, slots=True)
class Printed:
    """A number where it is printed.

    Attributes:
        number: As read.
        cell: Its place.
        table: The table that it stands in.
    """

    number: PrintedNumber
    cell: Cell
    table: Table

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return Span(self.table.page, self.cell.start, self.cell.end)

    @property
    def column(self) -> Column:
        """The column that it stands in."""
        return self.table.columns[self.cell.column]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A row of a statement.

    Attributes:
        label: As printed.
        section: The headings above, as printed.
        cells: One for each period of the statement; None where nothing is printed.
        fine: The statement prints two decimals almost everywhere, so that they say nothing of this row.
    """

    label: str
    section: str
    cells: tuple[Printed | None, ...]
    fine: bool = False

    @property
    def plain(self) -> str:
        """The plain label."""
        return plain(self.label)

    @property
    def head(self) -> str:
        """The plain label without what it is net of or includes."""
        return head(plain(self.label))

    @property
    def plain_section(self) -> str:
        """The headings above, plain."""
        return plain(self.section)

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """Printed values, unscaled."""
        return tuple(cell.number.value if cell else None for cell in self.cells)

    @property
    def decimals(self) -> int:
        """The most digits after a decimal point."""
        return max((cell.number.decimals for cell in self.cells if cell), default=0)

    @property
    def blank(self) -> bool:
        """Whether no period has a number."""
        return not any(cell is not None for cell in self.cells)

    @property
    def empty(self) -> bool:
        """Whether it has only dashes, or nothing."""
        return all(cell is None or cell.number.dash for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Statement:
    """A primary statement.

    Attributes:
        kind: Which one.
        periods: Of its columns of values, as printed from left to right.
        lines: From top to bottom, continuation pages joined.
        pages: Page numbers that it stands on, ascending.
    """

    kind: StatementKind
    periods: tuple[Period, ...]
    lines: tuple[StatementLine, ...]
    pages: tuple[int, ...] = ()


def equal_values(a: StatementLine, b: StatementLine, *, negated: bool = False) -> bool:
    """Whether two lines print the same numbers (with turned sign) in every period that both have, at least one.

    Args:
        a: A line of a statement.
        b: Another line, with as many values.
        negated: Whether the second prints them with the sign turned.
    """
    pairs = [
        (x, -y if negated else y) for x, y in zip(a.values, b.values, strict=True) if x is not None and y is not None
    ]
    return bool(pairs) and all(x == y for x, y in pairs) and any(x != 0 for x, _ in pairs)
