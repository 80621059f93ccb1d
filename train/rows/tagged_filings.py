"""Statements of companies with their tags, as examples for the classifier of rows.

Source: the SEC's Financial Statement Data Sets (public domain), one filing a line of JSON: ``company``, ``cik`` and
``statements``, whose rows have ``label``, ``tag``, and for some filings ``values``.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from muniment.analysis.choosing.row_features import RowText, roles_of
from muniment.analysis.statements import row_sums
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import Concept, StatementKind, concepts
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import PrintedNumber

_KINDS = {"BS": StatementKind.BALANCE, "IS": StatementKind.INCOME, "CF": StatementKind.CASH_FLOW}
_UNIT = re.compile(r"\s*\((?:in|usd|us)\b[^()]*\)$|\s*\[\w+\]$", re.IGNORECASE)  # "(in dollars per share)"
_PER_SHARE = re.compile(r"Per(?:Basic|Diluted|BasicAndDiluted)?(?:Share|Unit)\b|PerShare")
_TWINS = {"net_income_total": "net_income", "equity_parent": "total_equity"}  # one row is the whole's unless both stand
_PARTS = {  # of a figure whose total may not be printed: two of them are not the figure
    "revenue": {"SalesRevenueGoodsNet", "SalesRevenueServicesNet", "LicensesRevenue", "FranchiseRevenue", "OtherSalesRevenueNet"},
    "cost_of_revenue": {"CostOfGoodsSold", "CostOfServices", "CostOfGoodsAndServicesSold", "DirectOperatingCosts", "LicenseCosts"},
}  # fmt: skip
_OTHER = 0
_OWN_TAG = 0.3  # weight: a company's own tag may well hide one of our concepts
_FEWEST = 5  # rows of a statement
_PERIODS = tuple(Period(start=None, end=date(year, 12, 31), months=12) for year in (2010, 2009))
_TABLE = Table(page=1, title="", columns=(Column(x0=0, x1=0, head="2010"), Column(x0=0, x1=0, head="2009")), rows=())


@dataclass(frozen=True, slots=True)
class Example:
    """A statement with the class of each row.

    Attributes:
        company: CIK, or a name where there is none.
        kind: Which statement.
        rows: From top to bottom.
        classes: One a row: 0 for none of the concepts, else 1 + the place in ``names_of``.
        weights: One a row, 0 to 1: 0 where the truth is arguable.
        statement: The same for the label rules; where no values are known, with numbers that add up to nothing.
    """

    company: str
    kind: StatementKind
    rows: tuple[RowText, ...]
    classes: tuple[int, ...]
    weights: tuple[float, ...]
    statement: Statement


def names_of(kind: StatementKind) -> tuple[str, ...]:
    """The concepts whose home a statement is, in the order of the classes."""
    return tuple(concept.id for concept in concepts() if concept.statement is kind)


def examples(path: Path, leave_out: Sequence[re.Pattern[str]] = ()) -> Iterator[Example]:
    """The statements of a file, without companies whose name one of the expressions finds."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for text in file:
            filing = json.loads(text)
            if any(pattern.search(filing["company"].lower()) for pattern in leave_out):
                continue
            for name, kind in _KINDS.items():
                rows = filing["statements"].get(name, ())
                if len(rows) >= _FEWEST:
                    yield example(str(filing["cik"]), kind, rows)


def example(company: str, kind: StatementKind, rows: Sequence[dict[str, Any]]) -> Example:
    """A statement of a filing as an example."""
    values = _values(rows)
    known = any(values)
    roles = roles_of(len(rows), row_sums.find(values)) if known else [""] * len(rows)
    texts = tuple(
        RowText(plain(_UNIT.sub("", row["label"])), plain(row.get("section", "")), _per_share(row), role)
        for row, role in zip(rows, roles, strict=True)
    )
    classes, weights = _classes(kind, [row["tag"] for row in rows])
    lines = tuple(_line(row, values[i] if known else (), i) for i, row in enumerate(rows))
    return Example(company, kind, texts, tuple(classes), tuple(weights), Statement(kind, _PERIODS, lines))


def _line(row: dict[str, Any], values: row_sums.Values, place: int) -> StatementLine:
    """A row for the label rules."""
    per_share = _per_share(row)
    if not values:
        made = Decimal(101 + 7 * place) / 100 if per_share else Decimal(1_000_003 + 7_919 * place * place)
        values = (made, made + (Decimal("0.11") if per_share else 1_237))
    decimals = 2 if per_share else 0
    cells = tuple(
        None if value is None else Printed(PrintedNumber(value, decimals), Cell(i, 0, 1, str(value)), _TABLE)
        for i, value in enumerate(values)
    )
    return StatementLine(_UNIT.sub("", row["label"]), row.get("section", ""), cells)


def _values(rows: Sequence[dict[str, Any]]) -> tuple[row_sums.Values, ...]:
    """The two columns that most rows have, with the printed signs; nothing for amounts per share."""
    own = [
        {(day, length): value for day, length, unit, value in row.get("values") or () if len(unit) == 3} for row in rows
    ]
    columns = [key for key, _ in Counter(key for one in own for key in one).most_common(2)]
    return tuple(
        () if _per_share(row) or not columns else tuple(_number(one.get(column), row) for column in columns)
        for row, one in zip(rows, own, strict=True)
    )


def _number(value: float | None, row: dict[str, Any]) -> Decimal | None:
    return None if value is None else Decimal(str(value)) * (-1 if row.get("negated") else 1)


def _per_share(row: dict[str, Any]) -> bool:
    return "per share" in row["label"].lower() or bool(_PER_SHARE.search(row["tag"]))


def _classes(kind: StatementKind, tags: Sequence[str]) -> tuple[list[int], list[float]]:
    """The class of each row: of a concept's tags the first that the statement has."""
    home = [concept for concept in concepts() if concept.statement is kind]
    best = {concept.id: next((tag for tag in _gaap(concept) if tag in tags), None) for concept in home}
    for name, parts in _PARTS.items():
        if best.get(name) in parts and len(parts.intersection(tags)) > 1:
            best[name] = None
    for part, whole in _TWINS.items():
        if part in best and (best[whole] is None or best[whole] == best[part]):
            best[whole], best[part] = best[whole] or best[part], None
    classes, weights = [_OTHER] * len(tags), [_OWN_TAG if tag.startswith("own:") else 1.0 for tag in tags]
    for number, concept in enumerate(home, 1):
        for i, tag in enumerate(tags):
            if tag == best[concept.id]:
                classes[i], weights[i] = number, 1.0
            elif tag in concept.tags and classes[i] == _OTHER and best[concept.id] is not None:
                weights[i] = 0.0  # as good a name for the same thing
    return classes, weights


def _gaap(concept: Concept) -> tuple[str, ...]:
    return tuple(tag for tag in concept.tags if ":" not in tag)
