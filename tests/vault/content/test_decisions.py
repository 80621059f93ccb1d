from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from muniment.document.facts.fact import Analysis, Fact, Method, State
from muniment.document.pages.page import Page
from muniment.errors import UserError
from muniment.vault.database.records import Decision
from muniment.vault.store import Vault
from vault.made import BALANCE, NOTES, YEAR, add, analysis, at, done, extract, fact, page, pages

READ = pages()
FOUND = analysis(READ).facts
CORRECTION = replace(FOUND[0], value=Decimal(11000000), evidence=at(READ[0], "11,000"))


@pytest.fixture
def document_id(memory: Vault) -> int:
    return add(memory)


def shown(vault: Vault, document_id: int) -> list[tuple[str, str, int]]:
    return [(str(one.fact.value), one.fact.state.value, one.decisions) for one in vault.facts(document_id)]


def again(vault: Vault, document_id: int, read: tuple[Page, ...], *facts: Fact) -> None:
    """Extract the document anew, with other pages or facts."""
    while job := vault.next_job():
        done(vault, job.id)
    vault.retry(document_id)
    extract(vault, read, Analysis(kind="10-K", kind_confidence=0.5, facts=facts))


def test_accepting_and_rejecting_change_the_state_alone(memory: Vault, document_id: int) -> None:
    ids = [one.id for one in memory.facts(document_id)]
    memory.decide(ids[0], Decision.ACCEPT)
    memory.decide(ids[1], Decision.REJECT)
    facts = memory.facts(document_id)
    assert [one.id for one in facts] == ids
    assert facts[0].fact == replace(FOUND[0], state=State.ACCEPTED)
    assert facts[1].fact == replace(FOUND[1], state=State.REJECTED)
    assert facts[2].fact == FOUND[2]
    assert [one.decisions for one in facts] == [1, 1, 0, 0]


def test_a_correction_points_at_another_figure(memory: Vault, document_id: int) -> None:
    fact_id = memory.facts(document_id)[0].id
    memory.decide(fact_id, Decision.CORRECT, fact=CORRECTION)
    now = memory.facts(document_id)[0].fact
    assert now == replace(CORRECTION, state=State.CORRECTED, method=Method.USER, confidence=1.0)
    row = memory._db.row("SELECT value, state, start FROM facts WHERE id = ?", (fact_id,))
    assert row == {"value": "11000000", "state": "corrected", "start": CORRECTION.evidence.span.start}


@pytest.mark.parametrize(
    "false",
    [
        replace(CORRECTION, value=Decimal(1)),
        replace(CORRECTION, evidence=replace(CORRECTION.evidence, quote="11,001")),
        replace(CORRECTION, evidence=replace(CORRECTION.evidence, span=replace(CORRECTION.evidence.span, page=3))),
    ],
)
def test_even_a_user_cannot_correct_to_what_is_not_printed(memory: Vault, document_id: int, false: Fact) -> None:
    with pytest.raises(UserError) as caught:
        memory.decide(memory.facts(document_id)[0].id, Decision.CORRECT, fact=false)
    assert caught.value.code == "not-printed"
    assert memory.history(document_id) == []
    assert memory.facts(document_id)[0].fact == FOUND[0]


def test_a_correction_needs_a_fact_and_nothing_else_does(memory: Vault, document_id: int) -> None:
    fact_id = memory.facts(document_id)[0].id
    with pytest.raises(ValueError, match="needs a fact"):
        memory.decide(fact_id, Decision.CORRECT)
    with pytest.raises(ValueError, match="needs a fact"):
        memory.decide(fact_id, Decision.ACCEPT, fact=CORRECTION)
    with pytest.raises(UserError):
        memory.decide(999, Decision.ACCEPT)


