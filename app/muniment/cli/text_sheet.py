"""Facts for the eye: a row a concept, a column a period, as printed; the pages, and a mark for each state.

Must never round: a figure stands as the document prints it, in the scale that is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from muniment.cli import screen
from muniment.document.facts.fact import Fact, Measure, State, Value
from muniment.document.pages.table import Period
from muniment.texts.measures import stretch_name
from muniment.texts.say import say

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


def measure_lines(measures: Sequence[Measure], facts: Sequence[Fact]) -> list[str]:
    """The measures of a document: a sheet for each length of time, with formulas; sums over several stretches apart."""
    found: list[str] = []
    for months, stretch in dict.fromkeys((m.period.months, m.stretch) for m in sorted(measures, key=_stretch_order)):
        block = [m for m in measures if (m.period.months, m.stretch) == (months, stretch)]
        ends = sorted({measure.period.end for measure in block}, reverse=True)
        head = f"{months} months to" if months else "at"
        rows = [
            [
                f"{stretch_name(stretch)}, {head}" if stretch else head,
                *(end.isoformat() + " " for end in ends),
                "unit",
                "formula",
            ]
        ]
        for key in dict.fromkeys((m.measure, _company(m, facts), m.unit) for m in block):
            same = [m for m in block if (m.measure, _company(m, facts), m.unit) == key]
            scale = (
                max((facts[i].scale for m in same for i in m.operands), default=1) if same[0].shown == "money" else 1
            )
            by_end = {m.period.end: f"{_measured(m, scale)} {MARKS[m.state]}" for m in same}
            unit = _unit(key[2], scale) if same[0].shown in ("money", "per_share") else ""
            rows.append(
                [_name(say(same[0].short_name), key[1]), *(by_end.get(e, "  ") for e in ends), unit, same[0].formula]
            )
        found += ["", *screen.table(rows, right=frozenset(range(1, 1 + len(ends))))]
    return found[1:]


def _stretch_order(measure: Measure) -> tuple[bool, bool, int]:
    return bool(measure.stretch), measure.period.months == 0, -measure.period.months


def _company(measure: Measure, facts: Sequence[Fact]) -> str | None:
    return next((facts[i].entity for i in measure.operands), None)


def _measured(measure: Measure, scale: int) -> str:
    """A computed value; rounded, since it is not printed anywhere."""
    match measure.shown:
        case "percent":
            return f"{measure.value * 100:,.1f} %"
        case "days":
            return f"{measure.value:,.0f} days"
        case "times":
            return f"{measure.value:,.2f} x"
        case "money":
            return f"{measure.value / scale:,.1f}".removesuffix(".0")
        case _:
            return f"{measure.value:,.2f}"


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
