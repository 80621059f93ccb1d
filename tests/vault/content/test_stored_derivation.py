"""What was computed follows a decision: queued with it in one transaction, saved without touching what is not computed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.document.facts.fact import Analysis, CheckResult, Fact, State
from muniment.errors import Cancelled
from muniment.message import verbatim
from muniment.vault.database import schema
from muniment.vault.database.records import Decision, JobRow, JobTask
from muniment.vault.store import Vault
from muniment.vault.vault_errors import ClaimError
from vault.made import (
    PASSPHRASE,
    add,
    analysis,
    assets_were,
    at,
    candidate,
    extract,
    pages,
    ranked_sentence,
    template_sentence,
)

READ = pages()
FOUND = analysis(READ)
CORRECTION = replace(
    FOUND.facts[0], value=Decimal(11000000), evidence=at(READ[0], "11,000"), reasons=(verbatim("I said so."),)
)


@pytest.fixture
def document_id(memory: Vault) -> int:
    return add(memory)


def fact_ids(vault: Vault, document_id: int) -> list[int]:
    return [stored.id for stored in vault.facts(document_id)]


def taken(vault: Vault) -> JobRow:
    job = vault.next_job()
    assert job is not None
    assert job.task == JobTask.DERIVE
    return job


def derived(vault: Vault, document_id: int) -> Analysis:
    """What a worker might answer: another check, another measure, another template sentence."""
    said = {(fact.concept, fact.period): fact for fact in vault.decided(document_id)}
    facts = tuple(said.get((fact.concept, fact.period), fact) for fact in FOUND.facts)
    check = replace(FOUND.checks[0], result=CheckResult.FAILS, sentence=verbatim("It does not close."))
    measure = replace(FOUND.measures[0], value=Decimal("0.9"))
    citations = (at(READ[0], "11,000"),)
    sentence = replace(template_sentence(READ), said=assets_were("11000"), citations=citations)
    return replace(FOUND, facts=facts, checks=(check,), measures=(measure,), summary=(sentence,))


@pytest.mark.parametrize("decision", [Decision.ACCEPT, Decision.REJECT, Decision.CORRECT])
def test_each_decision_queues_a_derivation_before_all_else(memory: Vault, document_id: int, decision: Decision) -> None:
    memory.arrive("other.pdf", "application/pdf", b"other")
    fact = CORRECTION if decision is Decision.CORRECT else None
    memory.decide(fact_ids(memory, document_id)[0], decision, fact=fact)
    assert taken(memory).document_id == document_id
    following = memory.next_job()
    assert following is not None
    assert following.task == JobTask.EXTRACT


def test_what_rests_on_a_changed_fact_is_known_until_it_is_computed_anew(memory: Vault, document_id: int) -> None:
    first, second, third, _ = fact_ids(memory, document_id)
    memory.decide(first, Decision.CORRECT, fact=CORRECTION)
    memory.decide(second, Decision.ACCEPT)
    memory.decide(third, Decision.REJECT)
    assert [stored.is_changed for stored in memory.facts(document_id)] == [True, False, True, False]
    memory.save_derivation(taken(memory).id, derived(memory, document_id))
    assert [stored.is_changed for stored in memory.facts(document_id)] == [False] * 4
    memory.undo(document_id)
    assert [stored.is_changed for stored in memory.facts(document_id)] == [False, False, True, False]
    assert taken(memory).document_id == document_id


def test_a_derivation_replaces_what_was_computed_and_nothing_else(memory: Vault, document_id: int) -> None:
    enrichment = memory.next_job()
    assert enrichment is not None
    memory.save_enrichment(enrichment.id, summary=(template_sentence(READ), candidate(READ)))
    before, ids = memory.analysis(document_id), fact_ids(memory, document_id)
    memory.decide(ids[0], Decision.CORRECT, fact=CORRECTION)
    claimed = derived(memory, document_id)
    memory.save_derivation(taken(memory).id, claimed)

    after = memory.analysis(document_id)
    assert (after.checks, after.measures) == (claimed.checks, claimed.measures)
    assert after.summary == (*claimed.summary, candidate(READ))
    assert [stored.id for stored in after.facts] == ids
    assert [stored.fact for stored in after.facts] == list(claimed.facts)
    assert [row.action for row in memory.history(document_id)] == [Decision.CORRECT]
    same = {"facts": (), "checks": (), "measures": (), "summary": ()}
    assert replace(after, **same) == replace(before, **same)  # type: ignore[arg-type]
    assert memory.pages(document_id) == list(READ)
    assert memory.next_job() is None


def test_sentences_that_were_found_stay_where_no_model_has_chosen(memory: Vault, document_id: int) -> None:
    memory.decide(fact_ids(memory, document_id)[0], Decision.REJECT)
    claimed = replace(derived(memory, document_id), summary=(), checks=(), measures=())
    memory.save_derivation(taken(memory).id, claimed)
    assert memory.summary(document_id) == [ranked_sentence(READ)]
    memory.undo(document_id)
    memory.save_derivation(taken(memory).id, FOUND)
    assert memory.summary(document_id) == list(FOUND.summary)


def test_undone_and_derived_is_as_before(memory: Vault, document_id: int) -> None:
    before = memory.analysis(document_id)
    memory.decide(fact_ids(memory, document_id)[0], Decision.CORRECT, fact=CORRECTION)
    memory.save_derivation(taken(memory).id, derived(memory, document_id))
    memory.undo(document_id)
    memory.save_derivation(taken(memory).id, FOUND)
    assert memory.analysis(document_id) == before


def test_a_decision_while_one_is_followed_is_not_lost(memory: Vault, document_id: int) -> None:
    ids = fact_ids(memory, document_id)
    memory.decide(ids[0], Decision.CORRECT, fact=CORRECTION)
    job, old = taken(memory), derived(memory, document_id)
    memory.decide(ids[2], Decision.REJECT)
    with pytest.raises(Cancelled):
        memory.save_derivation(job.id, old)
    assert memory.checks(document_id) == list(FOUND.checks)
    memory.save_derivation(taken(memory).id, derived(memory, document_id))
    assert memory.next_job([JobTask.EXTRACT, JobTask.DERIVE]) is None


def test_what_a_check_says_is_no_part_of_a_decision(memory: Vault, document_id: int) -> None:
    fact_id = fact_ids(memory, document_id)[0]
    memory.decide(fact_id, Decision.CORRECT, fact=CORRECTION)
    told = derived(memory, document_id)
    reasons = (verbatim("I said so."), verbatim("It does not close."))
    facts = (replace(told.facts[0], reasons=reasons), *told.facts[1:])
    memory.save_derivation(taken(memory).id, replace(told, facts=facts))
    assert memory.facts(document_id)[0].fact.reasons == reasons
    memory.decide(fact_id, Decision.ACCEPT)
    assert [fact.reasons for fact in memory.decided(document_id)] == [(verbatim("I said so."),)]
    assert memory.history(document_id)[1].new.reasons == (verbatim("I said so."),)
    memory.undo(document_id)
    assert [fact.reasons for fact in memory.decided(document_id)] == [(verbatim("I said so."),)]


def lies(claimed: Analysis) -> list[tuple[Fact, ...]]:
    first, *others = claimed.facts
    return [
        (FOUND.facts[0], *others),  # the correction is ignored
        (replace(first, value=Decimal(12345000), evidence=FOUND.facts[0].evidence), *others),  # or changed
        (replace(first, evidence=replace(first.evidence, quote="11,001")), *others),
        (replace(first, state=State.ACCEPTED), *others),
        tuple(others),
        (first, replace(others[0], state=State.ACCEPTED), *others[1:]),  # nobody said so
        (first, replace(others[0], value=Decimal(1)), *others[1:]),
    ]


@pytest.mark.parametrize("lie", range(7))
def test_a_derivation_cannot_change_what_the_user_said(memory: Vault, document_id: int, lie: int) -> None:
    memory.decide(fact_ids(memory, document_id)[0], Decision.CORRECT, fact=CORRECTION)
    before = memory.analysis(document_id)
    claimed = derived(memory, document_id)
    with pytest.raises(ClaimError):
        memory.save_derivation(
            taken(memory).id, replace(claimed, facts=lies(claimed)[lie], checks=(), measures=(), summary=())
        )
    assert memory.analysis(document_id) == before


def test_the_models_choice_made_meanwhile_keeps_the_new_sentences(memory: Vault, document_id: int) -> None:
    enrichment = memory.next_job()
    assert enrichment is not None
    memory.decide(fact_ids(memory, document_id)[0], Decision.CORRECT, fact=CORRECTION)
    claimed = derived(memory, document_id)
    memory.save_derivation(taken(memory).id, claimed)
    memory.save_enrichment(enrichment.id, summary=(template_sentence(READ), candidate(READ)))  # with the old sentence
    assert memory.summary(document_id) == [*claimed.summary, candidate(READ)]


def test_an_extraction_is_followed_by_the_decisions_that_outlived_it(memory: Vault, document_id: int) -> None:
    memory.decide(fact_ids(memory, document_id)[0], Decision.CORRECT, fact=CORRECTION)
    memory.save_derivation(taken(memory).id, derived(memory, document_id))
    memory.retry(document_id)
    assert extract(memory) == document_id
    assert memory.facts(document_id)[0].is_changed
    assert taken(memory).document_id == document_id
    while memory.undo(document_id) is not None:
        pass
    memory.retry(document_id)
    extract(memory)
    assert memory.next_job([JobTask.EXTRACT, JobTask.DERIVE]) is None


def test_cancelling_a_document_does_not_cancel_what_a_decision_is_owed(memory: Vault, document_id: int) -> None:
    memory.decide(fact_ids(memory, document_id)[0], Decision.REJECT)
    memory.cancel(document_id)
    assert taken(memory).document_id == document_id
    assert memory.next_job() is None


def test_a_correction_is_of_the_same_concept_and_period(memory: Vault, document_id: int) -> None:
    for false in (
        replace(CORRECTION, concept="cash"),
        replace(CORRECTION, period=None),
        replace(CORRECTION, entity="x"),
    ):
        with pytest.raises(ValueError, match="same concept"):
            memory.decide(fact_ids(memory, document_id)[0], Decision.CORRECT, fact=false)


def as_before_derivations(vault: Vault) -> None:
    """Make the vault one of version 1."""
    create = next(statement for statement in schema.STEP_1 if "CREATE TABLE jobs" in statement)
    with vault._db.transaction():
        for statement in (
            "DELETE FROM jobs WHERE task = 'derive'",
            "ALTER TABLE jobs RENAME TO newer",
            create,
            "INSERT INTO jobs SELECT * FROM newer",
            "DROP TABLE newer",
            "CREATE INDEX jobs_by_state ON jobs (state, task)",
            "ALTER TABLE facts DROP COLUMN changed",
            "DROP TABLE audit",
            "DROP INDEX documents_by_parent",
            "ALTER TABLE documents DROP COLUMN parent",
            "ALTER TABLE documents DROP COLUMN ledger",
            "ALTER TABLE documents DROP COLUMN routing",
            "DROP TABLE content_tags",
            "DROP TRIGGER vectors_out",
            "DROP TABLE vectors",
            "PRAGMA user_version = 1",
        ):
            vault._db.run(statement)


def test_decisions_from_before_there_were_derivations_are_followed(vault: Vault, folder: Path) -> None:
    decided, untouched = add(vault), add(vault, b"other")
    vault.decide(fact_ids(vault, decided)[1], Decision.REJECT)
    jobs = vault._db.rows("SELECT * FROM jobs WHERE task <> 'derive' ORDER BY id")
    as_before_derivations(vault)
    vault.close()
    with Vault.open(folder, PASSPHRASE) as now:
        assert now._db.rows("SELECT * FROM jobs WHERE task <> 'derive' ORDER BY id") == jobs
        assert [stored.is_changed for stored in now.facts(decided)] == [False, True, False, False]
        assert not any(stored.is_changed for stored in now.facts(untouched))
        assert taken(now).document_id == decided
        assert taken(now).document_id == untouched  # version 3 derives all anew
        assert now.next_job([JobTask.EXTRACT, JobTask.DERIVE]) is None
        assert now.arrive("new.pdf", "application/pdf", b"new").new