def test_history_keeps_time_old_and_new(memory: Vault, document_id: int) -> None:
    fact_id = memory.facts(document_id)[0].id
    before = datetime.now(UTC)
    memory.decide(fact_id, Decision.CORRECT, fact=CORRECTION)
    memory.decide(fact_id, Decision.ACCEPT)
    memory.undo(document_id)
    first, second = memory.history(document_id)
    assert (first.action, second.action) == (Decision.CORRECT, Decision.ACCEPT)
    assert (first.undone, second.undone) == (False, True)
    assert (first.old, first.new.value) == (FOUND[0], CORRECTION.value)
    assert second.old == first.new
    assert first.fact_id == second.fact_id == fact_id
    moments = [datetime.fromisoformat(one.at) for one in (first, second)]
    assert before <= moments[0] <= moments[1] <= datetime.now(UTC)
    assert moments[0].utcoffset() == timedelta(0)


def test_undo_goes_back_step_by_step(memory: Vault, document_id: int) -> None:
    ids = [one.id for one in memory.facts(document_id)]
    start = shown(memory, document_id)
    memory.decide(ids[0], Decision.CORRECT, fact=CORRECTION)
    one = shown(memory, document_id)
    memory.decide(ids[1], Decision.REJECT)
    two = shown(memory, document_id)
    memory.decide(ids[0], Decision.REJECT)
    assert memory.undo(document_id) == ids[0]
    assert shown(memory, document_id) == two
    assert memory.undo(document_id) == ids[1]
    assert shown(memory, document_id) == one
    memory.decide(ids[0], Decision.ACCEPT)
    assert memory.undo(document_id) == ids[0]
    assert memory.undo(document_id) == ids[0]
    assert shown(memory, document_id) == start
    assert memory.undo(document_id) is None
    assert [one.fact for one in memory.facts(document_id)] == list(FOUND)


def test_undo_leaves_other_documents_alone(memory: Vault, document_id: int) -> None:
    other = add(memory, b"other")
    memory.decide(memory.facts(other)[0].id, Decision.ACCEPT)
    assert memory.undo(document_id) is None
    assert memory.facts(other)[0].fact.state is State.ACCEPTED


def test_decisions_outlive_a_new_extraction(memory: Vault, document_id: int) -> None:
    ids = [one.id for one in memory.facts(document_id)]
    memory.decide(ids[0], Decision.CORRECT, fact=CORRECTION)
    memory.decide(ids[1], Decision.REJECT)
    memory.decide(ids[2], Decision.ACCEPT)
    again(memory, document_id, READ, *reversed(FOUND))
    facts = memory.facts(document_id)
    assert [one.id for one in facts] == ids[::-1]
    assert shown(memory, document_id) == [
        ("Notes", "located", 0),
        ("9876000", "accepted", 1),
        ("-7345000", "rejected", 1),
        ("11000000", "corrected", 1),
    ]
    for _ in range(3):
        memory.undo(document_id)
    assert [one.fact for one in memory.facts(document_id)] == list(reversed(FOUND))


def test_a_correction_moves_with_its_words(memory: Vault, document_id: int) -> None:
    fact_id = memory.facts(document_id)[0].id
    memory.decide(fact_id, Decision.CORRECT, fact=CORRECTION)
    moved = page(1, "A new first line\n" + BALANCE)
    found = fact(moved, "12,345", Decimal(12345000))
    again(memory, document_id, (moved, READ[1]), found)
    (now,) = memory.facts(document_id)
    assert now.id == fact_id
    assert now.fact.value == CORRECTION.value
    assert now.fact.evidence == at(moved, "11,000")
    assert now.fact.scale_evidence == at(moved, "(in thousands)")
    memory.undo(document_id)
    assert memory.facts(document_id)[0].fact == found


@pytest.mark.parametrize("text", ["Total assets\t12,345\n11,000 and 11,000", "Total assets\t12,345\t111,000\t11,000.5"])
def test_a_correction_whose_place_is_not_sure_gives_way_to_what_is_found(
    memory: Vault, document_id: int, text: str
) -> None:
    memory.decide(memory.facts(document_id)[0].id, Decision.CORRECT, fact=CORRECTION)
    read = page(1, text)
    found = fact(read, "12,345", Decimal(12345000))
    again(memory, document_id, (read,), found)
    assert [one.fact for one in memory.facts(document_id)] == [found]
    assert [one.decisions for one in memory.facts(document_id)] == [0]
    assert memory.history(document_id)[0].new.value == CORRECTION.value
    assert memory.undo(document_id) is None


