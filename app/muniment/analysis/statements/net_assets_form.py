"""Balance sheets in the form of net assets: assets less creditors are what the owners have, as British accounts print them.

Creditors are deducted there, most often in brackets, and subtotals have no label. Must never name a subtotal that is not the sum
of the rows under its heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from muniment.analysis.statements.statement_lines import Statement, StatementLine
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.analysis.vocabulary.label_text import plain

_FORM = re.compile(
    r"^(?:total )?net (?:current )?(?:assets|liabilities)(?: assets| liabilities| liability)*$"
    r"|^total assets less (?:total |current )?liabilities$"
)
_FIXED = re.compile(r"^(?:total )?fixed assets$")
_HEADINGS = {
    "current_assets": re.compile(r"^current assets$"),
    "noncurrent_assets": re.compile(r"^(?:fixed|non current) assets$"),
}
OWED = frozenset((
    "accounts_payable", "accrued_liabilities", "employee_liabilities", "interest_payable", "dividends_payable",
    "income_taxes_payable", "deferred_revenue", "short_term_debt", "current_portion_of_debt",
    "operating_lease_liabilities_current", "finance_lease_liabilities_current", "other_current_liabilities",
    "liabilities_held_for_sale", "current_liabilities", "long_term_debt", "lease_liabilities", "finance_lease_liabilities",
    "pension_liabilities", "asset_retirement_obligations", "provisions", "deferred_revenue_noncurrent",
    "deferred_tax_liabilities", "other_noncurrent_liabilities", "noncurrent_liabilities", "total_liabilities",
))  # fmt: skip
"""Concepts that such a balance sheet deducts: what it prints in brackets is owed, not lent."""


def deducts(statement: Statement) -> bool:
    """Whether a statement is a balance sheet that comes down to net assets."""
    return statement.kind is StatementKind.BALANCE and _is_form(statement.lines)


def _is_form(lines: Sequence[StatementLine]) -> bool:
    return any(_FORM.search(line.plain) and not line.blank for line in lines)


def subtotals(lines: Sequence[StatementLine], named: Sequence[str]) -> dict[str, int]:
    """Subtotals without a label that sum up what stands under "current assets" or "fixed assets", by concept.

    Args:
        lines: Of a balance sheet.
        named: Concepts that a label names already.
    """
    if not _is_form(lines):
        return {}
    found: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.blank or line.plain not in ("", "total"):
            continue
        heading = _nearest(line)
        name = next((name for name, says in _HEADINGS.items() if says.search(heading)), None)
        if name is not None and name not in named and name not in found and _sums_up(lines, i):
            found[name] = i
    return found


def fixed_assets(lines: Sequence[StatementLine]) -> int | None:
    """The row of all fixed assets, where one row says so: micro-entities print no parts of them."""
    if not _is_form(lines):
        return None
    return next((i for i, line in enumerate(lines) if _FIXED.search(line.plain) and not line.empty), None)


def _nearest(line: StatementLine) -> str:
    return plain(line.section.rsplit(" > ", 1)[-1])


def _sums_up(lines: Sequence[StatementLine], at: int) -> bool:
    """Whether a row is the sum of all rows between it and its heading."""
    start = at
    while start and lines[start - 1].section == lines[at].section and lines[start - 1].plain:
        start -= 1
    parts = [line for line in lines[start:at] if not line.blank]
    if not parts:
        return False
    for column, goal in enumerate(lines[at].values):
        total = sum((line.values[column] or Decimal(0) for line in parts), Decimal(0))
        if goal is not None and abs(total - goal) > (1 if len(parts) > 1 else 0):
            return False
    return any(lines[at].values)
