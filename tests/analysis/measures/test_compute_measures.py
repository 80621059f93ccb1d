"""What is computed from facts: values, operands, states, and what is never mixed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from muniment.analysis.measures import compute_measures
from muniment.analysis.measures.compute_measures import _ORDER
from muniment.analysis.measures.measure_file import load, shipped
from muniment.document.facts.fact import Fact, Measure, State, StretchKind
from muniment.document.facts.filing import Filing
from muniment.texts.say import say
from support.documents.made_figures import MILLION, day, days, figure, to_date, year

NOW, BEFORE = year(2022), year(2021)
END, START = day("2022-12-31"), day("2021-12-31")

BOOKS = [
    figure("revenue", "4,000", NOW),
    figure("revenue", "3,600", BEFORE),
    figure("cost_of_revenue", "2,400", NOW),
    figure("gross_profit", "1,600", NOW),
    figure("operating_income", "700", NOW),
    figure("operating_income", "550", BEFORE),
    figure("interest_expense", "60", NOW),
    figure("pretax_income", "640", NOW),
    figure("income_tax", "160", NOW),
    figure("net_income", "480", NOW),
    figure("depreciation", "220", NOW),
    figure("depreciation", "210", BEFORE),
    figure("operating_cash_flow", "650", NOW),
    figure("capex", "320", NOW),
    figure("dividends_paid", "150", NOW),
    figure("cash", "500", END),
    figure("receivables", "800", END),
    figure("inventory", "300", END),
    figure("current_assets", "1,700", END),
    figure("accounts_payable", "600", END),
    figure("current_liabilities", "850", END),
    figure("total_assets", "5,000", END),
    figure("total_assets", "4,600", START),
    figure("total_equity", "3,000", END),
    figure("total_equity", "2,600", START),
    figure("long_term_debt", "1,300", END),
    figure("current_portion_of_debt", "100", END),
    figure("current_portion_of_debt", "90", START),
]


def computed(facts: list[Fact], name: str, months: int | None = None) -> Measure | None:
    return next(
        (m for m in compute_measures.run(facts) if m.measure == name and months in (None, m.period.months)), None
    )


def value(facts: list[Fact], name: str) -> Decimal | None:
    found = computed(facts, name)
    return found.value if found is not None else None


def test_the_measures_of_a_year() -> None:
    expected = {
        "ebitda": 920 * MILLION,
        "ebitda_margin": Decimal("0.23"),
        "gross_margin": Decimal("0.4"),
        "revenue_growth": Decimal("0.111111"),
        "effective_tax_rate": Decimal("0.25"),
        "total_debt": 1400 * MILLION,
        "net_debt": 900 * MILLION,
        "leverage": Decimal("0.978261"),
        "interest_coverage": Decimal("11.666667"),
        "fixed_charge_coverage": Decimal(4),
        "return_on_assets": Decimal("0.1"),
        "return_on_equity": Decimal("0.171429"),
        "current_ratio": Decimal(2),
        "quick_ratio": Decimal("1.529412"),
        "days_of_receivables": Decimal(73),
        "days_of_inventory": Decimal("45.625"),
        "cash_conversion_cycle": Decimal("27.375"),
        "free_cash_flow": 330 * MILLION,
        "payout_ratio": Decimal("0.3125"),
    }
    assert {name: value(BOOKS, name) for name in expected} == expected


def test_every_operand_is_linked_once() -> None:
    found = computed(BOOKS, "leverage")
    assert found is not None
    assert [BOOKS[i].concept for i in found.operands] == [
        "long_term_debt", "current_portion_of_debt", "cash", "operating_income", "depreciation",
    ]  # fmt: skip
    growth = computed(BOOKS, "revenue_growth")
    assert growth is not None
    assert [BOOKS[i].period for i in growth.operands] == [NOW, BEFORE]


def test_a_measure_says_how_it_is_made() -> None:
    found = computed(BOOKS, "net_debt")
    assert found is not None
    assert found.group is not None
    assert (found.shown, found.unit, found.formula) == ("money", "USD", "total_debt - cash")
    assert say(found.group) == "Debt"


def test_nothing_is_computed_where_an_operand_is_missing() -> None:
    without = [fact for fact in BOOKS if fact.concept != "cash"]
    assert value(without, "net_debt") is None
    assert value(without, "total_debt") == 1400 * MILLION


def test_what_is_optional_may_be_missing() -> None:
    without = [fact for fact in BOOKS if fact.concept != "current_portion_of_debt"]
    assert value(without, "net_debt") == 800 * MILLION


def test_a_guard_withholds_what_would_mislead() -> None:
    losing = [figure("operating_income", "(300)", NOW) if f.concept == "operating_income" else f for f in BOOKS]
    assert value(losing, "ebitda") == -80 * MILLION
    assert value(losing, "leverage") is None
    assert value(losing, "operating_margin") == Decimal("-0.075")


def test_currencies_and_companies_are_never_mixed() -> None:
    euros = [replace(fact, unit="EUR") if fact.concept == "cash" else fact for fact in BOOKS]
    assert value(euros, "net_debt") is None
    theirs = [replace(fact, entity="Subsidiary") if fact.concept == "cash" else fact for fact in BOOKS]
    assert value(theirs, "net_debt") is None
    unnamed = [replace(fact, unit=None) for fact in BOOKS]
    found = computed(unnamed, "net_debt")
    assert found is not None
    assert (found.value, found.unit) == (900 * MILLION, "")


def test_lengths_of_time_are_never_mixed() -> None:
    quarter = days("2022-10-01", "2022-12-31", 3)
    facts = [figure("revenue", "1,000", quarter), figure("operating_income", "700", NOW)]
    assert value(facts, "operating_margin") is None
    assert (
        value([figure("revenue", "900", to_date(2021, 9)), figure("revenue", "1,000", NOW)], "revenue_growth") is None
    )


def test_yearly_measures_are_of_years_only() -> None:
    nine = to_date(2022, 9)
    books = [replace(fact, period=nine) if fact.period == NOW else fact for fact in BOOKS]
    assert value(books, "leverage") is None
    assert value(books, "operating_margin") == Decimal("0.175")


def test_a_rejected_figure_takes_no_part() -> None:
    facts = [replace(fact, state=State.REJECTED) if fact.concept == "cash" else fact for fact in BOOKS]
    assert value(facts, "net_debt") is None


LTM = [
    figure("revenue", "4,000", year(2021)),
    figure("revenue", "2,100", to_date(2022, 6)),
    figure("revenue", "1,900", to_date(2021, 6)),
    figure("revenue", "1,050", days("2022-04-01", "2022-06-30", 3)),
    figure("revenue", "950", days("2021-04-01", "2021-06-30", 3)),
]


def test_the_last_twelve_months_are_year_plus_year_to_date_less_the_one_before() -> None:
    found = [m for m in compute_measures.run(LTM) if m.measure == "ltm_revenue"]
    assert [(m.value, m.period, m.stretch) for m in found] == [
        (4200 * MILLION, days("2021-07-01", "2022-06-30", 12), StretchKind.LAST_TWELVE_MONTHS)
    ]
    assert [LTM[i].evidence.quote for i in found[0].operands] == ["4,000", "2,100", "1,900"]


def test_figures_of_other_documents_are_named() -> None:
    own, far = LTM[1:], Filing("f" * 64, "annual-2021.pdf", "10-K", (replace(LTM[0], state=State.REVIEW),))
    (found,) = [m for m in compute_measures.run(own, filings=[far]) if m.measure == "ltm_revenue"]
    assert found.value == 4200 * MILLION
    assert [own[i].evidence.quote for i in found.operands] == ["2,100", "1,900"]
    assert [(e.name, e.evidence.quote) for e in found.elsewhere] == [("annual-2021.pdf", "4,000")]
    assert found.state is State.REVIEW


def test_only_sums_over_time_take_figures_of_other_documents() -> None:
    far = Filing("f" * 64, "annual-2021.pdf", "10-K", (figure("revenue", "3,600", BEFORE),))
    assert [m for m in compute_measures.run([figure("revenue", "4,000", NOW)], filings=[far]) if m.elsewhere] == []


def test_the_fourth_quarter_is_the_year_less_nine_months() -> None:
    facts = [figure("revenue", "4,000", NOW), figure("revenue", "2,950", to_date(2022, 9))]
    (found,) = [m for m in compute_measures.run(facts) if m.measure == "q4_revenue"]
    assert (found.value, found.period) == (1050 * MILLION, days("2022-10-01", "2022-12-31", 3))
    assert found.stretch is StretchKind.FOURTH_QUARTER


def test_amounts_per_share_do_not_add_up_over_time() -> None:
    (entry,) = load(
        '[[measure]]\nid = "q4_eps"\nname = "EPS"\nformula = "fourth_quarter(eps_diluted)"\nunit = "per_share"'
    )
    facts = [
        figure("eps_diluted", "4.00", NOW, unit="USD/shares", scale=1),
        figure("eps_diluted", "2.95", to_date(2022, 9), unit="USD/shares", scale=1),
    ]
    assert compute_measures.run(facts, [entry]) == ()


def test_an_optional_part_that_some_stretches_lack_is_unknown() -> None:
    (entry,) = load(
        '[[measure]]\nid = "x"\nname = "X"\nformula = "fourth_quarter(revenue - optional(rnd))"\nunit = "money"'
    )
    facts = [figure("revenue", "4,000", NOW), figure("revenue", "2,950", to_date(2022, 9)), figure("rnd", "100", NOW)]
    assert compute_measures.run(facts, [entry]) == ()


@given(st.lists(st.sampled_from(list(State)), min_size=len(BOOKS), max_size=len(BOOKS)))
def test_no_measure_is_surer_than_its_weakest_operand(states: list[State]) -> None:
    facts = [replace(fact, state=state) for fact, state in zip(BOOKS, states, strict=True)]
    for measure in compute_measures.run(facts):
        operands = [facts[i].state for i in measure.operands]
        assert measure.state == min(operands, key=_ORDER.index)
        assert State.REJECTED not in operands


@given(st.data())
def test_all_operands_are_of_one_company_and_currency(data: st.DataObject) -> None:
    facts = [
        replace(
            fact,
            unit=data.draw(st.sampled_from(["USD", "EUR", None])),
            entity=data.draw(st.sampled_from([None, "Other"])),
        )
        for fact in BOOKS
    ]
    for measure in compute_measures.run(facts):
        assert len({facts[i].entity for i in measure.operands}) == 1
        assert len({facts[i].unit for i in measure.operands}) == 1


def test_what_ships_is_about_forty_measures_in_groups() -> None:
    entries = shipped()
    assert len(entries) >= 40
    groups = [entry.group for entry in entries]
    assert all(groups.index(group) <= at for at, group in enumerate(groups))
