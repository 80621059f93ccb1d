"""Whether the amounts of statements are whole: no thousands, no millions, because a line says so or because of how they are printed.

Must never take amounts for whole where something near them speaks of thousands that could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from muniment.analysis.statements.statement_lines import Statement
from muniment.document.pages.table import ColumnKind, Table
from muniment.document.text.currency_text import named
from muniment.document.text.scale_text import find_scale

# "Expressed in U.S. dollars": the numbers are whole amounts, and the table says so.
_STATED = re.compile(
    r"\b(?:expressed|stated|presented|reported|amounts?|figures|rounded)\s+(?:are\s+|is\s+)?(?:in|to)\s+(?:the\s+)?(?:nearest\s+|whole\s+)*",
    re.IGNORECASE,
)
_NEAR = 3  # characters between "in" and the currency
MAY_BE_SCALED = re.compile(
    r"(?<![\d.,’'])['’‘´`\"“]?\s?000(?![\d.,])|thousand|tausend|\bthous|\btsd|milli(?:on|er|ard)|millon|milh|\bmio\b|\bmln\b|\bmn\b|\bbn\b|\bmrd\b"
    r"|billion|\blakhs?\b|\blacs?\b|\bcrores?\b|\bmiles de\b|\bx\s?1[.,]?000\b",
    re.IGNORECASE,
)
"""What speaks of thousands or millions, readable or not."""
_COUNTED = re.compile(r"\bshares?\b|\bunits?\b|\bnumber of\b|\bweighted\b|\boutstanding\b|\bissued\b", re.IGNORECASE)
# Whoever prints thousands or millions says so; with eight digits it would be a company of ten thousand millions that does not.
_FULL = Decimal(10_000_000)
_SIGNED_FULL = Decimal(1_000_000)
_SIGNED = 0.5  # of the tables of the statements: a currency sign stands at their figures


def stated(tables: Sequence[Table]) -> bool:
    """Whether a title or the heads of the columns name a plain currency, and nothing speaks of thousands."""
    if not tables or any(_is_hinted(table) for table in tables):
        return False
    return any(_names_currency(table.title) or _heads_name_currency(table) for table in tables)


def _is_hinted(table: Table) -> bool:
    return bool(MAY_BE_SCALED.search(table.title)) or any(MAY_BE_SCALED.search(c.head) for c in table.columns)


def _names_currency(title: str) -> bool:
    """Whether a title says "Amounts expressed in Canadian dollars"."""
    return any(
        money.start - match.end() <= _NEAR
        for match in _STATED.finditer(title)
        for money in named(title, match.end(), match.end() + 40)
    )


def _heads_name_currency(table: Table) -> bool:
    """Whether "2024 £" or the like stands over every column of amounts."""
    heads = [column.head for column in table.columns if column.kind is ColumnKind.VALUE and column.period is not None]
    return bool(heads) and all(next(named(head), None) and find_scale(head) is None for head in heads)


def by_size(statements: Sequence[Statement], tables: Sequence[Table]) -> bool:
    """Whether amounts are so large that they are whole: seven digits with a currency sign at the figures, or eight.

    Args:
        statements: That print no scale.
        tables: Their tables.
    """
    if any(_is_hinted(table) for table in tables):
        return False
    signed = sum(1 for table in tables if _has_signs(table))
    least = _SIGNED_FULL if signed and signed >= _SIGNED * len(tables) else _FULL
    return _largest(statements) >= least


def _has_signs(table: Table) -> bool:
    """Whether the currency was read among the figures."""
    found = table.currency_evidence
    return found is not None and found.span.page == table.page and found.span.start >= table.rows[0].start


def _largest(statements: Iterable[Statement]) -> Decimal:
    """The largest amount that they print; numbers of shares are none."""
    return max(
        (
            abs(value)
            for statement in statements
            for line in statement.lines
            if not _COUNTED.search(line.label)
            for value in line.values
            if value is not None
        ),
        default=Decimal(0),
    )
