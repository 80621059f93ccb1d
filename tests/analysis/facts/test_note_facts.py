from dataclasses import replace
from datetime import date
from decimal import Decimal

from muniment.analysis.facts import note_facts
from muniment.analysis.statements import primary_statements
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.fact import Fact, State
from muniment.texts.say import say
from support.documents.paper import Grid, document, instant
from support.documents.statements_on_paper import BALANCE, BEFORE, CASH, COVER, INCOME, NOW

CALENDAR = Calendar(date(2022, 12, 31), None, 12)
CREDIT = Grid(
    "Credit facilities",
    (instant(NOW), instant(BEFORE)),
    (
        ("Total committed facilities", "900", "800"),
        ("Undrawn committed facilities", "750", "700"),
        ("Letters of credit outstanding", "40", "—"),
    ),
)


def found(*more: Grid) -> list[Fact]:
    paper = document([COVER], [BALANCE], [INCOME], [CASH], ["Notes"], *([grid] for grid in more))
    return note_facts.facts_of(paper, primary_statements.find(paper, CALENDAR), concepts(), CALENDAR)


def told(facts: list[Fact]) -> list[tuple[str, object, str]]:
    return [(fact.concept, fact.value, fact.evidence.quote if fact.evidence else "") for fact in facts]


def test_a_lenders_figures_are_found_in_the_notes() -> None:
    facts = found(CREDIT)
    assert told(facts) == [
        ("undrawn_commitments", Decimal(750_000_000), "750"),
        ("undrawn_commitments", Decimal(700_000_000), "700"),
        ("letters_of_credit", Decimal(40_000_000), "40"),
    ]
    assert {fact.state for fact in facts} == {State.LOCATED}
    assert all("only row" in say(fact.reasons[0]) for fact in facts)


def test_numbers_are_read_as_their_table_prints_them() -> None:
    grid = replace(CREDIT, rows=(("Undrawn committed facilities", "1.234", "1.100"),))
    paper = document([COVER], [BALANCE], [INCOME], [CASH], ["Notes"], [grid])
    german = replace(paper, tables=(*paper.tables[:-1], replace(paper.tables[-1], decimal=",")))
    facts = note_facts.facts_of(german, primary_statements.find(german, CALENDAR), concepts(), CALENDAR)
    assert [value for _, value, _ in told(facts)] == [Decimal(1_234_000_000), Decimal(1_100_000_000)]


def test_two_rows_that_differ_say_nothing() -> None:
    other = replace(CREDIT, rows=(("Undrawn facilities", "750", "650"),))
    assert [name for name, value, _ in told(found(CREDIT, other)) if name == "undrawn_commitments"] == [
        "undrawn_commitments"  # the year that both give alike
    ]


def test_two_columns_of_one_day_say_nothing() -> None:
    assert found(replace(CREDIT, periods=(instant(NOW), instant(NOW)))) == []


def test_a_day_that_no_statement_has_says_nothing() -> None:
    assert found(replace(CREDIT, periods=(instant("2019-06-30"), instant("2018-06-30")))) == []


def test_pro_forma_tables_say_nothing() -> None:
    assert found(replace(CREDIT, title="Pro forma credit facilities")) == []


def test_without_statements_there_are_no_notes() -> None:
    paper = document([COVER], [CREDIT])
    assert note_facts.facts_of(paper, (), concepts(), CALENDAR) == []
