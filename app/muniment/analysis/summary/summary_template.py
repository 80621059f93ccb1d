"""The summary: sentences made from facts, then sentences quoted from the document.

Must never show a number that is not read at a linked place, computed from linked operands, or quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from muniment.analysis.formulas.figure_book import number
from muniment.document.facts.fact import LINKED, Analysis, Fact, Link, Sentence, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Period
from muniment.message import Message, message

QUOTED = 5  # sentences that are quoted from the document
Index = Mapping[tuple[str, Period | None], int]
_MONTHS = {1: "month-to", 3: "three-months-to", 6: "six-months-to", 9: "nine-months-to"}


class _Links:
    """The links of a sentence in the making: each number of it leads to the facts that it comes from."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self._links: list[Link] = []

    def linked(self, of: Message, *facts: int) -> Message:
        """A part of the sentence that holds a number, with the facts that the number comes from."""
        self._links.append(Link(facts))
        return message(LINKED, link=len(self._links) - 1, of=of)

    def money(self, value: Decimal, at: int, *others: int) -> Message:
        """An amount in the currency of a fact."""
        return self.linked(message("money", value=value, unit=self.facts[at].unit or ""), at, *others)

    def sentence(self, said: Message) -> Sentence:
        """The sentence, with the evidence of every linked fact as its citations."""
        used = dict.fromkeys(i for link in self._links for i in link.facts)
        cited: dict[Evidence, None] = dict.fromkeys(self.facts[i].evidence for i in used)
        return Sentence(said=message("full-sentence", said=said), citations=tuple(cited), links=tuple(self._links))


def template(facts: Sequence[Fact]) -> tuple[Sentence, ...]:
    """Sentences over the facts of the newest period: results, cash flow, balance; none of a fact that asks for review."""
    index = {key: i for key, i in index_of(facts).items() if facts[i].state is not State.REVIEW}
    flow = _newest(index, ("revenue", "net_income", "operating_income"))
    found: list[Sentence | None] = []
    if flow is not None:
        found.append(_result(facts, index, index.get(("revenue", flow)), "revenue-was", ""))
        found.append(
            _result(facts, index, index.get(("operating_income", flow)), "operating-income-was", "operating-loss-was")
        )
        found.append(_net_income(facts, index, flow))
    cash = _newest(index, ("operating_cash_flow",))
    if cash is not None:
        found.append(_cash_flow(facts, index, cash))
    day = _newest(index, ("total_assets", "cash", "total_equity"))
    if day is not None:
        found.append(_balance(facts, index, day))
    return tuple(s for s in found if s is not None)


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


def with_choice(analysis: Analysis, chosen: Sequence[int]) -> tuple[Sentence, ...]:
    """The summary with other quoted sentences.

    Args:
        analysis: As ``analyse`` made it.
        chosen: Indices into ``analysis.candidates``, in any order; double ones count once.

    Returns:
        The template sentences, then the chosen ones in the order of the document.

    Raises:
        IndexError: There is no such candidate.
    """
    picked = [analysis.candidates[i] for i in dict.fromkeys(chosen)]
    return (*(s for s in analysis.summary if s.links), *in_order(picked))


