from datetime import date

import pytest

from muniment.analysis.statements.statement_periods import Calendar, complete
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.document.pages.table import Column

HALF = Calendar(end=date(2024, 6, 30))
YEAR = Calendar(end=date(2023, 12, 31), months=12)


def told(
    heads: list[str], calendar: Calendar, kind: StatementKind = StatementKind.INCOME
) -> list[tuple[str, int] | None]:
    columns = [Column(x0=0, x1=0, head=head) for head in heads]
    return [(p.end.isoformat(), p.months) if p else None for p in complete(columns, kind, calendar)]


def test_quarters_are_counted_from_the_one_that_the_document_reports_on() -> None:
    assert told(["Q2 2024", "Q1 2024", "Q2 2023", "FY23"], HALF) == [
        ("2024-06-30", 3),
        ("2024-03-31", 3),
        ("2023-06-30", 3),
        ("2023-12-31", 12),
    ]


def test_halves_and_quarters_in_short() -> None:
    assert told(["2Q24", "2Q23", "1H24", "1H23"], HALF) == [
        ("2024-06-30", 3),
        ("2023-06-30", 3),
        ("2024-06-30", 6),
        ("2023-06-30", 6),
    ]


def test_a_quarter_of_an_annual_report_is_not_its_year() -> None:
    assert told(["Q1 2023", "Q4 2023", "FY 2023"], YEAR) == [
        ("2023-03-31", 3),
        ("2023-12-31", 3),
        ("2023-12-31", 12),
    ]


def test_a_balance_sheet_names_its_quarters_end() -> None:
    assert told(["Q2 2024", "Q4 2023"], HALF, StatementKind.BALANCE) == [("2024-06-30", 0), ("2023-12-31", 0)]


def test_of_quarters_that_end_on_a_weekday_only_the_printed_one_is_known() -> None:
    assert told(["Q2 2024", "Q1 2024", "Q2 2023"], Calendar(end=date(2024, 6, 29))) == [
        ("2024-06-29", 3),
        None,
        None,
    ]


@pytest.mark.parametrize("heads", [["Q2 2024"], ["2024", "2023"]])
def test_without_a_day_in_the_document_nothing_is_told(heads: list[str]) -> None:
    assert told(heads, Calendar()) == [None] * len(heads)


def test_a_bare_year_is_what_the_document_reports_on() -> None:
    assert told(["2023", "2022"], YEAR) == [("2023-12-31", 12), ("2022-12-31", 12)]
