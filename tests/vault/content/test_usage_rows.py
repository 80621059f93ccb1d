"""What models spent is kept with a document, added up, and gone with it."""

from __future__ import annotations

import json

from muniment.document.usage.model_usage import Spent, Tier
from muniment.vault.database import migrations, schema
from muniment.vault.database.records import JobTask
from muniment.vault.store import Vault
from vault.content.test_results import save
from vault.made import add, analysis, candidate, pages

FAST = Spent("tiny@1", Tier.FAST, evaluated=900, reused=300, written=4, milliseconds=1_250, asked=3, answered=2)
STRONG = Spent("large@1", Tier.STRONG, evaluated=70, milliseconds=900, asked=1, answered=1)


def enriched(vault: Vault, *spent: Spent) -> int:
    document_id = add(vault)
    job = vault.next_job()
    assert job is not None
    vault.save_enrichment(job.id, summary=(candidate(pages()),), spent=spent, again=True)
    return document_id


def test_what_was_spent_adds_up_by_model_and_tier(memory: Vault) -> None:
    document_id = enriched(memory, FAST, STRONG)
    assert memory.spent(document_id) == (FAST, STRONG)
    job = memory.next_job()
    assert job is not None
    assert job.task == JobTask.DERIVE
    memory.save_derivation(job.id, analysis(pages()), spent=(FAST,))
    twice = Spent("tiny@1", Tier.FAST, 1_800, 600, 8, 2_500, 6, 4)
    assert memory.spent(document_id) == (twice, STRONG)


def test_a_document_that_is_read_anew_keeps_what_was_spent_but_no_decision(memory: Vault) -> None:
    document_id = enriched(memory, FAST)
    memory.retry(document_id)
    job = memory.next_job()
    assert job is not None
    save(memory, job, analysis(pages()), pages())
    assert memory.spent(document_id) == (Spent("tiny@1", Tier.FAST, 900, 300, 4, 1_250, 0, 0),)


def test_what_questions_cost_belongs_to_no_document(memory: Vault) -> None:
    document_id = enriched(memory, FAST)
    memory.note_questions([STRONG])
    memory.note_questions([STRONG])
    memory.note_questions([])
    memory.remove(document_id)
    assert memory.documents() == []
    assert memory.spent_on_questions() == (Spent("large@1", Tier.STRONG, 140, milliseconds=1_800, asked=2, answered=2),)


def test_a_vault_from_before_the_ledger_has_spent_nothing(memory: Vault) -> None:
    document_id = add(memory)
    with memory._db.transaction():
        memory._db.run("DROP INDEX documents_by_parent")
        for column in ("parent", "ledger", "routing"):
            memory._db.run(f"ALTER TABLE documents DROP COLUMN {column}")
        memory._db.run("DROP TRIGGER vectors_out")
        memory._db.run("DROP TABLE vectors")
        memory._db.run("DROP TABLE content_tags")
        memory._db.run("PRAGMA user_version = 4")
    migrations.migrate(memory._db)
    assert schema.VERSION >= 5
    assert memory.spent(document_id) == ()


def test_nothing_but_counts_is_kept(memory: Vault) -> None:
    document_id = enriched(memory, FAST)
    row = memory._db.row("SELECT ledger FROM documents WHERE id = ?", (document_id,))
    assert row is not None
    assert json.loads(row["ledger"]) == [["tiny@1", "fast", 900, 300, 4, 1_250, 3, 2]]