def in_order(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Quoted sentences in the order of the document."""
    return tuple(sorted(sentences, key=lambda s: s.citations[0].span))


def _newest(index: Index, concepts: tuple[str, ...]) -> Period | None:
    """The newest period of these concepts; of several that end on that day the longest."""
    periods = [period for name, period in index if name in concepts and period is not None]
    return max(periods, key=lambda p: (p.end, p.months), default=None)


def _result(facts: Sequence[Fact], index: Index, at: int | None, gain: str, loss: str) -> Sentence | None:
    period = facts[at].period if at is not None else None
    if at is None or period is None:
        return None
    concept = facts[at].concept
    links = _Links(facts)
    said = _amount(links, at, period, gain, loss)
    said = _with_change(said, links, index, at, concept)
    revenue = index.get(("revenue", period))
    if concept == "operating_income" and revenue is not None and number(facts[revenue]) > 0 and number(facts[at]) > 0:
        margin = links.linked(message("percent", ratio=number(facts[at]) / number(facts[revenue])), at, revenue)
        said = _with(said, message("margin-of", margin=margin))
    return links.sentence(said)


def _net_income(facts: Sequence[Fact], index: Index, period: Period) -> Sentence | None:
    at = index.get(("net_income", period))
    if at is None:
        return None
    links = _Links(facts)
    whole = index.get(("net_income_total", period))
    if whole is not None and number(facts[whole]) != number(facts[at]):
        said = _amount(links, at, period, "net-income-of-company-was", "net-loss-of-company-was")
    else:
        said = _amount(links, at, period, "net-income-was", "net-loss-was")
    said = _with_change(said, links, index, at, "net_income")
    share = index.get(("eps_diluted", period))
    if share is not None:
        per, unit = number(facts[share]), (facts[share].unit or "").partition("/")[0]
        code = "diluted-earnings-were" if per >= 0 else "diluted-loss-was"
        amount = links.linked(message("exact-money", value=abs(per), unit=unit), share)
        said = _with(said, message(code, amount=amount))
    return links.sentence(said)


def _with(said: Message, clause: Message) -> Message:
    return message("with-clause", said=said, clause=clause)


def _amount(links: _Links, at: int, period: Period, gain: str, loss: str) -> Message:
    """That it was so much in a period; a loss has a code of its own where there is one."""
    value = number(links.facts[at])
    is_loss = value < 0 and bool(loss)
    amount = links.money(-value if is_loss else value, at)
    return message(loss if is_loss else gain, amount=amount, period=links.linked(_named(period), at))


def _with_change(said: Message, links: _Links, index: Index, at: int, concept: str) -> Message:
    """How it compares with the year before; words of direction fit losses too."""
    facts = links.facts
    period = facts[at].period
    before = year_before(index, concept, period) if period else None
    j = index.get((concept, before)) if before is not None else None
    if j is None or before is None or facts[j].unit != facts[at].unit:
        return said
    now, then = number(facts[at]), number(facts[j])
    if now < 0 and then < 0:
        code = "wider-loss" if now < then else "narrower-loss" if now > then else "same-loss"
        return _with(said, _against(code, links, j, before))
    if (now < 0) != (then < 0) or then == 0:
        code = "after-loss" if then < 0 else "after-profit" if concept != "revenue" else "after-amount"
        return _with(said, _against(code, links, j, before))
    change = (now - then) / then
    if now == then or abs(change) < _UNCHANGED:
        code = "same-as-before" if now == then else "almost-unchanged"
        return _with(said, message(code, before=links.linked(_short(before), j)))
    share = links.linked(message("percent", ratio=abs(change)), at, j)
    code = "up-on" if change > 0 else "down-on"
    return _with(said, message(code, share=share, before=links.linked(_short(before), j)))


def _against(code: str, links: _Links, at: int, before: Period) -> Message:
    """A comparison with an amount of the year before, told without its sign."""
    amount = links.money(abs(number(links.facts[at])), at)
    return message(code, amount=amount, before=links.linked(_short(before), at))


def _cash_flow(facts: Sequence[Fact], index: Index, period: Period) -> Sentence | None:
    at, capex = index.get(("operating_cash_flow", period)), index.get(("capex", period))
    if at is None:
        return None
    value = number(facts[at])
    links = _Links(facts)
    amount = links.money(abs(value), at)
    code = "operations-brought-in" if value >= 0 else "operations-used"
    said = message(code, amount=amount, period=links.linked(_named(period), at))
    if capex is not None and facts[capex].unit == facts[at].unit:
        spent = number(facts[capex])
        if value < 0:
            code, rest = "capex-makes-used", spent - value
        else:
            code, rest = ("capex-leaves", value - spent) if spent <= value else ("capex-took-more", spent - value)
        took = links.money(spent, capex)
        said = _with(said, message(code, capex=took, rest=links.money(rest, at, capex)))
    return links.sentence(said)


def _balance(facts: Sequence[Fact], index: Index, day: Period) -> Sentence | None:
    found = {name: i for concept, name in _BALANCE.items() if (i := index.get((concept, day))) is not None}
    # One row may be both: "short-term debt and current portion". It is said once, under the last of its names.
    there = [(i, name) for i, name in {facts[i].evidence: (i, name) for name, i in found.items()}.values()]
    if not there:
        return None
    links = _Links(facts)
    when = links.linked(message("day", of=day.end), there[0][0])
    items: Message | None = None
    for n, (i, name) in enumerate(there):
        value = number(facts[i])
        amount = links.money(abs(value), i)
        amount = message("below-zero", amount=amount) if value < 0 else amount
        if items is None:
            items = message(_FIRST_MANY if name in _MANY else _FIRST, name=message(name), amount=amount)
        else:
            item = message("of-balance", name=message(name), amount=amount)
            items = message("listed-last" if n == len(there) - 1 else "listed", first=items, second=item)
    return links.sentence(message("balance-at", day=when, items=items)) if items is not None else None


_UNCHANGED = Decimal("0.0005")  # a share below it is no change
_BALANCE = {
    "total_assets": "balance-assets",
    "total_equity": "balance-equity",
    "cash": "balance-cash",
    "short_term_investments": "balance-investments",
    "short_term_debt": "balance-short-term-debt",
    "current_portion_of_debt": "balance-due-debt",
    "long_term_debt": "balance-long-term-debt",
}
"""What is told of a balance sheet, in this order, with the code of each name."""
_FIRST, _FIRST_MANY = "first-of-balance", "first-of-balance-many"
_MANY = ("balance-assets",)


def _named(period: Period) -> Message:
    if period.months == 12 and period.end.month >= 6:
        return message("fiscal-year", year=period.end.year)
    end = message("day", of=period.end)
    if period.months == 12:
        return message("year-to", end=end)
    weeks = _weeks(period)
    if weeks:
        return message("weeks-to", weeks=weeks, end=end)
    if period.months in _MONTHS:
        return message(_MONTHS[period.months], end=end)
    return message("months-to", months=period.months, end=end)


def _weeks(period: Period) -> int:
    """Its length in weeks, where whole months are not near (quarters of 12 weeks are counted as three months); else 0."""
    days = (period.end - period.start).days + 1 if period.start else 0
    is_odd = days % 7 == 0 and abs(days - period.months * 30.4375) > 4  # no calendar's quarter is so short or long
    return days // 7 if days and is_odd else 0


def _short(period: Period) -> Message:
    if period.months == 12 and period.end.month >= 6:
        return message("year-alone", year=period.end.year)
    return message("year-before-that") if period.months == 12 else message("same-period-before")
