"""The figures of one company by concept and period, and formulas evaluated on them.

Must never mix: figures of another company, of another currency or of another stretch of time than the formula asks for
give no value at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache, partial

from muniment.analysis.formulas.formula import (
    ANY,
    Call,
    Comparison,
    FormulaError,
    Name,
    Negative,
    Node,
    NumberNode,
    Operation,
    combined,
    walk,
)
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.fact import Fact, State
from muniment.document.pages.table import Period
from muniment.document.text.number_text import parse_number
from muniment.message import Message

_YEAR_APART = range(350, 381)  # days; years of 52 and 53 weeks, and a reader's day or two
_NEAR = 10  # days between a period's end and the next one's beginning, at most
_DAYS_A_MONTH = Decimal(365) / 12


@dataclass(frozen=True, slots=True)
class When:
    """What a formula is about.

    Attributes:
        flows: Stretches of time that a flow is summed over, each with its sign; none for a day.
        day: Of balances.
        far: Figures of the company's other documents may take part.
    """

    flows: tuple[tuple[int, Period], ...]
    day: date
    far: bool = False

    @classmethod
    def of(cls, period: Period) -> When:
        """Of one period."""
        return cls(((1, period),) if period.months else (), period.end)

    @property
    def alone(self) -> Period | None:
        """The stretch of time, if it is a single one."""
        return self.flows[0][1] if len(self.flows) == 1 else None


@dataclass(frozen=True, slots=True)
class Amount:
    """A value on its way through a formula.

    Attributes:
        value: Absolute.
        unit: ISO currency (empty: one that the document does not name), "USD/shares", "shares", "pure" or ``ANY``.
        slack: What the printed digits leave open, absolute.
        operands: Positions in the ledger's facts.
    """

    value: Decimal
    unit: str
    slack: Decimal = Decimal(0)
    operands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A figure where another statement repeats it.

    Attributes:
        amount: Its value.
        printed: As printed.
        place: The statement.
    """

    amount: Amount
    printed: str
    place: Message


