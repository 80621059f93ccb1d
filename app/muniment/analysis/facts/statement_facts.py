"""From chosen lines to facts, with the evidence of value, scale, period and currency.

Must never make a fact of a dash, of a repeated figure that has no row of its own, or of a number without a period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.analysis.checks import footing, text_confirmation
from muniment.analysis.checks.identity_checks import Support
from muniment.analysis.choosing.label_chooser import LineChoice
from muniment.analysis.choosing.learned_choosers import Choosers, choosers
from muniment.analysis.choosing.reconcile_choosers import choices
from muniment.analysis.facts import fact_values, meant_signs
from muniment.analysis.prompts.row_question import RowPointer
from muniment.analysis.statements import net_assets_form
from muniment.analysis.statements.row_sums import Sum, sums
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import Concept, StatementKind
from muniment.document.facts.fact import Check, CheckResult, Fact, Method, State
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.table import Period
from muniment.message import message

_ONLY_IF_OTHER = {
    "equity_parent": "total_equity",
    "net_income_total": "net_income",
    "cash_total": "cash",
    "depreciation_expense": "depreciation",
}


def facts_of(
    statements: Sequence[Statement],
    concepts: Sequence[Concept],
    known: Choosers | None = None,
    pointer: RowPointer | None = None,
) -> list[Fact]:
    """The facts of all statements, in the order of the concepts, newest period first.

    Args:
        statements: As found.
        concepts: What is looked for.
        known: The two choosers; None for those that ship.
        pointer: Whom to ask where they are silent or differ.
    """
    known = choosers() if known is None else known
    found: list[Fact] = []
    have: set[tuple[str, Period]] = set()
    for statement in statements:
        how = fact_values.measure(statement, [s for s in statements if s is not statement])
        added = sums(statement.lines)
        deducts = net_assets_form.deducts(statement)
        for choice in choices(statement, concepts, known, added, pointer).values():
            signed = choice.index in _signed(statement, added)
            line = statement.lines[choice.index]
            turned = meant_signs.factor_of(choice.concept, line, statement, added, choice.index)
            for fact in _facts(statement, choice, how, signed=signed, turned=turned):
                if deducts:
                    fact = _owed(fact)  # noqa: PLW2901 - the same fact, with the sign that is meant
                key = (fact.concept, fact.period) if fact.period else None
                if key is not None and key not in have:
                    have.add(key)
                    found.append(fact)
    order = {concept.id: i for i, concept in enumerate(concepts)}
    found = [_tax_as_expense(fact, found) for fact in found]
    kept = [meant_signs.share_of_others(fact, found) for fact in found if not repeats(fact, found)]
    return sorted(kept, key=lambda f: (order[f.concept], newest_first(f.period)))


def of_choice(statement: Statement, choice: LineChoice, how: fact_values.StatementScale) -> list[Fact]:
    """The facts of one chosen line."""
    line = statement.lines[choice.index]
    turned = meant_signs.factor_of(choice.concept, line, statement, (), choice.index)
    return _facts(statement, choice, how, signed=False, turned=turned)


def _owed(fact: Fact) -> Fact:
    """Liabilities as amounts owed, where the balance sheet deducts them in brackets."""
    if fact.concept not in net_assets_form.OWED or not isinstance(fact.value, Decimal):
        return fact
    return replace(fact, value=abs(fact.value))


def _tax_as_expense(fact: Fact, found: Sequence[Fact]) -> Fact:
    """Income tax as an expense, however it is printed: the sign with which income before taxes becomes net income."""
    if fact.concept != "income_tax" or not isinstance(fact.value, Decimal):
        return fact
    same = {f.concept: f.value for f in found if f.period == fact.period and isinstance(f.value, Decimal)}
    pretax, net = same.get("pretax_income"), same.get("net_income_total", same.get("net_income"))
    if pretax is None or net is None or abs(pretax - fact.value - net) <= abs(pretax + fact.value - net):
        return fact
    return replace(fact, value=-fact.value)


def newest_first(period: Period | None) -> tuple[int, int]:
    """The key that sorts facts of one concept.

    Args:
        period: None for a fact of the document as a whole, which comes first.
    """
    return (-period.end.toordinal(), period.months) if period else (0, 0)


def repeats(fact: Fact, found: Sequence[Fact]) -> bool:
    """Whether a parent's figure has no row of its own that differs from the whole's."""
    twin = _ONLY_IF_OTHER.get(fact.concept)
    if twin is None:
        return False
    return any(f.concept == twin and f.period == fact.period and f.value == fact.value for f in found)


def _signed(statement: Statement, added: Sequence[Sum]) -> frozenset[int]:
    """Rows of a balance sheet whose printed sign is proven: with it they add up, whatever their label says of deficits."""
    if statement.kind is not StatementKind.BALANCE:
        return frozenset()
    plain = [one for one in added if all(sign > 0 for sign in one.signs)]
    return frozenset(row for one in plain for row in (one.total, *one.parts))


def _facts(
    statement: Statement, choice: LineChoice, how: fact_values.StatementScale, *, signed: bool, turned: int
) -> list[Fact]:
    line = statement.lines[choice.index]
    found: list[Fact] = []
    for period, printed in zip(statement.periods, line.cells, strict=True):
        if printed is None or printed.number.dash:
            continue
        if choice.concept.instant and period.months:
            period = Period(start=None, end=period.end, months=0)  # noqa: PLW2901 - the last day of a flow's column
        found.append(_fact(line, printed, period, choice, how, signed=signed, turned=turned))
    return found


def _fact(
    line: StatementLine,
    printed: Printed,
    period: Period,
    choice: LineChoice,
    how: fact_values.StatementScale,
    *,
    signed: bool,
    turned: int,
) -> Fact:
    concept, table, column = choice.concept, printed.table, printed.column
    own = replace_scale(how, printed)
    scale = fact_values.factor(concept, own, line)
    unsure = own.scale is None and concept.unit != "per_share" and scale == 1
    reasons = choice.why
    if unsure:
        reasons += (NO_SCALE,)
    elif own.by_size and concept.unit == "money":
        reasons += (FULL,)
    if choice.confidence < _MARGIN and not choice.doubted:
        reasons += (ANOTHER_FITS,)
    return Fact(
        concept=concept.id,
        value=fact_values.value(concept, line, printed, own, signed=signed, turned=turned),
        unit=fact_values.unit(concept, own.currency),
        period=period,
        evidence=Evidence(Span(table.page, printed.cell.start, printed.cell.end), printed.cell.raw),
        state=State.REVIEW if unsure or choice.doubted or choice.confidence < _MARGIN else State.LOCATED,
        method=choice.method,
        confidence=round(choice.confidence - (0.2 if unsure else 0.0), 2),
        label=line.label,
        column=column.head,
        scale=scale,
        scale_evidence=own.scale_evidence if scale == own.scale != 1 else None,
        period_evidence=column.evidence,
        currency_evidence=own.currency_evidence,
        reasons=reasons,
    )


NO_SCALE = message("no-scale-near")
FULL = message("whole-by-size")
ANOTHER_FITS = message("another-row-fits")
_CASH_FLOW_STATEMENT = message("cash-flow-statement")
_MARGIN = 0.8  # below it, another row was nearly as good


def replace_scale(how: fact_values.StatementScale, printed: Printed) -> fact_values.StatementScale:
    """The table's own scale and currency where it has them."""
    table = printed.table
    if table.scale is not None:
        how = replace(
            how, scale=table.scale, scale_evidence=table.scale_evidence, unscaled=table.unscaled, by_size=False
        )
    if table.currency is not None:
        how = replace(how, currency=table.currency, currency_evidence=table.currency_evidence)
    return how


