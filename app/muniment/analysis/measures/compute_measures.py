"""Values that code computes from facts: EBITDA, net debt, leverage, margins, growth, returns ...

Must never mix companies, currencies or stretches of time, and never be surer of a value than of its weakest operand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from muniment.analysis.formulas.figure_book import Amount, FigureBook, When, evaluate, holds
from muniment.analysis.measures.measure_file import MeasureEntry, shipped
from muniment.document.facts.fact import Fact, Measure, State, StretchKind
from muniment.document.facts.filing import Filing
from muniment.document.pages.table import Period

_ORDER = (State.REJECTED, State.REVIEW, State.LOCATED, State.CHECKED, State.ACCEPTED, State.CORRECTED)
_DIGITS = 6  # of what has no unit


def run(
    facts: Sequence[Fact], entries: Sequence[MeasureEntry] | None = None, filings: Sequence[Filing] = ()
) -> tuple[Measure, ...]:
    """All measures whose operands are there: of each company by itself, newest period first, in the file's order.

    Args:
        facts: Of the document.
        entries: What to compute; None for what ships.
        filings: Other documents of the main company; only sums over stretches of time (the last twelve months, a fourth
            quarter) take figures from them.
    """
    entries = shipped() if entries is None else entries
    beside = [(filing, fact) for filing in filings for fact in filing.facts]
    found: list[Measure] = []
    for entity in dict.fromkeys(fact.entity for fact in facts):
        ledger = FigureBook(facts, entity, beside=[fact for _, fact in beside])
        for period in ledger.periods:
            computed = (_measure(entry, ledger, period, beside) for entry in entries if entry.fits(period.months))
            found.extend(measure for measure in computed if measure is not None)
    return tuple(found)


def weakest(states: Sequence[State]) -> State:
    """The least sure of some states."""
    return min(states, key=_ORDER.index)


def _measure(
    entry: MeasureEntry, ledger: FigureBook, period: Period, beside: Sequence[tuple[Filing, Fact]]
) -> Measure | None:
    when = When.of(period)
    amount = evaluate(entry.tree, ledger, when)
    if amount is None or not amount.operands or not holds(entry.guard, ledger, when):
        return None
    if len({_currency(ledger.facts[i]) for i in amount.operands} - {None}) > 1:
        return None
    far = [beside[i - ledger.own] for i in amount.operands if i >= ledger.own]
    return Measure(
        measure=entry.id,
        name=entry.said,
        value=_rounded(amount),
        unit="days" if entry.unit == "days" else amount.unit,
        period=_stretched(entry.stretch, ledger, amount, period),
        operands=tuple(i for i in amount.operands if i < ledger.own),
        state=weakest([ledger.facts[i].state for i in amount.operands]),
        shown=entry.unit,
        group=entry.group,
        formula=entry.formula,
        note=entry.note,
        stretch=entry.stretch,
        elsewhere=tuple(filing.figure(fact) for filing, fact in far),
        short=entry.short,
    )


def _currency(fact: Fact) -> str | None:
    """The currency of a figure (empty: one that the document does not name); None for a number of shares."""
    return None if fact.unit == "shares" else (fact.unit or "").partition("/")[0]


def _rounded(amount: Amount) -> Decimal:
    whole = amount.value == amount.value.to_integral_value()
    return amount.value if whole and amount.unit != "pure" else round(amount.value, _DIGITS)


def _stretched(stretch: StretchKind, ledger: FigureBook, amount: Amount, period: Period) -> Period:
    """The stretch of time that a sum over several covers."""
    if stretch is StretchKind.PLAIN:
        return period
    months = 12 if stretch is StretchKind.LAST_TWELVE_MONTHS else 3
    inside = {
        p.end for i in amount.operands if (p := ledger.facts[i].period) is not None and p.months and p.end < period.end
    }
    before = [end for end in inside if _months_between(end, period.end) == months]
    return Period(start=max(before) + timedelta(days=1) if before else None, end=period.end, months=months)


def _months_between(start: date, end: date) -> int:
    return round((end - start).days * 12 / 365)
