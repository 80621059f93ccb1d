"""What is shown of joined and rephrased sentences, of tags, and of where questions went."""

from __future__ import annotations

import json

import pytest

from muniment.cli import report
from muniment.cli.commands import routing_report
from muniment.document.facts.fact import Sentence, Wording
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.routing import Routed, Routing
from muniment.pipeline.exports import document_record
from muniment.vault.database.records import ModelUse
from muniment.vault.store import Vault
from vault.made import add, at, pages

SAID = Sentence(
    text="Revenue rose to 9,876 in Düsseldorf.",
    heading="Notes",
    citations=(at(pages()[1], "Revenue grew to 9,876 in Düsseldorf."),),
    wording=Wording.REPHRASED,
)
ASKED = Routing((Routed(ModelTask.CHOOSE, 8, 2, 2, 1, 0.8, 3.0), Routed(ModelTask.KIND, 1, 0, 0, 0, 0.1, 0.0, 1.5)))


@pytest.fixture
def enriched() -> Vault:
    vault = Vault.in_memory()
    add(vault)
    job = vault.next_job()
    assert job is not None
    vault.save_enrichment(job.id, summary=(SAID,), model=ModelUse("tiny", ("summary",)), routing=ASKED)
    return vault


def test_the_original_stands_below_a_rephrased_sentence_and_tags_show_their_words(
    enriched: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    report.show(enriched, 1)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    at_said = lines.index("- Notes: Revenue rose to 9,876 in Düsseldorf. [p. 2; rephrased]")
    assert lines[at_said + 1] == 'in the document: "Revenue grew to 9,876 in Düsseldorf."'
    assert lines[lines.index("Tags") + 1] == '- Debt: "Total liabilities" p. 1'


def test_as_json_a_sentence_says_how_it_is_worded_and_tags_have_places(enriched: Vault) -> None:
    told = document_record.of_document(enriched, 1, "report.pdf")
    computed, said = told["summary"]
    assert (computed["wording"], said["wording"]) == (None, "rephrased")
    assert said["citations"][0]["quote"] == "Revenue grew to 9,876 in Düsseldorf."
    (tag,) = told["tags"]
    assert (tag["tag"], tag["routing"], tag["evidence"][0]["quote"]) == ("debt", False, "Total liabilities")
    choose, kind = told["model"]["routing"]
    assert (choose["asked"], choose["strong"], choose["agreed"], choose["saved_seconds"]) == (8, 2, 1, 8.2)
    assert (kind["asked"], kind["saved_seconds"]) == (1, 1.4)


def test_the_share_the_agreement_and_the_time_are_shown_of_one_and_of_all(
    enriched: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = enriched.documents()
    routing_report.show(enriched, rows, as_json=False, in_all=True)
    shown = capsys.readouterr().out
    assert shown.count("2 (25%)") == 2
    assert shown.count("1/2") == 2
    assert "all documents" in shown
    assert "9.6 s less than if the strong model had been asked everything (an estimate)" in shown
    routing_report.show(enriched, rows, as_json=True, in_all=True)
    one, whole = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["document"], whole["document"], whole["saved_seconds"]) == (1, None, pytest.approx(9.6))
    with Vault.in_memory() as empty:
        add(empty)
        routing_report.show(empty, empty.documents(), as_json=False, in_all=False)
    assert "no model was asked anything" in capsys.readouterr().out
