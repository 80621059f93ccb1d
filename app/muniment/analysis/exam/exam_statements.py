"""Statements made up for the exam of a model: rows that add up, in words that the label rules do not know.

Must never print an amount that a document of the user has: they are drawn.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import PrintedNumber

YEARS = 2
_SMALL, _LARGE = 20, 900
_FIRST = 12_000  # of the first row, which all others are taken from or added to


@dataclass(frozen=True, slots=True)
class Made:
    """A statement whose concepts are known.

    Attributes:
        statement: As it would be read.
        rows: Concept to index of its line.
    """

    statement: Statement
    rows: Mapping[str, int]


def draw(chance: random.Random, skeletons: Sequence[Mapping[str, Any]]) -> Made:
    """A statement from one of the skeletons of ``resources/exam.toml``.

    Args:
        chance: Seeded, so that the same statement can be drawn again.
        skeletons: Tables of the file: a kind, and rows of sign, concept and labels.
    """
    skeleton = chance.choice(skeletons)
    kind = StatementKind(skeleton["kind"])
    table, periods = _table(kind), _periods(kind)
    lines: list[StatementLine] = []
    rows: dict[str, int] = {}
    heading, sums, bracketed = "", [0] * YEARS, kind is StatementKind.BALANCE
    for row in skeleton["rows"]:
        sign, concept, label = _parts(row, chance)
        if sign is None:
            continue
        if sign == "!":
            heading, sums = label, [0] * YEARS
            continue
        amounts = sums if sign == "=" else _amounts(chance, first=not lines)
        if sign in "+-":
            sums = [s + (a if sign == "+" else -a) for s, a in zip(sums, amounts, strict=True)]
        shown = [-a for a in amounts] if sign == "-" and bracketed else amounts
        if concept:
            rows[concept] = len(lines)
        lines.append(StatementLine(label, heading, tuple(_printed(n, at, table) for at, n in enumerate(shown))))
    return Made(Statement(kind, periods, tuple(lines), (1,)), rows)


def _parts(row: str, chance: random.Random) -> tuple[str | None, str, str]:
    """Sign, concept and one of the wordings of a row; no sign if it is left out this time."""
    if row.startswith("!"):
        return "!", "", row[1:].strip()
    if row.startswith("?"):
        if chance.random() < 0.4:
            return None, "", ""
        row = row[1:]
    head, _, wordings = row[1:].partition(":")
    return row[0], head.strip(), chance.choice(wordings.split(" | ")).strip()


def _amounts(chance: random.Random, *, first: bool) -> list[int]:
    if first:
        return [_FIRST + chance.randint(0, _FIRST) for _ in range(YEARS)]
    return [chance.randint(_SMALL, _LARGE) for _ in range(YEARS)]


def _printed(amount: int, column: int, table: Table) -> Printed:
    raw = f"{amount:,}" if amount >= 0 else f"({-amount:,})"
    return Printed(PrintedNumber(Decimal(amount)), Cell(column, 0, len(raw), raw), table)


def _table(kind: StatementKind) -> Table:
    columns = tuple(
        Column(x0=300.0 + 80 * at, x1=360.0 + 80 * at, head=str(period.end.year), period=period)
        for at, period in enumerate(_periods(kind))
    )
    return Table(page=1, title="", columns=columns, rows=(), scale=1_000_000)


def _periods(kind: StatementKind) -> tuple[Period, ...]:
    days = [date(2019 - at, 12, 31) for at in range(YEARS)]
    if kind is StatementKind.BALANCE:
        return tuple(Period(start=None, end=day, months=0) for day in days)
    return tuple(Period(start=date(day.year, 1, 1), end=day, months=12) for day in days)
