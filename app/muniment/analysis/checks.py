"""Try the identities that statements obey, and say what came of them.

Must never call a figure wrong for what rounding explains: the allowance is what the printed digits leave open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.document.fact import Check, CheckResult, Fact, State
from muniment.document.table import Period

Index = Mapping[tuple[str, Period | None], int]


@dataclass(frozen=True, slots=True)
class Term:
    """A fact's place in an identity.

    Attributes:
        index: Into the facts.
        sign: 1 or -1: how it enters the right side.
    """

    index: int
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Support:
    """An amount that stands somewhere else in the statements, for a cross-place check.

    Attributes:
        concept: Whose fact it should equal ("net_income", "cash").
        period: Of the amount.
        value: In absolute units.
        printed: As printed.
        name: Of the place ("cash flow statement").
        bridge: Amounts that may stand between (restricted cash), absolute.
    """

    concept: str
    period: Period
    value: Decimal
    printed: str
    name: str
    bridge: tuple[Decimal, ...] = ()


def run(facts: Sequence[Fact], supports: Iterable[Support] = (), entity: str | None = None) -> tuple[Check, ...]:
    """All checks that the facts of one company allow, in a fixed order; what the user rejected takes no part."""
    found: list[Check] = []
    index: Index = {
        (f.concept, f.period): i
        for i, f in reversed(list(enumerate(facts)))
        if f.period is not None and f.entity == entity and f.state is not State.REJECTED
    }
    periods = list(dict.fromkeys(f.period for f in facts if f.period is not None))
    for period in periods:
        tried = (rule(facts, index, period) for rule in (_balance, _gross, _equity, _flows, _per_share))
        found.extend(check for check in tried if check is not None)
    for support in supports:
        check = _support(facts, index, support)
        if check is not None:
            found.append(check)
    return tuple(found)


def _balance(facts: Sequence[Fact], index: Index, period: Period) -> Check | None:
    assets, equity = index.get(("total_assets", period)), index.get(("total_equity", period))
    liabilities, closing = index.get(("total_liabilities", period)), index.get(("liabilities_and_equity", period))
    if assets is None or equity is None or liabilities is None:
        if assets is None or closing is None:
            return None
        return _identity("assets = liabilities and equity", facts, assets, [Term(closing)], "Balance")
    plain = [Term(liabilities), Term(equity)]
    check = _identity("assets = liabilities + equity", facts, assets, plain, "Balance")
    extra = index.get(("redeemable_interests", period))
    if check.result is CheckResult.FAILS and extra is not None:
        wider = _identity(
            "assets = liabilities + redeemable interests + equity",
            facts,
            assets,
            [plain[0], Term(extra), plain[1]],
            "Balance",
        )
        return wider if wider.result is CheckResult.CLOSES else check
    return check


def _gross(facts: Sequence[Fact], index: Index, period: Period) -> Check | None:
    names = [index.get((name, period)) for name in ("gross_profit", "revenue", "cost_of_revenue")]
    gross, revenue, cost = names
    if gross is None or revenue is None or cost is None:
        return None
    return _identity(
        "gross profit = revenue - cost of revenue",
        facts,
        gross,
        [Term(revenue), Term(cost, -1)],
        "Gross profit",
    )


def _equity(facts: Sequence[Fact], index: Index, period: Period) -> Check | None:
    """The parent's equity and the noncontrolling interests make the whole; told only where it closes."""
    parts = [index.get((name, period)) for name in ("equity_parent", "minority_interest")]
    total = index.get(("total_equity", period))
    if total is None or parts[0] is None or parts[1] is None:
        return None
    name = "equity = equity of the parent + noncontrolling interests"
    check = _identity(name, facts, total, [Term(parts[0]), Term(parts[1])], "Equity")
    return check if check.result is CheckResult.CLOSES else None


def _flows(facts: Sequence[Fact], index: Index, period: Period) -> Check | None:
    """Income before taxes less taxes is net income; told only where it closes: other rows may stand between."""
    pretax, tax = index.get(("pretax_income", period)), index.get(("income_tax", period))
    net = index.get(("net_income_total", period), index.get(("net_income", period)))
    if pretax is None or tax is None or net is None:
        return None
    name = "net income = income before taxes - income tax"
    check = _identity(name, facts, net, [Term(pretax), Term(tax, -1)], "Net income")
    return check if check.result is CheckResult.CLOSES else None


