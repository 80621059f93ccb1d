"""The times of questions, in every usual spelling."""

from __future__ import annotations

import pytest

from muniment.analysis.asking.question_text import read


@pytest.mark.parametrize(
    ("words", "year", "quarter", "months"),
    [
        ("FY2022", 2022, 4, 12), ("FY22", 2022, 4, 12), ("fiscal year 2022", 2022, 4, 12), ("FY2021/22", 2022, 4, 12),
        ("2021-22", 2022, 4, 12), ("FY21/22", 2022, 4, 12), ("CY2022", 2022, 4, 12), ("financial year 2022", 2022, 4, 12),
        ("the twelve months ended 30 June 2022", 2022, 2, 12), ("the year ended 30.06.2022", 2022, 2, 12),
        ("the 52 weeks ended June 25, 2022", 2022, 2, 12), ("the year to June 2022", 2022, 2, 12),
        ("Q3 2022", 2022, 3, 3), ("3Q22", 2022, 3, 3), ("Q3'22", 2022, 3, 3), ("the third quarter of fiscal 2022", 2022, 3, 3),
        ("1H22", 2022, 2, 6), ("H1 FY22", 2022, 2, 6), ("the first six months of 2022", 2022, 2, 6), ("9M 2022", 2022, 3, 9),
        ("the half-year ended 31 December 2022", 2022, 4, 6), ("2022-12-31", 2022, 4, 0), ("Dec. 31, 2022", 2022, 4, 0),
        ("12/31/2022", 2022, 4, 0), ("the end of September 2022", 2022, 3, 0),
    ],
)  # fmt: skip
def test_a_time_is_read(words: str, year: int, quarter: int, months: int) -> None:
    (time,) = read(f"What was the revenue of Harbor Mills for {words}?").times
    assert (time.year, time.quarter, time.months) == (year, quarter, months)


def test_a_day_that_may_be_two_is_none() -> None:
    times = read("What was the cash of Harbor Mills at 06/05/2022?").times
    assert all(time.day is None for time in times)


@pytest.mark.parametrize(
    "question",
    [
        "What was the revenue of Harbor Mfg. Co. Ltd. in 2022? Answer in USD.",
        "What was the revenue of St. Harbor Mills in 2022?",
        "What was Harbor Mills Inc. Holdings revenue in 2022?",
    ],
)
def test_an_abbreviation_ends_no_sentence(question: str) -> None:
    assert {"harbor", "revenue", "2022"} <= set(read(question).plain.split())


@pytest.mark.parametrize(
    ("words", "currency", "scale"),
    [
        ("in USD millions", "USD", 10**6), ("(in € million)", "EUR", 10**6), ("in billions of yen", "JPY", 10**9),
        ("in Canadian dollars", "CAD", 0), ("in HK$", "HKD", 0), ("in $ thousands", "$", 10**3), ("in Swiss francs", "CHF", 0),
        ("in crore rupees", "INR", 10**7), ("in millions", "", 10**6), ("", "", 0),
    ],
)  # fmt: skip
def test_the_unit_that_is_asked_for_is_read(words: str, currency: str, scale: int) -> None:
    question = read(f"What was the revenue of Harbor Mills in 2022 {words}?")
    assert (question.unit.currency, question.unit.scale) == (currency, scale)
    assert question.plain == "what was the revenue of harbor mills in 2022"
