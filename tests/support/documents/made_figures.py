"""Facts made by hand for the tests of what is computed and compared: a concept, a number, a period."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from muniment.document.facts.fact import Fact, Method, State
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.table import Period

MILLION = Decimal(1_000_000)


def days(first: str, last: str, months: int) -> Period:
    """A stretch of time."""
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last), months=months)


def day(at: str) -> Period:
    """A day."""
    return Period(start=None, end=date.fromisoformat(at), months=0)


def year(number: int) -> Period:
    """A calendar year."""
    return days(f"{number}-01-01", f"{number}-12-31", 12)


def to_date(number: int, months: int) -> Period:
    """The first months of a calendar year."""
    last = date(number, months + 1, 1) - timedelta(days=1)
    return Period(start=date(number, 1, 1), end=last, months=months)


def figure(
    concept: str,
    printed: str,
    period: Period,
    *,
    unit: str | None = "USD",
    scale: int = 1_000_000,
    state: State = State.LOCATED,
    entity: str | None = None,
    column: str = "",
    page: int = 4,
) -> Fact:
    """A fact as printed: "1,234" in the scale."""
    value = Decimal(printed.replace(",", "").strip("()")) * (-1 if printed.startswith("(") else 1)
    return Fact(
        concept=concept,
        value=value * scale,
        unit=unit,
        period=period,
        evidence=Evidence(Span(page, 10, 10 + len(printed)), printed),
        state=state,
        method=Method.RULE,
        confidence=0.9,
        scale=scale,
        entity=entity,
        column=column,
    )