def _per_share(facts: Sequence[Fact], index: Index, period: Period) -> Check | None:
    """Net income over diluted shares is the amount per share; told only where it closes: classes of shares differ."""
    names = ("eps_diluted", "net_income", "shares_diluted")
    eps, net, shares = (index.get((name, period)) for name in names)
    if eps is None or net is None or shares is None or _number(facts[shares]) <= 0:
        return None
    difference = _number(facts[eps]) - _number(facts[net]) / _number(facts[shares])
    allowed = max(_rounding(facts[eps]), abs(_number(facts[eps])) * Decimal("0.004"))
    if abs(difference) > allowed or not _number(facts[eps]):
        return None
    parts = tuple(_words(facts[i]) for i in (eps, net, shares))
    return Check(
        name="diluted earnings per share = net income / diluted shares",
        period=period,
        result=CheckResult.CLOSES,
        facts=(eps, net, shares),
        parts=parts,
        difference=round(difference, 6),
        sentence=f"Earnings per share close: {parts[0]} = {parts[1]} / {parts[2]}.",
    )


_NAMES = {
    "total_assets": "assets", "total_liabilities": "liabilities", "total_equity": "equity", "gross_profit": "gross profit",
    "revenue": "revenue", "cost_of_revenue": "cost of revenue", "redeemable_interests": "redeemable interests",
    "liabilities_and_equity": "liabilities and equity", "equity_parent": "equity of the parent",
    "minority_interest": "noncontrolling interests", "pretax_income": "income before taxes", "income_tax": "income tax",
    "eps_diluted": "diluted earnings per share", "shares_diluted": "diluted shares", "net_income": "net income", "net_income_total": "net income", "cash": "cash",
}  # fmt: skip


def _identity(name: str, facts: Sequence[Fact], left: int, right: Sequence[Term], title: str) -> Check:
    total = sum((term.sign * _number(facts[term.index]) for term in right), Decimal(0))
    difference = _number(facts[left]) - total
    allowed = sum((_rounding(facts[i]) for i in (left, *(t.index for t in right))), Decimal(0))
    closes = abs(difference) <= allowed
    words = [_words(facts[left])]
    for n, term in enumerate(right):
        words.append(("" if n == 0 else "+ " if term.sign > 0 else "- ") + _words(facts[term.index]))
    sentence = f"{title} {'closes' if closes else 'does not close'}: {words[0]} {'=' if closes else '≠'} {' '.join(words[1:])}."
    return Check(
        name=name,
        period=_period(facts[left]),
        result=CheckResult.CLOSES if closes else CheckResult.FAILS,
        facts=(left, *(term.index for term in right)),
        parts=(words[0], *words[1:]),
        difference=difference,
        sentence=sentence,
    )


def _support(facts: Sequence[Fact], index: Index, support: Support) -> Check | None:
    at = index.get((support.concept, support.period))
    if at is None:
        return None
    fact = facts[at]
    difference = _number(fact) - support.value
    allowed = _rounding(fact) * 2
    bridged = next((b for b in support.bridge if abs(difference + b) <= allowed), None)
    closes = abs(difference) <= allowed or bridged is not None
    title = "Net income" if support.concept.startswith("net_income") else "Cash"
    through = ", with restricted cash" if bridged is not None and abs(difference) > allowed else ""
    verb = "ties to" if closes else "differs from"
    here = f"{_NAMES.get(support.concept, support.concept)} {fact.evidence.quote}"
    return Check(
        name=f"{_NAMES.get(support.concept, support.concept)} = {support.name}",
        period=support.period,
        result=CheckResult.CLOSES if closes else CheckResult.OPEN if support.concept == "cash" else CheckResult.FAILS,
        facts=(at,),
        parts=(here, f"{support.name} {support.printed}"),
        difference=difference,
        sentence=f"{title} {verb} the {support.name}: {fact.evidence.quote} and {support.printed}{through}.",
    )


def _words(fact: Fact) -> str:
    return f"{_NAMES.get(fact.concept, fact.concept)} {fact.evidence.quote}"


def _period(fact: Fact) -> Period:
    if fact.period is None:
        raise ValueError(f"{fact.concept} has no period")
    return fact.period


def _number(fact: Fact) -> Decimal:
    return fact.value if isinstance(fact.value, Decimal) else Decimal(0)


def _rounding(fact: Fact) -> Decimal:
    """Half a unit of the last printed digit, and a little for sums of rounded figures."""
    digits = len(fact.evidence.quote.rpartition(".")[2].rstrip(")%")) if "." in fact.evidence.quote else 0
    return Decimal(fact.scale) * Decimal(10) ** -digits * Decimal("0.75")