def test_an_accepted_value_stands_against_a_new_one_and_a_rejected_one_does_not_reject_it(
    memory: Vault, document_id: int
) -> None:
    accepted, rejected = memory.facts(document_id)[:2]
    memory.decide(accepted.id, Decision.ACCEPT)
    memory.decide(rejected.id, Decision.REJECT)
    other = fact(READ[0], "11,000", Decimal(11000000))
    another = fact(READ[0], "11,000", Decimal(11000000), "total_liabilities")
    again(memory, document_id, READ, other, another)
    assert shown(memory, document_id) == [("12345000", "accepted", 1), ("11000000", "located", 0)]
    memory.undo(document_id)
    assert shown(memory, document_id)[0] == ("11000000", "located", 0)


def test_what_a_user_accepted_stays_when_it_is_not_found_again(memory: Vault, document_id: int) -> None:
    kept, rejected, gone, _ = memory.facts(document_id)
    memory.decide(kept.id, Decision.ACCEPT)
    memory.decide(rejected.id, Decision.REJECT)
    again(memory, document_id, READ, FOUND[3])
    assert [one.id for one in memory.facts(document_id)] == [memory.facts(document_id)[0].id, kept.id]
    assert shown(memory, document_id) == [("Notes", "located", 0), ("12345000", "accepted", 1)]
    assert len(memory.history(document_id)) == 2
    assert gone.id not in [one.id for one in memory.facts(document_id)]
    assert memory.undo(document_id) == kept.id
    assert memory.undo(document_id) is None


def test_facts_of_one_concept_are_told_by_period_and_entity(memory: Vault) -> None:
    read = (page(1, BALANCE), page(2, NOTES))
    same = [
        fact(read[1], "9,876", Decimal(9876000), "revenue", period=YEAR),
        fact(read[1], "9,876", Decimal(9876000), "revenue", period=YEAR, entity="Finance Sub"),
        fact(read[1], "9,876", Decimal(9876000), "revenue"),
    ]
    memory.arrive("x", "application/pdf", b"x")
    document_id = extract(memory, read, Analysis(kind="10-K", kind_confidence=0.5, facts=tuple(same)))
    memory.decide(memory.facts(document_id)[1].id, Decision.REJECT)
    again(memory, document_id, read, same[2], same[0], same[1])
    assert [one.fact.state.value for one in memory.facts(document_id)] == ["located", "located", "rejected"]


def test_decisions_are_lessons_in_the_order_in_which_they_were_said(memory: Vault, document_id: int) -> None:
    other = document_id + 1
    named = [replace(one, label=f"Row {i}") for i, one in enumerate(FOUND)]
    again(memory, document_id, READ, *named)
    ids = [one.id for one in memory.facts(document_id)]
    memory.decide(ids[0], Decision.CORRECT, fact=replace(CORRECTION, label="Another row"))
    memory.decide(ids[1], Decision.REJECT)
    memory.decide(ids[2], Decision.ACCEPT)
    said = [(lesson.concept, lesson.label, lesson.right) for lesson in memory.lessons(other)]
    first, second, third = named[:3]
    assert said == [
        (first.concept, first.label, False),
        (first.concept, "Another row", True),
        (second.concept, second.label, False),
        (third.concept, third.label, True),
    ]
    assert memory.lessons(document_id) == []
    memory.undo(document_id)
    assert [lesson.concept for lesson in memory.lessons(other)] == [first.concept, first.concept, second.concept]


def test_a_correction_in_the_same_row_speaks_for_the_row(memory: Vault, document_id: int) -> None:
    other = document_id + 1
    again(memory, document_id, READ, replace(FOUND[0], label="The row"))
    memory.decide(memory.facts(document_id)[0].id, Decision.CORRECT, fact=replace(CORRECTION, label="The row"))
    assert [(lesson.label, lesson.right) for lesson in memory.lessons(other)] == [("The row", True)]
