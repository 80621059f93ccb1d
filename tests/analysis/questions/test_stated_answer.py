"""Counts, offices and events, read from sentences that say so."""

from __future__ import annotations

import pytest

from analysis.questions.test_answer_question import HARBOR, OTHER
from analysis.questions.test_telling_passages import text
from muniment.analysis.questions import stated_answer
from muniment.document.facts.answer import Answer, Outcome
from muniment.texts.finding_words.answer_words import CONCLUSIONS
from muniment.texts.say import say


def answered(question: str, *pages: str, is_whole: bool = True) -> Answer | None:
    assert stated_answer.terms_of(question, (HARBOR, OTHER), ()), question
    texts = [text(words, number) for number, words in enumerate(pages, 1)]
    theirs = [type(one)(HARBOR.sha256, one.page) for one in texts]
    return stated_answer.answer(question, (HARBOR,), theirs, is_whole=is_whole)


@pytest.mark.parametrize(
    ("question", "sentence", "count"),
    [
        ("How many employees does Harbor Mills have?", "As of December 31, 2022, we had approximately 1,240 full-time employees.", "1240"),
        ("How many people did Harbor Mills employ at the end of 2021?", "We had a total of 90 people as of December 31, 2021 and 80 people as of December 31, 2020.", "90"),
        ("How many mills does Harbor Mills operate?", "Harbor Mills, Inc. currently operates 14 mills in 6 countries.", "14"),
        ("How many cranes are in Harbor Mills' fleet?", "Our fleet consists of 31 mobile cranes, of which most are new.", "31"),
        ("What is the number of stores of Harbor Mills?", "At December 31, 2022, the Company operated 212 retail stores, comprised of two kinds.", "212"),
    ],
)  # fmt: skip
def test_a_count_is_read(question: str, sentence: str, count: str) -> None:
    found = answered(question, f"Some words come first. {sentence} And others follow.")
    assert found is not None
    assert (found.outcome, str(found.value)) == (Outcome.STATED, count)
    assert found.passages[0].evidence.quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2022 we opened 12 stores.",
        "We operated 46 stores in the state of Florida.",
        "We operated 46 stores in Texas.",
        "We have 9 stores that do not earn their rent.",
        "We added 6 stores for a total of 98 stores providing the service.",
        "At December 31, 2020, we operated 77 stores.",
        "We operate 40 stores. The Company owns 50 stores.",
        "A rival operates 300 stores.",
        "We may operate 300 stores.",
        "Stores at end of year\t969\t982",
    ],
)
def test_a_part_another_time_or_a_doubt_is_no_count(sentence: str) -> None:
    assert answered("How many stores does Harbor Mills operate?", sentence) is None


def test_the_holder_of_an_office_is_named_where_the_pages_agree() -> None:
    signed = "Signed\nAnn B. Reed\nPresident and Chief Executive Officer\n"
    found = answered("Who is the CEO of Harbor Mills?", signed, signed + "Date")
    assert found is not None
    assert found.conclusion is not None
    assert say(found.conclusion) == "Ann B. Reed"
    assert answered("Who is the CEO of Harbor Mills?", signed) is None  # once is not enough
    assert answered("Who is the CFO of Harbor Mills?", signed, signed) is None


def test_names_side_by_side_are_not_mixed_up() -> None:
    signed = "Ann Reed\tBo Lind\nChief Executive Officer\tChief Financial Officer\n"
    for office in ("CEO", "CFO"):
        found = answered(f"Who is the {office} of Harbor Mills?", signed, signed)
        assert found is None


@pytest.mark.parametrize(
    ("question", "sentence", "conclusion"),
    [
        (
            "Did Harbor Mills announce a share buy-back?",
            "In May 2022 the Company announced an on-market share buy-back.",
            "yes",
        ),
        ("Did Harbor Mills announce a share buy-back?", "The mill was quiet.", "no"),
        ("Did Harbor Mills announce a share buy-back?", "The Board may announce a share buy-back.", None),
        ("Did Harbor Mills announce a share buy-back?", "We announced a share buy-back in 2015.", None),
        ("Did Harbor Mills announce a share buy-back?", "Treasury shares are deducted from equity.", None),
        ("Did Harbor Mills change its dividend policy?", "There was no change to the dividend policy in 2022.", "no"),
        ("Did Harbor Mills change its dividend policy?", "In 2022 our Board amended the dividend policy.", "yes"),
        ("Did Harbor Mills change its dividend policy?", "The mill was quiet.", None),
        ("Did Harbor Mills restate its figures?", "The comparative figures were restated by the Company.", "yes"),
        ("Did Harbor Mills restate its figures?", "Our amended and restated bylaws were filed.", None),
        (
            "Did Harbor Mills appoint a new CFO?",
            "In 2022 the Board appointed Bo Lind as Chief Financial Officer.",
            "yes",
        ),
        ("Did Harbor Mills appoint a new CFO?", "The Board appointed him Chief Financial Officer in 2009.", None),
        ("Does the Harbor Mills report mention a merger?", "We entered into a merger agreement.", "yes"),
        ("Does the Harbor Mills report mention water power?", "The wheel runs on water power.", "yes"),
        ("Does the Harbor Mills report mention water power?", "The wheel is new.", "no"),
    ],
)
def test_yes_or_no_follows_from_sentences_that_say_so(question: str, sentence: str, conclusion: str | None) -> None:
    found = answered(question, sentence)
    assert (CONCLUSIONS[found.conclusion.code] if found and found.conclusion else None) == conclusion


def test_silence_is_an_answer_only_where_all_was_searched() -> None:
    question = "Does the Harbor Mills report mention a merger?"
    assert answered(question, is_whole=False) is None
    found = answered(question)
    assert found is not None
    assert found.rule is not None
    assert "No mention found" in say(found.rule)


def test_several_companies_state_nothing() -> None:
    assert stated_answer.terms_of("How many stores are there?", (HARBOR, OTHER), ()) == ()
    assert stated_answer.terms_of("How many stores does Kestrel have?", (HARBOR,), ("Kestrel",)) == ()
