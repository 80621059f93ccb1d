"""A table as read: rows of numeric cells under columns whose periods are known where the page says so.

Must never hold a value that is not printed: a cell is a place in the page's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.tag import Tag

MAX_COLUMNS = 10_000  # of a grid; no document has a tenth of it

_ASIDE = frozenset(("adjustments", "gross", "part", "convenience translation"))


class ColumnKind(StrEnum):
    """What a numeric column holds."""

    VALUE = "value"
    PERCENT = "percent"
    CHANGE = "change"
    NOTE = "note"  # references to notes, not amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A date or a stretch of time.

    Attributes:
        start: First day; None for an instant.
        end: Last day.
        months: 0 for an instant; else whole months (13 weeks are 3, 26 are 6, 36 and 39 are 9, 52 and 53 are 12).
    """

    start: date | None
    end: date
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A numeric column.

    Attributes:
        x0: Left edge of its numbers in points (characters where the page has no geometry).
        x1: Right edge.
        head: Its heading, all lines joined by a space.
        kind: What it holds.
        period: Its period where the headings say it.
        evidence: The pieces of heading (or the lines above) that the period was read from.
        note: What sets it apart: "as restated", "as previously reported", "as reported", "pro forma", "adjusted",
            "adjustments", "gross" (before what is deducted, beside a net column), "part" (of the company: a segment, a subsidiary), "convenience translation", "in USD" where
            the table is in another currency; empty if nothing.
    """

    x0: float
    x1: float
    head: str
    kind: ColumnKind = ColumnKind.VALUE
    period: Period | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""

    @property
    def aside(self) -> bool:
        """Whether its amounts are never the company's own figures in the currency of the table."""
        return self.note in _ASIDE or self.note.startswith("in ")


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed number, dash or percentage.

    Attributes:
        column: Index into ``Table.columns``.
        start: Into the page's text: the token with its own sign or brackets, without a currency sign that stands apart.
        end: Half-open.
        raw: ``text[start:end]``.
    """

    column: int
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that holds numbers.

    Attributes:
        start: Into the page's text.
        end: Half-open.
        label: The row's own words, wrapped lines joined; empty for a total without one.
        section: The heading(s) above that it stands under, outermost first, joined by " > ".
        cells: From left to right.
        indent: Left edge of the label in points.
        top: Of the row, in points.
        bottom: Of the row, in points.
    """

    start: int
    end: int
    label: str
    section: str
    cells: tuple[Cell, ...]
    indent: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of one page.

    Attributes:
        page: Page number, from 1.
        title: The lines above that name it, joined by a space.
        columns: From left to right.
        rows: From top to bottom.
        scale: A power of ten, such as 1_000 or 10_000_000 (crore); None where nothing on the page says it.
        scale_evidence: Where the scale was read.
        unscaled: What the scale line exempts, lower case ("per share amounts"); empty if nothing.
        currency: ISO 4217 code where the page says it.
        currency_evidence: Where the currency was read.
        continued_from: Page of the table that it continues, whose head it has taken if it prints none; None if it stands alone.
        top: In points.
        bottom: In points.
        decimal: The decimal mark of its numbers; empty where some can be read in two ways and nothing tells which is
            meant.
    """

    page: int
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    scale: int | None = None
    scale_evidence: Evidence | None = None
    unscaled: str = ""
    currency: str | None = None
    currency_evidence: Evidence | None = None
    continued_from: int | None = None
    top: float = 0.0
    bottom: float = 0.0
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a table in a document without geometry, as its grid places it.

    Attributes:
        start: Into the page's text.
        end: Half-open.
        column: Of the table's columns, from 0.
        span: Columns that it covers.
        table: Which table of the document, from 1.
        indent: Of its words in points.
    """

    start: int
    end: int
    column: int
    span: int
    table: int
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of one page, as they cross the process boundary; what stands last may be missing in older vaults.

    Attributes:
        tables: From top to bottom.
        tags: Of the page, in the order of the text; those that are not displayed are on the first page.
        cells: Of all its tables, in the order of the text; empty where the page has geometry.
    """

    tables: tuple[Table, ...] = ()
    tags: tuple[Tag, ...] = ()
    cells: tuple[Placed, ...] = ()

    def stand_on(self, number: int, text: str) -> bool:
        """Whether tags and cells lie in the text of their page, and the tags say no more than is displayed.

        Args:
            number: Of the page, from 1.
            text: Of the page.
        """
        cells = all(
            0 <= c.start < c.end <= len(text) and 0 <= c.column < MAX_COLUMNS and 0 < c.span <= MAX_COLUMNS
            for c in self.cells
        )
        return cells and all(tag.stands_on(number, text) for tag in self.tags)
