from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.pages.table import Period
from muniment.document.text.date_text import (
    closed_months,
    complete,
    dates_in,
    days_listed,
    durations_in,
    last_days,
    last_of,
    months_of_weeks,
    names_instant,
    on,
    period,
    years_in,
)

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("December 31, 2022", date(2022, 12, 31)),
        ("Dec. 31, 2022", date(2022, 12, 31)),
        ("DECEMBER 31 2022", date(2022, 12, 31)),
        ("31 December 2022", date(2022, 12, 31)),
        ("31st of December, 2022", date(2022, 12, 31)),
        ("June 30,2023", date(2023, 6, 30)),
        ("June 302023", date(2023, 6, 30)),
        ("Sept. 24, 2022", date(2022, 9, 24)),
        ("2022-12-31", date(2022, 12, 31)),
        ("3/25/2023", date(2023, 3, 25)),
        ("03/25/23", date(2023, 3, 25)),
        ("31.12.2022", date(2022, 12, 31)),
        ("31. Dezember 2022", date(2022, 12, 31)),
        ("1er mars 2022", date(2022, 3, 1)),
        ("31 DÉCEMBRE 2022", date(2022, 12, 31)),
        ("31 de diciembre de 2022", date(2022, 12, 31)),
        ("30 de junio del 2022", date(2022, 6, 30)),
        ("31 diciembre 2022", date(2022, 12, 31)),
        ("30. Juni 2022", date(2022, 6, 30)),
        ("31/12/2022", date(2022, 12, 31)),
        ("30/06/22", date(2022, 6, 30)),
        ("31.12.22", date(2022, 12, 31)),
        ("31-Dec-22", date(2022, 12, 31)),
        ("30-Jun-2022", date(2022, 6, 30)),
        ("30 Jun '22", date(2022, 6, 30)),
    ],
)
def test_a_day_in_many_forms(text: str, day: date) -> None:
    assert [mention.date for mention in dates_in(text)] == [day]


@pytest.mark.parametrize("text", ["1,234.50", "12/2022", "Marching 5", "2,022", "Note 12", "1.2.3"])
def test_what_is_no_day(text: str) -> None:
    assert not list(dates_in(text))


def test_a_day_without_its_year_has_no_date() -> None:
    (mention,) = dates_in("Years ended December 31,")
    assert (mention.month, mention.day, mention.year, mention.date) == (12, 31, None, None)


def test_a_list_of_years_is_a_list_of_days() -> None:
    days = days_listed("for the years ended December 31, 2022, 2021 and 2020, and at June 30, 2019")
    assert days == [date(2022, 12, 31), date(2021, 12, 31), date(2020, 12, 31), date(2019, 6, 30)]


def test_years_are_not_amounts() -> None:
    assert [year for year, _, _ in years_in("In fiscal 2022 and FY2021: $2,020 or $2019, 2018.5 and 12022")] == [
        2022,
        2021,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three Months Ended", [(3, None)]),
        ("13 weeks ended", [(3, 13)]),
        ("Thirty-nine Weeks", [(9, 39)]),
        ("Year ended", [(12, None)]),
        ("For the fiscal years ended", [(12, None)]),
        ("Q2 2023", [(3, None)]),
        ("Half-year", [(6, None)]),
        ("three and six months ended", [(3, None), (6, None)]),
        ("13 and 26 weeks ended", [(3, 13), (6, 26)]),
        ("Geschäftsjahr", [(12, None)]),
        ("neun Monate", [(9, None)]),
        ("1. Halbjahr 2023", [(6, None)]),
        ("3. Quartal", [(3, None)]),
        ("exercice clos le", [(12, None)]),
        ("six mois", [(6, None)]),
        ("Ejercicio terminado el", [(12, None)]),
        ("nueve meses", [(9, None)]),
        ("1H24", [(6, None)]),
        ("H1 2024", [(6, None)]),
        ("2Q23", [(3, None)]),
        ("Q2'23", [(3, None)]),
        ("9M 2023", [(9, None)]),
        ("9M23", [(9, None)]),
        ("FY23", [(12, None)]),
        ("1 January 2022 to 31 December 2022", [(12, None)]),
        ("vom 1. Januar bis 30. September 2023", [(9, None)]),
        ("01.01.–30.06.2023", [(6, None)]),
        ("du 1er janvier au 31 décembre 2023", [(12, None)]),
        ("del 1 de enero al 30 de junio de 2023", [(6, None)]),
        ("1. Oktober 2022 – 30. September 2023", [(12, None)]),
        ("December 31, 2022 - June 30, 2022", []),
        ("£12 m 2023", []),
        ("less than 12 months", []),
        ("Year to date", []),
        ("five-year notes", []),
    ],
)
def test_lengths_of_time(text: str, found: list[tuple[int, int | None]]) -> None:
    assert [(duration.months, duration.weeks) for duration in durations_in(text)] == found


