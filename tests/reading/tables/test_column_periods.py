from collections.abc import Sequence
from datetime import date

import pytest

from muniment.document.pages.table import Period
from muniment.reading.tables.column_periods import Note, date_columns


def notes(*texts: str) -> list[Note]:
    return [Note(text, 100 * i, 100 * i + len(text)) for i, text in enumerate(texts)]


def period_of(head: Sequence[str], around: Sequence[str] = (), title: str = "") -> Period | None:
    return date_columns([notes(*head)], notes(*around), title)[0].period


@pytest.mark.parametrize(
    ("head", "around", "start", "end", "months"),
    [
        (["December 31, 2022"], [], None, date(2022, 12, 31), 0),
        (["Year ended", "Dec. 31, 2022"], [], date(2022, 1, 1), date(2022, 12, 31), 12),
        (["2022"], ["Years ended December 31"], date(2022, 1, 1), date(2022, 12, 31), 12),
        (["2022"], ["At December 31"], None, date(2022, 12, 31), 0),
        (["Three Months Ended", "September 24,", "2022"], [], date(2022, 6, 26), date(2022, 9, 24), 3),
        (["12 Weeks Ended 3/25/2023"], [], date(2023, 1, 1), date(2023, 3, 25), 3),
        (["39 weeks ended", "October 29, 2022"], [], date(2022, 1, 30), date(2022, 10, 29), 9),
        (["36 weeks ended", "September 3, 2022"], [], date(2021, 12, 26), date(2022, 9, 3), 9),
        (["Six Months Ended June 30", "2023"], [], date(2023, 1, 1), date(2023, 6, 30), 6),
        (["31 December 2022"], [], None, date(2022, 12, 31), 0),
        (["31. Dezember 2022"], [], None, date(2022, 12, 31), 0),
        (["31 décembre 2022"], [], None, date(2022, 12, 31), 0),
        (["Geschäftsjahr zum 31.12.2022"], [], date(2022, 1, 1), date(2022, 12, 31), 12),
        (["June 30,2023"], [], None, date(2023, 6, 30), 0),
        (["2024"], ["Year ended February 29,"], date(2023, 3, 1), date(2024, 2, 29), 12),
        (["2023"], ["Year ended February 29,"], date(2022, 3, 1), date(2023, 2, 28), 12),
    ],
)
def test_the_period_of_a_column(head: list[str], around: list[str], start: date | None, end: date, months: int) -> None:
    assert period_of(head, around) == Period(start=start, end=end, months=months)


def test_fiscal_years_take_the_days_that_a_line_lists() -> None:
    heads = [notes("2023"), notes("2022"), notes("2021")]
    around = notes("For the fiscal years ended January 28, 2023, January 29, 2022 and January 30, 2021")
    found = [dated.period for dated in date_columns(heads, around, "")]
    assert found == [
        Period(start=date(2022, 1, 30), end=date(2023, 1, 28), months=12),
        Period(start=date(2021, 1, 31), end=date(2022, 1, 29), months=12),
        Period(start=date(2020, 2, 2), end=date(2021, 1, 30), months=12),
    ]


def test_fiscal_years_named_after_the_year_before_take_them_too() -> None:
    heads = [notes("Fiscal 2022"), notes("Fiscal 2021")]
    found = date_columns(heads, notes("Years ended January 28, 2023 and January 29, 2022"), "")
    assert [dated.period.end for dated in found if dated.period] == [date(2023, 1, 28), date(2022, 1, 29)]


@pytest.mark.parametrize(
    ("head", "around", "title"),
    [
        (["2022"], [], "CONSOLIDATED STATEMENTS OF INCOME"),
        (["Fiscal 2022"], ["Year ended February 2"], ""),
        (["December 31, 2022"], [], "CONSOLIDATED STATEMENTS OF CASH FLOWS"),
        (["Level 1"], [], ""),
        (["2021 and prior"], ["At June 30, 2025"], ""),
        (["2022", "2021"], ["Years ended December 31"], ""),
        (["June 30, 2023"], ["For the three and six months ended"], "STATEMENTS OF OPERATIONS"),
        (["June 30, 2023"], ["For the three and six months ended"], ""),
        (["Total"], ["December 31, 2022 and 2021"], ""),
    ],
)
def test_what_is_not_said_stays_open(head: list[str], around: list[str], title: str) -> None:
    assert period_of(head, around, title) is None


def test_a_balance_sheet_is_of_days_whatever_stands_around_it() -> None:
    found = period_of(["June 30, 2023"], ["Quarter ended June 30, 2023"], "CONDENSED CONSOLIDATED BALANCE SHEETS")
    assert found == Period(start=None, end=date(2023, 6, 30), months=0)


def test_a_period_names_the_pieces_it_was_read_from() -> None:
    dated = date_columns([notes("2022")], [Note("Years ended December 31", 50, 73)], "")[0]
    assert [source.text for source in dated.sources] == ["2022", "Years ended December 31"]


def test_prose_counts_only_where_it_says_ended_or_as_of() -> None:
    prose = "On June 18, 2022 we bought a business that has made a loss in every quarter of every year that we know of."
    assert period_of(["2022"], [prose]) is None
    leads = (
        "The table below gives the parts of the expense of each year for the years ended December 31, 2022 and 2021:"
    )
    assert period_of(["2022"], [leads]) == Period(start=date(2022, 1, 1), end=date(2022, 12, 31), months=12)