class FigureBook:
    """Facts to look up.

    Attributes:
        facts: All that positions lead to: those of the document, then those of its company's other documents.
        own: How many are the document's.
        periods: Of the company's facts in the document, newest first.
        elsewhere: Amounts that other statements repeat.

    Args:
        facts: Of the document.
        entity: Company whose facts are looked up; None for those without a name of their own.
        beside: Facts of the company's other documents.
        elsewhere: By concept and period; None for none.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        entity: str | None = None,
        *,
        beside: Sequence[Fact] = (),
        elsewhere: Mapping[tuple[str, Period], Repeat] | None = None,
    ) -> None:
        self.facts = (*facts, *beside)
        self.own = len(facts)
        self.elsewhere = elsewhere or {}
        self._here = _index(facts, entity, 0)
        self._far = _index(beside, None, self.own) if entity is None else {}
        self._near_periods = self._periods_of(self._here)
        self._all_periods = self._periods_of({**self._far, **self._here}) if self._far else self._near_periods
        own = (self.facts[i].period for i in self._here.values())
        found = {(p.months, p.end): p for p in own if p is not None}
        self.periods = sorted(found.values(), key=lambda p: (-p.end.toordinal(), p.months))

    def _periods_of(self, index: Mapping[tuple[str, int, date], int]) -> dict[int, list[Period]]:
        """The periods by length, newest first."""
        found = {key[1:]: self.facts[at].period for key, at in index.items()}
        by_length: dict[int, list[Period]] = {}
        for (months, _), period in sorted(found.items(), reverse=True):
            if period is not None:
                by_length.setdefault(months, []).append(period)
        return by_length

    def at(self, concept: str, months: int, end: date, *, far: bool = False) -> int | None:
        """The position of a figure; those of other documents only where ``far`` allows them.

        Args:
            concept: Its id.
            months: Length of the figure's period; 0 for a day.
            end: Last day of the period.
            far: Whether the other documents are asked where this one has no such figure.
        """
        key = (concept, months, end)
        here = self._here.get(key)
        return self._far.get(key) if here is None and far else here

    def period_like(self, months: int, fits: Callable[[date], int], *, far: bool = False) -> Period | None:
        """The period of a length whose end fits best.

        Args:
            months: Its length; 0 for a day.
            fits: How far an end is off, in days; negative if it does not fit.
            far: Look into other documents too.
        """
        known = (self._all_periods if far else self._near_periods).get(months, ())
        fitting = [(off, n) for n, period in enumerate(known) if (off := fits(period.end)) >= 0]
        return known[min(fitting)[1]] if fitting else None


def _index(facts: Sequence[Fact], entity: str | None, offset: int) -> dict[tuple[str, int, date], int]:
    """The first fact of each concept and period that is a number and that the user did not reject."""
    return {
        (f.concept, f.period.months, f.period.end): i + offset
        for i, f in reversed(list(enumerate(facts)))
        if f.period is not None
        and f.entity == entity
        and f.state is not State.REJECTED
        and isinstance(f.value, Decimal)
    }


@cache
def kinds() -> Mapping[str, str]:
    """The dimension of each concept: "money", "per_share" or "shares"."""
    return {concept.id: concept.unit for concept in concepts()}


@cache
def instants() -> frozenset[str]:
    """The concepts that are balances of a day."""
    return frozenset(concept.id for concept in concepts() if concept.instant)


def is_of_days(*trees: Node) -> bool:
    """Whether formulas are about balances alone, so that they hold for a day."""
    nodes = [node for tree in trees for node in walk(tree)]
    opens = any(isinstance(node, Call) and node.function == "opening" for node in nodes)
    return not opens and all(node.id in instants() for node in nodes if isinstance(node, Name))


def rounding(fact: Fact) -> Decimal:
    """Half a unit of the last printed digit, and a little for sums of rounded figures."""
    digits = _decimals(fact.evidence.quote, abs(number(fact)) / fact.scale)
    return Decimal(fact.scale) * Decimal(10) ** -digits * Decimal("0.75")


@lru_cache(maxsize=4096)
def _decimals(quote: str, amount: Decimal) -> int:
    """How many decimals a printed number has: "1.234" has three or none, as the amount that was read tells."""
    readings = (parse_number(quote, mark) for mark in (".", ","))
    return next((one.decimals for one in readings if one is not None and abs(one.value) == amount), 0)


def number(fact: Fact) -> Decimal:
    """The value of a figure."""
    if not isinstance(fact.value, Decimal):
        raise TypeError(f"{fact.concept} is not a number")
    return fact.value


def before(period: Period) -> date:
    """The last day before a period begins."""
    if period.start is not None:
        return period.start - timedelta(days=1)
    return period.end - timedelta(days=int(period.months * _DAYS_A_MONTH))


def a_year_before(ledger: FigureBook, when: When) -> When | None:
    """The same stretch a year earlier, where the ledger has figures of it."""
    flows: list[tuple[int, Period]] = []
    for sign, period in when.flows:
        earlier = ledger.period_like(period.months, partial(_off_a_year, period.end), far=when.far)
        if earlier is None:
            return None
        flows.append((sign, earlier))
    if when.alone is not None:
        return When(tuple(flows), flows[0][1].end, when.far)
    day = ledger.period_like(0, partial(_off_a_year, when.day), far=when.far)
    return When(tuple(flows), day.end, when.far) if day is not None else None


def last_twelve_months(ledger: FigureBook, when: When) -> When | None:
    """The year before a year to date, plus that year to date, less the one a year earlier."""
    now = when.alone
    if now is None or not 0 < now.months < 12:
        return None
    begins = before(now)
    year = ledger.period_like(12, partial(_off, begins), far=True)
    earlier = ledger.period_like(now.months, partial(_off_a_year, now.end), far=True)
    if year is None or earlier is None:
        return None
    return When(((1, year), (1, now), (-1, earlier)), now.end, far=True)


def fourth_quarter(ledger: FigureBook, when: When) -> When | None:
    """A year less its first nine months."""
    year = when.alone
    if year is None or year.months != 12:
        return None
    begins = before(year)
    nine = ledger.period_like(9, lambda end: 0 if 250 <= (end - begins).days <= 290 else -1, far=True)
    return When(((1, year), (-1, nine)), year.end, far=True) if nine is not None else None


def opening(ledger: FigureBook, when: When) -> When | None:
    """The day on which a stretch of time begins."""
    if when.alone is None:
        return None
    begins = before(when.alone)
    day = ledger.period_like(0, partial(_off, begins))
    return When((), day.end) if day is not None else None


def _off_a_year(now: date, end: date) -> int:
    days = (now - end).days
    return abs(days - 365) if days in _YEAR_APART else -1


def _off(wanted: date, end: date) -> int:
    days = abs((wanted - end).days)
    return days if days <= _NEAR else -1


_SHIFTS = {
    "prior": a_year_before,
    "opening": opening,
    "ltm": last_twelve_months,
    "fourth_quarter": fourth_quarter,
}


def evaluate(node: Node, ledger: FigureBook, when: When) -> Amount | None:
    """The value of a formula, or None: a figure is missing, units differ, or it would divide by nothing."""
    match node:
        case Name(name):
            return _name(name, ledger, when)
        case NumberNode(value):
            return Amount(value, ANY if value == 0 else "pure")
        case Operation(sign, left, right):
            a = evaluate(left, ledger, when)
            b = evaluate(right, ledger, when) if a is not None else None
            return _operation(sign, a, b) if a is not None and b is not None else None
        case Negative(of):
            found = evaluate(of, ledger, when)
            return replace(found, value=-found.value) if found is not None else None
        case Call(function, arguments):
            return _call(function, arguments, ledger, when)


def holds(comparisons: Sequence[Comparison], ledger: FigureBook, when: When) -> bool:
    """Whether all comparisons can be made and are true; rounding is not forgiven."""
    for one in comparisons:
        a, b = evaluate(one.left, ledger, when), evaluate(one.right, ledger, when)
        if a is None or b is None or _joint(a, b) is None or not _COMPARE[one.sign](a.value, b.value):
            return False
    return True


_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _name(name: str, ledger: FigureBook, when: When) -> Amount | None:
    if name in ("days", "months"):
        return _length(name, when)
    kind = kinds().get(name)
    if kind is None:
        return None
    if name in instants():
        return _figure(ledger, ledger.at(name, 0, when.day, far=when.far), kind)
    if not when.flows or (len(when.flows) > 1 and kind != "money"):
        return None  # a balance has no flows; shares and amounts per share do not add up over time
    total: Amount | None = None
    for sign, period in when.flows:
        one = _figure(ledger, ledger.at(name, period.months, period.end, far=when.far), kind)
        if one is not None and sign < 0:
            one = replace(one, value=-one.value)
        total = one if total is None or one is None else _operation("+", total, one)
        if total is None:
            return None
    return total


def _length(name: str, when: When) -> Amount | None:
    """The months of a stretch of time, or its days: 365 for every year, so that years compare."""
    months = sum(sign * period.months for sign, period in when.flows)
    if not months:
        return None
    if name == "months":
        return Amount(Decimal(months), "pure")
    period = when.alone
    if months != 12 and period is not None and period.start is not None:
        return Amount(Decimal((period.end - period.start).days + 1), "pure")
    return Amount(Decimal(365) if months == 12 else months * _DAYS_A_MONTH, "pure")


def _figure(ledger: FigureBook, at: int | None, kind: str) -> Amount | None:
    if at is None:
        return None
    fact = ledger.facts[at]
    unit = fact.unit or ("/shares" if kind == "per_share" else "shares" if kind == "shares" else "")
    return Amount(number(fact), unit, rounding(fact), (at,))


def _operation(sign: str, a: Amount, b: Amount) -> Amount | None:
    operands = (*a.operands, *(i for i in b.operands if i not in a.operands))
    if sign in "+-":
        unit = _joint(a, b)
        if unit is None:
            return None
        value = a.value + b.value if sign == "+" else a.value - b.value
        return Amount(value, unit, a.slack + b.slack, operands)
    unit = _joined(sign, a.unit, b.unit)
    if unit is None:
        return None
    if sign == "*":
        return Amount(a.value * b.value, unit, abs(a.value) * b.slack + abs(b.value) * a.slack, operands)
    if b.value == 0:
        return None
    slack = a.slack / abs(b.value) + abs(a.value) * b.slack / (b.value * b.value)
    return Amount(a.value / b.value, unit, slack, operands)


def _joint(*amounts: Amount) -> str | None:
    """The one unit of amounts that may be added; None if there are two."""
    units = {amount.unit for amount in amounts if amount.unit != ANY}
    return None if len(units) > 1 else units.pop() if units else ANY


def _joined(sign: str, a: str, b: str) -> str | None:
    """The unit of a product or quotient; None if it has none or two currencies meet."""
    if a == b and sign == "/":
        return "pure"
    try:
        found = combined(sign, _dimension(a), _dimension(b))
    except FormulaError:
        return None
    currencies = {unit.partition("/")[0] for unit in (a, b) if _dimension(unit) in ("money", "per_share")}
    if len(currencies) > 1:
        return None
    currency = currencies.pop() if currencies else ""
    return {"money": currency, "per_share": f"{currency}/shares"}.get(found, found)


def _dimension(unit: str) -> str:
    if unit in (ANY, "pure", "shares"):
        return unit
    return "per_share" if unit.endswith("/shares") else "money"


def _call(function: str, arguments: tuple[Node, ...], ledger: FigureBook, when: When) -> Amount | None:
    if function in _SHIFTS:
        shifted = _SHIFTS[function](ledger, when)
        return evaluate(arguments[0], ledger, shifted) if shifted is not None else None
    if function == "average":
        return _average(arguments[0], ledger, when)
    if function == "elsewhere":
        return _elsewhere(arguments[0], ledger, when)
    found = [evaluate(each, ledger, when) for each in arguments]
    there = [each for each in found if each is not None]
    if function == "optional":
        return there[0] if there else None if _partly(arguments[0], ledger, when) else Amount(Decimal(0), ANY)
    if function == "first":
        return there[0] if there else None
    if function == "some":
        return _sum(there) if there else None
    if len(there) < len(arguments):
        return None
    if function == "abs":
        return replace(there[0], value=abs(there[0].value))
    return _extreme(function, there)


def _partly(node: Node, ledger: FigureBook, when: When) -> bool:
    """Whether a sum over several stretches lacks some of them only: then it is not nothing, but unknown."""
    return len(when.flows) > 1 and any(
        evaluate(node, ledger, When(((1, period),), when.day, when.far)) is not None for _, period in when.flows
    )


def _average(node: Node, ledger: FigureBook, when: When) -> Amount | None:
    earlier = a_year_before(ledger, when)
    now, then = evaluate(node, ledger, when), evaluate(node, ledger, earlier) if earlier is not None else None
    both = _operation("+", now, then) if now is not None and then is not None else None
    return replace(both, value=both.value / 2, slack=both.slack / 2) if both is not None else None


def _elsewhere(node: Node, ledger: FigureBook, when: When) -> Amount | None:
    found = repeat(node, ledger, when)
    return found.amount if found is not None else None


def repeat(node: Node, ledger: FigureBook, when: When) -> Repeat | None:
    """Where another statement repeats a figure."""
    period = when.alone or Period(start=None, end=when.day, months=0)
    return ledger.elsewhere.get((node.id, period)) if isinstance(node, Name) else None


def _sum(amounts: Sequence[Amount]) -> Amount | None:
    total: Amount | None = amounts[0]
    for each in amounts[1:]:
        total = _operation("+", total, each) if total is not None else None
    return total


def _extreme(function: str, amounts: Sequence[Amount]) -> Amount | None:
    unit = _joint(*amounts)
    if unit is None:
        return None
    chosen = (min if function == "min" else max)(amount.value for amount in amounts)
    operands = tuple(dict.fromkeys(i for amount in amounts for i in amount.operands))
    return Amount(chosen, unit, max(amount.slack for amount in amounts), operands)