def supports_of(statements: Sequence[Statement], facts: Sequence[Fact]) -> list[Support]:
    """Where the cash flow statement repeats the net income and the cash of the other statements."""
    flow = next((s for s in statements if s.kind is StatementKind.CASH_FLOW), None)
    if flow is None:
        return []
    how = fact_values.measure(flow, [s for s in statements if s is not flow])
    return [*_net_income(flow, how, facts), *_cash(flow, how, facts)]


def _net_income(flow: Statement, how: fact_values.StatementScale, facts: Sequence[Fact]) -> list[Support]:
    """The first rows of a cash flow statement hold the net income it starts from."""
    found: list[Support] = []
    for fact in facts:
        if fact.concept not in ("net_income", "net_income_total") or fact.period not in flow.periods:
            continue
        at = flow.periods.index(fact.period)
        for line in flow.lines[:4]:
            printed = line.cells[at]
            if printed is None or not any(
                word in line.plain for word in ("net", "income", "profit", "loss", "earnings")
            ):
                continue
            amount = printed.number.value * (how.scale or 1)
            if fact.period is not None and abs(amount) == abs(fact.value if isinstance(fact.value, Decimal) else 0):
                signed = fact.value if isinstance(fact.value, Decimal) else amount
                found.append(Support(fact.concept, fact.period, signed, printed.cell.raw, _CASH_FLOW_STATEMENT))
                break
    return found


