"""Identities on figures: what closes, what does not, what cannot be told, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.analysis.checks import identity_checks
from muniment.analysis.checks.check_file import load, shipped
from muniment.analysis.checks.identity_checks import Support
from muniment.document.facts.fact import Check, CheckResult, Fact, State
from muniment.errors import UserError
from muniment.message import message
from muniment.texts.say import say
from support.documents.made_figures import MILLION, day, figure, year

NOW, END, START = year(2022), day("2022-12-31"), day("2021-12-31")
BALANCE = [
    figure("total_assets", "100", END),
    figure("total_liabilities", "60", END),
    figure("total_equity", "40", END),
]


def run(*facts: Fact, supports: tuple[Support, ...] = ()) -> dict[str, Check]:
    return {say(check.name): check for check in identity_checks.run(facts, supports)}


def test_a_balance_that_closes_says_so_with_its_parts() -> None:
    (check,) = identity_checks.run(BALANCE)
    assert say(check.name) == "assets = liabilities + equity"
    assert say(check.sentence) == "Balance closes: assets 100 = liabilities 60 + equity 40."
    assert tuple(map(say, check.parts)) == ("assets 100", "liabilities 60", "+ equity 40")
    assert (check.facts, check.difference, check.result) == ((0, 1, 2), Decimal(0), CheckResult.CLOSES)


def test_a_balance_that_does_not_close_says_by_how_much() -> None:
    (check,) = identity_checks.run([*BALANCE[:2], figure("total_equity", "37", END)])
    assert say(check.sentence) == "Balance does not close: assets 100 ≠ liabilities 60 + equity 37."
    assert (check.result, check.difference) == (CheckResult.FAILS, 3 * MILLION)


def test_rounding_is_forgiven_as_far_as_the_digits_go() -> None:
    assert run(*BALANCE[:2], figure("total_equity", "41", END)).popitem()[1].result is CheckResult.CLOSES
    finer = [replace(fact, evidence=replace(fact.evidence, quote=f"{fact.evidence.quote}.0")) for fact in BALANCE]
    off = replace(finer[2], value=finer[2].value + MILLION)  # type: ignore[operator]
    assert run(*finer[:2], off).popitem()[1].result is CheckResult.FAILS


def test_thousands_points_are_no_decimals() -> None:
    one = [figure(f.concept, "1", END) for f in BALANCE]
    read = [(Decimal(1_234), "1.234"), (Decimal(1_000), "1.000"), (Decimal(235), "235")]
    german = [
        replace(fact, value=value * MILLION, evidence=replace(fact.evidence, quote=quote))
        for fact, (value, quote) in zip(one, read, strict=True)
    ]
    assert run(*german).popitem()[1].result is CheckResult.CLOSES
    exact = [(Decimal("1.2"), "1,2"), (Decimal("1.0"), "1,0"), (Decimal("0.5"), "0,5")]
    finer = [
        replace(fact, value=value * MILLION, evidence=replace(fact.evidence, quote=quote))
        for fact, (value, quote) in zip(one, exact, strict=True)
    ]
    assert run(*finer).popitem()[1].result is CheckResult.FAILS


def test_costs_printed_in_brackets_are_taken_off_once() -> None:
    cost = replace(figure("cost_of_revenue", "(60)", NOW), value=60 * MILLION)
    (check,) = identity_checks.run([figure("revenue", "100", NOW), cost, figure("gross_profit", "40", NOW)])
    assert say(check.sentence) == "Gross profit closes: gross profit 40 = revenue 100 - cost of revenue 60."
    loss = replace(figure("gross_profit", "5", NOW), value=-5 * MILLION)
    (check,) = identity_checks.run([figure("revenue", "55", NOW), cost, loss])
    assert say(check.sentence) == "Gross profit closes: gross profit (5) = revenue 55 - cost of revenue 60."


def test_redeemable_interests_stand_in_only_where_the_plain_form_fails() -> None:
    extra = figure("redeemable_interests", "5", END)
    (plain,) = identity_checks.run([*BALANCE, extra])
    assert say(plain.name) == "assets = liabilities + equity"
    (wider,) = identity_checks.run([*BALANCE[:2], figure("total_equity", "35", END), extra])
    assert say(wider.sentence) == "Balance closes: assets 100 = liabilities 60 + redeemable interests 5 + equity 35."
    (failing,) = identity_checks.run([*BALANCE[:2], figure("total_equity", "20", END), extra])
    assert say(failing.name) == "assets = liabilities + equity"


def test_the_fallback_is_for_missing_figures_only() -> None:
    closing = figure("liabilities_and_equity", "100", END)
    (check,) = identity_checks.run([BALANCE[0], closing])
    assert say(check.sentence) == "Balance closes: assets 100 = liabilities and equity 100."
    both = identity_checks.run([*BALANCE[:2], figure("total_equity", "20", END), closing])
    assert [(say(check.name), check.result) for check in both] == [
        ("assets = liabilities + equity", CheckResult.FAILS),
        ("assets = liabilities and equity", CheckResult.CLOSES),
    ]


def test_what_other_rows_may_explain_is_told_only_where_it_closes() -> None:
    facts = (figure("pretax_income", "640", NOW), figure("income_tax", "160", NOW))
    closes = run(*facts, figure("net_income", "480", NOW))
    assert list(closes) == ["net income = income before taxes - income tax"]
    assert run(*facts, figure("net_income", "470", NOW)) == {}


def test_earnings_per_share() -> None:
    shares = figure("shares_diluted", "100.0", NOW, unit="shares")
    eps = figure("eps_diluted", "4.50", NOW, unit="USD/shares", scale=1)
    (check,) = identity_checks.run([eps, figure("net_income", "450", NOW), shares])
    assert say(check.sentence) == (
        "Earnings per share close: diluted earnings per share 4.50 = net income 450 / diluted shares 100.0."
    )
    assert tuple(map(say, check.parts)) == ("diluted earnings per share 4.50", "net income 450", "diluted shares 100.0")
    assert identity_checks.run([eps, figure("net_income", "430", NOW), shares]) == ()


def test_a_quotient_of_figures_without_digits_proves_nothing() -> None:
    shares = figure("shares_diluted", "100", NOW, unit="shares")
    eps = figure("eps_diluted", "0.03", NOW, unit="USD/shares", scale=1)
    assert identity_checks.run([eps, figure("net_income", "3", NOW), shares]) == ()


FLOWS = (
    figure("operating_cash_flow", "650", NOW),
    figure("investing_cash_flow", "(350)", NOW),
    figure("financing_cash_flow", "(200)", NOW),
)


def test_cash_moves_by_the_three_flows() -> None:
    found = run(figure("cash", "500", END), figure("cash", "400", START), *FLOWS)
    (check,) = found.values()
    assert say(check.sentence) == (
        "Cash closes: cash 500 = opening cash 400 + operating cash flow 650 + investing cash flow (350) "
        "+ financing cash flow (200)."
    )
    assert len(check.facts) == 5
    assert run(figure("cash", "510", END), figure("cash", "400", START), *FLOWS) == {}


def test_cash_moves_with_restricted_cash_bridged() -> None:
    cash = (figure("cash", "480", END), figure("cash", "390", START))
    bridge = (figure("restricted_cash", "20", END), figure("restricted_cash", "10", START))
    (check,) = run(*cash, *bridge, *FLOWS).values()
    assert "cash 480 + restricted cash 20 = opening cash 390 + opening restricted cash 10" in say(check.sentence)


def support(concept: str, printed: str) -> Support:
    period = END if concept == "cash" else NOW
    return Support(concept, period, Decimal(printed) * MILLION, printed, message("cash-flow-statement"))


def test_net_income_ties_to_the_cash_flow_statement() -> None:
    income = figure("net_income", "480", NOW)
    (check,) = identity_checks.run([income], [support("net_income", "480")])
    assert say(check.name) == "net income = cash flow statement"
    assert say(check.sentence) == "Net income ties to the cash flow statement: 480 and 480."
    assert tuple(map(say, check.parts)) == ("net income 480", "cash flow statement 480")
    (other,) = identity_checks.run([income], [support("net_income", "470")])
    assert other.result is CheckResult.FAILS
    assert say(other.sentence) == "Net income differs from the cash flow statement: 480 and 470."


def test_cash_ties_and_restricted_cash_may_stand_between() -> None:
    cash = figure("cash", "480", END)
    assert identity_checks.run([cash], [support("cash", "480")])[0].result is CheckResult.CLOSES
    assert identity_checks.run([cash], [support("cash", "500")])[0].result is CheckResult.OPEN
    (check,) = identity_checks.run([cash, figure("restricted_cash", "20", END)], [support("cash", "500")])
    assert check.result is CheckResult.CLOSES
    assert say(check.sentence) == "Cash ties to the cash flow statement: 480 and 500, with restricted cash."
    assert check.facts == (0, 1)


def test_currencies_are_not_compared_and_companies_not_mixed() -> None:
    assert identity_checks.run([*BALANCE[:2], replace(BALANCE[2], unit="EUR")]) == ()
    assert identity_checks.run([*BALANCE[:2], replace(BALANCE[2], entity="Other")]) == ()
    assert len(identity_checks.run([replace(fact, entity="Other") for fact in BALANCE], entity="Other")) == 1


def test_what_was_rejected_takes_no_part() -> None:
    assert identity_checks.run([*BALANCE[:2], replace(BALANCE[2], state=State.REJECTED)]) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "T"\nformulas = ["cash = cash"]\nfailing = "maybe"', "'failing' must be one of"),
        ('title = "T"\nformulas = ["cash > cash"]', "an identity has the sign ="),
        ('title = "T"\nformulas = ["cash = revenu"]', "'revenu' is neither"),
        ('title = "T"\nformulas = ["cash = eps_basic"]', "cannot be added or compared"),
        ('title = "T"\nformulas = ["cash = inventory", "revenue = sga"]', "some of its formulas are of a day"),
        ('title = "T"\nformula = "cash = cash"', "unknown entry 'formula'"),
        ('formulas = ["cash = cash"]', "needs 'title'"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_entry(text: str, says: str) -> None:
    with pytest.raises(UserError) as error:
        load(f'[[check]]\nid = "mine"\n{text}\n')
    assert says in say(error.value.message)
    assert "'mine'" in say(error.value.message)


def test_what_ships_is_good() -> None:
    assert len(shipped().identities) >= 9


def test_a_check_may_have_words_of_its_own() -> None:
    whole, minority, own = (figure("net_income_total", "480", NOW), figure("minority_income", "30", NOW),
                            figure("net_income", "450", NOW))  # fmt: skip
    (check,) = run(whole, minority, own).values()
    assert say(check.sentence) == (
        "Net income closes: net income of the parent 450 = net income 480 - net income of noncontrolling interests 30."
    )
