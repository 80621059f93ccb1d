"""A column here against the same period in another filing of the company: equal, restated, conflict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from muniment.analysis.checks import cross_document
from muniment.document.facts.fact import Check, CheckResult, Fact, State
from muniment.document.facts.filing import Filing
from muniment.texts.say import say
from support.documents.made_figures import day, figure, year

NOW, BEFORE = year(2022), year(2021)
END = NOW.end
HERE = [
    figure("revenue", "4,000", NOW, column="2022"),
    figure("revenue", "3,600", BEFORE, column="2021"),
    figure("net_income", "380", BEFORE, column="2021"),
    figure("cash", "400", day("2021-12-31"), column="2021"),
]


def filing(*facts: Fact, name: str = "annual-2021.pdf") -> Filing:
    return Filing("a" * 64, name, "10-K", facts)


def last_year(revenue: str = "3,600", **others: str) -> Filing:
    return filing(
        figure("revenue", revenue, BEFORE, column="2021", page=7),
        figure("net_income", others.get("net_income", "380"), BEFORE, column="2021", page=7),
        figure("cash", "400", day("2021-12-31"), column="December 31, 2021", page=6),
    )


def run(*filings: Filing, facts: list[Fact] | None = None, end: date | None = END) -> list[Check]:
    return list(cross_document.run(facts or HERE, filings, end))


def test_equal_columns_close_and_name_the_filing() -> None:
    flows, balances = run(last_year())
    assert say(flows.sentence) == "2 figures equal the 2021 column of annual-2021.pdf."
    assert (flows.result, flows.facts, flows.period) == (CheckResult.CLOSES, (1, 2), BEFORE)
    assert tuple(map(say, flows.parts)) == ("revenue 3,600", "net income 380")
    assert [(one.name, one.concept, one.evidence.span.page) for one in flows.elsewhere] == [
        ("annual-2021.pdf", "revenue", 7),
        ("annual-2021.pdf", "net_income", 7),
    ]
    assert say(balances.sentence) == "Cash equals the 2021 column of annual-2021.pdf."


def test_another_value_in_an_earlier_filing_is_a_restatement() -> None:
    checks = run(last_year("3,550"))
    (restated,) = [check for check in checks if check.result is CheckResult.RESTATED]
    assert say(restated.sentence) == (
        "Restated: revenue 3,600 here, 3,550 in the 2021 column of annual-2021.pdf, page 7."
    )
    assert restated.facts == (1,)
    assert CheckResult.FAILS not in {check.result for check in checks}


def test_opposite_signs_contradict_each_other() -> None:
    earlier, same = last_year(net_income="(380)"), replace(last_year(net_income="(380)"), facts=())
    (conflict,) = [check for check in run(earlier) if check.facts == (2,)]
    assert conflict.result is CheckResult.FAILS
    assert say(conflict.sentence).endswith("page 7, with the opposite sign; look at both.")
    assert not run(same)


def test_the_earlier_filing_is_told_that_it_was_restated_later() -> None:
    old = [figure("revenue", "3,550", BEFORE, column="2021")]
    newer = filing(*HERE, name="annual-2022.pdf")
    (check,) = run(newer, facts=old, end=BEFORE.end)
    assert say(check.sentence).startswith(
        "Restated later: revenue 3,550 here, 3,600 in the 2021 column of annual-2022.pdf"
    )


def test_two_filings_about_the_same_period_conflict() -> None:
    release = filing(figure("revenue", "4,050", NOW, column="2022"), name="release.pdf")
    (check,) = run(release)
    assert check.result is CheckResult.FAILS
    assert "release.pdf, page 4, which reports on the same period" in say(check.sentence)


def test_a_column_headed_as_restated_is_no_conflict() -> None:
    amended = filing(figure("revenue", "4,050", NOW, column="2022 (as restated)"), name="amended.pdf")
    (check,) = run(amended)
    assert check.result is CheckResult.RESTATED


def test_a_rounded_figure_is_equal() -> None:
    fine = filing(figure("revenue", "3,600,214", BEFORE, scale=1_000, column="2021"))
    assert [check.result for check in run(fine)] == [CheckResult.CLOSES]
    off = filing(figure("revenue", "3,602,214", BEFORE, scale=1_000, column="2021"))
    assert [check.result for check in run(off)] == [CheckResult.RESTATED]


def test_a_doubted_figure_contradicts_nothing() -> None:
    doubted = filing(figure("revenue", "36", BEFORE, column="2021", state=State.REVIEW))
    assert run(doubted) == []


def test_other_lengths_currencies_and_companies_are_not_compared() -> None:
    quarter = replace(BEFORE, months=3)
    assert run(filing(figure("revenue", "900", quarter))) == []
    assert run(filing(figure("revenue", "3,500", BEFORE, unit="EUR"))) == []
    theirs = [replace(fact, entity="Other") for fact in HERE]
    assert run(last_year(), facts=theirs) == []
    assert run(last_year(), facts=[replace(fact, state=State.REJECTED) for fact in HERE]) == []