def _cash(flow: Statement, how: fact_values.StatementScale, facts: Sequence[Fact]) -> list[Support]:
    """The last rows of a cash flow statement hold the cash at its end."""
    ends = [line for line in flow.lines if _is_cash_end(line)]
    found: list[Support] = []
    for fact in facts:
        if fact.concept != "cash" or fact.period is None:
            continue
        bridge = tuple(
            f.value
            for f in facts
            if f.concept == "restricted_cash" and f.period == fact.period and isinstance(f.value, Decimal)
        )
        for i, period in enumerate(flow.periods):
            printed = next((line.cells[i] for line in reversed(ends) if line.cells[i] is not None), None)
            if period.end == fact.period.end and printed is not None:
                amount = printed.number.value * (how.scale or 1)
                found.append(Support("cash", fact.period, amount, printed.cell.raw, _CASH_FLOW_STATEMENT, bridge))
                break
    return found


def _is_cash_end(line: StatementLine) -> bool:
    text = line.plain
    return "cash" in text and ("end of" in text or "ending" in text or "at end" in text or text.endswith(" end"))


def with_states(facts: Sequence[Fact], checks: Sequence[Check]) -> tuple[Fact, ...]:
    """The facts with the states and reasons that the checks give them."""
    by_fact: dict[int, list[Check]] = {}
    for check in checks:
        if check.result is not CheckResult.OPEN:
            for i in check.facts:
                by_fact.setdefault(i, []).append(check)
    return tuple(_judged(fact, i, by_fact.get(i, ())) for i, fact in enumerate(facts))


def _judged(fact: Fact, index: int, checks: Sequence[Check]) -> Fact:
    if not checks:
        return fact
    state, confidence = fact.state, fact.confidence
    if any(check.result is CheckResult.FAILS for check in checks):
        state, confidence = State.REVIEW, min(confidence, 0.5)
    elif (state is State.LOCATED or state.is_decided) and any(_confirms(check, fact, index) for check in checks):
        state, confidence = State.CHECKED, max(confidence, 0.995 if fact.method in _TWICE else 0.98)
    if fact.state.is_decided:
        state = fact.state  # no check speaks over the user, but what it says is told
    if fact.state is State.CORRECTED:
        confidence = fact.confidence
    reasons = tuple(dict.fromkeys((*fact.reasons, *(check.sentence for check in checks))))
    return replace(fact, state=state, confidence=confidence, reasons=reasons)


_TWICE = (Method.BOTH, Method.TAG)  # found in two ways


def _confirms(check: Check, fact: Fact, index: int) -> bool:
    """Whether a check closes and confirms a fact; a restatement speaks neither for a figure nor against it.

    As one of the rows of a sum, or as the same number in the text or in another filing, a figure is known to be read right,
    but not that it is what it is called: that takes two choosers.
    """
    if check.result is not CheckResult.CLOSES:
        return False
    return fact.method in _TWICE or not (
        check.elsewhere or text_confirmation.says_it_again(check) or footing.is_part(check, index)
    )
