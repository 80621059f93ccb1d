"""Values that code computes from facts: margins, growth, net debt, free cash flow.

Must never mix periods or units: a measure has operands of one day or one stretch of time, and growth of two alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from muniment.document.fact import Fact, Measure, State
from muniment.document.table import Period

_ORDER = (State.REJECTED, State.REVIEW, State.LOCATED, State.CHECKED, State.ACCEPTED, State.CORRECTED)
_RATIOS = (
    ("gross_margin", "Gross margin", "gross_profit", "revenue"),
    ("operating_margin", "Operating margin", "operating_income", "revenue"),
    ("net_margin", "Net margin", "net_income", "revenue"),
    ("effective_tax_rate", "Effective tax rate", "income_tax", "pretax_income"),
    ("current_ratio", "Current ratio", "current_assets", "current_liabilities"),
)
_GROWTHS = (
    ("revenue_growth", "Revenue growth", "revenue"),
    ("operating_income_growth", "Operating income growth", "operating_income"),
    ("net_income_growth", "Net income growth", "net_income"),
)
_DEBT = ("long_term_debt", "short_term_debt", "current_portion_of_debt")

Index = Mapping[tuple[str, Period | None], int]


def run(facts: Sequence[Fact]) -> tuple[Measure, ...]:
    """All measures whose operands are there, newest period first."""
    index = index_of(facts)
    periods = sorted({f.period for f in facts if f.period is not None}, key=lambda p: (-p.end.toordinal(), p.months))
    found: list[Measure] = []
    for period in periods:
        found.extend(_ratios(facts, index, period))
        found.extend(_growths(facts, index, period))
        found.extend(_differences(facts, index, period))
    return tuple(found)


def index_of(facts: Sequence[Fact]) -> Index:
    """The first fact of each concept and period of the main registrant that the user did not reject."""
    return {
        (f.concept, f.period): i
        for i, f in reversed(list(enumerate(facts)))
        if f.period is not None and f.entity is None and f.state is not State.REJECTED
    }


def year_before(index: Index, concept: str, period: Period) -> Period | None:
    """The period of the same length that ended a year earlier, where the concept has a fact for it."""
    for name, other in index:
        if (
            name == concept
            and other is not None
            and other.months == period.months
            and 350 <= (period.end - other.end).days <= 380
        ):
            return other
    return None


def _ratios(facts: Sequence[Fact], index: Index, period: Period) -> list[Measure]:
    found: list[Measure] = []
    for name, shown, above, below in _RATIOS:
        i, j = index.get((above, period)), index.get((below, period))
        if i is None or j is None or number(facts[j]) <= 0 or facts[i].unit != facts[j].unit:
            continue
        found.append(
            _measure(name, shown, number(facts[i]) / number(facts[j]), unit="pure", operands=(i, j), facts=facts)
        )
    return found


def _growths(facts: Sequence[Fact], index: Index, period: Period) -> list[Measure]:
    found: list[Measure] = []
    for name, shown, concept in _GROWTHS:
        i, before = index.get((concept, period)), year_before(index, concept, period)
        j = index.get((concept, before)) if before is not None else None
        if i is None or j is None or number(facts[j]) <= 0 or facts[i].unit != facts[j].unit:
            continue
        change = (number(facts[i]) - number(facts[j])) / number(facts[j])
        found.append(_measure(name, shown, change, unit="pure", operands=(i, j), facts=facts))
    return found


def _differences(facts: Sequence[Fact], index: Index, period: Period) -> list[Measure]:
    found: list[Measure] = []
    flow, capex = index.get(("operating_cash_flow", period)), index.get(("capex", period))
    if flow is not None and capex is not None and facts[flow].unit == facts[capex].unit:
        value = number(facts[flow]) - number(facts[capex])
        found.append(
            _measure(
                "free_cash_flow", "Free cash flow", value, unit=facts[flow].unit, operands=(flow, capex), facts=facts
            )
        )
    cash = index.get(("cash", period))
    debts = tuple(i for name in _DEBT if (i := index.get((name, period))) is not None)
    known = cash is not None and index.get(("long_term_debt", period)) is not None
    if cash is not None and known and all(facts[i].unit == facts[cash].unit for i in debts):
        value = sum((number(facts[i]) for i in debts), Decimal(0)) - number(facts[cash])
        found.append(
            _measure("net_debt", "Net debt", value, unit=facts[cash].unit, operands=(*debts, cash), facts=facts)
        )
    return found


def number(fact: Fact) -> Decimal:
    """The value of a figure."""
    if not isinstance(fact.value, Decimal):
        raise TypeError(f"{fact.concept} is not a number")
    return fact.value


def _measure(
    name: str, shown: str, value: Decimal, *, unit: str | None, operands: tuple[int, ...], facts: Sequence[Fact]
) -> Measure:
    """A measure of the period of its first operand, in the state of its weakest one."""
    period = facts[operands[0]].period
    if period is None:
        raise ValueError(f"an operand of {name} has no period")
    return Measure(
        measure=name,
        name=shown,
        value=round(value, 6) if unit == "pure" else value,
        unit=unit or "",
        period=period,
        operands=operands,
        state=min((facts[i].state for i in operands), key=_ORDER.index),
    )
