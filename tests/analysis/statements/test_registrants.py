"""Two companies that report in one document: whose figures are whose."""

import re
from dataclasses import replace

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import CheckResult, Fact
from muniment.document.pages.source_document import Document
from muniment.texts.say import say
from support.documents.paper import Grid, document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME, without

MAIN, OTHER = "HARBOR MILLS, INC.", "HARBOR MILLS LIMITED PARTNERSHIP"
BOTH = COVER.replace("Harbor Mills, Inc.", f"{MAIN}\nHarbor Mills Limited Partnership")
SET = (BALANCE, INCOME, CASH)
NOTES = ["Notes to the financial statements, which go on for a page."]


def of(name: str, *grids: Grid) -> list[list[str | Grid]]:
    return [[replace(grid, title=f"{name}\n{grid.title}")] for grid in grids]


def larger(grid: Grid) -> Grid:
    """The same statement, and everything but the amounts per share ten times as large; sums stay sums."""
    return replace(grid, rows=tuple((row[0], *map(_larger, row[1:])) for row in grid.rows))


def _larger(cell: str) -> str:
    return cell if "." in cell else re.sub(r"[\d,]+", lambda found: f"{10 * int(found[0].replace(',', '')):,}", cell)


def two(second: str = OTHER, grids: tuple[Grid, ...] = SET, cover: str = BOTH) -> Document:
    return document([cover], *of(MAIN, *SET), NOTES, *of(second, *map(larger, grids)))


def without_place(facts: tuple[Fact, ...]) -> list[tuple[object, ...]]:
    return [(f.concept, f.value, f.period, f.evidence, f.state, f.reasons) for f in facts if f.entity is None]


def test_the_second_registrant_has_figures_of_its_own() -> None:
    facts = analyse(two()).facts
    mine = {(f.concept, f.period): f.value for f in facts if f.entity is None}
    theirs = {(f.concept, f.period): f for f in facts if f.entity == "Harbor Mills Limited Partnership"}
    assert len(mine) + len(theirs) == len(facts)
    revenue = next(f for f in theirs.values() if f.concept == "revenue")
    assert revenue.evidence.span.page == 7
    assert revenue.value == 10 * mine["revenue", revenue.period]  # type: ignore[operator]
    assert {name for name, _ in theirs} == {name for name, _ in mine} - {"company_name", "period_end", "currency"}


def test_the_first_registrant_is_what_it_is_alone() -> None:
    alone, both = analyse(document([BOTH], *of(MAIN, *SET), NOTES)), analyse(two())
    assert without_place(both.facts) == without_place(alone.facts)
    assert both.measures[: len(alone.measures)] == alone.measures
    assert both.checks[: len(alone.checks)] == alone.checks
    assert len(both.checks) == 2 * len(alone.checks)


def test_no_measure_mixes_the_two() -> None:
    both = analyse(two())
    theirs = [m for m in both.measures if both.facts[m.operands[0]].entity is not None]
    assert len(theirs) == len(both.measures) / 2
    for measure in both.measures:
        assert len({both.facts[index].entity for index in measure.operands}) == 1


def test_the_first_named_is_the_main_one_though_the_second_prints_more() -> None:
    short = tuple(without(grid, "Gross profit", "Operating income", "Inventories", "Goodwill") for grid in SET)
    paper = document([BOTH], *of(MAIN, *short), NOTES, *of(OTHER, *map(larger, SET)))
    mine = {fact.evidence.span.page for fact in analyse(paper).facts if fact.entity is None and fact.period}
    assert mine == {2, 3, 4}


@pytest.mark.parametrize("titles", [("STATEMENTS OF CONSOLIDATED INCOME", "STATEMENTS OF CONSOLIDATED CASH FLOWS"),
                                    ("CONSOLIDATED INCOME STATEMENTS", "CONSOLIDATED CASH FLOW STATEMENTS")])  # fmt: skip
def test_the_name_above_any_wording_of_a_title_says_whose_it_is(titles: tuple[str, str]) -> None:
    theirs = (BALANCE, replace(INCOME, title=titles[0]), replace(CASH, title=titles[1]))
    facts = analyse(document([BOTH], *of(MAIN, *SET), NOTES, *of(OTHER, *theirs))).facts
    assert {fact.entity for fact in facts if fact.concept == "net_income"} == {None, "Harbor Mills Limited Partnership"}


def test_a_partnership_has_units_for_shares() -> None:
    rows = tuple((row[0].replace("share", "common unit"), *row[1:]) for row in INCOME.rows)
    facts = analyse(two(grids=(BALANCE, replace(INCOME, rows=rows), CASH))).facts
    assert {"eps_basic", "eps_diluted", "net_income"} <= {fact.concept for fact in facts if fact.entity}


def test_each_is_checked_by_itself() -> None:
    analysis = analyse(two())
    assert {check.result for check in analysis.checks} == {CheckResult.CLOSES}
    for check in analysis.checks:
        (entity,) = {analysis.facts[index].entity for index in check.facts}
        assert say(check.sentence).startswith("Harbor Mills Limited Partnership: ") == (entity is not None)


@pytest.mark.parametrize(
    "paper",
    [
        two(cover=COVER.replace("Harbor Mills, Inc.", MAIN)),  # a company that the cover does not name
        two(grids=(BALANCE, INCOME)),  # not a full set
        two(second=f"{MAIN} PARENT", cover=BOTH + f"\n{MAIN} Parent"),  # the same name with a word more
        document([BOTH], *[[grid] for grid in SET], *of(OTHER, *map(larger, SET))),  # nobody says whose the first are
    ],
    ids=["unnamed", "partial", "same", "unowned"],
)
def test_nobody_else_is_a_registrant(paper: Document) -> None:
    assert {fact.entity for fact in analyse(paper).facts} == {None}