@pytest.mark.parametrize(
    ("weeks", "months"), [(12, 3), (13, 3), (14, 3), (24, 6), (26, 6), (36, 9), (39, 9), (40, 9), (52, 12), (53, 12)]
)
def test_weeks_as_months(weeks: int, months: int) -> None:
    assert months_of_weeks(weeks) == months


def test_as_of_names_an_instant() -> None:
    assert names_instant("As of December 31")
    assert names_instant("At June 30, 2023")
    assert not names_instant("Year ended December 31")


@pytest.mark.parametrize(
    ("end", "months", "weeks", "previous", "start"),
    [
        (date(2022, 12, 31), 12, None, None, date(2022, 1, 1)),
        (date(2024, 2, 29), 3, None, None, date(2023, 12, 1)),
        (date(2023, 1, 28), 12, None, date(2022, 1, 29), date(2022, 1, 30)),
        (date(2023, 1, 28), 12, None, None, date(2022, 1, 30)),
        (date(2024, 2, 3), 12, 53, None, date(2023, 1, 29)),
        (date(2023, 3, 25), 3, 12, None, date(2023, 1, 1)),
        (date(2023, 7, 29), 6, None, None, date(2023, 1, 29)),
        (date(2023, 7, 29), 0, None, None, None),
    ],
)
def test_a_period_starts_where_it_should(
    end: date, months: int, weeks: int | None, previous: date | None, start: date | None
) -> None:
    assert period(end, months, weeks=weeks, previous=previous) == Period(start=start, end=end, months=months)


def test_a_bare_year_is_completed_from_the_fiscal_years_of_the_document() -> None:
    ends = {2022: date(2023, 1, 28), 2021: date(2022, 1, 29)}
    assert complete("Fiscal 2022", ends, 12) == Period(start=date(2022, 1, 30), end=date(2023, 1, 28), months=12)
    assert complete("2021", ends, 0) == Period(start=None, end=date(2022, 1, 29), months=0)
    assert complete("June 30, 2023", ends, 6) == Period(start=date(2023, 1, 1), end=date(2023, 6, 30), months=6)


@pytest.mark.parametrize("head", ["", "Level 1", "2019", "2022 vs. 2021", "June 30, 2023 and June 30, 2022"])
def test_what_cannot_be_completed_stays_open(head: str) -> None:
    assert complete(head, {2022: date(2022, 12, 31), 2021: date(2021, 12, 31)}, 12) is None


@given(DAYS)
def test_every_day_comes_back_from_its_words(day: date) -> None:
    for form in ("%B %d, %Y", "%d %b %Y", "%m/%d/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert [mention.date for mention in dates_in(day.strftime(form))] == [day]


@given(DAYS, st.integers(0, 12))
def test_a_period_ends_on_its_day_and_starts_before_it(day: date, months: int) -> None:
    found = period(day, months)
    assert (found.end, found.months) == (day, months)
    assert found.start is None if months == 0 else found.start is not None and found.start <= day


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 31))
def test_only_days_of_the_calendar_are_days(year: int, month: int, day: int) -> None:
    found = on(year, month, day)
    assert found is None or (found.year, found.month) == (year, month)


@given(st.dates())
def test_the_last_day_of_a_month_is_the_calendars(day: date) -> None:
    assert last_of(day.year, day.month) == day.replace(day=monthrange(day.year, day.month)[1])


def test_a_stretch_of_time_has_one_last_day() -> None:
    assert [m.date for m in last_days("vom 1. Januar 2022 bis 31. Dezember 2022")] == [date(2022, 12, 31)]
    assert [m.date for m in last_days("December 31, 2022 and June 30, 2022")] == [date(2022, 12, 31), date(2022, 6, 30)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("FY23", [2023]),
        ("2Q23 1Q23", [2023, 2023]),
        ("1H24", [2024]),
        ("Q2'24", [2024]),
        ("Q3/2023", [2023]),
        ("2022/2023", [2023]),
        ("2022/23", [2023]),
        ("2023/2022", []),
        ("2Q 345", []),
    ],
)
def test_years_in_short(text: str, years: list[int]) -> None:
    assert [year for year, _, _ in years_in(text)] == years


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Q3 2023", 9),
        ("3. Quartal", 9),
        ("third quarter", 9),
        ("2Q23", 6),
        ("1H24", 6),
        ("2. Halbjahr", 12),
        ("2023", None),
    ],
)
def test_how_far_into_its_year_a_period_ends(text: str, months: int | None) -> None:
    assert closed_months(text) == months
