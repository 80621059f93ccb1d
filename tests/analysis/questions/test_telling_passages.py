"""Sentences that speak of a question."""

from __future__ import annotations

from muniment.analysis.questions.search_terms import stem, terms
from muniment.analysis.questions.telling_passages import Finder, PassagePage
from muniment.document.pages.page import PackedWords, Page, Source, Unit

PROSE = (
    "Our business\n"
    "The demand for harbour cranes is cyclical and follows the investment of ports over many years.\n"
    "We are party to several lawsuits about a crane that fell in 2019, and a court has set a date for trial."
)
TABLE = "Store count\t2022\t2021\nStores at end of year\t969\t982"


def text(words: str, number: int = 1) -> PassagePage:
    return PassagePage("a" * 64, Page(number, 1.0, 1.0, Unit.POINT, Source.TEXT, words, PackedWords()))


def found(question: str, *texts: PassagePage) -> list[str]:
    given = Finder(question, [("harbor", "mills")]).sentences(texts)
    return [passage.evidence.quote for passage in given if passage is not None]


def test_the_sentence_that_speaks_of_it_is_quoted_word_for_word() -> None:
    page = text(PROSE)
    (quote,) = found("Is Harbor Mills's business subject to cyclicality?", page)
    assert quote.startswith("The demand for harbour cranes is cyclical")
    assert quote in page.page.text
    (quote,) = found("Has Harbor Mills reported any ongoing legal battles?", page)
    assert "lawsuits" in quote


def test_a_row_of_a_table_may_be_the_answer() -> None:
    assert found("How many stores does Harbor Mills have?", text(TABLE)) == ["Stores at end of year\t969\t982"]


def test_pages_that_share_too_little_are_not_quoted() -> None:
    assert found("What is the price of bananas and melons?", text(PROSE), text(TABLE, 2)) == []


def test_one_page_gives_one_sentence_and_there_are_five_at_most() -> None:
    assert len(found("cyclical demand for cranes", *(text(PROSE, n) for n in range(1, 10)))) == 5


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("cyclicality") == stem("cyclical")
    assert stem("acquisitions") == stem("acquisition")


def test_terms_are_the_words_of_the_question_and_of_the_statement_that_has_it() -> None:
    asked = terms("What was the total debt of Harbor Mills in 2022?", [("harbor", "mills")])
    assert "2022" in asked
    assert "consolidated balance sheets" in asked
    assert not any("harbor" in term for term in asked)
