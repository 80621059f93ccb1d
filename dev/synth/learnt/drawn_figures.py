"""Draws the numbers of a learnt skeleton: every sum foots, and the three statements tie to each other.

Amounts are whole numbers in the scale of the statements, with the sign that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import exp
from random import Random

from synth.learnt.skeletons import BALANCE, CASH, INCOME, Row, Skeleton
from synth.tables.grid import Kind

Amount = int | Decimal
Column = tuple[Amount, ...]  # one amount a row

RESULTS = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "ProfitLoss")
CHANGE = "CashAndCashEquivalentsPeriodIncreaseDecrease"
CASH_TAG = "CashAndCashEquivalentsAtCarryingValue"
EITHER = re.compile(r"\(|\)|/| or |increase|decrease|change|net of", re.IGNORECASE)  # a wording for both signs
BEGINNING = re.compile(r"beginning|start of", re.IGNORECASE)
AT_DATE = re.compile(r"\b(beginning|end|start|close|ending)\b", re.IGNORECASE)
TRIES = 40
NOISE = 0.22  # of a row's size, as the deviation of a logarithm; less from try to try


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The numbers of one stretch of time and of the day on which it ends.

    Attributes:
        income: The income statement's amounts, one a row.
        cash: The cash flow statement's.
        balance: The balance sheet's.
    """

    income: Column
    cash: Column
    balance: Column


class Impossible(ValueError):  # noqa: N818 - it reads as a sentence where it is raised
    """Numbers that suit the wordings could not be drawn."""


