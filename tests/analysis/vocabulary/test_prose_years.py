"""Which year prose speaks of, on pages made here."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.analysis.summary.telling_sentences import candidates
from muniment.analysis.vocabulary.prose_years import Years, own_year
from muniment.document.pages.page import Page
from support.documents.paper import document

END = date(2022, 12, 31)
ABOVE = "Results of 2021 are compared with those of 2020.\n"
MARGIN = "Gross margin increased by 2 percent, primarily due to higher prices."


def pages(*texts: str) -> tuple[Page, ...]:
    return document(*([text] for text in texts)).pages


@pytest.mark.parametrize(
    ("above", "sentence", "year"),
    [
        ("", MARGIN, None),
        ("Year 2021 results:\n", MARGIN, 2021),
        ("Year 2022 results:\n", MARGIN, 2022),
        ("Sales grew in 2022.\nYear 2021 results:\n", MARGIN, 2021),
        ("Sales grew in 2022, compared\nwith 2021, by a tenth.\n", MARGIN, 2022),
        ("Sales grew, compared with 2021.\n", MARGIN, 2022),
        ("Sales grew in 2022.\nNotes fall due in 2031.\n", MARGIN, 2022),
        ("Sales grew in 2022.\nSales\t2021\t2020\n", MARGIN, 2022),
        (ABOVE, "In 2022, gross margin increased by 2 percent.", 2022),
        (ABOVE, "Gross margin increased by 2 percent compared with 2021.", 2022),
        ("Year 2022\n", "Gross margin increased by 2 percent compared with 2021.", 2022),
        ("Year 2022\n", "The loss from operations was $6 million in 2021 compared with $13 million in 2020.", 2021),
        ("", "Compared with 2021 the margin of 2022 increased by 2 percent.", 2022),
    ],
)
def test_the_nearest_words_say_the_year(above: str, sentence: str, year: int | None) -> None:
    (only,) = pages(above + sentence)
    start = only.text.index(sentence[:20])
    assert Years((only,), END).spoken_of(only, start, start + len(sentence)) == year


def test_a_remark_goes_on_over_the_page() -> None:
    first, second = pages(ABOVE + "It goes on", MARGIN)
    assert Years((first, second), END).spoken_of(second, 0, len(MARGIN)) == 2021


@pytest.mark.parametrize(
    ("text", "end", "year"),
    [
        ("Fiscal 2022 was good. In fiscal 2022 we grew. Fiscal 2023 will be better.", date(2023, 1, 28), 2022),
        ("Fiscal 2023 was good. In fiscal 2023 we grew from fiscal 2022.", date(2023, 1, 28), 2023),
        ("In fiscal 2024 we grew; so we did in fiscal 2024's first half, not in fiscal 2023.", date(2023, 7, 29), 2024),
        ("In 2021 we grew.", date(2022, 12, 31), 2022),
    ],
)
def test_the_year_that_the_document_calls_its_own(text: str, end: date, year: int) -> None:
    assert own_year(pages(text), end) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [("as of July 29, 2023 it stood at 7%", 2024), ("as of July 30, 2022 it stood at 7%", 2022)],
)
def test_a_day_of_the_end_is_of_the_own_year(text: str, year: int) -> None:
    (only,) = pages(f"In fiscal 2024 we grew.\n{text}")
    start = only.text.index(text)
    assert Years((only,), date(2023, 7, 29)).spoken_of(only, start, start + len(text)) == year


def test_notes_are_not_quoted_and_a_heading_goes_on_over_the_page() -> None:
    note = "Expense on tax positions decreased to $42 million, primarily due to settlements."
    news = "Sales of services decreased by $120 million, primarily driven by lower prices."
    many = " ".join(["Prices were higher compared with 2021, and 5% of it was offset, primarily due to volumes."] * 3)
    whole = document(
        [f"Intelligent Machines\n{many}"], [f"PART II\nItem 7\n{news}\n{many}"], [f"Note 9 - Taxes\n{note}\n{many}"]
    )
    told = candidates(whole, END)
    assert note not in {s.text for s in told}
    assert {s.heading for s in told if s.text == news} == {"Intelligent Machines"}


def test_last_years_discussion_is_not_this_years_news() -> None:
    old = "Sales of the region increased by $785 million, primarily driven by higher volumes."
    new = "Sales of services decreased by $120 million, primarily driven by lower prices."
    told = [f"Discussion of {year}\n{line}" for year, line in ((2022, new), (2021, old))]
    whole = document(*([text] for text in told))
    assert [s.text for s in candidates(whole, date(2022, 12, 31))] == [new]
    assert {s.text for s in candidates(whole)} == {new, old}
