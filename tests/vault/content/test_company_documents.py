"""Documents of one company know each other: what is handed out of the others, and who is computed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from muniment.document.facts.fact import Analysis
from muniment.document.pages.table import Period
from muniment.vault.database.records import Decision, JobTask
from muniment.vault.store import Vault
from vault.made import analysis, done, extract, pages

READ = pages()
NEWEST = date(2024, 12, 31)


def of(company: str = "Notes", end: date = NEWEST) -> Analysis:
    """An analysis of a company whose newest figures are of a day."""
    whole = analysis(READ)
    facts = tuple(
        replace(one, value=company) if one.period is None else replace(one, period=replace(one.period, end=end))
        for one in whole.facts
    )
    return replace(whole, facts=facts, checks=(), measures=(), summary=())


def put(vault: Vault, name: str, found: Analysis) -> int:
    vault.arrive(f"{name}.pdf", "application/pdf", name.encode())
    return extract(vault, READ, found)


def followed(vault: Vault) -> set[int]:
    """Whom the derivations that wait are of; they are done then."""
    found = set()
    while (job := vault.next_job([JobTask.EXTRACT, JobTask.DERIVE])) is not None:
        assert job.task == JobTask.DERIVE
        done(vault, job.id)
        found.add(job.document_id)
    return found


def test_a_document_alone_waits_for_nothing(memory: Vault) -> None:
    document_id = put(memory, "one", of())
    assert not memory.follows(document_id)
    assert memory.filings(document_id) == []


def test_a_second_document_has_both_computed_anew(memory: Vault) -> None:
    one, two = put(memory, "one", of("Acme, Inc.")), put(memory, "two", of("ACME INC", date(2023, 12, 31)))
    assert memory.follows(one)
    assert followed(memory) == {one, two}
    (filing,) = memory.filings(one)
    assert (filing.name, filing.kind) == ("two.pdf", "10-K")
    assert [fact.concept for fact in filing.facts] == ["total_assets", "total_liabilities", "revenue"]
    assert all(fact.scale_evidence is None and fact.evidence.quote for fact in filing.facts)


def test_other_companies_and_distant_years_are_no_neighbours(memory: Vault) -> None:
    one = put(memory, "one", of("Acme"))
    put(memory, "two", of("Acme Finance"))
    put(memory, "old", of("Acme", date(2019, 12, 31)))
    assert memory.filings(one) == []
    assert followed(memory) == set()


def test_a_decision_and_a_removal_concern_the_neighbours(memory: Vault) -> None:
    one, two = put(memory, "one", of()), put(memory, "two", of(end=date(2023, 12, 31)))
    followed(memory)
    assets = next(stored for stored in memory.facts(two) if stored.fact.concept == "total_assets")
    memory.decide(assets.id, Decision.REJECT)
    assert "total_assets" not in {fact.concept for fact in memory.filings(one)[0].facts}
    assert followed(memory) == {one, two}
    memory.undo(two)
    assert followed(memory) == {one, two}
    memory.remove(two)
    assert followed(memory) == {one}
    assert memory.filings(one) == []


def test_what_follows_from_others_waits_for_the_documents_that_came_with_them(memory: Vault) -> None:
    one = put(memory, "one", of())
    memory.arrive("two.pdf", "application/pdf", b"two")
    memory.arrive("three.pdf", "application/pdf", b"three")
    extract(memory, READ, of(end=date(2023, 12, 31)))
    following = memory.next_job([JobTask.EXTRACT, JobTask.DERIVE])
    assert following is not None
    assert (following.task, memory.document(following.document_id).name) == (JobTask.EXTRACT, "three.pdf")
    assert memory.follows(one)


def test_figures_of_a_second_registrant_are_not_handed_out(memory: Vault) -> None:
    one = put(memory, "one", of())
    found = of(end=date(2023, 12, 31))
    put(memory, "two", replace(found, facts=(replace(found.facts[0], entity="Subsidiary"), *found.facts[1:])))
    assert {fact.concept for fact in memory.filings(one)[0].facts} == {"total_liabilities", "revenue"}
    assert all(isinstance(fact.value, Decimal) for fact in memory.filings(one)[0].facts)
    assert Period(start=None, end=NEWEST, months=0) not in {fact.period for fact in memory.filings(one)[0].facts}
