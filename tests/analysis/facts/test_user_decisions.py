"""What follows from the user's decisions: checks, states, reasons, measures and the computed sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Analysis, CheckResult, Fact, Method, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.message import verbatim
from muniment.texts.say import say
from muniment.texts.summary_sentence import sentence_text
from support.documents.paper import document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME, NOW

MILLION = 1_000_000
PAPER: Document = document([COVER], [BALANCE], [INCOME], [CASH])
FOUND = analyse(PAPER)


def fact(found: Analysis, concept: str, end: str = NOW) -> Fact:
    day = date.fromisoformat(end)
    return next(f for f in found.facts if f.concept == concept and f.period and f.period.end == day)


def corrected(concept: str, printed: str, end: str = NOW) -> Fact:
    """The fact as if the user had pointed at another figure of its page."""
    old = fact(FOUND, concept, end)
    page = PAPER.pages[old.evidence.span.page - 1]
    start = page.text.index(f"\t{printed}") + 1
    return replace(
        old,
        value=Decimal(printed.replace(",", "")) * MILLION,
        evidence=Evidence.at(page, start, start + len(printed)),
        state=State.CORRECTED,
        method=Method.USER,
        confidence=1.0,
        reasons=(verbatim("You pointed at it."),),
    )


def measure(found: Analysis, name: str) -> Decimal | None:
    return next((m.value for m in found.measures if m.measure == name and m.period.end.isoformat() == NOW), None)


def text(found: Analysis, start: str) -> str:
    return next((sentence_text(s) for s in found.summary if s.links and sentence_text(s).startswith(start)), "")


def test_nothing_decided_changes_nothing() -> None:
    assert analyse(PAPER, ()) == FOUND


def test_a_corrected_figure_fails_its_checks_and_moves_what_is_computed() -> None:
    said = corrected("revenue", "3,500")  # net sales of the year before: less than that year's revenue
    found = analyse(PAPER, [said])

    failed = [check for check in found.checks if check.result is CheckResult.FAILS]
    assert [say(check.name) for check in failed] == ["gross profit = revenue - cost of revenue"]
    assert (
        say(failed[0].sentence)
        == "Gross profit does not close: gross profit 1,600 ≠ revenue 3,500 - cost of revenue 2,400."
    )
    assert failed[0].difference == Decimal(500 * MILLION)
    assert (measure(FOUND, "gross_margin"), measure(found, "gross_margin")) == (Decimal("0.4"), Decimal("0.457143"))
    assert text(FOUND, "Revenue") == "Revenue was $4.00 billion in fiscal 2022, up 11.1 % on 2021."
    assert text(found, "Revenue") == "Revenue was $3.50 billion in fiscal 2022, down 2.8 % on 2021."
    margin = next(m for m in found.measures if m.measure == "gross_margin" and m.period.end.isoformat() == NOW)
    assert margin.state is State.REVIEW  # its weakest operand contradicts the other


def test_the_states_and_reasons_of_other_figures_follow_and_the_users_word_stays() -> None:
    found = analyse(PAPER, [corrected("revenue", "3,500")])
    gross, revenue = fact(found, "gross_profit"), fact(found, "revenue")
    assert (fact(FOUND, "gross_profit").state, gross.state, gross.confidence) == (State.CHECKED, State.REVIEW, 0.5)
    assert any("does not close" in say(reason) for reason in gross.reasons)
    assert not any("Gross profit closes" in say(reason) for reason in gross.reasons)
    assert (revenue.state, revenue.method, revenue.confidence) == (State.CORRECTED, Method.USER, 1.0)
    assert say(revenue.reasons[0]) == "You pointed at it."
    assert "does not close" in say(revenue.reasons[1])
    assert [f for f in found.facts if f.period and f.period.end.isoformat() != NOW and f.concept != "revenue"] == [
        f for f in FOUND.facts if f.period and f.period.end.isoformat() != NOW and f.concept != "revenue"
    ]


def test_links_and_citations_lead_to_the_corrected_place() -> None:
    said = corrected("revenue", "3,500")
    found = analyse(PAPER, [said])
    sentence = next(s for s in found.summary if sentence_text(s).startswith("Revenue"))
    first = sentence.links[0]
    assert found.facts[first.facts[0]].value == Decimal(3_500 * MILLION)
    assert said.evidence in sentence.citations
    assert fact(FOUND, "revenue").evidence not in sentence.citations


def test_a_rejected_figure_is_in_no_check_measure_or_sentence() -> None:
    rejected = replace(fact(FOUND, "revenue"), state=State.REJECTED)
    found = analyse(PAPER, [rejected])
    at = next(i for i, f in enumerate(found.facts) if f.state is State.REJECTED)
    assert found.facts[at].concept == "revenue"
    assert [f.concept for f in found.facts] == [f.concept for f in FOUND.facts]
    assert not any(at in check.facts for check in found.checks)
    assert not any(at in one.operands for one in found.measures)
    assert not any(at in link.facts for sentence in found.summary for link in sentence.links)
    assert measure(found, "gross_margin") is None
    assert measure(found, "net_debt") == measure(FOUND, "net_debt")
    assert text(found, "Revenue") == ""
    assert "Net income" in " ".join(sentence_text(s) for s in found.summary)
    assert not any("revenue 4,000" in say(reason) for f in found.facts for reason in f.reasons)


def test_a_rejected_figure_of_the_year_before_takes_the_comparison_with_it() -> None:
    found = analyse(PAPER, [replace(fact(FOUND, "revenue", "2021-12-31"), state=State.REJECTED)])
    assert text(found, "Revenue") == "Revenue was $4.00 billion in fiscal 2022."
    assert measure(found, "revenue_growth") is None
    assert measure(found, "gross_margin") == Decimal("0.4")


def test_an_accepted_figure_keeps_all_else_that_is_known_of_it() -> None:
    said = replace(fact(FOUND, "revenue"), state=State.ACCEPTED, reasons=())
    found = analyse(PAPER, [said])
    assert fact(found, "revenue") == replace(fact(FOUND, "revenue"), state=State.ACCEPTED)
    assert found.checks == FOUND.checks
    assert found.summary == FOUND.summary


def test_what_was_accepted_and_is_not_found_any_more_takes_part() -> None:
    without_cost = replace(fact(FOUND, "goodwill"), concept="short_term_debt", state=State.ACCEPTED)
    found = analyse(PAPER, [without_cost])
    assert found.facts[-1] == without_cost
    net_debt = measure(found, "net_debt")
    before = measure(FOUND, "net_debt")
    assert net_debt is not None
    assert before is not None
    assert net_debt - before == without_cost.value


@pytest.mark.parametrize("end", [NOW, "2021-12-31"])
def test_a_figure_pointed_at_in_another_column_does_not_foot_there(end: str) -> None:
    other = "550" if end == NOW else "700"
    found = analyse(PAPER, [corrected("operating_income", other, end)])
    mine = found.facts.index(fact(found, "operating_income", end))
    assert not any(mine in check.facts for check in found.checks)


def test_the_document_as_a_whole_can_be_decided_on_too() -> None:
    name = next(f for f in FOUND.facts if f.concept == "company_name")
    found = analyse(PAPER, [replace(name, state=State.REJECTED)])
    assert [f.state for f in found.facts if f.concept == "company_name"] == [State.REJECTED]
    assert found.checks == FOUND.checks


def test_the_same_decisions_in_any_order_give_the_same() -> None:
    said = [corrected("revenue", "3,500"), replace(fact(FOUND, "net_income"), state=State.REJECTED)]
    assert analyse(PAPER, said) == analyse(PAPER, said[::-1])
