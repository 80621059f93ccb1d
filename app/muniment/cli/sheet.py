"""Facts for the eye: a row a concept, a column a period, as printed; the pages, and a mark for each state.

Must never round: a figure stands as the document prints it, in the scale that is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from muniment.cli import screen
from muniment.document.fact import Fact, State, Value
from muniment.document.table import Period

MARKS = {
    State.CHECKED: "+",
    State.LOCATED: " ",
    State.REVIEW: "?",
    State.ACCEPTED: "a",
    State.CORRECTED: "c",
    State.REJECTED: "x",
}
_LEGEND = "+ checked   ? review   a accepted   c corrected   x rejected   no mark: located"
_SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}


def lines(facts: Sequence[Fact]) -> list[str]:
    """The facts of a document: those of the whole, then a sheet for each length of time, the longest first."""
    about = [fact for fact in facts if fact.period is None]
    said = [[fact.concept, printed(fact.value), f"p. {fact.evidence.span.page}"] for fact in about]
    found = screen.table(said) if said else []
    figures = [fact for fact in facts if fact.period is not None]
    for months in sorted({_months(fact) for fact in figures}, key=lambda n: (n == 0, -n)):
        found += ["", *_sheet([fact for fact in figures if _months(fact) == months], months)]
    return [*found, "", _LEGEND] if figures else found


def printed(value: Value) -> str:
    """A value for the eye: thousands apart."""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return value.isoformat() if isinstance(value, date) else value


def named(period: Period | None) -> str:
    """A period for the eye."""
    if period is None:
        return ""
    return f"{period.end.isoformat()} ({period.months} months)" if period.months else period.end.isoformat()


def _months(fact: Fact) -> int:
    return fact.period.months if fact.period else 0


def _sheet(facts: Sequence[Fact], months: int) -> list[str]:
    ends = sorted({fact.period.end for fact in facts if fact.period}, reverse=True)
    rows = [[f"{months} months to" if months else "at", *(end.isoformat() + " " for end in ends), "unit", "page"]]
    for key in dict.fromkeys((fact.concept, fact.entity, fact.unit, fact.scale) for fact in facts):
        same = [fact for fact in facts if (fact.concept, fact.entity, fact.unit, fact.scale) == key]
        concept, entity, unit, scale = key
        by_end = {fact.period.end: fact for fact in same if fact.period}
        cells = [_cell(by_end.get(end)) for end in ends]
        rows.append([_name(concept, entity), *cells, _unit(unit, scale), _pages(same)])
    return screen.table(rows, right=frozenset(range(1, 1 + len(ends))))


def _cell(fact: Fact | None) -> str:
    if fact is None:
        return "  "
    scaled = fact.value / fact.scale if isinstance(fact.value, Decimal) else fact.value
    return f"{printed(scaled)} {MARKS[fact.state]}"


def _name(concept: str, entity: str | None) -> str:
    return f"{concept} ({entity})" if entity else concept


def _unit(unit: str | None, scale: int) -> str:
    parts = (unit or "", _SCALES.get(scale, ""))
    return " ".join(part for part in (reversed(parts) if unit == "shares" else parts) if part)


def _pages(facts: Iterable[Fact]) -> str:
    return ", ".join(map(str, sorted({fact.evidence.span.page for fact in facts})))
