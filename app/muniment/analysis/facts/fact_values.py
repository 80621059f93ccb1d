"""From a printed number to a value in absolute units.

Must never scale an amount per share, and never guess a scale that no table of the statements names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.analysis.facts import whole_amounts
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import Concept
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Table
from muniment.document.text.scale_text import find_scale, row_scale

_SHARES_TOO = re.compile(
    r"\bshares?\b(?! (?:amounts?|data|figures?|information)\b)(?<!per share)|share (?:and|amounts? and)|number of shares|shares and"
)


# "except number of shares, which are reflected in thousands"
_SHARES_IN = re.compile(r"\bshares?\b,?(?:\s+\w+){0,4}\s+(?P<scale>in\s+[\w'’‘]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatementScale:
    """How the numbers of a statement are to be read.

    Attributes:
        scale: What they are multiplied by; None where nothing says it.
        scale_evidence: Where it was read.
        unscaled: What is exempt.
        currency: ISO code, or None.
        currency_evidence: Where it was read.
        by_size: No scale is printed; that the amounts are whole is told by their size.
    """

    scale: int | None = None
    scale_evidence: Evidence | None = None
    unscaled: str = ""
    currency: str | None = None
    currency_evidence: Evidence | None = None
    by_size: bool = False


def measure(statement: Statement, others: Sequence[Statement] = ()) -> StatementScale:
    """The scale and currency of a statement: its own tables', else those of the statements beside it."""
    tables = [*_tables(statement), *(table for other in others for table in _tables(other))]
    scaled = next((t for t in tables if t.scale is not None), None)
    money = next((t for t in tables if t.currency is not None), None)
    whole = scaled is None and whole_amounts.stated(tables)
    by_size = scaled is None and not whole and whole_amounts.by_size((statement, *others), tables)
    return StatementScale(
        scaled.scale if scaled else 1 if whole or by_size else None,
        scaled.scale_evidence if scaled else None,
        scaled.unscaled if scaled else "",
        money.currency if money else None,
        money.currency_evidence if money else None,
        by_size,
    )


def _tables(statement: Statement) -> list[Table]:
    found: list[Table] = []
    for line in statement.lines:
        for cell in line.cells:
            if cell is not None and not any(cell.table is table for table in found):
                found.append(cell.table)
    return found


def factor(concept: Concept, how: StatementScale, line: StatementLine | None = None) -> int:
    """What a number of a concept is multiplied by; 1 where no scale is known.

    Args:
        concept: What it is.
        how: What its table says.
        line: Its row, whose own words ("in thousands of shares") come before what the table says.
    """
    if concept.unit == "per_share":
        return 1
    own = _own_scale(line) if line is not None else None
    if own is not None:
        return own
    if concept.unit == "shares":
        counted = _SHARES_IN.search(how.unscaled)
        stated = find_scale(counted["scale"]) if counted else None
        if stated is not None:
            return stated.factor
        if _SHARES_TOO.search(how.unscaled):
            return 1
    return how.scale or 1


def _own_scale(line: StatementLine) -> int | None:
    """The scale that a row, or the heading that it stands under, states itself."""
    return next((own for text in (line.label, line.section) if (own := row_scale(text)) is not None), None)


def value(
    concept: Concept,
    line: StatementLine,
    printed: Printed,
    how: StatementScale,
    *,
    signed: bool = False,
    turned: int = 0,
) -> Decimal:
    """The value of a printed number, in absolute units and with the concept's sign.

    Args:
        concept: What it is.
        line: The row that it stands in.
        printed: Where it stands.
        how: Scale and currency.
        signed: The printed sign is known to be meant, though the label may speak of a loss or a deficit.
        turned: 1 or -1 where the row itself says what its printed signs mean: what they are multiplied by; else 0.
    """
    amount = printed.number.value
    if turned:
        amount *= turned
    elif concept.positive:
        amount = abs(amount)
    elif amount > 0 and not signed and _is_loss(line):
        amount = -amount
    return amount * factor(concept, how, line)


_LOSS = re.compile(
    r"^(?:consolidated )?(?:net |operating )?(?:loss|losses)\b(?!.*\b(?:income|earnings|profit)\b)|^(?:accumulated )?deficit\b|^total (?:\w+ )*(?:deficit|deficiency)$"
)
_GAIN = re.compile(r"\((?:income|earnings|profit|gain)|\b(?:income|earnings|profit)\b", re.IGNORECASE)


def _is_loss(line: StatementLine) -> bool:
    """Whether a row's label says that its numbers are losses though they are printed without brackets."""
    if not _LOSS.search(line.plain) or _GAIN.search(line.label):
        return False
    return all(v is None or v >= 0 for v in line.values)


def unit(concept: Concept, currency: str | None) -> str | None:
    """The unit of a concept's facts; None where the currency is unknown."""
    if concept.unit == "shares":
        return "shares"
    if currency is None:
        return None
    return f"{currency}/shares" if concept.unit == "per_share" else currency
