"""The summary: sentences made from facts, then sentences quoted from the document.

Must never show a number that is not read at a linked place, computed from linked operands, or quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from muniment.analysis.formulas.figure_book import number
from muniment.document.facts.fact import Analysis, Fact, Link, Sentence, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Period

QUOTED = 5  # sentences that are quoted from the document
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "C$", "AUD": "A$"}
Index = Mapping[tuple[str, Period | None], int]
_MONTH_WORDS = {1: "month", 3: "three months", 6: "six months", 9: "nine months"}


class _Text:
    """A sentence in the making: its text, links and citations grow together."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._text = ""
        self._links: list[Link] = []

    def say(self, words: str, *facts: int) -> _Text:
        """Add words; those that hold a number name the facts it comes from."""
        if facts:
            self._links.append(Link(len(self._text), len(self._text) + len(words), facts))
        self._text += words
        return self

    def sentence(self) -> Sentence:
        """The sentence, with the evidence of every linked fact as its citations."""
        used = dict.fromkeys(i for link in self._links for i in link.facts)
        cited: dict[Evidence, None] = dict.fromkeys(self._facts[i].evidence for i in used)
        return Sentence(text=self._text, citations=tuple(cited), links=tuple(self._links))


def template(facts: Sequence[Fact]) -> tuple[Sentence, ...]:
    """Sentences over the facts of the newest period: results, cash flow, balance."""
    index = index_of(facts)
    flow = _newest(index, ("revenue", "net_income", "operating_income"))
    found: list[Sentence | None] = []
    if flow is not None:
        found.append(_result(facts, index, index.get(("revenue", flow)), "Revenue", ""))
        found.append(
            _result(facts, index, index.get(("operating_income", flow)), "Operating income", "The operating loss")
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
    text = _Text(facts)
    _say_amount(text, facts, at, gain, loss)
    text.say(" in ").say(_named(period), at)
    _say_change(text, facts, index, at, concept)
    revenue = index.get(("revenue", period))
    if concept == "operating_income" and revenue is not None and number(facts[revenue]) > 0 and number(facts[at]) > 0:
        margin = number(facts[at]) / number(facts[revenue])
        text.say(", a margin of ").say(_percent(margin), at, revenue)
    return text.say(".").sentence()


def _net_income(facts: Sequence[Fact], index: Index, period: Period) -> Sentence | None:
    at = index.get(("net_income", period))
    if at is None:
        return None
    text = _Text(facts)
    whole = index.get(("net_income_total", period))
    whose = " attributable to the company" if whole is not None and number(facts[whole]) != number(facts[at]) else ""
    _say_amount(text, facts, at, f"Net income{whose}", f"The net loss{whose}")
    text.say(" in ").say(_named(period), at)
    _say_change(text, facts, index, at, "net_income")
    share = index.get(("eps_diluted", period))
    if share is not None:
        per = number(facts[share])
        word = "diluted earnings per share were " if per >= 0 else "the diluted loss per share was "
        text.say("; " + word).say(_money(abs(per), (facts[share].unit or "").partition("/")[0], exact=True), share)
    return text.say(".").sentence()


def _say_amount(text: _Text, facts: Sequence[Fact], at: int, gain: str, loss: str) -> None:
    value = number(facts[at])
    if value < 0 and loss:
        text.say(f"{loss} was ").say(_money(-value, facts[at].unit), at)
    else:
        text.say(f"{gain} was ").say(_money(value, facts[at].unit), at)


def _say_change(text: _Text, facts: Sequence[Fact], index: Index, at: int, concept: str) -> None:
    """How it compares with the year before; words of direction fit losses too."""
    period = facts[at].period
    before = year_before(index, concept, period) if period else None
    j = index.get((concept, before)) if before is not None else None
    if j is None or before is None or facts[j].unit != facts[at].unit:
        return
    now, then = number(facts[at]), number(facts[j])
    if now < 0 and then < 0:
        word = "wider than" if now < then else "narrower than" if now > then else "the same as"
        text.say(f", {word} ").say(_money(-then, facts[j].unit), j).say(" in ").say(_short(before), j)
    elif (now < 0) != (then < 0) or then == 0:
        what = "a loss of " if then < 0 else "a profit of " if concept != "revenue" else ""
        text.say(f", after {what}").say(_money(abs(then), facts[j].unit), j).say(" in ").say(_short(before), j)
    elif now == then:
        text.say(", the same as in ").say(_short(before), j)
    else:
        change = (now - then) / then
        if abs(change) < Decimal("0.0005"):
            text.say(", almost unchanged from ").say(_short(before), j)
        else:
            text.say(f", {'up' if change > 0 else 'down'} ").say(_percent(abs(change)), at, j).say(" on ").say(
                _short(before), j
            )


def _cash_flow(facts: Sequence[Fact], index: Index, period: Period) -> Sentence | None:
    at, capex = index.get(("operating_cash_flow", period)), index.get(("capex", period))
    if at is None:
        return None
    value = number(facts[at])
    text = _Text(facts).say("Operating activities " + ("brought in " if value >= 0 else "used "))
    text.say(_money(abs(value), facts[at].unit), at).say(" in ").say(_named(period), at)
    if capex is not None and facts[capex].unit == facts[at].unit:
        spent = number(facts[capex])
        if value < 0:
            link, rest, tail = "which makes ", spent - value, " used"
        else:
            link, rest, tail = ("which leaves ", value - spent, "") if spent <= value else ("", spent - value, " more")
        text.say("; capital expenditure took ").say(_money(spent, facts[capex].unit), capex).say(", ")
        text.say(link).say(_money(rest, facts[at].unit), at, capex).say(tail)
    return text.say(".").sentence()


def _balance(facts: Sequence[Fact], index: Index, day: Period) -> Sentence | None:
    names = (
        ("total_assets", "total assets"),
        ("total_equity", "equity"),
        ("cash", "cash"),
        ("short_term_investments", "short-term investments"),
        ("short_term_debt", "short-term debt"),
        ("current_portion_of_debt", "debt due within a year"),
        ("long_term_debt", "long-term debt"),
    )
    found = {words: i for name, words in names if (i := index.get((name, day))) is not None}
    # One row may be both: "short-term debt and current portion". It is said once, under the last of its names.
    there = [(i, words) for i, words in {facts[i].evidence: (i, words) for words, i in found.items()}.values()]
    if not there:
        return None
    text = _Text(facts).say("At ").say(_date(day.end), there[0][0]).say(", ")
    for n, (i, words) in enumerate(there):
        link = "" if n == 0 else " and " if n == len(there) - 1 else ", "
        value = number(facts[i])
        verb = (" were " if words == "total assets" else " was ") if n == 0 else " "
        text.say(link + words + verb + ("minus " if value < 0 else "")).say(_money(abs(value), facts[i].unit), i)
    return text.say(".").sentence()


def _money(value: Decimal, unit: str | None, *, exact: bool = False) -> str:
    """A positive amount in words as people write it: "$86.4 billion"."""
    currency = unit or ""
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    if exact:
        return f"{sign}{value}"
    for size, word in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if value >= size:
            amount = value / size
            step = Decimal("0.01") if amount < 10 else Decimal("0.1") if amount < 100 else Decimal(1)
            return f"{sign}{amount.quantize(step, ROUND_HALF_UP):,f} {word}"
    return f"{sign}{value:,f}"


def _percent(ratio: Decimal) -> str:
    return f"{(ratio * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)} %"


def _named(period: Period) -> str:
    if period.months == 12 and period.end.month >= 6:
        return f"fiscal {period.end.year}"
    if period.months == 12:
        return f"the year to {_date(period.end)}"
    words = _weeks(period) or _MONTH_WORDS.get(period.months, f"{period.months} months")
    return f"the {words} to {_date(period.end)}"


def _weeks(period: Period) -> str:
    """Its length in weeks, where whole months are not near: quarters of 12 weeks are counted as three months."""
    days = (period.end - period.start).days + 1 if period.start else 0
    is_odd = days % 7 == 0 and abs(days - period.months * 30.4375) > 4  # no calendar's quarter is so short or long
    return f"{days // 7} weeks" if days and is_odd else ""


def _short(period: Period) -> str:
    if period.months == 12 and period.end.month >= 6:
        return str(period.end.year)
    return "the year before" if period.months == 12 else "the same period a year before"


def _date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
