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
from muniment.texts import numbers, units
from muniment.texts.finding_words.measure_words import stretch_name
from muniment.texts.say import say
from muniment.texts.text import Text

MARKS = {
    State.CHECKED: "+",
    State.LOCATED: " ",
    State.REVIEW: "?",
    State.ACCEPTED: "a",
    State.CORRECTED: "c",
    State.REJECTED: "x",
}
_LEGEND = Text("+ checked   ? review   a accepted   c corrected   x rejected   no mark: located")


_UNIT = Text("unit")
_STRETCHES = {
    "last twelve months": Text("last twelve months"),
    "fourth quarter": Text("fourth quarter"),
}


def lines(facts: Sequence[Fact]) -> list[str]:
    """The facts of a document: those of the whole, then a sheet for each length of time, the longest first."""
    about = [fact for fact in facts if fact.period is None]
    said = [[fact.concept, printed(fact.value), screen.page_mark([fact.evidence.span.page])] for fact in about]
    found = screen.table(said) if said else []
    figures = [fact for fact in facts if fact.period is not None]
    for months in sorted({_months(fact) for fact in figures}, key=lambda n: (n == 0, -n)):
        found += ["", *_sheet([fact for fact in figures if _months(fact) == months], months)]
    return [*found, "", _LEGEND()] if figures else found


def measure_lines(measures: Sequence[Measure], facts: Sequence[Fact]) -> list[str]:
    """The measures of a document: a sheet for each length of time, with formulas; sums over several stretches apart."""
    found: list[str] = []
    for months, stretch in dict.fromkeys((m.period.months, m.stretch) for m in sorted(measures, key=_stretch_order)):
        block = [m for m in measures if (m.period.months, m.stretch) == (months, stretch)]
        ends = sorted({measure.period.end for measure in block}, reverse=True)
        head = _until(months)
        rows = [
            [
                f"{stretch_name(stretch)}, {head}" if stretch else head,
                *(numbers.day(end) + " " for end in ends),
                _UNIT(),
                Text("formula")(),
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
            return numbers.percent(measure.value, 1)
        case "days":
            return Text("{days:,.0f} days")(days=measure.value)
        case "times":
            return f"{numbers.number(measure.value, 2)} x"
        case "money":
            amount = measure.value / scale
            return numbers.number(amount, 0 if round(amount, 1) == round(amount) else 1)
        case _:
            return numbers.number(measure.value, 2)


def printed(value: Value) -> str:
    """A value for the eye: thousands apart."""
    if isinstance(value, Decimal):
        return numbers.whole(value)
    return numbers.day(value) if isinstance(value, date) else value


def named(period: Period | None) -> str:
    """A period for the eye.

    Args:
        period: None for a fact of the document as a whole, which has no words.
    """
    if period is None:
        return ""
    end = numbers.day(period.end)
    return f"{end} ({units.months(period.months)})" if period.months else end


def _months(fact: Fact) -> int:
    return fact.period.months if fact.period else 0


def _until(months: int) -> str:
    """Before the last days of periods."""
    if not months:
        return Text("at", context="before dates")()
    return Text("{n} month to", "{n} months to")(n=months)


def _stretch(name: str) -> str:
    return _STRETCHES[name]() if name in _STRETCHES else name


def _sheet(facts: Sequence[Fact], months: int) -> list[str]:
    ends = sorted({fact.period.end for fact in facts if fact.period}, reverse=True)
    rows = [[_until(months), *(numbers.day(end) + " " for end in ends), _UNIT(), Text("page")()]]
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
    if unit == "shares":
        return f"{units.scale_word(scale)} {Text('shares')()}".strip()
    if unit and unit.endswith("/shares"):
        unit = Text("{currency}/shares")(currency=unit.partition("/")[0])
    return units.scaled_unit(unit or "", scale)


def _pages(facts: Iterable[Fact]) -> str:
    return ", ".join(map(str, sorted({fact.evidence.span.page for fact in facts})))
