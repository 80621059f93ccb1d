"""Questions, answered from figures made by hand: what is computed, what is concluded, and what is left unanswered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.analysis.questions import answer_question
from muniment.document.facts.answer import Answer, Conclusion, Outcome
from muniment.document.facts.fact import Fact, State
from muniment.document.facts.filing import Filing
from muniment.message import message
from muniment.texts.finding_words.answer_words import CONCLUSIONS
from muniment.texts.say import say
from support.documents.made_figures import day, days, figure, to_date, year

NOW, BEFORE, FIRST = year(2022), year(2021), year(2020)
END, START = day("2022-12-31"), day("2021-12-31")

BOOKS = [
    figure("revenue", "4,000", NOW),
    figure("revenue", "3,600", BEFORE),
    figure("revenue", "3,000", FIRST),
    figure("cost_of_revenue", "2,400", NOW),
    figure("gross_profit", "1,600", NOW),
    figure("gross_profit", "1,500", BEFORE),
    figure("gross_profit", "1,230", FIRST),
    figure("operating_income", "700", NOW),
    figure("operating_income", "550", BEFORE),
    figure("operating_income", "420", FIRST),
    figure("net_income", "480", NOW),
    figure("depreciation", "220", NOW),
    figure("operating_cash_flow", "650", NOW),
    figure("investing_cash_flow", "(500)", NOW),
    figure("financing_cash_flow", "(100)", NOW),
    figure("capex", "320", NOW),
    figure("dividends_paid", "150", NOW),
    figure("cash", "500", END),
    figure("cash", "450", START),
    figure("inventory", "300", END),
    figure("inventory", "260", START),
    figure("ppe", "1,500", END),
    figure("current_assets", "1,700", END),
    figure("accounts_payable", "600", END),
    figure("accounts_payable", "500", START),
    figure("current_liabilities", "1,850", END),
    figure("total_assets", "5,000", END),
    figure("total_assets", "4,600", START),
    figure("long_term_debt", "1,300", END),
    figure("long_term_debt", "1,500", START),
]


def company(name: str, facts: list[Fact], *, file: str = "report.pdf", kind: str = "10-K") -> Filing:
    called = replace(figure("company_name", "1", NOW), value=name, period=None, unit=None)
    return Filing(f"{name}{file}".ljust(64, "0"), file, kind, (called, *facts))


HARBOR = company("Harbor Mills, Inc.", BOOKS)
OTHER = company(
    "Quarry Tools plc", [figure("revenue", "900", NOW), figure("gross_profit", "450", NOW)], file="other.pdf"
)


def answered(question: str, *filings: Filing) -> Answer:
    found = answer_question.compute(question, filings or (HARBOR, OTHER))
    assert found is not None, question
    return found


def last(answer: Answer) -> str:
    return f"{answer.steps[-1].value:f}"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was the revenue of Harbor Mills in FY2022?", "4000000000"),
        ("harbor mills capital expenditure 2022", "320000000"),
        ("What is the FY2021 gross margin of Harbor Mills?", "0.416667"),
        ("Assume that you are an analyst. Answer the following question by only using the balance sheet: what is the year end FY2022 net PP&E for Harbor Mills? Answer in USD billions.", "1500000000"),
        ("What is Harbor Mills's FY2022 EBITDA less capex?", "600000000"),
        ("What is Harbor Mills's FY2022 capex as a % of revenue?", "0.080000"),
        ("What is the FY2022 unadjusted EBITDA % margin for Harbor Mills?", "0.230000"),
        ("What is the FY2021 to FY2022 revenue growth rate of Harbor Mills?", "0.111111"),
        ("What is the FY2020 - FY2022 3 year average operating margin of Harbor Mills?", "0.155926"),
        ("Wie hoch war der Umsatz von Harbor Mills 2022?", "4000000000"),
        ("Quel est le chiffre d'affaires de Harbor Mills en 2022 ?", "4000000000"),
        ("What was the revenue of Harbor Mills, Inc. in 2022?", "4000000000"),
        ("FY22 net sale of Harbor Mills Inc.", "4000000000"),
        ("What was Harbor Mills Inc.'s revenue for the twelve months ended 31.12.2022, in USD thousands?", "4000000000"),
        ("What was the current liability of Harbor Mills at Dec. 31, 2022?", "1850000000"),
        ("Revenue of Harbor Mills for the year to December 2021", "3600000000"),
        ("How much did Harbor Mills spend on capital expenditures in CY2022?", "320000000"),
        ("What is the revenue CAGR of Harbor Mills from 2020 to 2022?", "0.154701"),
        ("What was Harbor Mills' average gross profit between 2020 and 2022?", "1443333333.333333"),
        ("What was the average revenue of Harbor Mills over the last two fiscal years?", "3800000000"),
        ("How many days of inventory did Harbor Mills hold in 2022?", "45.625000"),
        ("Creditor days of Harbor Mills 2022", "91.250000"),
        ("How many days of cash did Harbor Mills have at the end of 2022?", "59.253247"),
        ("What percentage of revenue is gross profit for Harbor Mills in 2022?", "0.400000"),
        ("What is Harbor Mills's FY2022 inventory turnover? Inventory turnover is defined as: (FY2022 COGS) / (average inventory between FY2021 and FY2022).", "8.571429"),
        ("What is the FY2022 DPO for Harbor Mills? DPO is defined as: 365 * (average accounts payable between FY2021 and FY2022) / (FY2022 COGS + change in inventory between FY2021 and FY2022).", "82.274590"),
    ],
)  # fmt: skip
def test_a_value_is_computed(question: str, value: str) -> None:
    found = answered(question)
    assert (found.outcome, last(found), found.conclusion) == (Outcome.COMPUTED, value, None)


@pytest.mark.parametrize(
    ("question", "conclusion", "value"),
    [
        ("Does Harbor Mills have an improving gross margin profile as of FY2022? If gross margin is not a useful metric, then state that.", "no", "-0.016667"),
        ("Did Harbor Mills's operating margin improve in 2022?", "yes", "0.022222"),
        ("Has Harbor Mills increased its debt on the balance sheet between FY2022 and FY2021?", "no", "-200000000"),
        ("Was there any drop in Harbor Mills's cash & cash equivalents between FY2021 and FY2022?", "no", "50000000"),
        ("Has Harbor Mills's gross margin improved or declined between FY2021 and FY2022?", "lower", "-0.016667"),
        ("Does Harbor Mills have positive working capital based on FY2022 data?", "no", "-150000000"),
        ("Is Harbor Mills a capital-intensive business based on FY2022 data?", "no", "0.300000"),
        ("Are Harbor Mills's gross margins historically consistent (not fluctuating more than roughly 2% each year)?", "yes", "-0.016667"),
        ("Are Harbor Mills's gross margins historically consistent (not fluctuating more than roughly 1% each year)?", "no", "-0.016667"),
        ("Has Harbor Mills paid dividends in FY2022?", "yes", "150000000"),
        ("Among operations, investing, and financing activities, which brought in the most cash flow for Harbor Mills in FY2022?", "Operating cash flow", "650000000"),
        ("Which has the higher gross margin in 2022, Harbor Mills or Quarry Tools?", "Quarry Tools plc", "0.500000"),
        ("By what percentage did Harbor Mills' revenue grow in 2022?", "higher", "0.111111"),
        ("Is Harbor Mills's revenue higher than Quarry Tools's in 2022?", "yes", "900000000"),
        ("Was Harbor Mills profitable in 2022?", "yes", "480000000"),
        ("Are Harbor Mills' FY2022 financials those of a high growth company?", "yes", "0.111111"),
        ("How much has the operating margin of Harbor Mills changed between FY2021 and FY2022?", "higher", "0.022222"),
    ],
)  # fmt: skip
def test_a_conclusion_is_drawn_by_a_rule_that_is_told(question: str, conclusion: str, value: str) -> None:
    found = answered(question)
    assert found.conclusion is not None
    assert found.rule is not None
    assert (CONCLUSIONS.get(found.conclusion.code, say(found.conclusion)), last(found)) == (conclusion, value)
    assert say(found.rule).endswith(".")


@pytest.mark.parametrize(
    "question",
    [
        "What was the revenue in FY2022?",  # of which company?
        "What was the adjusted EBITDA of Harbor Mills in FY2022?",
        "Which segment of Harbor Mills had the highest revenue in FY2022?",
        "What was the organic revenue growth of Harbor Mills in FY2022?",
        "How many stores does Harbor Mills have?",
        "Is the gross margin of Harbor Mills a useful metric?",
        "What was the revenue of Harbor Mills from gadgets in 2022?",
        "What is the FY2022 DPO for Harbor Mills? DPO is defined as: 365 * moon phase / COGS.",
        "Why did the revenue of Harbor Mills rise in 2022?",
        "What was the revenue per share of Harbor Mills in 2022?",
        "What was the quarterly revenue of Harbor Mills in 2022?",
        "In which year was Harbor Mills' revenue highest?",
        "How much cash did Harbor Mills spend in 2022?",
        "How many dividends did Harbor Mills pay in 2022?",
        "What was Harbor Mills' net income in percent in 2022?",
        "What was Harbor Mills' revenue in EUR and in GBP in 2022?",
        "What is 20 percent of the revenue of Harbor Mills in FY2022?",
        "",
        "???",
    ],
)
def test_what_is_not_wholly_understood_is_not_computed(question: str) -> None:
    assert answer_question.compute(question, (HARBOR, OTHER)) is None


def test_one_company_need_not_be_named() -> None:
    assert last(answered("What was the revenue in FY2022?", HARBOR)) == "4000000000"


def test_a_figure_that_is_missing_is_named() -> None:
    found = answered("What was the effective tax rate of Harbor Mills in FY2022?")
    assert (found.outcome, found.steps) == (Outcome.ABSENT, ())
    assert found.note is not None
    assert "Income tax" in say(found.note)
    assert answered("What was the revenue of Harbor Mills in FY2015?").outcome is Outcome.ABSENT


def test_a_currency_that_is_not_reported_has_no_value() -> None:
    for question in (
        "Harbor Mills' revenue in 2022 in EUR",
        "How many euros of revenue did Harbor Mills report in 2022?",
    ):
        found = answered(question)
        assert (found.outcome, found.steps, found.is_final) == (Outcome.ABSENT, (), True)
        assert found.note is not None
        assert say(found.note) == "Revenue is not reported in EUR, but in USD."
    assert answered("Harbor Mills' revenue in 2022 in $ billion").steps[-1].scale == 10**9


@pytest.mark.parametrize(
    ("question", "values", "missing"),
    [
        ("Revenue of Harbor Mills and Quarry Tools plc in 2022", ["4000000000", "900000000"], ""),
        ("Compare the net income of Harbor Mills and Quarry Tools in 2022", ["480000000"], "Quarry Tools plc"),
        ("What is the gross margin for all companies in 2022?", ["0.400000", "0.500000"], ""),
        ("Revenue of Harbor Mills and Kestrel Foods plc in 2022", ["4000000000"], "Kestrel Foods plc"),
        ("Which of Harbor Mills and Kestrel Foods has the higher revenue in 2022?", ["4000000000"], "Kestrel Foods"),
        ("Which company has the lowest net income in 2022?", ["480000000"], "Quarry Tools plc"),
        ("Revenue of Harbor Mills and Quarry Tools in 2021 and 2022", ["3600000000", "4000000000", "900000000"], "Quarry Tools plc (2021)"),
    ],
)  # fmt: skip
def test_companies_stand_side_by_side_and_those_without_a_value_are_named(
    question: str, values: list[str], missing: str
) -> None:
    both = (HARBOR, OTHER)
    found = answer_question.compute(question, both, names=answer_question.absent(question, both))
    assert found is not None
    assert [f"{step.value:f}" for step in found.steps] == values
    assert found.conclusion is None
    assert (missing in say(found.note)) if found.note else not missing


@pytest.mark.parametrize(
    "question",
    ["What was Kestrel Foods plc's revenue in 2022?", "kestrel revenue 2022", "Has Kestrel improved its margin?", "Revenue of Harbor Freight in 2022"],
)  # fmt: skip
def test_a_company_without_a_report_is_named_and_no_other_answers(question: str) -> None:
    both = (HARBOR, OTHER)
    found = answer_question.compute(question, both, names=answer_question.absent(question, both))
    assert found is not None
    assert (found.outcome, found.is_final) == (Outcome.ABSENT, True)


def test_a_name_within_a_name_is_no_answer() -> None:
    best = company("Best Mills, Inc.", [figure("revenue", "70", NOW)], file="best.pdf")
    assert last(answered("What was the revenue of Best Mills in 2022?", best, HARBOR)) == "70000000"
    assert (
        answer_question.compute("To the best of your knowledge, what was the revenue in 2022?", (best, HARBOR)) is None
    )


def test_two_names_for_one_company_are_one() -> None:
    found = answered("What was the revenue of Quay (formerly known as Harbor Mills) in 2022?")
    assert last(found) == "4000000000"


def test_every_figure_is_listed_at_its_place() -> None:
    found = answered("Did Harbor Mills's gross margin improve in 2022?")
    assert {o.figure.concept for o in found.operands} == {"gross_profit", "revenue"}
    assert len(found.operands) == 4
    change = found.steps[-1]
    assert sorted(change.operands) == [0, 1, 2, 3]
    assert all(o.figure.name == "report.pdf" and o.figure.evidence.span.page == 4 for o in found.operands)


def test_a_fiscal_year_bears_the_year_in_which_it_ends() -> None:
    ended = days("2022-01-30", "2023-01-28", 12)
    shop = company("Lantern Stores, Inc.", [figure("revenue", "700", ended)])
    assert last(answered("revenue of Lantern Stores in FY2023", shop)) == "700000000"
    weeks = company("Copper Works, Inc.", [figure("revenue", "800", days("2022-01-03", "2023-01-01", 12))])
    assert last(answered("revenue of Copper Works in FY2022", weeks)) == "800000000"


def test_a_fiscal_year_bears_the_year_that_heads_its_columns() -> None:
    ended = days("2022-01-30", "2023-01-28", 12)
    shop = company("Lantern Stores, Inc.", [figure("revenue", "700", ended, column="Fiscal 2022")])
    assert last(answered("revenue of Lantern Stores in FY2022", shop)) == "700000000"
    assert answered("revenue of Lantern Stores in FY2023", shop).outcome is Outcome.ABSENT


def test_a_day_may_be_named() -> None:
    assert last(answered("What were the total assets of Harbor Mills as of December 31, 2021?")) == "4600000000"
    assert last(answered("revenue of Harbor Mills for the year ended 31 December 2022")) == "4000000000"
    assert answered("total assets of Harbor Mills at June 30, 2022").outcome is Outcome.ABSENT


def test_figures_that_are_marked_for_review_are_named_instead() -> None:
    facts = [*BOOKS, figure("interest_expense", "60", NOW, state=State.REVIEW)]
    found = answered("What was the interest coverage in FY2022?", company("Harbor Mills, Inc.", facts))
    assert (found.outcome, found.steps) == (Outcome.ABSENT, ())
    assert found.note is not None
    assert "interest_expense" in say(found.note)


def test_each_company_is_among_the_first_documents_where_none_is_named() -> None:
    many = [company("Harbor Mills, Inc.", BOOKS, file=f"{n}.pdf") for n in range(12)]
    found = [sha256 for sha256, _ in answer_question.documents("revenue in FY2022", (*many, OTHER))]
    assert OTHER.sha256 in found[:2]


def test_the_greater_part_of_a_name_stands_for_it() -> None:
    crane = company("CraneWorks, Inc.", [figure("revenue", "60", NOW)], file="crane.pdf")
    assert last(answered("revenue of Crane in 2022", HARBOR, crane)) == "60000000"
    assert answer_question.compute("revenue of Harbour in 2022", (HARBOR, crane)) is None


def test_a_quarter_and_a_half_year_are_told_apart() -> None:
    facts = [figure("revenue", "100", days("2022-04-01", "2022-06-30", 3)), figure("revenue", "190", to_date(2022, 6))]
    report = company("Harbor Mills, Inc.", facts, kind="10-Q")
    assert last(answered("revenue in Q2 2022", report)) == "100000000"
    assert last(answered("revenue in the second quarter of 2022", report)) == "100000000"
    assert last(answered("revenue in H1 2022", report)) == "190000000"
    assert answered("revenue in FY2022", report).outcome is Outcome.ABSENT


def test_other_documents_of_the_company_help() -> None:
    older = company("Harbor Mills, Inc.", [figure("net_income", "430", BEFORE)], file="older.pdf")
    found = answered("Did Harbor Mills's net income increase between FY2021 and FY2022?", HARBOR, older)
    assert found.conclusion == message(Conclusion.YES)
    assert [o.figure.name for o in found.operands] == ["older.pdf", "report.pdf"]


def test_a_longer_name_is_another_company() -> None:
    finance = company("Harbor Mills Finance, Inc.", [figure("revenue", "50", NOW)], file="finance.pdf")
    assert last(answered("revenue of Harbor Mills Finance in 2022", HARBOR, finance)) == "50000000"


def test_documents_of_the_time_that_is_asked_for_come_first() -> None:
    older = company("Harbor Mills, Inc.", [figure("net_income", "430", BEFORE)], file="older.pdf")
    found = answer_question.documents("What drove the margin of Harbor Mills in FY2021?", (HARBOR, OTHER, older))
    assert [sha256 for sha256, _ in found] == [older.sha256, HARBOR.sha256]
    assert found[0][1] == 1.0
    assert found[1][1] < 1.0


def test_a_measure_of_the_user_can_be_asked_for() -> None:
    own = '[[measure]]\nid = "cover"\nname = "Harbour cover"\nformula = "operating_cash_flow / capex"\nunit = "times"\n'
    found = answer_question.compute("What was the harbour cover in 2022?", (HARBOR,), own)
    assert found is not None
    assert last(found) == "2.031250"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_whatever_is_typed_every_number_rests_on_figures(typed: str) -> None:
    found = answer_question.compute(f"{typed} revenue", (HARBOR,))
    if found is not None and found.outcome is Outcome.COMPUTED:
        assert all(step.operands for step in found.steps)
        there = {fact.value for fact in BOOKS if fact.state is not State.REJECTED}
        assert all(isinstance(o.figure.value, Decimal) and o.figure.value in there for o in found.operands)
