"""What a table says, before it is laid out: columns and lines with exact values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Box = tuple[float, float, float, float]
Value = Decimal | int | str | None  # None is an empty cell; a text is printed as it is


class Kind(StrEnum):
    """What a line's values are."""

    MONEY = "money"
    PER_SHARE = "per share"
    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values.

    Attributes:
        head: Its lines of heading.
        end: Last day of its period; None where it has none.
        months: 0 for a balance.
        group: A heading that it shares with its neighbours.
        bare: Its values never carry a currency sign.
    """

    head: tuple[str, ...]
    end: date | None = None
    months: int = 0
    group: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a table.

    Attributes:
        label: As printed.
        values: One a column, with the printed sign; empty for a heading.
        concept: What its values are; empty if nobody asks.
        kind: How they are printed.
        indent: Steps.
        total: It is a sum, with a rule above.
        grand: And a double rule below.
        dollar: It carries a currency sign.
        bold: Printed bold.
        absolute: The concept's value is without sign ("capex").
    """

    label: str
    values: tuple[Value, ...] = ()
    concept: str = ""
    kind: Kind = Kind.MONEY
    indent: int = 0
    total: bool = False
    grand: bool = False
    dollar: bool = False
    bold: bool = False
    absolute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        title: Its lines of title.
        scale_line: What its amounts are in; empty if the page need not say.
        columns: Of values.
        lines: From top to bottom.
        breaks: Index of the line that begins a new page, without a head of its own; 0 for none.
        graded: Its concepts are facts that a reader should find.
        notes: References to notes, by label; then the table has such a column.
        corner: Stands over the labels, beside the heads of the columns.
        repeats: The heads of the columns are printed again where the table goes on on another page.
    """

    title: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    scale_line: str = ""
    breaks: int = 0
    graded: bool = False
    notes: dict[str, str] = field(default_factory=dict)
    corner: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """A figure that is printed in the document.

    Attributes:
        concept: Id as in ``resources/schemas/filing/concepts.toml``.
        period_end: Last day of its period.
        months: 0 for an instant.
        value: In absolute units, with the sign of the concept.
        page: From 1.
        printed: The number token.
        box: Where it stands: left, top, right, bottom in points from the page's top left; None where there are no pages.
        entity: Whose it is; empty for the company that the document is of.
        label: Of its line.
        element: Id of the inline tag that says so; empty for none.
    """

    concept: str
    period_end: date
    months: int
    value: Decimal
    page: int
    printed: str
    box: Box | None = None
    entity: str = ""
    label: str = ""
    element: str = ""


def text_of(value: Value, kind: Kind, dash: str = "—", minus: str = "brackets", marks: str = ",.") -> str:
    """Print a value; the currency sign stands apart and is not part of it.

    Args:
        value: What to print; a text is printed as it is.
        kind: How.
        dash: What zero looks like.
        minus: "brackets", "minus" or "trailing".
        marks: What stands between groups of digits, then what stands before decimals.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if value == 0:
        return dash
    body = f"{abs(value):,}".replace(",", " ").replace(".", marks[-1]).replace(" ", marks[:-1])
    if kind is Kind.PERCENT:
        body += "%"
    if value > 0:
        return body
    return {"brackets": f"({body})", "minus": f"-{body}", "trailing": f"{body}-"}[minus]