@dataclass(slots=True)
class Ledger:
    """Draws reckonings of one company.

    Attributes:
        skeleton: Its statements.
        assets: Total assets of a year without growth, in the scale of the statements.
        random: Draws.
        held: The row of the balance sheet with restricted cash, which the cash flow statement counts too.
    """

    skeleton: Skeleton
    assets: int
    random: Random
    held: int | None = None

    def years(self, count: int, share: float = 1.0) -> tuple[Reckoning, ...]:
        """Stretches that follow each other, newest first: each begins with the cash that the one before it ends with.

        Args:
            count: How many.
            share: Of a year, the length of each.
        """
        growth, flows = 1.0, []
        for _ in range(count):
            growth *= 1 + self.random.uniform(-0.06, 0.14)
            income = self.income(growth * share)
            flows.append((growth, income, self.cash(growth * share, income)))
        changes = [self._change(cash) for _, _, cash in flows]
        opening, made = self._opening(changes), []
        for (growth, income, cash), change in zip(flows, changes, strict=True):
            made.append(
                Reckoning(income, self.dated(cash, opening, opening + change), self.balance(growth, opening + change))
            )
            opening += change
        return tuple(reversed(made))

    def follow(self, before: Reckoning, share: float) -> Reckoning:
        """A stretch that begins with the cash that a year ends with; ``share`` of a year long."""
        growth = self.growth(before, 1.0) * (1 + self.random.uniform(-0.04, 0.1))
        opening = self._cash_of(before)
        for _ in range(TRIES):
            income = self.income(growth * share)
            cash = self.cash(growth * share, income)
            closing = opening + self._change(cash)
            if closing > opening // 10:
                return Reckoning(income, self.dated(cash, opening, closing), self.balance(growth, closing))
        raise Impossible("cash runs out")

    def growth(self, reckoning: Reckoning, share: float) -> float:
        """How large a company's business is, against a year without growth."""
        place = next(i for i, row in enumerate(self.skeleton.statements[INCOME]) if row.kind is Kind.MONEY and row.size)
        usual = self.skeleton.statements[INCOME][place].size * self.assets / 1e6 * share
        return max(0.3, min(3.0, int(reckoning.income[place]) / usual)) if usual else 1.0

    def _cash_of(self, reckoning: Reckoning) -> int:
        place = self.skeleton.find(BALANCE, CASH_TAG)
        if place is None:
            rows = self.skeleton.statements[CASH]
            ends = [i for i, row in enumerate(rows) if is_balance(row) and not BEGINNING.search(row.label)]
            return int(reckoning.cash[ends[0]]) if ends else max(20, self.assets // 20)
        return int(reckoning.balance[place]) + (int(reckoning.balance[self.held]) if self.held is not None else 0)

    def _opening(self, changes: list[int]) -> int:
        """Cash to begin with: what the skeleton says, or more where it would run out."""
        place = self.skeleton.find(BALANCE, CASH_TAG)
        size = self.skeleton.statements[BALANCE][place].size if place is not None else 40_000
        running = [sum(changes[: i + 1]) for i in range(len(changes))]
        least = max(-min([0, *running]), max(map(abs, running)) // 3)
        return max(round(size * self.assets / 1e6), 20) + least

    def _change(self, cash: Column) -> int:
        place = self.skeleton.find(CASH, CHANGE)
        assert place is not None
        return int(cash[place])

    # --- statements

    def income(self, factor: float) -> Column:
        """An income statement; what a share earns follows from the result."""
        rows = self.skeleton.statements[INCOME]
        place = self.skeleton.find(INCOME, *RESULTS)
        assert place is not None

        def finish(drawn: list[Amount]) -> list[Amount]:
            usual = rows[place].size * self.assets / 1e6
            ratio = int(drawn[place]) / usual if usual else 1.0
            for number, row in enumerate(rows):
                if row.kind is Kind.PER_SHARE and not row.parts:
                    scale = 1.0 if "Dividend" in row.tag else ratio
                    drawn[number] = (Decimal(str(round(row.size * scale))) / 100).quantize(Decimal("0.01"))
                elif row.kind is Kind.PER_SHARE:
                    drawn[number] = sum((sign * Decimal(drawn[part]) for part, sign in row.parts), Decimal("0.00"))
            return drawn

        return self._tried(rows, factor, finish)

    def cash(self, factor: float, income: Column) -> Column:
        """A cash flow statement; what it repeats of the income statement is the same to the last digit."""
        rows = self.skeleton.statements[CASH]
        fixed = {i: row.same[1] * income[row.same[0]] for i, row in enumerate(rows) if row.same}
        return self._tried(rows, factor, lambda drawn: drawn, fixed)

    def dated(self, cash: Column, opening: int, closing: int) -> Column:
        """A cash flow statement with cash at the beginning and at the end filled in."""
        return tuple(
            (opening if BEGINNING.search(row.label) else closing) if is_balance(row) else amount
            for row, amount in zip(self.skeleton.statements[CASH], cash, strict=True)
        )

    def balance(self, factor: float, cash: int) -> Column:
        """A balance sheet that balances: retained earnings, or the largest part of equity, are what is left."""
        rows = self.skeleton.statements[BALANCE]
        place = self.skeleton.find(BALANCE, CASH_TAG)
        fixed: dict[int, Amount] = {} if place is None or rows[place].parts else {place: cash}
        if place is not None and self.held is not None:
            fixed = {place: cash - cash // 9, self.held: cash // 9}
        assets, owed = (
            self.skeleton.find(BALANCE, "Assets"),
            self.skeleton.find(BALANCE, "LiabilitiesAndStockholdersEquity"),
        )
        assert assets is not None
        assert owed is not None
        rest, sign = self._rest(rows, owed)

        def finish(drawn: list[Amount]) -> list[Amount]:
            drawn[rest] += sign * (drawn[assets] - drawn[owed])
            if drawn[rest] * rows[rest].size <= 0 and not EITHER.search(rows[rest].label):
                raise Impossible(rows[rest].label)
            return summed(rows, drawn)

        return self._tried(rows, factor, finish, fixed)

    def _rest(self, rows: tuple[Row, ...], owed: int) -> tuple[int, int]:
        """The row that makes the sheet balance, and with which sign it takes part in the whole."""
        signs = {owed: 1}
        for number in range(owed, -1, -1):
            for part, sign in rows[number].parts if number in signs else ():
                signs[part] = sign * signs[number]
        leaves = {number: sign for number, sign in signs.items() if not rows[number].parts}
        best = max(leaves, key=lambda n: (rows[n].tag == "RetainedEarningsAccumulatedDeficit", abs(rows[n].size)))
        return best, leaves[best]

    # --- drawing

    def _tried(
        self,
        rows: tuple[Row, ...],
        factor: float,
        finish: Callable[[list[Amount]], list[Amount]],
        fixed: Mapping[int, Amount] | None = None,
    ) -> Column:
        for attempt in range(TRIES):
            noise = NOISE * (1 - attempt / TRIES)
            drawn: list[Amount] = [self._leaf(row, factor, noise) for row in rows]
            for number, amount in (fixed or {}).items():
                drawn[number] = amount
            try:
                drawn = finish(summed(rows, drawn))
            except Impossible:
                continue
            if all(suits(row, amount) for row, amount in zip(rows, drawn, strict=True)):
                return tuple(drawn)
        raise Impossible(f"{self.skeleton.sic}: no amounts suit its wordings")

    def _leaf(self, row: Row, factor: float, noise: float) -> int:
        if row.parts or is_balance(row):
            return 0
        size = row.size * self.assets / 1e6
        if row.kind is Kind.COUNT:
            return max(1, round(size * exp(self.random.gauss(0, 0.01))))
        size *= factor * exp(self.random.gauss(0, noise))
        return 0 if self.random.random() < 0.03 and abs(row.size) < 20_000 else round(size)


def is_balance(row: Row) -> bool:
    """Whether a row of the cash flow statement says what there was on a day."""
    return not row.parts and row.same is None and bool(AT_DATE.search(row.label)) and "cash" in row.label.lower()


def summed(rows: tuple[Row, ...], drawn: list[Amount]) -> list[Amount]:
    """Fill in the sums of money; parts stand above their sums."""
    for number, row in enumerate(rows):
        if row.parts and row.kind is Kind.MONEY:
            drawn[number] = sum(sign * drawn[part] for part, sign in row.parts)
    return drawn


def suits(row: Row, amount: Amount) -> bool:
    """Whether an amount has the sign that the wording of a sum speaks of."""
    if row.kind is not Kind.MONEY or not row.parts or EITHER.search(row.label):
        return True
    return amount != 0 and (amount > 0) == (row.size > 0)


def with_restricted(
    skeleton: Skeleton, concepts: dict[tuple[str, int], str]
) -> tuple[Skeleton, dict[tuple[str, int], str], int | None]:
    """The same company with restricted cash on a row of its own, and a cash flow statement that counts it.

    Returns:
        The skeleton, its concepts, and the number of the new row; as they were, and None, where its wordings do not allow it.
    """
    rows, flows = skeleton.statements[BALANCE], skeleton.statements[CASH]
    place = skeleton.find(BALANCE, CASH_TAG)
    known = "cash and cash equivalents"
    if place is None or rows[place].parts or sum(is_balance(row) and known in row.label.lower() for row in flows) < 2:
        return skeleton, concepts, None
    if any("restricted" in row.label.lower() for row in rows):
        return skeleton, concepts, None

    def moved(row: Row) -> Row:
        parts = [(part + (part > place), sign) for part, sign in row.parts]
        parts += [(place + 1, sign) for part, sign in row.parts if part == place]
        return replace(row, parts=tuple(sorted(parts)))

    held = Row(
        label="Restricted cash", tag="RestrictedCashAndCashEquivalentsAtCarryingValue", size=rows[place].size // 8
    )
    balance = (*map(moved, rows[: place + 1]), held, *map(moved, rows[place + 1 :]))
    whole = re.compile(known, re.IGNORECASE)
    cash = tuple(
        replace(row, label=whole.sub("cash, cash equivalents and restricted cash", row.label))
        if is_balance(row) or row.tag == CHANGE
        else row
        for row in flows
    )
    placed = {(s, n + (s == BALANCE and n > place)): concept for (s, n), concept in concepts.items()}
    return Skeleton(skeleton.sic, {**skeleton.statements, BALANCE: balance, CASH: cash}), placed, place + 1
