from dataclasses import replace

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.choosing import row_classifier
from muniment.analysis.choosing.learned_choosers import choosers
from muniment.analysis.choosing.reconcile_choosers import TAUGHT
from muniment.analysis.choosing.row_features import RowText
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.document.facts.fact import Analysis, Fact, Method, State
from muniment.document.facts.lesson import Lesson
from muniment.texts.say import say
from support.documents.paper import document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME, renamed

STRANGE = "Stocks of the works"
PAPER = document((COVER,), (renamed(BALANCE, "Inventories", STRANGE),), (INCOME,), (CASH,))


def facts(found: Analysis, concept: str) -> list[Fact]:
    return [fact for fact in found.facts if fact.concept == concept]


def test_a_row_that_neither_knew_is_found_after_one_lesson() -> None:
    assert facts(analyse(PAPER), "inventory") == []
    found = facts(analyse(PAPER, lessons=[Lesson("inventory", STRANGE, right=True)]), "inventory")
    assert [fact.label for fact in found] == [STRANGE, STRANGE]
    assert {fact.method for fact in found} == {Method.BOTH}
    assert all(TAUGHT in fact.reasons for fact in found)


def test_a_rejected_row_is_not_found_again() -> None:
    assert facts(analyse(PAPER), "goodwill")
    assert facts(analyse(PAPER, lessons=[Lesson("goodwill", "Goodwill", right=False)]), "goodwill") == []


def test_the_last_lesson_about_a_name_counts() -> None:
    said = [Lesson("goodwill", "Goodwill", right=False), Lesson("goodwill", "GOODWILL", right=True)]
    assert facts(analyse(PAPER, lessons=said), "goodwill")
    assert facts(analyse(PAPER, lessons=said[::-1]), "goodwill") == []


def test_other_figures_stay_as_they_were() -> None:
    before, after = analyse(PAPER), analyse(PAPER, lessons=[Lesson("inventory", STRANGE, right=True)])
    kept = [replace(fact, reasons=()) for fact in after.facts if fact.concept != "inventory"]
    assert kept == [replace(fact, reasons=()) for fact in before.facts]


def test_a_lesson_speaks_of_rows_with_the_same_words_too() -> None:
    rows = [RowText("cash"), RowText("stocks of the works and stores"), RowText("total current assets")]
    plain, taught = choosers(), choosers([Lesson("inventory", STRANGE, right=True)])
    shares = [
        row_classifier.probabilities(one.classifier, StatementKind.BALANCE, rows)[1].get("inventory", 0.0)
        for one in (plain, taught)
    ]
    assert shares[1] > 3 * max(shares[0], 0.01)


def test_a_lesson_about_shares_does_not_choose_an_amount() -> None:
    found = analyse(PAPER, lessons=[Lesson("eps_diluted", "Goodwill", right=True)])
    assert all(fact.label != "Goodwill" for fact in facts(found, "eps_diluted"))


@pytest.mark.parametrize(
    "lesson", [Lesson("inventory", "—", right=True), Lesson("no_such_concept", "Goodwill", right=True)]
)
def test_what_cannot_be_learnt_changes_nothing(lesson: Lesson) -> None:
    assert analyse(PAPER, lessons=[lesson]) == analyse(PAPER)


def test_learning_leaves_the_shipped_weights_alone() -> None:
    choosers([Lesson("inventory", STRANGE, right=True)])
    assert all(not weights.overlay for weights in row_classifier.shipped().values())


def test_a_checked_figure_needs_its_sum_even_if_taught() -> None:
    found = facts(analyse(PAPER, lessons=[Lesson("inventory", STRANGE, right=True)]), "inventory")
    assert all(fact.state is State.CHECKED and any("foots" in say(reason) for reason in fact.reasons) for fact in found)
